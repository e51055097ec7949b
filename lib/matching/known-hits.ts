import { addHits, compact, createHits, type Hits } from './hits.ts';
import type { FindHits } from './match.ts';
import { hitsIn, type Matcher } from './matcher.ts';

/** Passages remembered; the ones found first go first. */
const mostPassages = 4000;
/** A passage that goes on for longer is cut at the end of any line, in characters. */
const longPassage = 8000;

/**
 * Finds hits passage by passage and remembers them, so that a text of which little has changed costs little.
 * @param pace called before a passage is matched, with its length in characters; it may throw to go on later
 */
export function rememberHits(pace: (characters: number) => void): FindHits {
  const known = new Map<string, Hits>();
  let of: { matcher: Matcher; language: string | null } | null = null;
  return (matcher, text, language) => {
    if (of?.matcher !== matcher || of.language !== language) known.clear();
    of = { matcher, language };
    const hits = createHits();
    for (const [start, end] of passagesOf(text)) {
      const passage = alone(text.slice(start, end));
      let own = known.get(passage);
      if (!own) {
        pace(passage.length);
        own = compact(hitsIn(matcher, passage, language));
        known.set(passage, own);
        if (known.size > mostPassages) known.delete(known.keys().next().value as string);
      }
      addHits(hits, own, start);
    }
    return hits;
  };
}

/**
 * A copy of a part of a text. Browsers keep the whole of a text for as long as a part of it is kept: a page with a clock
 * in it would be remembered thousands of times over.
 */
function alone(part: string): string {
  return ` ${part}`.slice(1);
}

/**
 * A text in passages of whole lines. Where one ends is decided by the lines around its end alone, so that a change
 * leaves the passages before and after it what they were.
 */
export function passagesOf(text: string): [start: number, end: number][] {
  const passages: [number, number][] = [];
  let start = 0;
  let lineStart = 0;
  for (let lineEnd = text.indexOf('\n'); lineEnd >= 0; lineEnd = text.indexOf('\n', lineStart)) {
    const isLong = lineEnd - start > longPassage;
    if ((isLong || isChosen(text, lineStart, lineEnd)) && endsThought(text, lineEnd)) {
      passages.push([start, lineEnd]);
      start = lineEnd + 1;
    }
    lineStart = lineEnd + 1;
  }
  passages.push([start, text.length]);
  return passages;
}

/** One line in sixteen or so, always the same ones; lines of one pattern mostly differ in the figures at their end. */
function isChosen(text: string, start: number, end: number): boolean {
  const middle = text.charCodeAt((start + end) >> 1);
  const late = 5 * text.charCodeAt(end - 2) + 9 * text.charCodeAt(end - 3);
  return (end - start + 7 * text.charCodeAt(start) + 13 * middle + 3 * text.charCodeAt(end - 1) + late) % 16 === 0;
}

/** Nothing that a term could be made of goes on behind the line: no broken word, no phrase in running text. */
function endsThought(text: string, lineEnd: number): boolean {
  const last = text.charAt(lineEnd - 1);
  const next = text.charAt(lineEnd + 1);
  return last !== '-' && (/[^\p{L}\s,-]/u.test(last) || next === '\n' || next !== next.toLowerCase());
}
