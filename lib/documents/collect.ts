import { cleanText } from './clean-text.ts';
import { type DocumentKind, type DocumentText, mostCharacters, type Passage, type Place } from './document.ts';

/** Takes passages until there are enough. */
export interface Collector {
  /** Adds a passage; an empty one leaves no trace. False once no more is taken. */
  add: (text: string, place: Place, sameLine?: boolean) => boolean;
  isFull: () => boolean;
  /** What was collected, under its own title or, without one, its first line. */
  document: (kind: DocumentKind, title: string | null) => DocumentText;
}

/** A longer first line is no title. */
const longestTitle = 200;

/** Collects the passages of one document, cleaned, up to the most characters that are read. */
export function createCollector(most = mostCharacters): Collector {
  const passages: Passage[] = [];
  let characters = 0;
  let isFull = false;
  return {
    add: (raw, place, sameLine = false) => {
      if (isFull) return false;
      const text = cleanText(raw.slice(0, most * 2));
      if (text === '') return true;
      const left = most - characters;
      const kept = text.length > left ? text.slice(0, left).trimEnd() : text;
      isFull = kept.length < text.length;
      if (kept !== '') passages.push({ text: kept, place, ...(sameLine && passages.length > 0 && { sameLine }) });
      characters += kept.length;
      return !isFull;
    },
    isFull: () => isFull,
    document: (kind, title) => {
      const line = passages[0]?.text.split('\n')[0] ?? '';
      const known = title ?? (line.length <= longestTitle ? line : '');
      return {
        kind,
        title: known.slice(0, longestTitle).trim() || null,
        passages,
        characters,
        isCut: isFull,
        pages: null,
        notice: null,
      };
    },
  };
}
