import type { Block, Tender } from '../portals/tender.ts';
import { areaOfCode, codesOf, codeWeight, matchingPrefix } from './cpv-match.ts';
import type { Finding, Reason } from './finding.ts';
import { findHits, type Hit, type Matcher } from './matcher.ts';

/** Finds the hits in one text; see `findHits`. */
export type FindHits = (matcher: Matcher, text: string, language: string | null) => readonly Hit[];

/** A hit with the block it stood in. */
export interface PlacedHit extends Hit {
  block: number;
}

/** All that one pass over a tender's texts gave. */
export interface Matched {
  /** Strongest first. Targets of area `all` apply to every purchase and are never found by words. */
  findings: Finding[];
  /** Hits by role, for coverage, tips and highlighting. */
  hits: PlacedHit[];
}

/** Longest quotation in a reason, in characters. */
const quoteLength = 80;

/**
 * How much a word counts by where it stands: the title says what is bought; one word in a long text proves little.
 * Each further word of the target in the same kind of place adds to it.
 */
const placeWeight = { title: 0.8, lotTitle: 0.7, description: 0.5, lotDescription: 0.45, text: 0.2 } as const;
const weakShare = 0.3;
/** A target found by words alone is doubted when the tender's own codes all point to other areas. */
const foreignAreaShare = 0.7;
const mostReasons = 12;

/**
 * The targets that apply to a tender, with why, by its CPV codes and one pass over its texts.
 * @param find what finds the hits in a text; one that remembers, for a page that is read again
 */
export function matchTender(
  matcher: Matcher,
  tender: Pick<Tender, 'cpv' | 'lots' | 'language'>,
  blocks: readonly Block[],
  find: FindHits = findHits,
): Matched {
  const hits = blocks.flatMap(({ text }, block) =>
    find(matcher, text, tender.language).map((hit): PlacedHit => ({ ...hit, block })),
  );
  const byTarget = new Map<number, PlacedHit[]>();
  for (const hit of hits) {
    if (hit.role !== 'target') continue;
    const own = byTarget.get(hit.owner);
    if (own) own.push(hit);
    else byTarget.set(hit.owner, [hit]);
  }
  const codes = codesOf(tender);
  const areas = new Set(codes.map(({ code }) => areaOfCode(code, matcher.index.areas)));
  const findings: Finding[] = [];
  matcher.index.targets.forEach((target, owner) => {
    if (target.area === 'all') return;
    const evidence = [
      ...codeEvidence(target.cpv, target.except, codes),
      ...wordEvidence(byTarget.get(owner) ?? [], blocks, codes.length > 0 && !areas.has(target.area)),
    ];
    if (!evidence.some(({ weak }) => !weak)) return;
    findings.push({
      target: target.id,
      version: target.version,
      area: target.area,
      score: combined(evidence.map(({ weight }) => weight)),
      ...explained(evidence),
    });
  });
  return { findings: findings.sort((a, b) => b.score - a.score || a.target.localeCompare(b.target)), hits };
}

interface Evidence {
  reason: Reason;
  lot: string | null;
  weight: number;
  weak: boolean;
}

function codeEvidence(prefixes: string[], except: string[], codes: ReturnType<typeof codesOf>): Evidence[] {
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
  // Codes of one branch say the same thing: the strongest carries, the rest only confirm.
  const sorted = [...seen.values()].sort((a, b) => b.weight - a.weight);
  return sorted.map((evidence, rank) => (rank === 0 ? evidence : { ...evidence, weight: evidence.weight * 0.2 }));
}

function wordEvidence(hits: PlacedHit[], blocks: readonly Block[], foreign: boolean): Evidence[] {
  const best = new Map<number, Evidence>();
  const spans = new Set<string>();
  // Strong terms first: the same word listed twice, for two languages or as a weak term too, is one word.
  for (const hit of [...hits].sort((a, b) => Number(a.weak) - Number(b.weak))) {
    const span = `${hit.block}:${hit.start}:${hit.end}`;
    if (spans.has(span)) continue;
    spans.add(span);
    const block = blocks[hit.block] as Block;
    const place = placeOf(block);
    const share = (hit.weak ? weakShare : 1) * (foreign ? foreignAreaShare : 1);
    const weight = placeWeight[place] * share;
    // One term counts once, where it counts most; the same word in title and text is one piece of evidence.
    if ((best.get(hit.term)?.weight ?? 0) >= weight) continue;
    const reason: Reason = {
      kind: 'term',
      text: block.text.slice(hit.start, hit.end).slice(0, quoteLength),
      where: block.where,
      span: { block: hit.block, start: hit.start, end: hit.end },
    };
    best.set(hit.term, { reason, lot: block.lot, weight, weak: hit.weak });
  }
  return [...best.values()];
}

function placeOf({ where, lot }: Block): keyof typeof placeWeight {
  if (where === 'title') return 'title';
  if (where === 'description') return 'description';
  if (lot !== null) return where.endsWith('/title') ? 'lotTitle' : 'lotDescription';
  return 'text';
}

/** Independent pieces of evidence together, never quite 1. */
function combined(weights: readonly number[]): number {
  const doubt = weights.reduce((left, weight) => left * (1 - weight), 1);
  return Math.round(Math.min(0.99, 1 - doubt) * 1000) / 1000;
}

function explained(evidence: Evidence[]): Pick<Finding, 'reasons' | 'lots'> {
  const sorted = [...evidence].sort((a, b) => b.weight - a.weight);
  const lots = sorted.some(({ lot }) => lot === null) ? [] : [...new Set(sorted.map(({ lot }) => lot as string))];
  return { reasons: sorted.slice(0, mostReasons).map(({ reason }) => reason), lots };
}
