import type { Block, Tender } from '../portals/tender.ts';

/** Stands in the journal for the portal of a tender that was read from documents. */
export const documentPortal = 'document';

/** What a file is by its content; its name is only believed where the content says nothing (text, CSV). */
export type DocumentKind = 'word' | 'openText' | 'workbook' | 'openSheet' | 'pdf' | 'text' | 'notice';

/** Where a passage stands, as somebody with the file in front of them would look it up. */
export type Place =
  | { kind: 'page'; page: number }
  /** Under a heading; `heading` is empty before the first one. Paragraphs are counted from it. */
  | { kind: 'heading'; heading: string; paragraph: number }
  | { kind: 'apart'; part: 'header' | 'footer' | 'footnote' | 'endnote' }
  | { kind: 'cell'; sheet: string; cell: string }
  | { kind: 'line'; line: number }
  /** A field of an eForms notice by its official number ("BT-24"), in a lot or in the procedure. */
  | { kind: 'field'; field: string; lot: string | null };

/** One paragraph, cell or field with the place it stands in. */
export interface Passage {
  text: string;
  place: Place;
  /** It goes on the line of the passage before: the cells of one row. */
  sameLine?: true;
}

/** All that was read of one file. Plain data: it travels from the worker that read it. */
export interface DocumentText {
  kind: DocumentKind;
  /** What the document calls itself: its title, else its first heading, else its first line. */
  title: string | null;
  passages: Passage[];
  /** Characters of the passages together. */
  characters: number;
  /** There was more text than is read. */
  isCut: boolean;
  /** Of a PDF: how many pages there are, and how many of them hold pictures of text only. */
  pages: { all: number; withoutText: number } | null;
  /** Of an eForms notice: the tender that it tells of, and its texts in blocks of their own. */
  notice: { tender: Tender; blocks: NoticeBlock[] } | null;
}

/** A block of a notice with the field that it was read from. */
export interface NoticeBlock extends Pick<Block, 'where' | 'lot' | 'text'> {
  place: Place;
}

/** More characters than this are not read of one document; a specification of 300 pages has some 700,000. */
export const mostCharacters = 1_000_000;
/** Larger files are not opened. */
export const mostBytes = 50_000_000;
