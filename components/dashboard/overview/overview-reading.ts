import type { JournalDatabase } from '../../../lib/log/database.ts';
import { type FollowedPage, followedProcedures } from '../../../lib/log/find/queries.ts';
import {
  type Cell,
  cellsOf,
  isBeside,
  monthsBetween,
  onlyBeside,
  onlyTarget,
  totalOf,
  unitsOf,
  wholeCells,
} from '../../../lib/reporting/cells.ts';
import {
  byUnit,
  type Indicators,
  indicatorsOf,
  type Period,
  type SeriesRow,
} from '../../../lib/reporting/indicators.ts';
import { type Comparison, comparisonOf } from '../../../lib/reporting/same-period.ts';
import { areaRows, type MatrixRow, matrixRows, monthRows, monthsOf } from '../../../lib/reporting/series.ts';
import { type FigureStanding, figuresOf, standingOf } from '../../../lib/reporting/target-figures.ts';
import { type TierShare, tierShares } from '../../../lib/reporting/tiers.ts';
import type { Target } from '../../../lib/targets/schema.ts';
import { type Team, teamOf } from '../../../lib/team/connection.ts';
import {
  type ToldKind,
  type ToldOrganisation,
  toldDatabase,
  toldKind,
  toldOrganisations,
  type WantedMonths,
} from '../../../lib/team/told-figures.ts';
import { besideOf } from '../beside.ts';
import type { House } from '../house.ts';
import { inWholeMonths, readPeriod, throughMonth } from '../period.ts';
import type { Query } from '../routes.ts';
import { mainCurrency } from './overview-model.ts';

/** Tenders waiting for decisions that are named on the overview; the rest is counted. */
const waitingShown = 5;

export type TierLevel = Target['tier']['level'];

/** From what most can ask for to what leads the way. */
const tierLevels: readonly TierLevel[] = ['core', 'comprehensive', 'ambitious'];

/** The same figures of the same days one year apart; null where there is nothing to hold against. */
export interface YearBefore extends Comparison {
  figures: { now: Indicators; before: Indicators };
}

/** Whose figures are shown where they are not the own journal's. Of a partnership, `unit` is one of its members. */
export interface Told {
  kind: ToldKind;
  team: Team;
  /** Those whose figures are looked at, each with the state that its figures are from. */
  organisations: ToldOrganisation[];
}

/** Everything that the overview shows, read once for a period and its filter. */
export interface Overview {
  period: Period;
  /** Null for the figures of the own journal. */
  told: Told | null;
  /** Only decisions can be counted: one portal, person or placement is asked for. */
  beside: boolean;
  indicators: Indicators;
  months: SeriesRow[];
  areas: SeriesRow[];
  matrix: MatrixRow[];
  unitRows: SeriesRow[];
  tiers: TierShare<TierLevel>[];
  yearBefore: YearBefore | null;
  /** Target figures of the period's last year, or of the next where that year has none. */
  standings: FigureStanding[];
  waiting: FollowedPage;
  /** What the filters can be set to. */
  units: string[];
  portals: string[];
  authors: string[];
  /** The currency that values are shown in. */
  currency: string;
}

/** The period and filter that an address asks for; one of portal, person and placement at a time. */
export function periodOf(query: Query, today: string): Period {
  const { unit, area, target } = query;
  return {
    ...readPeriod(query, today).days,
    ...(unit && { unit }),
    ...(area && { area }),
    ...(target && { target }),
    ...besideOf(query),
  };
}

/**
 * Reads the overview that a user has: a secretariat's of the figures that were told to it, everybody else's of their own
 * journal. A secretariat may look at its own journal, too.
 * @throws {JournalError}
 */
export async function readOverviewOf(house: House, query: Query): Promise<Overview> {
  const team = await teamOf(house.journal);
  if (team?.role !== 'secretariat' || query.source === 'own') return readOverview(house, query);
  const told = toldDatabase(house.journal);
  const kind = await toldKind(told, team);
  const all = kind === null ? [] : await toldOrganisations(told);
  const isOne = kind === 'partnership' && query.unit !== undefined && query.unit !== '';
  const organisations = isOne ? all.filter(({ organisation }) => organisation === query.unit) : all;
  return readOverview(house, query, { kind: kind ?? 'organisation', team, organisations });
}

/** The months that an overview of told figures is made of: of its period, and of the year that target figures are about. */
export function monthsOfOverview({ period }: Pick<Overview, 'period'>, today: string): WantedMonths {
  const end = period.to > today ? today : period.to;
  const year = end.slice(0, 4);
  const months = [
    ...monthsBetween(period.from.slice(0, 7), end.slice(0, 7)),
    ...monthsBetween(`${year}-01`, `${year}-12`).filter((month) => month <= today.slice(0, 7)),
  ];
  const before = comparisonOf(period, today)?.before;
  const earlier = before ? monthsBetween(before.from.slice(0, 7), before.to.slice(0, 7)) : [];
  // One area is compared with itself the year before.
  const wanted = [...new Set([...months, ...(period.area === undefined ? [] : earlier)])].sort().reverse();
  return { months: wanted, before: earlier.filter((month) => !wanted.includes(month)).reverse() };
}

/**
 * Reads the overview. Nothing of it comes from the journal: whole months are a fixed number of rows whatever was logged.
 * Figures that were told are rows of the same kind, and the same code makes the same figures from them.
 * @throws {JournalError}
 */
