import type { Coverage, MatchIndex } from '../matching/finding.ts';
import type { PlacedHit } from '../matching/match.ts';
import type { Block } from '../portals/tender.ts';
import { type Sentences, sentencesOf } from './sentences.ts';
import { isStrictEnough } from './threshold.ts';

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
 * Coverage of each target from the hits of one pass. A wording of the target's own covers it where its sentence is as
 * strict as the target's limits and the thing it is about stands near; it covers partly where it is laxer, names no
 * figure, or may be about something else. A label that proves the target covers it partly, for the label alone does
 * not say where it is asked for. A negated wording counts as missing.
 */
export function coverageOf(
  index: MatchIndex,
  hits: readonly PlacedHit[],
  blocks: readonly Block[],
): Map<number, Covered> {
  const found = new Map<number, Covered>();
  const labels = new Map<string, PlacedHit>();
  const subjects = subjectsOf(hits);
  const sentenceOf = sentencesOf(blocks);
  for (const hit of hits) {
    if ((hit.role !== 'coverage' && hit.role !== 'ecolabel') || isNegated(hit, blocks)) continue;
    if (hit.role === 'coverage') {
      if (found.get(hit.owner)?.coverage === 'covered') continue;
      const { text, from, to } = sentenceOf(hit, 0, 0);
      const thresholds = index.targets[hit.owner]?.thresholds ?? [];
      const isStrict = isStrictEnough(text.slice(from, to), thresholds);
      const isCovered = isStrict && isAbout(hit, subjects.get(hit.owner), blocks, sentenceOf);
      found.set(hit.owner, { coverage: isCovered ? 'covered' : 'partly', quote: hit });
    } else {
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

/** Where each target's own words stand. */
function subjectsOf(hits: readonly PlacedHit[]): Map<number, PlacedHit[]> {
  const subjects = new Map<number, PlacedHit[]>();
  for (const hit of hits) {
    if (hit.role !== 'target') continue;
    const own = subjects.get(hit.owner);
    if (own) own.push(hit);
    else subjects.set(hit.owner, [hit]);
  }
  return subjects;
}

/**
 * Whether a wording is about the target's own thing: its words stand in the sentence or one beside it, in the title
 * of the lot or, outside lots, of the tender. Where no strong word of it stands anywhere the code spoke for it.
 */
function isAbout(
  hit: PlacedHit,
  own: readonly PlacedHit[] | undefined,
  blocks: readonly Block[],
  sentenceOf: Sentences,
): boolean {
  if (!own?.some(({ weak }) => !weak)) return true;
  const { from, to } = sentenceOf(hit, 1, 1);
  const lot = blocks[hit.block]?.lot ?? null;
  const title = lot === null ? 'title' : `lots/${lot}/title`;
  return own.some(({ block, start }) =>
    block === hit.block ? start >= from && start < to : blocks[block]?.where === title,
  );
}

/** Whether the words before a hit turn it round ("uden", "not"). */
export function isNegated({ block, start }: PlacedHit, blocks: readonly Block[]): boolean {
  const text = blocks[block]?.text ?? '';
  const sentence =
    text
      .slice(Math.max(0, start - lookBack), start)
      .split(/[.;:!?\n]/)
      .at(-1) ?? '';
  return negation.test(sentence);
}
