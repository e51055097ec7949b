import type { Block } from '../portals/tender.ts';
import { type codesOf, codeWeight, matchingPrefix } from './cpv-match.ts';
import type { Finding, Reason } from './finding.ts';
import { shareAt } from './heads.ts';
import { isLeftOut } from './left-out.ts';
import type { Hit } from './matcher.ts';
import type { IsNamed } from './names.ts';
import type { Opening } from './openings.ts';

/** A hit with the block it stood in. */
export interface PlacedHit extends Hit {
  block: number;
}

/** One thing that speaks for a target or an area. */
export interface Evidence {
  reason: Reason;
  lot: string | null;
  weight: number;
  /** Supports a finding and never carries one alone. */
  weak: boolean;
}

/** Longest quotation in a reason, in characters. */
const quoteLength = 80;
/** A description says in its first sentence what is bought; what comes later is detail. */
export const leadLength = 150;
/**
 * How much a word counts by where it stands: the title says what is bought; one word in a long text proves little.
 * Tuned on one half of the tenders that `npm run evaluate` splits.
 */
const placeWeight = { title: 0.8, lotTitle: 0.7, lead: 0.45, lotLead: 0.4, description: 0.25, text: 0.2 } as const;
const weakShare = 0.3;
/** The strongest words decide: a long text has something of everything. */
const mostWords = 3;
/** Codes of one branch say the same thing: the strongest carries, the rest only confirm. */
const furtherCodeShare = 0.2;
const mostReasons = 12;

/** How much a word of a block counts by its place alone. */
export function placeWeightOf(block: Block): (start: number, weak: boolean) => number {
  const lead = placeWeight[placeOf(block, 0)];
  const rest = placeWeight[placeOf(block, leadLength)];
  return (start, weak) => (start < leadLength ? lead : rest) * (weak ? weakShare : 1);
}

/** Weighs words by their place and by their part in the title. */
export function weigherOf(blocks: readonly Block[], openings: readonly Opening[]) {
  return (hit: Pick<PlacedHit, 'block' | 'start' | 'end' | 'weak'>): number => {
    const weight = placeWeightOf(blocks[hit.block] as Block)(hit.start, hit.weak);
    const parts = openings[hit.block]?.parts;
    return parts ? weight * shareAt(parts, hit.start, hit.end) : weight;
  };
}
export type Weigh = ReturnType<typeof weigherOf>;

export const isTitle = ({ where }: Pick<Block, 'where'>): boolean => where === 'title' || where.endsWith('/title');

function placeOf(block: Block, start: number): keyof typeof placeWeight {
  if (isTitle(block)) return block.lot === null ? 'title' : 'lotTitle';
  if (block.lot === null && block.where !== 'description') return 'text';
  if (start >= leadLength) return 'description';
  return block.lot === null ? 'lead' : 'lotLead';
}

/** A hit with how much it counts. */
export interface WeighedHit extends PlacedHit {
  weight: number;
}

/** Whether words where they stand say nothing of the purchase. */
export type IsBeside = (words: Pick<PlacedHit, 'block' | 'start' | 'end' | 'until'>) => boolean;

/**
 * Finds the words that are named as no part of the purchase and those that are part of a name. What was found is
 * remembered, for one place speaks for its target, for the area and for others.
 */
export function besideIn(blocks: readonly Block[], isNamed: IsNamed): IsBeside {
  const known = blocks.map(() => new Map<number, boolean>());
  return (words) => {
    const { block, start, end, until } = words;
    const places = known[block] as Map<number, boolean>;
    const place = (start * longestPlace + (end - start)) * longestPlace + (until - start);
    let isBeside = places.get(place);
    if (isBeside === undefined) {
      isBeside = isLeftOut((blocks[block] as Block).text, start, end) || isNamed(block, words);
      places.set(place, isBeside);
    }
    return isBeside;
  };
}
/** Words of a phrase do not reach so far. */
const longestPlace = 2 ** 13;

