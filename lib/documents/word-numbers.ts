import type { ListPlace } from './word-styles.ts';
import { inside, type XmlElement } from './xml.ts';

interface Level {
  start: number;
  format: string;
  /** "%1.%2" */
  text: string;
}

/** Says the number that Word shows before a paragraph of a list; empty for bullets and for what is no list. */
export type NumberOf = (place: ListPlace | null) => string;

const letters = (count: number): string => String.fromCharCode(97 + ((count - 1) % 26)).repeat(Math.ceil(count / 26));

const romanParts: readonly [number, string][] = [
  [1000, 'm'],
  [900, 'cm'],
  [500, 'd'],
  [400, 'cd'],
  [100, 'c'],
  [90, 'xc'],
  [50, 'l'],
  [40, 'xl'],
  [10, 'x'],
  [9, 'ix'],
  [5, 'v'],
  [4, 'iv'],
  [1, 'i'],
];

function roman(count: number): string {
  let left = Math.min(count, 3999);
  let text = '';
  for (const [worth, sign] of romanParts) {
    for (; left >= worth; left -= worth) text += sign;
  }
  return text;
}

function written(count: number, format: string): string {
  if (format === 'lowerLetter') return letters(count);
  if (format === 'upperLetter') return letters(count).toUpperCase();
  if (format === 'lowerRoman') return roman(count);
  if (format === 'upperRoman') return roman(count).toUpperCase();
  return String(count);
}

const value = (element: XmlElement | undefined): string | null => element?.attribute('val') ?? null;

/**
 * Counts the lists of a Word document as its paragraphs go by: the numbers of headings and clauses, by which people
 * name them, stand nowhere in the text.
 */
export function wordNumbers(root: XmlElement | null): NumberOf {
  if (root === null) return () => '';
  const kinds = new Map(
    inside(root, 'abstractNum').map((kind) => [
      kind.attribute('abstractNumId') ?? '',
      new Map(inside(kind, 'lvl').map((level) => [Number(level.attribute('ilvl')), levelOf(level)] as const)),
    ]),
  );
  const kindOf = new Map(
    inside(root, 'num').map((list) => [list.attribute('numId') ?? '', value(inside(list, 'abstractNumId')[0]) ?? '']),
  );
  // Lists of one kind go on counting where the one before stopped.
  const counts = new Map<string, number[]>();
  return (place) => {
    const kind = place === null ? undefined : kindOf.get(place.list);
    const levels = kind === undefined ? undefined : kinds.get(kind);
    const level = place === null ? undefined : levels?.get(place.depth);
    if (place === null || kind === undefined || !levels || !level) return '';
    const count = counts.get(kind) ?? [];
    counts.set(kind, count);
    for (let depth = 0; depth < place.depth; depth++) count[depth] ??= levels.get(depth)?.start ?? 1;
    count[place.depth] = (count[place.depth] ?? level.start - 1) + 1;
    count.length = place.depth + 1;
    if (level.format === 'bullet' || level.format === 'none') return '';
    const text = level.text.replace(/%([1-9])/g, (_, number: string) => {
      const depth = Number(number) - 1;
      return written(count[depth] ?? 1, levels.get(depth)?.format ?? 'decimal');
    });
    return text.trim();
  };
}

function levelOf(level: XmlElement): Level {
  return {
    start: Number(value(inside(level, 'start')[0]) ?? 1),
    format: value(inside(level, 'numFmt')[0]) ?? 'decimal',
    text: value(inside(level, 'lvlText')[0]) ?? '',
  };
}
