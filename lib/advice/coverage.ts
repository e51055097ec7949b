import type { Coverage, MatchIndex, MatchTarget } from '../matching/finding.ts';
import type { PlacedHit } from '../matching/match.ts';
import type { Block } from '../portals/tender.ts';
import { type FoundWording, wordingsIn } from './coverage-wordings.ts';
import { type Demand, demandOf, isDenied } from './demand.ts';
import { sentencesOf } from './sentences.ts';
import { type Span, sentenceSpan } from './spans.ts';
import { finished, type Steps } from './steps.ts';
import { type About, aboutIn } from './subjects.ts';
import { figureNear, needsNoFigure, type Strictness, strictnessOf } from './threshold.ts';

/** Whether the text already asks for what a target asks, and the words that do. */
export interface Covered {
  coverage: Coverage;
  quote: { block: number; start: number; end: number } | null;
}

/** Names what is known of an article, not how good it is: the class must be asked for beside it. */
const energyLabel = 'eu-energimaerke';
/** Longer ones are shown by their first words. */
const longestQuote = 80;
/** A wording of so many words names its own thing. */
const longWording = 4;

/**
 * Coverage of each target from the hits of one pass. A wording of the target's own, or a label that proves it, covers
 * it where its sentence asks for all of it, is as strict as the target's limits and is about the target's thing. It
 * covers partly where it is laxer, names no figure, is a wish or only earns points, or may be about something else.
 * What is said not to be asked, or is asked of another area's thing, is missing.
 */
export function coverageOf(...given: Parameters<typeof coverageInSteps>): Map<number, Covered> {
  return finished(coverageInSteps(...given));
}

/** The same, one wording or label at a time: a long text has thousands of them, and a page waits meanwhile. */
export function* coverageInSteps(
  index: MatchIndex,
  hits: readonly PlacedHit[],
  blocks: readonly Block[],
): Steps<Map<number, Covered>> {
  const found = new Map<number, Covered>();
  const sentenceOf = sentencesOf(blocks);
  const aboutOf = aboutIn(index, hits, blocks, sentenceOf);
  const isCovered = (owner: number): boolean => found.get(owner)?.coverage === 'covered';
  const keep = (owner: number, coverage: Coverage, quoteOf: () => Covered['quote']): void => {
    if (coverage === 'missing' || isCovered(owner) || found.get(owner)?.coverage === coverage) return;
    found.set(owner, { coverage, quote: quoteOf() });
  };
  for (const wording of wordingsIn(index, hits, sentenceOf, isCovered)) {
    yield;
    const { owner, block, whole, less } = wording;
    const target = index.targets[owner] as MatchTarget;
    const text = blocks[block]?.text ?? '';
    const about = aboutOf({ ...wording, isLong: isLong(text, wording) });
    const sentence = sentenceSpan(sentenceOf, wording);
    const demand = demandOf(text, { ...wording, sentence, ...kindOf(target), isProof: whole });
    const strictness = strictnessAt(text, wording, sentence, target, whole);
    const verdict = verdictOf(demand, less && strictness === 'strict' ? 'lax' : strictness, about);
    keep(owner, verdict, () => ({ block, ...quotedSpan(text, wording, sentence, target) }));
  }
  const labels = labelHits(index, hits);
  for (const [owner, target] of index.targets.entries()) {
    for (const hit of target.ecolabels.flatMap((label) => labels.get(label) ?? [])) {
      if (isCovered(owner)) break;
      yield;
      const about = aboutOf({ ...hit, owner, isLong: false });
      if (about === 'other') continue;
      const text = blocks[hit.block]?.text ?? '';
      const proves = hit.label !== energyLabel && target.area !== 'all' && target.thresholds.every(needsNoFigure);
      const sentence = sentenceSpan(sentenceOf, hit);
      const demand = demandOf(text, { ...hit, sentence, words: [hit], ...kindOf(target), isProof: true });
      keep(
        owner,
        verdictOf(demand, proves ? strictnessAt(text, hit, sentence, target, false) : 'lax', about),
        () => hit,
      );
    }
  }
  return found;
}

function verdictOf(demand: Demand, strictness: Strictness, about: About): Coverage {
  if (demand === 'none' || strictness === 'reversed' || about === 'other') return 'missing';
  return demand === 'full' && strictness === 'strict' && about === 'own' ? 'covered' : 'partly';
}

/** How strict the sentence around a wording is. */
function strictnessAt(
  text: string,
  wording: Span,
  { start, end }: Span,
  { thresholds }: MatchTarget,
  isWhole: boolean,
): Strictness {
  const near = { start: wording.start - start, end: wording.end - start };
  return strictnessOf(text.slice(start, end), thresholds, near, isWhole);
}

const kindOf = ({ thresholds, award }: MatchTarget) => ({
  hasShare: thresholds.some(({ unit }) => unit === '%' || unit === 'pct.'),
  isAward: award === true,
});

const isLong = (text: string, { words, start, end }: FoundWording): boolean =>
  words.length === 1 && text.slice(start, end).split(/\s+/).length >= longWording;

/** The wording with the figure that goes with it, as far as they fit into one quote. */
function quotedSpan(text: string, wording: FoundWording, sentence: Span, { thresholds }: MatchTarget): Span {
  const near = { start: wording.start - sentence.start, end: wording.end - sentence.start };
  const figure = figureNear(text.slice(sentence.start, sentence.end), thresholds, near);
  const [first = wording] = wording.words;
  const withFigure = {
    start: Math.min(wording.start, sentence.start + (figure?.start ?? near.start)),
    end: Math.max(wording.end, sentence.start + (figure?.end ?? near.end)),
  };
  const fitting = [withFigure, wording].find(({ start, end }) => end - start <= longestQuote) ?? first;
  return { start: fitting.start, end: fitting.end };
}

/** Where each label is named, in the order of the text. */
function labelHits(index: MatchIndex, hits: readonly PlacedHit[]): Map<string, (PlacedHit & { label: string })[]> {
  const labels = new Map<string, (PlacedHit & { label: string })[]>();
  for (const hit of hits) {
    const label = hit.role === 'ecolabel' ? index.ecolabels[hit.owner]?.id : undefined;
    if (label === undefined) continue;
    const known = labels.get(label);
    if (known) known.push({ ...hit, label });
    else labels.set(label, [{ ...hit, label }]);
  }
  return labels;
}

/** Whether the words before a hit turn it round ("uden", "not"). */
export function isNegated(hit: PlacedHit, blocks: readonly Block[]): boolean {
  return isDenied(blocks[hit.block]?.text ?? '', hit);
}
