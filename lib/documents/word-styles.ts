import { inside, type XmlElement } from './xml.ts';

/** What the reader of a paragraph needs of its style. */
export interface WordStyle {
  /** 1 for a main heading, 0 for the title, null for text. */
  level: number | null;
  /** The list that the style numbers its paragraphs by. */
  list: ListPlace | null;
  /** A line of a table of contents: it repeats a heading that stands elsewhere. */
  isContents: boolean;
}

/** A list and how deep in it. */
export interface ListPlace {
  list: string;
  depth: number;
}

const value = (element: XmlElement | undefined): string | null => element?.attribute('val') ?? null;

/** Level by the outline that the style sets, else by its built-in name: those are English in every language of Word. */
function levelOf(name: string, outline: string | null): number | null {
  if (outline !== null && /^[0-8]$/.test(outline)) return Number(outline) + 1;
  const heading = /^heading ([1-9])$/i.exec(name)?.[1];
  if (heading !== undefined) return Number(heading);
  return /^title$/i.test(name) ? 0 : null;
}

/** The styles of a Word document by id, each with what it has from those that it is based on. */
export function wordStyles(root: XmlElement | null): Map<string, WordStyle> {
  const elements = new Map(
    (root === null ? [] : inside(root, 'style')).map((style) => [style.attribute('styleId') ?? '', style] as const),
  );
  const known = new Map<string, WordStyle>();
  const plain: WordStyle = { level: null, list: null, isContents: false };
  const read = (id: string, depth: number): WordStyle => {
    const before = known.get(id);
    const style = elements.get(id);
    if (before || !style || depth > 20) return before ?? plain;
    const base = value(inside(style, 'basedOn')[0]);
    const around = base === null ? plain : read(base, depth + 1);
    const name = value(inside(style, 'name')[0]) ?? '';
    const level = levelOf(name, value(inside(style, 'pPr', 'outlineLvl')[0]));
    const list = value(inside(style, 'pPr', 'numPr', 'numId')[0]);
    const own: WordStyle = {
      level: level ?? around.level,
      list:
        list === null
          ? around.list
          : { list, depth: Number(value(inside(style, 'pPr', 'numPr', 'ilvl')[0]) ?? Math.max(0, (level ?? 1) - 1)) },
      isContents: around.isContents || /^toc( heading| \d)$/i.test(name),
    };
    known.set(id, own);
    return own;
  };
  for (const id of elements.keys()) read(id, 0);
  return known;
}
