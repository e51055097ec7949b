import type { Block, Tender } from '../portals/tender.ts';
import { areaOf, recogniseAreas } from './areas.ts';
import { codesOf } from './cpv-match.ts';
import {
  type BestHits,
  codeEvidence,
  combined,
  type Evidence,
  explained,
  keepBest,
  type PlacedHit,
  placeWeightOf,
  weigherOf,
  wordEvidence,
} from './evidence.ts';
import type { AreaFinding, Finding } from './finding.ts';
import { findHits, type Hit, type Matcher } from './matcher.ts';
import { isOverruled, type Opening, readOpenings } from './openings.ts';

export type { PlacedHit } from './evidence.ts';

/** Finds the hits in one text; see `findHits`. */
export type FindHits = (matcher: Matcher, text: string, language: string | null) => readonly Hit[];

/** All that one pass over a tender's texts gave. */
export interface Matched {
  /** Strongest first. Targets of area `all` apply to every purchase and are never found by words. */
  findings: Finding[];
  /** The areas that the tender lies in, strongest first, whether or not a target of theirs fits. */
  areas: AreaFinding[];
  /** Hits by role, for coverage, tips and highlighting. */
  hits: PlacedHit[];
}

/**
 * The targets that apply to a tender and the areas it lies in, with why, by its CPV codes and one pass over its texts.
 * A target is never surer than its area.
 * @param find what finds the hits in a text; one that remembers, for a page that is read again
 */
export function matchTender(
  matcher: Matcher,
  tender: Pick<Tender, 'cpv' | 'lots' | 'language'>,
  blocks: readonly Block[],
  find: FindHits = findHits,
): Matched {
  const openings = readOpenings(matcher.lexicon, tender.language, blocks);
  const hits = blocks.flatMap(({ text }, block) =>
    find(matcher, text, tender.language).flatMap((hit): PlacedHit[] => {
      const area = areaOf(matcher.index, hit);
      const isWrong = area !== undefined && isOverruled(openings[block] as Opening, hit, area);
      return isWrong ? [] : [{ ...hit, block }];
    }),
  );
  const weigh = weigherOf(blocks, openings);
  const byTarget = new Map<number, BestHits>();
  for (const hit of hits) {
    if (hit.role !== 'target') continue;
    const own = byTarget.get(hit.owner) ?? new Map();
    byTarget.set(hit.owner, own);
    // Which target it is may be said by what modifies the head; whether the head lies in its area, the area says.
    keepBest(own, hit, placeWeightOf(hit, blocks[hit.block] as Block));
  }
  const codes = codesOf(tender);
  const coded = new Map<string, Evidence[]>();
  const found: { finding: Finding; isCoded: boolean }[] = [];
  matcher.index.targets.forEach((target, owner) => {
    if (target.area === 'all') return;
    const byCode = codeEvidence(target.cpv, target.except, codes);
    if (byCode.length > 0) coded.set(target.area, [...(coded.get(target.area) ?? []), ...byCode]);
    const evidence = [...byCode, ...wordEvidence(byTarget.get(owner) ?? new Map(), blocks)];
    if (!evidence.some(({ weak }) => !weak)) return;
    const { id, version, area } = target;
    const finding = { target: id, version, area, score: combined(evidence), ...explained(evidence) };
    found.push({ finding, isCoded: byCode.length > 0 });
  });
  const areas = recogniseAreas(matcher.index, blocks, hits, openings, weigh, codes, coded);
  const areaScores = new Map(areas.map(({ area, score }) => [area, score]));
  const findings = found.map(({ finding, isCoded }) =>
    isCoded ? finding : { ...finding, score: Math.min(finding.score, areaScores.get(finding.area) ?? 0) },
  );
  return {
    findings: findings.sort((a, b) => b.score - a.score || a.target.localeCompare(b.target)),
    areas: areas.sort((a, b) => b.score - a.score || a.area.localeCompare(b.area)),
    hits,
  };
}
