import { passagesOf } from '../matching/known-hits.ts';
import { endsSentence } from './sentences.ts';

/**
 * A text in pieces of whole sentences and whole lines. Where one ends is decided by the lines around its end alone, so
 * that a change leaves the pieces before and after it what they were. No hit reaches from one into the next, for each
 * is made of the passages in which hits are found.
 */
export function piecesOf(text: string): [start: number, end: number][] {
  const pieces: [number, number][] = [];
  let start = 0;
  for (const [, end] of passagesOf(text)) {
    if (end < text.length && !endsSentence(text, end)) continue;
    pieces.push([start, end]);
    start = end + 1;
  }
  return pieces;
}
