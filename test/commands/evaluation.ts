import { isShown } from '../../lib/advice/rank.ts';
import type { Area } from '../../lib/targets/schema.ts';

/** Counts over (tender, area) pairs; areas of the kind `all` never take part. */
export interface Counts {
  tenders: number;
  /** Areas shown, and those of them in which any of the buyer's codes lies. */
  shown: number;
  right: number;
  /** Of the others, those with a code one or more steps above the area's own, which says nothing against the area. */
  above: number;
  /** Tenders whose main code has an area, and those where that area was shown. */
  mains: number;
  found: number;
  /** Tenders none of whose codes has an area, and those of them on which nothing was shown. */
  without: number;
  clean: number;
}

export function empty(): Counts {
  return { tenders: 0, shown: 0, right: 0, above: 0, mains: 0, found: 0, without: 0, clean: 0 };
}

/** Adds one tender: the areas shown, the area of its main code, those of all its codes and those that lie below one. */
export function count(
  counts: Counts,
  tender: { shown: ReadonlySet<string>; main: string | null; all: ReadonlySet<string>; below?: ReadonlySet<string> },
): void {
  const shown = [...tender.shown].filter((area) => area !== 'all');
  counts.tenders++;
  counts.shown += shown.length;
  counts.right += shown.filter((area) => tender.all.has(area)).length;
  counts.above += shown.filter((area) => !tender.all.has(area) && tender.below?.has(area)).length;
  if (tender.main !== null) {
    counts.mains++;
    if (tender.shown.has(tender.main)) counts.found++;
  }
  if (tender.all.size === 0) {
    counts.without++;
    if (shown.length === 0) counts.clean++;
  }
}

/** Precision, recall, their harmonic mean and the share left clean; null where nothing was counted. */
export function figures(counts: Counts) {
  const share = (part: number, whole: number) => (whole === 0 ? null : part / whole);
  const precision = share(counts.right, counts.shown);
  const recall = share(counts.found, counts.mains);
  const sum = (precision ?? 0) + (recall ?? 0);
  return {
    precision,
    precisionWithAbove: share(counts.right + counts.above, counts.shown),
    recall,
    f: precision === null || recall === null || sum === 0 ? null : (2 * precision * recall) / sum,
    clean: share(counts.clean, counts.without),
    tenders: counts.tenders,
    shown: counts.shown,
    right: counts.right,
    mains: counts.mains,
    found: counts.found,
  };
}

/** A tender with the areas that were recognised in its text and those that its buyer's codes lie in. */
export interface Judged {
  id: string;
  language: string;
  half: string;
  title: string;
  /** Main code. */
  code: string;
  scores: { area: string; score: number; words: string[] }[];
  main: string | null;
  all: ReadonlySet<string>;
  /** Areas of which some code of the buyer is a parent: 45000000 of buildings, 39000000 of furniture. */
  below: ReadonlySet<string>;
}

/** The areas that lie below a code: its digits without the closing zeros begin one of their prefixes. */
export function areasBelow(code: string, areas: readonly Pick<Area, 'id' | 'cpv'>[]): string[] {
  const stem = code.replace(/0+$/, '');
  return areas.filter(({ cpv }) => cpv.some((prefix) => prefix.startsWith(stem))).map(({ id }) => id);
}

/** The areas that the page would show. */
export function shownOf({ scores }: Pick<Judged, 'scores'>): Set<string> {
  return new Set(scores.filter(isShown).map(({ area }) => area));
}

/** Precision and recall at thresholds from nearly everything to nearly nothing. */
export function curve(tenders: readonly Judged[]) {
  const thresholds = Array.from({ length: 18 }, (_, step) => 0.1 + step * 0.05);
  return thresholds.map((threshold) => {
    const counts = empty();
    for (const tender of tenders) {
      const shown = new Set(tender.scores.filter(({ score }) => score >= threshold).map(({ area }) => area));
      count(counts, { ...tender, shown });
    }
    return { threshold, ...figures(counts) };
  });
}

/** What went wrong on which tender: an area shown that no code lies in, or the main code's area not shown. */
export interface Miss {
  tender: Judged;
  area: string;
  kind: 'wrong' | 'missed';
  score: number;
  words: string[];
}

/** The worst first: the surest of the wrong ones and the least sure of the missed ones. */
export function misses(tenders: readonly Judged[]): Miss[] {
  const found = tenders.flatMap((tender): Miss[] => {
    const shown = shownOf(tender);
    const wrong = tender.scores
      .filter(({ area }) => shown.has(area) && !tender.all.has(area))
      .map((one): Miss => ({ ...one, tender, kind: 'wrong' }));
    if (tender.main === null || shown.has(tender.main)) return wrong;
    const { score = 0, words = [] } = tender.scores.find(({ area }) => area === tender.main) ?? {};
    return [...wrong, { tender, area: tender.main, kind: 'missed', score, words }];
  });
  const badness = ({ kind, score }: Miss): number => (kind === 'wrong' ? score : 1 - score);
  return found.sort((a, b) => badness(b) - badness(a) || (a.tender.id < b.tender.id ? -1 : 1));
}
