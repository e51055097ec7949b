import type { JournalDatabase } from '../../log/database.ts';
import type { ProcedureSum } from '../../log/rollups/month-rows.ts';
import {
  emptyGathering,
  type Gathering,
  gatherSums,
  isPartOf,
  sumOf,
  sumsOfProcedure,
} from '../../log/rollups/sums.ts';
import type { Weighting } from '../../log/rollups/weighting.ts';
import type { ProcedureStateRow } from '../../log/rows.ts';
import type { Share } from '../indicator-types.ts';
import type { Period } from '../indicators.ts';
import { procedureRows } from '../rollup-rows.ts';
import { shareOfProcedures } from '../share.ts';

/** A period and the unit it is narrowed to. */
export type HandInPeriod = Pick<Period, 'from' | 'to' | 'unit'>;

/** What the procedures of a period say of some areas taken as one: a procedure in two of them counts once. */
export interface GroupShares {
  /** Of those with a target that applies in the areas: with all of them met; with at least one met or partly met. */
  allMet: Share;
  anyMet: Share;
}

/** How the procedures with decisions answer the duty to let the environment weigh; `none`: nothing says how. */
export type WeightingShares = Record<Weighting | 'none', Share>;

const weightings = ['criterion', 'requirement', 'exemption', 'none'] as const;

/**
 * Shares of procedures that cannot be had from the figures by month, because a procedure may lie in several areas: one
 * walk over the standings of the period's procedures, never over their decisions. @throws {JournalError}
 */
export async function procedureShares<Group extends string>(
  db: JournalDatabase,
  period: HandInPeriod,
  groups: Readonly<Record<Group, readonly string[]>>,
): Promise<{ groups: Record<Group, GroupShares>; weighting: WeightingShares }> {
  const names = Object.keys(groups) as Group[];
  const areas = new Map(names.map((name) => [name, new Set<string>(groups[name])]));
  const sums = new Map(names.map((name) => [name, { applicable: emptyGathering(), green: emptyGathering() }]));
  const weighed = new Map(weightings.map((way) => [way, emptyGathering()]));
  const decided = emptyGathering();
  for await (const { row } of procedureRows(db, period)) {
    const whole = sumsOfProcedure(row, { any: none, relevant: none, partly: false });
    gatherSums(decided, whole);
    const way = weighed.get(row.weighting ?? 'none');
    if (way) gatherSums(way, whole);
    for (const [name, group] of areas) {
      const sum = sums.get(name);
      if (sum) addTo(sum, row, group);
    }
  }
  const whole = decided.procedures.get('decided');
  return {
    groups: Object.fromEntries(names.map((name) => [name, sharesOf(sums.get(name))])) as Record<Group, GroupShares>,
    weighting: Object.fromEntries(
      weightings.map((way) => [way, shareOfProcedures(weighed.get(way)?.procedures.get('decided'), whole)]),
    ) as WeightingShares,
  };
}

const none = { met: 0, partiallyMet: 0, notMet: 0, notApplicable: 0, open: 0 };

interface GroupSum {
  applicable: Gathering;
  /** Those of them with a target met or partly met. */
  green: Gathering;
}

function addTo(sum: GroupSum, row: ProcedureStateRow, areas: ReadonlySet<string>): void {
  const own = sumOf(Object.entries(row.areas).flatMap(([area, counts]) => (areas.has(area) ? [counts] : [])));
  const sums = sumsOfProcedure(row, { any: own, relevant: own, partly: isPartOf(row, areas) });
  gatherSums(sum.applicable, sums);
  if (sums.procedures.anyMet) gatherSums(sum.green, sums);
}

function sharesOf(sum: GroupSum | undefined): GroupShares {
  const part = (gathering: Gathering | undefined, name: 'applicable' | 'allMet'): ProcedureSum | undefined =>
    gathering?.procedures.get(name);
  const applicable = part(sum?.applicable, 'applicable');
  return {
    allMet: shareOfProcedures(part(sum?.applicable, 'allMet'), applicable),
    anyMet: shareOfProcedures(part(sum?.green, 'applicable'), applicable),
  };
}
