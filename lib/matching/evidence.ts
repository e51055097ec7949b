import type { Block } from '../portals/tender.ts';
import { type codesOf, codeWeight, matchingPrefix } from './cpv-match.ts';
import type { Finding, Reason } from './finding.ts';
import { shareAt } from './heads.ts';
import { type Hit, type Hits, spansOf } from './hits.ts';
import { isLeftOut, reach } from './left-out.ts';
import { type IsNamed, isCapital } from './names.ts';
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
 * @param found the hits of each block, with the words among them without which nothing is left out
 */
export function besideIn(blocks: readonly Block[], found: readonly Hits[], isNamed: IsNamed): IsBeside {
  const known = blocks.map(() => new Map<number, boolean>());
  const denials = found.map((hits) => spansOf(hits, 'denial'));
  return (words) => {
    const { block, start, end, until } = words;
    const { text } = blocks[block] as Block;
    const mayBeLeftOut = hasNear(denials[block] as Int32Array, start, end);
    if (!mayBeLeftOut && !isCapital(text, start)) return false;
    const places = known[block] as Map<number, boolean>;
    const place = (start * longestPlace + (end - start)) * longestPlace + (until - start);
    let isBeside = places.get(place);
    if (isBeside === undefined) {
      isBeside = (mayBeLeftOut && isLeftOut(text, start, end)) || isNamed(block, words);
      places.set(place, isBeside);
    }
    return isBeside;
  };
}

/** Whether one of the spans, which are in order, lies partly within reach of the words at [start, end). */
function hasNear(spans: Int32Array, start: number, end: number): boolean {
  let [low, high] = [0, spans.length >>> 1];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((spans[2 * middle + 1] as number) <= start - reach) low = middle + 1;
    else high = middle;
  }
  return 2 * low < spans.length && (spans[2 * low] as number) < end + reach;
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
  // Words beyond add no weight, no reason, and no lot where some concern the whole tender.
  const isEnough = (): boolean => kept.length >= mostReasons && isStrong && isOfAll;
  // A word that is listed for two languages, or as a weak term too, is one word.
  const consider = (hit: WeighedHit): void => {
    for (const { block, start, end } of kept) if (block === hit.block && start < hit.end && hit.start < end) return;
    const { text, lot } = blocks[hit.block] as Block;
    const word = text.slice(hit.start, Math.min(hit.end, hit.start + wordLength)).toLowerCase();
    if (words.has(word) || isBeside(hit)) return;
    words.add(word);
    kept.push(hit);
    isStrong ||= !hit.weak;
    isOfAll ||= lot === null;
  };
  for (let weight = heaviest(best, Number.POSITIVE_INFINITY); weight >= 0 && !isEnough(); ) {
    for (const hit of best) {
      if (hit.weight !== weight) continue;
      consider(hit);
      if (isEnough()) break;
    }
    weight = heaviest(best, weight);
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

/** The greatest weight below another, -1 for none: weights are few, and seldom is more than the first asked for. */
function heaviest(hits: readonly WeighedHit[], below: number): number {
  let heaviest = -1;
  for (const { weight } of hits) if (weight < below && weight > heaviest) heaviest = weight;
  return heaviest;
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