/**
 * Words as evidence, the strongest first: each term where it counts most, each stretch of text once, each word in one
 * form. No more than can make a difference to what a finding says.
 */
export function wordEvidence(best: readonly WeighedHit[], blocks: readonly Block[], isBeside: IsBeside): Evidence[] {
  const kept: WeighedHit[] = [];
  const words = new Set<string>();
  let isStrong = false;
  let isOfAll = false;
  // A word that is listed for two languages, or as a weak term too, is one word.
  for (const hit of strongestFirst(best)) {
    if (kept.some(({ block, start, end }) => block === hit.block && start < hit.end && hit.start < end)) continue;
    const { text, lot } = blocks[hit.block] as Block;
    const word = text.slice(hit.start, Math.min(hit.end, hit.start + wordLength)).toLowerCase();
    if (words.has(word) || isBeside(hit)) continue;
    words.add(word);
    kept.push(hit);
    isStrong ||= !hit.weak;
    isOfAll ||= lot === null;
    // Words beyond add no weight, no reason, and no lot where some concern the whole tender.
    if (kept.length >= mostReasons && isStrong && isOfAll) break;
  }
  return kept.map(({ block, start, end, weak, weight }, rank) => {
    const { text, where, lot } = blocks[block] as Block;
    const quote = text.slice(start, Math.min(end, start + quoteLength));
    const reason: Reason = { kind: 'term', text: quote, where, span: { block, start, end } };
    return { reason, lot, weight: rank < mostWords ? weight : 0, weak };
  });
}
/** Words that begin alike are forms of one. */
const wordLength = 7;

/** Heaviest first, equals as they stand; weights are few, and seldom are more than the first of them asked for. */
function* strongestFirst(hits: readonly WeighedHit[]): Generator<WeighedHit> {
  for (let below = Number.POSITIVE_INFINITY; ; ) {
    let weight = -1;
    for (const hit of hits) if (hit.weight < below && hit.weight > weight) weight = hit.weight;
    if (weight < 0) return;
    for (const hit of hits) if (hit.weight === weight) yield hit;
    below = weight;
  }
}

/** The tender's codes as evidence for a target's prefixes. */
export function codeEvidence(
  prefixes: readonly string[],
  except: readonly string[],
  codes: ReturnType<typeof codesOf>,
): Evidence[] {
  const seen = new Map<string, Evidence>();
  for (const place of codes) {
    const prefix = matchingPrefix(place.code, prefixes, except);
    if (prefix === null) continue;
    const weight = codeWeight(prefix, place);
    const key = `${place.code} ${place.lot ?? ''}`;
    if ((seen.get(key)?.weight ?? 0) >= weight) continue;
    const reason: Reason = { kind: 'cpv', text: place.code, where: place.where, span: null };
    seen.set(key, { reason, lot: place.lot, weight, weak: false });
  }
  const sorted = [...seen.values()].sort((a, b) => b.weight - a.weight);
  return sorted.map((evidence, rank) =>
    rank === 0 ? evidence : { ...evidence, weight: evidence.weight * furtherCodeShare },
  );
}

/** Independent pieces of evidence together, never quite 1. */
export function combined(evidence: readonly Evidence[]): number {
  const doubt = evidence.reduce((left, { weight }) => left * (1 - weight), 1);
  return Math.round(Math.min(0.99, 1 - doubt) * 1000) / 1000;
}

/** The reasons, strongest first, and the lots they stand in; none when they concern the whole tender. */
export function explained(evidence: readonly Evidence[]): Pick<Finding, 'reasons' | 'lots'> {
  const sorted = [...evidence].sort((a, b) => b.weight - a.weight);
  const lots = sorted.some(({ lot }) => lot === null) ? [] : [...new Set(sorted.map(({ lot }) => lot as string))];
  return { reasons: sorted.slice(0, mostReasons).map(({ reason }) => reason), lots };
}
