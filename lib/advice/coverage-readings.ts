import type { MatchIndex } from '../matching/finding.ts';
import { type Hits, isSameHits } from '../matching/hits.ts';
import { createPiece, type Piece } from './coverage-piece.ts';

/** What coverage has read of a page's texts, by piece. */
export interface Readings {
  /** Begins a reading of all texts; what it does not meet is forgotten when it has come to its end. */
  begin: (index: MatchIndex) => { piece: (text: string, hits: Hits) => Piece; end: () => void };
}

/**
 * Remembers what the pieces of a page say from one reading to the next.
 * @param onRead told of each piece that is read anew, in characters
 */
export function createReadings(onRead: (characters: number) => void = () => undefined): Readings {
  let known = new Map<string, Piece>();
  let of: MatchIndex | null = null;
  return {
    begin: (index) => {
      if (of !== index) known = new Map();
      of = index;
      const met = new Map<string, Piece>();
      return {
        piece: (text, hits) => {
          const before = met.get(text) ?? known.get(text);
          // The same words are no hits where an opening says otherwise.
          if (before && isSameHits(before.hits, hits)) {
            met.set(before.text, before);
            return before;
          }
          onRead(text.length);
          const piece = createPiece(index, alone(text), hits);
          met.set(piece.text, piece);
          return piece;
        },
        end: () => {
          known = met;
        },
      };
    },
  };
}

/** A copy of a part of a text. Browsers keep the whole of a text for as long as a part of it is kept. */
const alone = (part: string): string => ` ${part}`.slice(1);
