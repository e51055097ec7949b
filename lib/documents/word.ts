import { cleanText } from './clean-text.ts';
import { type Collector, createCollector } from './collect.ts';
import type { DocumentText, Place } from './document.ts';
import { DocumentProblem } from './document-problem.ts';
import { headingPlaces } from './heading-places.ts';
import type { PackageFile } from './package-file.ts';
import { type NumberOf, wordNumbers } from './word-numbers.ts';
import { type ListPlace, type WordStyle, wordStyles } from './word-styles.ts';
import { readXml, type XmlElement, xmlTree } from './xml.ts';

/** Elements whose text is no part of the document as it stands: deleted, moved away, a second rendering, a field's code. */
const skipped: ReadonlySet<string> = new Set(['del', 'moveFrom', 'Fallback', 'instrText', 'delText', 'delInstrText']);

interface Paragraph {
  text: string;
  style: string;
  /** The list that the paragraph itself names; the depth may come from there alone. */
  list: string | null;
  depth: number | null;
  outline: number | null;
}

const newParagraph = (): Paragraph => ({ text: '', style: '', list: null, depth: null, outline: null });

/** Whether a switch such as `<w:vanish/>` is on. */
const isOn = (value: string | null): boolean => value === null || !/^(?:0|false|off)$/i.test(value);

/**
 * The paragraphs of one part, in order; those of a text box stand before the one that it is anchored in. What is hidden,
 * deleted or moved away is left out; what was inserted or moved here is in.
 */
function readParagraphs(pieces: Iterable<Uint8Array>, use: (paragraph: Paragraph) => void, isDone: () => boolean) {
  const open: Paragraph[] = [];
  let skipping = 0;
  let isText = false;
  let isHidden = false;
  let inRunProperties = false;
  let inMarkProperties = 0;
  /** Inside what a paragraph or a run looked like before a tracked change. */
  let former = 0;
  let isSeparator = false;
  const add = (text: string): void => {
    const paragraph = open.at(-1);
    if (paragraph && skipping === 0 && !isHidden && !isSeparator) paragraph.text += text;
  };
  readXml(pieces, {
    isDone,
    open: (name, attribute) => {
      if (name.endsWith('PrChange')) former++;
      if (former > 0) return;
      if (skipped.has(name) && inMarkProperties === 0) skipping++;
      const paragraph = open.at(-1);
      switch (name) {
        case 'p':
          open.push(newParagraph());
          break;
        case 'footnote':
        case 'endnote':
          isSeparator = /separator|notice/i.test(attribute('type') ?? '');
          break;
        case 'pPr':
          inMarkProperties++;
          break;
        case 'pStyle':
          if (paragraph) paragraph.style = attribute('val') ?? '';
          break;
        case 'numId':
          if (paragraph && inMarkProperties > 0) paragraph.list = attribute('val');
          break;
        case 'ilvl':
          if (paragraph && inMarkProperties > 0) paragraph.depth = Number(attribute('val'));
          break;
        case 'outlineLvl':
          if (paragraph && inMarkProperties > 0) paragraph.outline = Number(attribute('val'));
          break;
        case 'r':
          isHidden = false;
          break;
        case 'rPr':
          inRunProperties = inMarkProperties === 0;
          break;
        case 'vanish':
          if (inRunProperties) isHidden = isOn(attribute('val'));
          break;
        case 't':
          isText = true;
          break;
        case 'tab':
        case 'ptab':
          if (inMarkProperties === 0) add(' ');
          break;
        case 'br':
        case 'cr':
          add('\n');
          break;
        case 'noBreakHyphen':
          add('-');
          break;
      }
    },
    close: (name) => {
      if (name.endsWith('PrChange')) former--;
      else if (former > 0) return;
      if (skipped.has(name) && inMarkProperties === 0) skipping--;
      if (name === 't') isText = false;
      if (name === 'rPr') inRunProperties = false;
      if (name === 'r') isHidden = false;
      if (name === 'pPr') inMarkProperties--;
      if (name === 'p') {
        const paragraph = open.pop();
        if (paragraph) use(paragraph);
      }
    },
    text: (text) => {
      if (isText) add(text);
    },
  });
}

const treeOf = (file: PackageFile, name: string): XmlElement | null => {
  const bytes = file.whole(name);
  return bytes && xmlTree(bytes);
};

/** The main part by what the package says of itself; another office may call it otherwise. */
function mainPart(file: PackageFile): string {
  const relations = treeOf(file, '_rels/.rels');
  const main = relations?.children.find((one) => /\/officeDocument$/.test(one.attribute('Type') ?? ''));
  return main?.attribute('Target')?.replace(/^\//, '') ?? 'word/document.xml';
}

/** What a Word document asks about its paragraphs: styles and numbers. */
interface Sheet {
  styles: ReadonlyMap<string, WordStyle>;
  numberOf: NumberOf;
}

function readMain(pieces: Iterable<Uint8Array>, { styles, numberOf }: Sheet, collector: Collector): string | null {
  const places = headingPlaces();
  let title: string | null = null;
  let firstHeading: string | null = null;
  readParagraphs(
    pieces,
    ({ text, style: id, list, depth, outline }) => {
      const style = styles.get(id);
      if (style?.isContents) return;
      const number = numberOf(listOf(style, list, depth));
      const level = outline !== null && outline <= 8 ? outline + 1 : (style?.level ?? null);
      const words = cleanText(text).replaceAll('\n', ' ');
      if (words === '') return;
      if (level === 0) title ??= words;
      else if (level !== null) firstHeading ??= words;
      collector.add(text, level === null ? places.paragraph() : places.heading(words, level === 0 ? '' : number));
    },
    collector.isFull,
  );
  return title ?? firstHeading;
}

/** A paragraph's own list stands before its style's; the list "0" takes it out of any. */
function listOf(style: WordStyle | undefined, list: string | null, depth: number | null): ListPlace | null {
  if (list === '0') return null;
  if (list !== null) return { list, depth: depth ?? style?.list?.depth ?? 0 };
  return style?.list ?? null;
}

const apart: readonly [RegExp, Extract<Place, { kind: 'apart' }>['part']][] = [
  [/\/footnotes\.xml$/, 'footnote'],
  [/\/endnotes\.xml$/, 'endnote'],
  [/\/header\d*\.xml$/, 'header'],
  [/\/footer\d*\.xml$/, 'footer'],
];

/**
 * Reads a Word document: body with tables, lists and text boxes, then notes, then headers and footers, each once. Place:
 * the heading with its number, and the paragraph under it.
 * @throws {DocumentProblem}
 */
export function readWord(file: PackageFile): DocumentText {
  const main = mainPart(file);
  const folder = main.slice(0, main.lastIndexOf('/') + 1);
  const pieces = file.read(main);
  if (!pieces) throw new DocumentProblem('broken', main);
  const collector = createCollector();
  const sheet: Sheet = {
    styles: wordStyles(treeOf(file, `${folder}styles.xml`)),
    numberOf: wordNumbers(treeOf(file, `${folder}numbering.xml`)),
  };
  const title = readMain(pieces, sheet, collector);
  const said = new Set<string>();
  for (const [pattern, part] of apart) {
    for (const name of file.names.filter((one) => one.startsWith(folder) && pattern.test(one)).sort()) {
      readParagraphs(
        file.read(name) ?? [],
        ({ text }) => {
          if (part !== 'footnote' && part !== 'endnote' && said.has(text)) return;
          said.add(text);
          collector.add(text, { kind: 'apart', part });
        },
        collector.isFull,
      );
    }
  }
  return collector.document('word', title);
}
