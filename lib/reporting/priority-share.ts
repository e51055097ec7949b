import type { JournalDatabase } from '../log/database.ts';
import type { ProcedureSum } from '../log/rollups/month-rows.ts';
import { readStanding, scopeOf, standingView } from '../log/rollups/month-rows.ts';
import {
  emptyGathering,
  emptySums,
  type Gathering,
  gatherSums,
  isPartOf,
  sumOf,
  sumsOfProcedure,
} from '../log/rollups/sums.ts';
import type { ProcedureStateRow, StatusCounts } from '../log/rows.ts';
import { isBeside, monthRows, split } from './cells.ts';
import type { Period, Share } from './indicator-types.ts';
import { procedureRows } from './rollup-rows.ts';
import { shareOfProcedures } from './share.ts';

/**
 * I11 for any choice of areas: of the procedures with a target that applies in one of them, those with all of these met.
 * Whole months come from the procedures counted by how they stand in their areas, the days beside them from the
 * procedures themselves. A single area or target is looked at procedure by procedure. @throws {JournalError}
 */
export async function priorityShare(db: JournalDatabase, period: Period, areas: readonly string[]): Promise<Share> {
  if (isBeside(period)) return shareOfProcedures();
  const priority = new Set(areas.filter((area) => period.area === undefined || area === period.area));
  const sums = emptyGathering();
  const { whole, edges } = isNarrowed(period) ? { whole: null, edges: [period] } : split(period);
  for (const days of edges) await gatherDays(db, { ...period, ...days }, priority, sums);
  const rows = whole ? await monthRows(db, `${standingView}${scopeOf(period.unit)}`, whole) : [];
  for (const { area, procedures } of rows) {
    if (procedures.decided) gatherStanding(sums, area, procedures.decided, priority);
  }
  return shareOfProcedures(sums.procedures.get('allMet'), sums.procedures.get('applicable'));
}

/** Adds procedures that stand the same in their areas. */
function gatherStanding(sums: Gathering, standing: string, sum: ProcedureSum, priority: ReadonlySet<string>): void {
  const areas = readStanding(standing);
  const own = areas.filter(([area, stands]) => priority.has(area) && stands !== 'none');
  if (own.length === 0) return;
  const partly = areas.some(([area]) => !priority.has(area));
  const counted = { ...sum, unallocated: partly ? sum.count - sum.valueMissing : 0 };
  const isMet = own.every(([, stands]) => stands === 'met');
  const procedures = { applicable: counted, ...(isMet && { allMet: counted }) };
  gatherSums(sums, { ...emptySums(), procedures });
}

async function gatherDays(
  db: JournalDatabase,
  period: Period,
  priority: ReadonlySet<string>,
  sums: Gathering,
): Promise<void> {
  for await (const { row } of procedureRows(db, period)) {
    const own = areasOf(row, period).filter(([area]) => priority.has(area) && (area !== 'all' || isNarrowed(period)));
    const relevant = sumOf(own.map(([, counts]) => counts));
    const partly = isPartOf(row, new Set(own.map(([area]) => area)));
    gatherSums(sums, sumsOfProcedure(row, { any: relevant, relevant, partly }));
  }
}

const isNarrowed = ({ area, target }: Period) => area !== undefined || target !== undefined;

function areasOf(row: ProcedureStateRow, { target }: Period): [string, StatusCounts][] {
  if (target === undefined) return Object.entries(row.areas);
  const own = row.targets[target];
  if (own === undefined) return [];
  const none: StatusCounts = { met: 0, partiallyMet: 0, notMet: 0, notApplicable: 0, open: 0 };
  return [[own.area, { ...none, [own.status]: 1 }]];
}
