import type { Coverage, MatchIndex } from '../matching/finding.ts';
import type { PlacedHit } from '../matching/match.ts';
import type { Block } from '../portals/tender.ts';

/** Whether the text already asks for what a target asks, and the words that do. */
export interface Covered {
  coverage: Coverage;
  quote: { block: number; start: number; end: number } | null;
}

/** Words shortly before a phrase that turn it round. */
const negation =
  /(?:^|[^\p{L}])(ikke|uden|intet|ingen|ikkje|not|no|without|except|undtagen|unntatt)(?:[^\p{L}]+\p{L}+){0,3}[^\p{L}]*$/iu;
const lookBack = 60;

/**
 * Coverage of each target from the hits of one pass: a wording of the target's own covers it; a label that proves it
 * covers it partly, for the label alone does not say where it is asked for. A negated wording counts as missing.
 */
export function coverageOf(
  index: MatchIndex,
  hits: readonly PlacedHit[],
  blocks: readonly Block[],
): Map<number, Covered> {
  const found = new Map<number, Covered>();
  const stated = hits.filter((hit) => (hit.role === 'coverage' || hit.role === 'ecolabel') && !negated(hit, blocks));
  const labels = new Map<string, PlacedHit>();
  for (const hit of stated) {
    if (hit.role === 'coverage') found.set(hit.owner, { coverage: 'covered', quote: hit });
    else {
      const label = index.ecolabels[hit.owner]?.id;
      if (label !== undefined && !labels.has(label)) labels.set(label, hit);
    }
  }
  index.targets.forEach((target, owner) => {
    if (found.has(owner)) return;
    const hit = target.ecolabels.map((label) => labels.get(label)).find((label) => label !== undefined);
    if (hit) found.set(owner, { coverage: 'partly', quote: hit });
  });
  return found;
}

function negated({ block, start }: PlacedHit, blocks: readonly Block[]): boolean {
  const text = blocks[block]?.text ?? '';
  const sentence =
    text
      .slice(Math.max(0, start - lookBack), start)
      .split(/[.;:!?\n]/)
      .at(-1) ?? '';
  return negation.test(sentence);
}
