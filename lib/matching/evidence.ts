import type { Block } from '../portals/tender.ts';
import { type codesOf, codeWeight, matchingPrefix } from './cpv-match.ts';
import type { Finding, Reason } from './finding.ts';
import { shareAt } from './heads.ts';
import type { Hit } from './matcher.ts';
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

/** How much a word counts by its place alone. */
export function placeWeightOf({ start, weak }: Pick<PlacedHit, 'start' | 'weak'>, block: Block): number {
  return placeWeight[placeOf(block, start)] * (weak ? weakShare : 1);
}

/** Weighs words by their place and by their part in the title. */
export function weigherOf(blocks: readonly Block[], openings: readonly Opening[]) {
  return (hit: Pick<PlacedHit, 'block' | 'start' | 'end' | 'weak'>): number => {
    const weight = placeWeightOf(hit, blocks[hit.block] as Block);
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

/** The places where each term of an owner counts most, by role, owner and term. */
export type BestHits = Map<number, WeighedHit>;

/** Keeps a hit if its term counts nowhere more; nothing is made for the many that are not kept. */
export function keepBest(best: BestHits, hit: PlacedHit, weight: number): void {
  const key = ((hit.role === 'area' ? 1 : 0) * ownerRoom + hit.owner) * termRoom + hit.term;
  const known = best.get(key);
  if (!known || known.weight < weight) best.set(key, { ...hit, weight });
}
const [ownerRoom, termRoom] = [2 ** 20, 2 ** 20];

/** Words as evidence: each term where it counts most, each stretch of text once, each word in one form. */
export function wordEvidence(best: BestHits, blocks: readonly Block[]): Evidence[] {
  const kept: WeighedHit[] = [];
  const words = new Set<string>();
  // The strongest first: a word that is listed for two languages, or as a weak term too, is one word.
  for (const hit of [...best.values()].sort((a, b) => b.weight - a.weight)) {
    if (kept.some(({ block, start, end }) => block === hit.block && start < hit.end && hit.start < end)) continue;
    const word = (blocks[hit.block] as Block).text.slice(hit.start, hit.end).slice(0, wordLength).toLowerCase();
    if (words.has(word)) continue;
    words.add(word);
    kept.push(hit);
  }
  return kept.map(({ block, start, end, weak, weight }, rank) => {
    const { text, where, lot } = blocks[block] as Block;
    const quote = text.slice(start, end).slice(0, quoteLength);
    const reason: Reason = { kind: 'term', text: quote, where, span: { block, start, end } };
    return { reason, lot, weight: rank < mostWords ? weight : 0, weak };
  });
}
/** Words that begin alike are forms of one. */
const wordLength = 7;

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
