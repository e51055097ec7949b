import { casesIn, type OwnCase } from '../../../lib/log/procedures/outcomes.ts';
import type { House } from '../house.ts';
import { type Overview, readOverviewOf } from '../overview/overview-reading.ts';
import type { Query } from '../routes.ts';

/** Cases printed at most. */
const caseLimit = 12;

/** What the report is written from. */
export interface Report {
  overview: Overview;
  /** Good practice that the organisation wrote in the period, the newest first. */
  cases: OwnCase[];
}

/** Reads the report: the figures from rollups as in the overview, and the period's cases. @throws {JournalError} */
export async function readReport(house: House, query: Query): Promise<Report> {
  // Of one portal, person or placement there is no report: tenders cannot be counted by them.
  const { portal: _, author: __, placement: ___, target: ____, ...kept } = query;
  const overview = await readOverviewOf(house, kept);
  // What organisations wrote of their cases does not come with their figures.
  if (overview.told) return { overview, cases: [] };
  const { from, to, unit, area } = overview.period;
  const cases: OwnCase[] = [];
  for (const { id } of house.data.areas) {
    if (area !== undefined && id !== area) continue;
    for (const one of await casesIn(house.journal, id)) {
      const { day, unit: own } = one.outcome;
      if (day >= from && day <= to && (unit === undefined || own === unit)) cases.push(one);
    }
  }
  cases.sort((left, right) => (left.outcome.day < right.outcome.day ? 1 : -1));
  return { overview, cases: cases.slice(0, caseLimit) };
}
