import type { Sentences } from './sentences.ts';

/** A stretch of a text, as offsets. */
export interface Span {
  start: number;
  end: number;
}

/** No more than this of a sentence is read to either side: a text without points must not cost its length each time. */
const furthest = 600;
/** Parts of a sentence that may differ in how strongly they ask; a decimal comma parts nothing. */
const clauseEnd = /[;:](?=\s)|,\s+(?=(?:og|men|and|but|och|und|aber)\s)/gu;

/** The sentence that a stretch stands in, with so many before and after it. */
export function sentenceSpan(sentenceOf: Sentences, place: Span & { block: number }, before = 0, after = 0): Span {
  const { from, to } = sentenceOf(place, before, after);
  return { start: Math.max(from, place.start - furthest), end: Math.min(to, place.end + furthest) };
}

/** The part of its sentence that a stretch stands in. */
export function clauseSpan(text: string, { start, end }: Span, sentence: Span): Span {
  const ends = [...text.slice(sentence.start, sentence.end).matchAll(clauseEnd)].map(
    ({ index, 0: mark }) => sentence.start + index + mark.length,
  );
  return {
    start: ends.filter((place) => place <= start).at(-1) ?? sentence.start,
    end: ends.find((place) => place >= end) ?? sentence.end,
  };
}

export const isWithin = (inner: Span, outer: Span): boolean => inner.start >= outer.start && inner.end <= outer.end;

/** Characters between two stretches; 0 where they meet. */
export function gapBetween(one: Span, other: Span): number {
  return Math.max(0, one.start - other.end, other.start - one.end);
}