export async function readOverview(house: House, query: Query, told: Told | null = null): Promise<Overview> {
  const { today, data, settings } = house;
  const journal = told ? toldDatabase(house.journal) : house.journal;
  const asked = periodOf(query, today);
  const period = told && query.period === 'own' ? inWholeMonths(asked) : asked;
  const days = withoutBeside(throughMonth(period, today));
  const ofTarget = told && period.target;
  const beside = isBeside(period) || !!ofTarget;
  const everything = ofTarget ? await targetCells(journal, days, ofTarget) : await cellsOf(journal, days);
  const cells = onlyBeside(everything, period);
  const indicators = indicatorsOf(cells, { ecolabelTargets: ecolabelTargetsOf(data) });
  const currency = mainCurrency(indicators, settings.country);
  const units = await unitsOf(journal);
  // Months to come hold nothing yet, and would make a year look as if it had come to a halt.
  const shown = { from: period.from, to: period.to > today && period.from <= today ? today : period.to };
  const { portals, authors } = besideOptions(everything);
  return {
    period,
    told,
    beside,
    indicators,
    months: monthRows(cells, shown),
    areas: areaRows(cells),
    matrix: matrixRows(cells, monthsOf(cells, shown)),
    unitRows: beside ? [] : await byUnit(journal, days, units),
    tiers: tierShares(cells, tierLevels, tiersOf(house)),
    yearBefore: beside ? null : await readYearBefore(journal, days, today),
    standings: beside ? [] : await readStandings({ ...house, journal }, days, currency),
    waiting: await followedProcedures(journal, { ...days, open: true }, { after: null, size: waitingShown }),
    units,
    portals,
    authors,
    currency,
  };
}

const ecolabelTargetsOf = ({ targets }: House['data']) =>
  targets.filter(({ ecolabels }) => ecolabels.length > 0).map(({ id }) => id);

const withoutBeside = ({ portal: _, author: __, placement: ___, ...days }: Period): Period => days;

/**
 * The indicators of each of whom the figures were told: of every organisation, or of an organisation and each of its units.
 * @throws {JournalError}
 */
export async function readToldIndicators(
  { journal, data, today }: Pick<House, 'journal' | 'data' | 'today'>,
  { period, told, units }: Pick<Overview, 'period' | 'units'> & { told: Told },
): Promise<{ of: ToldOrganisation; unit: string | null; indicators: Indicators }[]> {
  const database = toldDatabase(journal);
  const ecolabelTargets = ecolabelTargetsOf(data);
  const { unit: asked, ...days } = withoutBeside(throughMonth(period, today));
  const read = async (scope: string | undefined) =>
    indicatorsOf(await cellsOf(database, { ...days, ...(scope !== undefined && { unit: scope }) }), {
      ecolabelTargets,
    });
  const rows = [];
  for (const of of told.organisations) {
    if (told.kind === 'partnership') rows.push({ of, unit: null, indicators: await read(of.organisation) });
    else {
      if (asked === undefined) rows.push({ of, unit: null, indicators: await read(undefined) });
      for (const unit of asked === undefined ? units : [asked]) rows.push({ of, unit, indicators: await read(unit) });
    }
  }
  return rows;
}

/** What was told says of a single target which decisions there were, and no more. */
async function targetCells(journal: JournalDatabase, { target: _, ...period }: Period, target: string) {
  return onlyTarget(await cellsOf(journal, period), target);
}

function besideOptions(cells: readonly Cell[]): { portals: string[]; authors: string[] } {
  const { decisions } = totalOf(wholeCells(cells));
  const keysOf = (part: 'portals' | 'authors') =>
    [...new Set(Object.values(decisions).flatMap((measures) => Object.keys(measures[part])))].sort();
  return { portals: keysOf('portals'), authors: keysOf('authors') };
}

/** The tier of a target in the version that is shown today. */
function tiersOf({ data }: Pick<House, 'data'>): (target: string) => TierLevel | null {
  const tiers = new Map(data.targets.map(({ id, tier }) => [id, tier.level]));
  return (target) => tiers.get(target) ?? null;
}

async function readYearBefore(journal: JournalDatabase, period: Period, today: string): Promise<YearBefore | null> {
  const comparison = comparisonOf(period, today);
  if (comparison === null) return null;
  const of = async (days: { from: string; to: string }) =>
    indicatorsOf(await cellsOf(journal, { ...period, ...days }, 'whole'), {});
  return { ...comparison, figures: { now: await of(comparison.now), before: await of(comparison.before) } };
}

async function readStandings(
  house: Pick<House, 'policy' | 'journal' | 'today'>,
  period: Period,
  currency: string,
): Promise<FigureStanding[]> {
  const { policy, journal, today } = house;
  // A target figure is about an area as a whole; one target of it says nothing about that.
  if (policy.state !== 'held' || period.target !== undefined) return [];
  const { figures } = policy.policy;
  const year = Number((period.to > today ? today : period.to).slice(0, 4));
  const own = figuresOf(figures, year, period.area);
  const wanted = own.length > 0 ? own : figuresOf(figures, year + 1, period.area);
  if (wanted.length === 0) return [];
  const cells = await cellsOf(journal, { ...period, from: `${year}-01-01`, to: `${year}-12-31` });
  return wanted.map((figure) => standingOf(figure, cells, { today, currency }));
}

/** Whether anything at all was followed or decided in the period. */
export function isNothing({ indicators, beside }: Pick<Overview, 'indicators' | 'beside'>): boolean {
  const { I1, I3, I12 } = indicators;
  return beside ? I3.met.denominator === 0 : I12.denominator === 0 && I1.denominator === 0;
}
