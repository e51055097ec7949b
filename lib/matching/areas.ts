import type { Block, Tender } from '../portals/tender.ts';
import { areaOfCode, type codesOf } from './cpv-match.ts';
import {
  type BestHits,
  combined,
  type Evidence,
  explained,
  isTitle,
  keepBest,
  leadLength,
  type PlacedHit,
  type Weigh,
  type WeighedHit,
  wordEvidence,
} from './evidence.ts';
import type { AreaFinding, MatchIndex } from './finding.ts';
import { isFrame, shareAt, titleParts } from './heads.ts';
import { lookUp } from './lexicon.ts';
import type { Matcher } from './matcher.ts';

/** A code that lies in an area says so, however short the area's prefix is. */
const codeWeightOfArea = 0.9;
const furtherCodeShare = 0.2;
/** Below this a word of the labels supports and never carries. */
const strongLabel = 0.6;
/** A word in the title that speaks against an area. */
const againstShare = 0.6;
/** The title's head is something that lies in no area: what else stands there is what it is for. */
const noneShare = 0.75;
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
  { index, lexicon }: Matcher,
  tender: Pick<Tender, 'language'>,
  blocks: readonly Block[],
  hits: readonly PlacedHit[],
  weigh: Weigh,
  codes: ReturnType<typeof codesOf>,
  ofTargets: ReadonlyMap<string, Evidence[]>,
): AreaFinding[] {
  const ids = index.areas.map(({ id }) => id);
  const words = new Map<string, BestHits>(ids.map((id) => [id, new Map()]));
  const add = (area: string, hit: PlacedHit, weight: number): void => {
    keepBest(words.get(area) as BestHits, hit, weight);
  };
  const against = new Map<string, number>();
  for (const hit of hits) {
    const area = hit.role === 'target' ? index.targets[hit.owner]?.area : ids[hit.owner];
    if (area === undefined || area === 'all') continue;
    if (hit.role === 'against') {
      if (isTitle(blocks[hit.block] as Block)) against.set(area, Math.min(hit.start, against.get(area) ?? hit.start));
    } else if (hit.role === 'target' || hit.role === 'area') add(area, hit, weigh(hit));
  }
  const isNone = addLabelWords(lexicon, tender.language, blocks, ids, weigh, add);
  const clearest = strongestInTitle(words, blocks);
  const byCode = codesByArea(index.areas, codes);
  const doubted = codes.length > 0 ? foreignShare : 1;
  return ids.flatMap((area) => {
    if (area === 'all') return [];
    const own: BestHits = words.get(area) ?? new Map();
    const found = [...own.values()];
    const coded = [...(byCode.get(area) ?? []), ...(ofTargets.get(area) ?? [])];
    const hasTitle = found.some(({ block }) => isTitle(blocks[block] as Block));
    const isOther = !hasTitle && clearest >= clearTitle;
    const share =
      (coded.length === 0 ? doubted * (isNone ? noneShare : 1) : 1) *
      (isRuledOut(against.get(area), found, blocks) ? againstShare : 1) *
      (isOther ? otherShare : 1);
    const evidence = [...strongestFirst(coded), ...wordEvidence(own, blocks)];
    if (!evidence.some(({ weak }) => !weak)) return [];
    const score = Math.round(combined(evidence) * (coded.length === 0 ? share : 1) * 1000) / 1000;
    return [{ area, score, ...explained(evidence) }];
  });
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
function strongestInTitle(words: ReadonlyMap<string, BestHits>, blocks: readonly Block[]): number {
  let clearest = 0;
  for (const hits of words.values()) {
    for (const { weak, block, weight } of hits.values()) {
      if (!weak && weight > clearest && isTitle(blocks[block] as Block)) clearest = weight;
    }
  }
  return clearest;
}

/**
 * Adds the words of titles and first sentences that the CPV labels have in one area alone.
 * @returns whether the head of the title is a word of labels that lie in no area
 */
function addLabelWords(
  lexicon: Matcher['lexicon'],
  language: string | null,
  blocks: readonly Block[],
  areas: readonly string[],
  weigh: Weigh,
  add: (area: string, hit: PlacedHit, weight: number) => void,
): boolean {
  let isNone = false;
  let term = 0;
  blocks.forEach((block, position) => {
    const inTitle = isTitle(block);
    if (!inTitle && block.where !== 'description' && block.lot === null) return;
    const parts = inTitle && block.lot === null ? titleParts(block.text) : null;
    for (const { 0: word, index: start } of block.text.slice(0, inTitle ? titleLength : leadLength).matchAll(anyWord)) {
      const said = isFrame(word) ? null : lookUp(lexicon, word, language);
      if (!said) continue;
      const end = start + word.length;
      if (said.area === null) {
        isNone ||= parts !== null && shareAt(parts, start, end) === 1;
        continue;
      }
      const place = { block: position, start, end, until: end };
      const hit = { role: 'area' as const, owner: areas.indexOf(said.area), term: --term, ...place };
      const weight = weigh({ ...hit, weak: false }) * said.weight;
      add(said.area, { ...hit, weak: said.weight < strongLabel }, weight);
    }
  });
  return isNone;
}
const anyWord = /\p{L}{3,}/gu;
/** A longer title is no title. */
const titleLength = 500;
