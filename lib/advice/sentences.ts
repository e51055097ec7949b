import type { Block } from '../portals/tender.ts';

/** A stretch of one block. */
interface Place {
  block: number;
  start: number;
  end: number;
}

/** A point inside a number or after an abbreviation ends no sentence. */
const sentenceEnd =
  /[.!?](?=\s|$)(?<!\b(?:pct|ca|kr|pr|stk|bl\.a|f\.eks|fx|min|inkl|ekskl|jf|nr|t\.ex|m\.m|resp|z|z\.B|u\.a|d\.h|bzw|ggf|Nr|Abs|max|mind)[.!?])|\n{2,}/gu;

/**
 * The sentence that a stretch stands in, with so many before and after it, as offsets in its block. Where sentences
 * end is found once for each block: a long text has thousands of places that are asked about.
 */
export function sentencesOf(blocks: readonly Block[]) {
  const known = new Map<number, readonly number[]>();
  const endsIn = (block: number, text: string): readonly number[] => {
    const ends = known.get(block) ?? Array.from(text.matchAll(sentenceEnd), ({ index }) => index + 1);
    known.set(block, ends);
    return ends;
  };
  return ({ block, start, end }: Place, before: number, after: number) => {
    const text = blocks[block]?.text ?? '';
    const ends = endsIn(block, text);
    const from = ends[firstAbove(ends, start) - 1 - before] ?? 0;
    const to = ends[firstAbove(ends, end - 1) + after] ?? text.length;
    return { text, from, to };
  };
}
export type Sentences = ReturnType<typeof sentencesOf>;

/** Longer than the longest abbreviation. */
const lookBack = 12;

/** Whether a sentence ends with the line that ends at an offset. */
export function endsSentence(text: string, lineEnd: number): boolean {
  if (text.charAt(lineEnd - 1) === '\n' || text.charAt(lineEnd + 1) === '\n') return true;
  const last = text.slice(Math.max(0, lineEnd - lookBack), lineEnd);
  return [...last.matchAll(sentenceEnd)].at(-1)?.index === last.length - 1;
}

/** Number of the first end that lies behind an offset. */
function firstAbove(ends: readonly number[], offset: number): number {
  let low = 0;
  let high = ends.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ends[middle] as number) > offset) high = middle;
    else low = middle + 1;
  }
  return low;
}
