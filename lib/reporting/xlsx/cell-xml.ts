import { inMarkup } from '../markup.ts';

/** A value in a sheet; null for an empty cell. */
export type SheetCell =
  | { kind: 'text'; value: string }
  /** Digits that are a name: stays text, also when somebody edits it. */
  | { kind: 'id'; value: string }
  | { kind: 'number'; value: number }
  /** With thousands separators and two decimals. */
  | { kind: 'amount'; value: number }
  /** A share from 0 to 1, shown in per cent. */
  | { kind: 'share'; value: number }
  /** YYYY-MM-DD. */
  | { kind: 'date'; value: string }
  /** Wall clock, YYYY-MM-DDTHH:MM:SS: spreadsheets know no zones. */
  | { kind: 'moment'; value: string }
  | null;

/** Places in `cellXfs` of `styles.xml`. */
export const styles = { plain: 0, header: 1, id: 2, date: 3, moment: 4, share: 5, amount: 6 } as const;

/** UTF-16 code units that Excel takes in a cell. */
export const longestCell = 32_767;
const cutMark = '…';

/** The text that fits into a cell; what is cut ends with a mark, and no character is cut in two. */
export function fitted(text: string): string {
  if (text.length <= longestCell) return text;
  const end = longestCell - cutMark.length;
  const splits = /[\ud800-\udbff]/.test(text[end - 1] ?? '');
  return `${text.slice(0, splits ? end - 1 : end)}${cutMark}`;
}

const hex = (character: string) => `_x${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`;

/** Characters that XML has no place for, or would change: in a workbook they are written as `_xHHHH_`. */
const unwritable = /(?![\t\n])\p{Cc}|[\ufffe\uffff]|_(?=x[\da-fA-F]{4}_)/gu;

/** Text as it stands between two tags, or in an attribute, of a workbook. */
export function escaped(text: string): string {
  return inMarkup(text.replace(unwritable, hex));
}

/** `A` for 0, `AA` for 26. */
export function columnName(index: number): string {
  const rest = Math.floor(index / 26) - 1;
  return `${rest < 0 ? '' : columnName(rest)}${String.fromCharCode(65 + (index % 26))}`;
}

const day = 86_400_000;
/** Days from the beginning of a spreadsheet's calendar to 1970. */
const epoch = 25_569;
/** Excel's calendar has a 29 February 1900; before it, days are off by one. */
const firstSafeDay = 61;

/** A day or moment as a spreadsheet counts it; null for one before its calendar is right. */
export function serialOf(value: string): number | null {
  const serial = Date.parse(value.length > 10 ? `${value}Z` : value) / day + epoch;
  return serial >= firstSafeDay ? serial : null;
}

/** Texts that stand once in the workbook and are named by number. */
export interface SharedStrings {
  /** Null for a text that stands in its own cell. */
  indexOf: (text: string) => number | null;
  all: () => Iterable<string>;
}

/** Texts kept at most, and how long they may be: the words of lists, units and names, not what people wrote. */
const mostShared = 20_000;
const longestShared = 80;

/** What is written again and again; bounded, because a million titles would fill the memory. */
export function createSharedStrings(): SharedStrings {
  const indexes = new Map<string, number>();
  return {
    indexOf(text) {
      const known = indexes.get(text);
      if (known !== undefined) return known;
      if (text.length > longestShared || indexes.size >= mostShared) return null;
      indexes.set(text, indexes.size);
      return indexes.size - 1;
    },
    all: () => indexes.keys(),
  };
}

/** A text as the element that holds it; blanks at its ends stay. */
export const textElement = (text: string): string => `<t xml:space="preserve">${escaped(text)}</t>`;

/** A cell as XML. @param at its place, "B7" */
export function cellXml(cell: SheetCell, at: string, strings: SharedStrings): string {
  if (cell === null) return '';
  switch (cell.kind) {
    case 'number':
      return `<c r="${at}"><v>${cell.value}</v></c>`;
    case 'amount':
    case 'share':
      return `<c r="${at}" s="${styles[cell.kind]}"><v>${cell.value}</v></c>`;
    case 'date':
    case 'moment': {
      const serial = serialOf(cell.value);
      if (serial === null) return textCell(cell.value, at, styles.plain, strings);
      return `<c r="${at}" s="${styles[cell.kind]}"><v>${serial}</v></c>`;
    }
    case 'id':
      return textCell(cell.value, at, styles.id, strings);
    case 'text':
      return textCell(cell.value, at, styles.plain, strings);
  }
}

/** A text's cell. An empty text is an empty cell. */
export function textCell(value: string, at: string, style: number, strings: SharedStrings): string {
  if (value === '') return '';
  const text = fitted(value);
  const styled = style === styles.plain ? '' : ` s="${style}"`;
  const index = strings.indexOf(text);
  if (index !== null) return `<c r="${at}"${styled} t="s"><v>${index}</v></c>`;
  return `<c r="${at}"${styled} t="inlineStr"><is>${textElement(text)}</is></c>`;
}
