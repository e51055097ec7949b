/** Counts over (tender, area) pairs; areas of the kind `all` never take part. */
export interface Counts {
  tenders: number;
  /** Areas shown, and those of them in which any of the buyer's codes lies. */
  shown: number;
  right: number;
  /** Tenders whose main code has an area, and those where that area was shown. */
  mains: number;
  found: number;
  /** Tenders none of whose codes has an area, and those of them on which nothing was shown. */
  without: number;
  clean: number;
}

export function empty(): Counts {
  return { tenders: 0, shown: 0, right: 0, mains: 0, found: 0, without: 0, clean: 0 };
}

/** Adds one tender: the areas shown, the area of its main code, and those of all its codes. */
export function count(
  counts: Counts,
  tender: { shown: ReadonlySet<string>; main: string | null; all: ReadonlySet<string> },
): void {
  const shown = [...tender.shown].filter((area) => area !== 'all');
  counts.tenders++;
  counts.shown += shown.length;
  counts.right += shown.filter((area) => tender.all.has(area)).length;
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
