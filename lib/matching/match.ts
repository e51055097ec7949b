import type { Block, Tender } from '../portals/tender.ts';
import { areaOf, recogniseAreas } from './areas.ts';
import { bestHits } from './best.ts';
import { codesOf } from './cpv-match.ts';
import {
  besideIn,
  codeEvidence,
  combined,
  type Evidence,
  explained,
  isTitle,
  leadLength,
  type PlacedHit,
  weigherOf,
  wordEvidence,
} from './evidence.ts';
import type { AreaFinding, Finding, MatchIndex } from './finding.ts';
import { chosen, type Hit, type Hits, hitAt, hitWidth, listed, startColumn } from './hits.ts';
import { hitsIn, type Matcher } from './matcher.ts';
import { namesIn } from './names.ts';
import { isOverruled, type Opening, readOpenings } from './openings.ts';

export type { PlacedHit } from './evidence.ts';

/** Finds the hits in one text; see `hitsIn`. */
export type FindHits = (matcher: Matcher, text: string, language: string | null) => Hits;

/** All that one pass over a tender's texts gave. */
export interface Matched {
  /** Strongest first. Targets of area `all` apply to every purchase and are never found by words. */
  findings: Finding[];
  /** The areas that the tender lies in, strongest first, whether or not a target of theirs fits. */
  areas: AreaFinding[];
  /** How many hits there are. */
  places: number;
  /** The hits of each block, for coverage, tips and labels. */
  found: readonly Hits[];
}

/**
 * The targets that apply to a tender and the areas it lies in, with why, by its CPV codes and one pass over its texts.
 * A target is never surer than its area.
 * @param find what finds the hits in a text; one that remembers, for a page that is read again
 */
export function matchTender(
  matcher: Matcher,
  tender: Pick<Tender, 'cpv' | 'lots' | 'language'> & Partial<Pick<Tender, 'buyer' | 'otherBuyers'>>,
  blocks: readonly Block[],
  find: FindHits = hitsIn,
): Matched {
  const isNamed = namesIn(blocks, tender);
  const openings = readOpenings(matcher.lexicon, tender.language, blocks, isNamed);
  const found = blocks.map(({ text, where }, block) => {
    const things = withoutNames(
      find(matcher, text, tender.language),
      isTitle({ where }) ? text.length : leadLength,
      (hit) => isNamed(block, hit),
    );
    return withoutOverruled(things, openings[block] as Opening, matcher.index);
  });
  const weigh = weigherOf(blocks, openings);
  const isBeside = besideIn(blocks, found, isNamed);
  const best = bestHits(matcher, blocks, found, weigh);
  const codes = codesOf(tender);
  const coded = new Map<string, Evidence[]>();
  const fitting: { finding: Finding; isCoded: boolean }[] = [];
  matcher.index.targets.forEach((target, owner) => {
    if (target.area === 'all') return;
    const words = best.byTarget.get(owner);
    const byCode = codes.length > 0 ? codeEvidence(target.cpv, target.except, codes) : [];
    if (byCode.length > 0) coded.set(target.area, [...(coded.get(target.area) ?? []), ...byCode]);
    // Which target it is may be said by what modifies the head; whether the head lies in its area, the area says.
    const evidence = words ? [...byCode, ...wordEvidence(words, blocks, isBeside)] : byCode;
    if (!evidence.some(({ weak }) => !weak)) return;
    const { id, version, area } = target;
    const finding = { target: id, version, area, score: combined(evidence), ...explained(evidence) };
    fitting.push({ finding, isCoded: byCode.length > 0 });
  });
  const areas = recogniseAreas(matcher.index, blocks, best, openings, weigh, isBeside, codes, coded);
  const areaScores = new Map(areas.map(({ area, score }) => [area, score]));
  const findings = fitting.map(({ finding, isCoded }) =>
    isCoded ? finding : { ...finding, score: Math.min(finding.score, areaScores.get(finding.area) ?? 0) },
  );
  return {
    found,
    places: found.reduce((sum, { count }) => sum + count, 0),
    findings: findings.sort((a, b) => b.score - a.score || compare(a.target, b.target)),
    areas: areas.sort((a, b) => b.score - a.score || compare(a.area, b.area)),
  };
}

/** The hits of one role, or all of them, one by one: there are thousands, of which most are only counted. */
export function placedHits(found: readonly Hits[], role?: Hit['role']): PlacedHit[] {
  return found.flatMap((own, block) => listed(own, role).map((hit): PlacedHit => Object.assign(hit, { block })));
}

/**
 * The hits without those in names, where a single word may carry a finding. Further on words only support: there are
 * thousands, and the few that a finding is explained by are looked at then.
 */
function withoutNames(hits: Hits, before: number, isNamed: (hit: Hit) => boolean): Hits {
  const isThing = (hit: Hit): boolean => !ofSubjects.has(hit.role) || !isNamed(hit);
  for (let number = 0; number < hits.count; number++) {
    if ((hits.rows[number * hitWidth + startColumn] as number) >= before || isThing(hitAt(hits, number))) continue;
    return chosen(hits, before, isThing);
  }
  return hits;
}
const ofSubjects: ReadonlySet<string> = new Set<Hit['role']>(['target', 'area', 'against']);

/** The hits without those that are but a part of what the opening says of another area. */
function withoutOverruled(hits: Hits, opening: Opening, index: MatchIndex): Hits {
  const reach = opening.said.reduce((last, { said, end }) => (said.firm ? Math.max(last, end) : last), 0);
  if (reach === 0) return hits;
  return chosen(hits, reach, (hit) => {
    const area = areaOf(index, hit);
    return area === undefined || !isOverruled(opening, hit, area);
  });
}

/** The order of ids, the same in every language of the browser. */
const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);
