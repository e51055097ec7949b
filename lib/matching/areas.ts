import type { Block } from '../portals/tender.ts';
import type { BestHits } from './best.ts';
import { areaOfCode, type codesOf } from './cpv-match.ts';
import {
  combined,
  type Evidence,
  explained,
  type IsBeside,
  isTitle,
  type Weigh,
  type WeighedHit,
  wordEvidence,
} from './evidence.ts';
import type { AreaFinding, MatchIndex } from './finding.ts';
import { shareAt } from './heads.ts';
import type { Hit } from './hits.ts';
import type { Opening } from './openings.ts';

/** A code that lies in an area says so, however short the area's prefix is. */
const codeWeightOfArea = 0.9;
const furtherCodeShare = 0.2;
/** Below this a word of the labels supports and never carries. */
const strongLabel = 0.6;
/** A word in the title that speaks against an area. */
const againstShare = 0.6;
/** The title's head is something that lies in no area: what else stands there is what it is for. */
const noneShare = 0.6;
/** The title's head names another area: what the description alone says of this one is doubted. */
const otherShare = 0.8;
const clearTitle = 0.7;
/** Words speak less for an area when the tender's own codes all point to others. */
const foreignShare = 0.7;

/**
 * The areas that a tender lies in, by its CPV codes, the areas' own words, those of their targets and those of the
 * CPV labels. An area can be recognised although no target of it fits.
 * @param ofTargets what the codes say by each target's own prefixes, by area
 */
export function recogniseAreas(
  index: MatchIndex,
  blocks: readonly Block[],
  { byArea: words, against }: BestHits,
  openings: readonly Opening[],
  weigh: Weigh,
  isBeside: IsBeside,
  codes: ReturnType<typeof codesOf>,
  ofTargets: ReadonlyMap<string, Evidence[]>,
): AreaFinding[] {
  const ids = index.areas.map(({ id }) => id);
  const add = (area: string, hit: WeighedHit): void => {
    words.get(area)?.push(hit);
  };
  const isNone = addOpenings(openings, blocks, ids, weigh, add);
  const clearest = strongestInTitle(words, blocks);
  const byCode = codesByArea(index.areas, codes);
  const doubted = codes.length > 0 ? foreignShare : 1;
  return ids.flatMap((area) => {
    if (area === 'all') return [];
    const found = words.get(area) ?? [];
    const coded = [...(byCode.get(area) ?? []), ...(ofTargets.get(area) ?? [])];
    const hasTitle = found.some(({ block }) => isTitle(blocks[block] as Block));
    const hasHead = found.some(({ weak, block, start, end }) => {
      const parts = openings[block]?.parts;
      return !weak && parts && shareAt(parts, start, end) === 1;
    });
    const isOther = !hasTitle && clearest >= clearTitle;
    const share =
      (coded.length === 0 ? doubted * (isNone && !hasHead ? noneShare : 1) : 1) *
      (isRuledOut(against.get(area), found, blocks) ? againstShare : 1) *
      (isOther ? otherShare : 1);
    const evidence = [...strongestFirst(coded), ...wordEvidence(found, blocks, isBeside)];
    if (!evidence.some(({ weak }) => !weak)) return [];
    const score = Math.round(combined(evidence) * (coded.length === 0 ? share : 1) * 1000) / 1000;
    return [{ area, score, ...explained(evidence) }];
  });
}

/** The area that a hit speaks for; undefined for area `all` and for hits of other kinds. */
export function areaOf({ areas, targets }: MatchIndex, { role, owner }: Pick<Hit, 'role' | 'owner'>) {
  const area = role === 'target' ? targets[owner]?.area : role === 'area' ? areas[owner]?.id : undefined;
  return area === 'all' ? undefined : area;
}

/** What the codes say: each lies in one area, by the longest prefix. */
function codesByArea(areas: MatchIndex['areas'], codes: ReturnType<typeof codesOf>): Map<string, Evidence[]> {
  const byArea = new Map<string, Evidence[]>();
  for (const { code, where, lot, weight } of codes) {
    const area = areaOfCode(code, areas);
    if (area === null) continue;
    const reason = { kind: 'cpv' as const, text: code, where, span: null };
    const evidence = { reason, lot, weight: codeWeightOfArea * weight, weak: false };
    byArea.set(area, [...(byArea.get(area) ?? []), evidence]);
  }
  return byArea;
}

/** The strongest code carries, the others confirm; a code that several targets have is one code. */
function strongestFirst(codes: readonly Evidence[]): Evidence[] {
  const best = new Map<string, Evidence>();
  for (const evidence of [...codes].sort((a, b) => b.weight - a.weight)) {
    const key = `${evidence.reason.text} ${evidence.lot ?? ''}`;
    if (!best.has(key)) best.set(key, evidence);
  }
  return [...best.values()].map((evidence, rank) =>
    rank === 0 ? evidence : { ...evidence, weight: evidence.weight * furtherCodeShare },
  );
}

/** "Charging points for electric buses" are no buses, but "electric buses with charging points" are. */
function isRuledOut(against: number | undefined, words: readonly WeighedHit[], blocks: readonly Block[]): boolean {
  if (against === undefined) return false;
  return !words.some(({ weak, block, start }) => !weak && start < against && isTitle(blocks[block] as Block));
}

/** How much the clearest word of any area counts in a title. */
function strongestInTitle(words: BestHits['byArea'], blocks: readonly Block[]): number {
  let clearest = 0;
  for (const hits of words.values()) {
    for (const { weak, block, weight } of hits) {
      if (!weak && weight > clearest && isTitle(blocks[block] as Block)) clearest = weight;
    }
  }
  return clearest;
}

/**
 * Adds the words of titles and first sentences that speak for one area.
 * @returns whether the head of the title is something that lies in no area
 */
function addOpenings(
  openings: readonly Opening[],
  blocks: readonly Block[],
  areas: readonly string[],
  weigh: Weigh,
  add: (area: string, hit: WeighedHit) => void,
): boolean {
  let isNone = false;
  let term = 0;
  openings.forEach(({ said, parts }, block) => {
    for (const { start, end, said: one } of said) {
      if (one.area === null) {
        isNone ||= parts !== null && blocks[block]?.lot === null && shareAt(parts, start, end) === 1;
        continue;
      }
      const place = { block, start, end, until: end };
      const weight = weigh({ ...place, weak: false }) * one.weight;
      const owner = areas.indexOf(one.area);
      add(one.area, { role: 'area', owner, term: --term, ...place, weight, weak: one.weight < strongLabel });
    }
  });
  return isNone;
}
