import 'fake-indexeddb/auto';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import type { House } from '../../../components/dashboard/house.ts';
import { isNothing, readOverview } from '../../../components/dashboard/overview/overview-reading.ts';
import { follow, logDecision } from '../../../lib/log/journal.ts';
import { defaultSettings } from '../../../lib/settings.ts';
import { contextAt, factsOf, freshJournal, inputOf, relevantOf } from '../log/sample.ts';
import { catalogueWith, targetWith } from './house.tsx';

const journal = freshJournal();
const figure = { year: 2026, unit: 'procedures', note: null } as const;
const house = {
  journal,
  today: '2026-11-22',
  settings: defaultSettings,
  data: catalogueWith({
    targets: [targetWith({ id: 'it-1', area: 'it', tier: { level: 'ambitious', word: 'spydspids', derived: false } })],
  }),
  policy: {
    state: 'held',
    refused: [],
    policy: {
      figures: [
        { ...figure, area: 'it', share: 80 },
        { ...figure, area: 'food', share: 50, year: 2027 },
      ],
    },
  },
} as unknown as House;

async function decide(
  name: string,
  day: string,
  verdict: 'met' | 'notMet',
  unit: string,
  author: string | null = null,
) {
  const context = contextAt(`${day}T10:00:00Z`, { unit, author });
  await follow(journal, factsOf(name), relevantOf('it-1'), context);
  await logDecision(journal, factsOf(name), [], inputOf('it-1', verdict), context);
}

beforeAll(async () => {
  await decide('a', '2025-03-10', 'met', 'Vej');
  await decide('b', '2026-03-10', 'met', 'Vej', 'indkøber 7');
  await decide('c', '2026-11-20', 'notMet', 'Skole');
  await follow(journal, factsOf('d'), relevantOf('it-1'), contextAt('2026-11-21T10:00:00Z', { unit: 'Skole' }));
});

describe('an overview', () => {
  test('counts the year, and holds its whole months against those of the year before', async () => {
    const { indicators, yearBefore, months, unitRows, tiers, units, authors } = await readOverview(house, {});
    expect(indicators.I2).toMatchObject({ numerator: 1, denominator: 2 });
    expect(indicators.I12).toMatchObject({ numerator: 2, denominator: 3 });
    expect(yearBefore?.now).toEqual({ from: '2026-01-01', to: '2026-10-31' });
    expect(yearBefore?.figures.now.I2).toMatchObject({ numerator: 1, denominator: 1 });
    expect(yearBefore?.figures.before.I2).toMatchObject({ numerator: 1, denominator: 1 });
    expect(months.map(({ key }) => key).at(-1)).toBe('2026-11');
    expect(unitRows.map(({ key, allMet }) => [key, allMet.numerator, allMet.denominator])).toEqual([
      ['Skole', 0, 1],
      ['Vej', 1, 1],
    ]);
    expect(tiers).toEqual([{ tier: 'ambitious', met: 1, of: 2 }]);
    expect([units, authors]).toEqual([['Skole', 'Vej'], ['indkøber 7']]);
  });

  test('stands on the target figures of its year, or of the next where there are none yet', async () => {
    const goalsOf = async (query: Record<string, string>) =>
      (await readOverview(house, query)).standings.map(({ figure: { area, year }, share }) => [area, year, share]);
    expect(await goalsOf({})).toEqual([['it', 2026, 0.5]]);
    expect(await goalsOf({ area: 'food' })).toEqual([['food', 2027, null]]);
    expect(await goalsOf({ target: 'it-1', area: 'it' })).toEqual([]);
  });

  test('of one person counts decisions alone', async () => {
    const overview = await readOverview(house, { author: 'indkøber 7' });
    expect(overview.beside).toBe(true);
    expect(overview.indicators.I3.met).toMatchObject({ numerator: 1, denominator: 1 });
    expect([overview.yearBefore, overview.unitRows, overview.standings]).toEqual([null, [], []]);
    expect(isNothing(overview)).toBe(false);
    expect(isNothing(await readOverview(house, { author: 'en anden' }))).toBe(true);
  });

  test('reads neither the journal nor the log', async () => {
    const reads = [journal.journal, journal.current, journal.tipRecords].flatMap((table) => [
      vi.spyOn(table, 'where'),
      vi.spyOn(table, 'toArray'),
      vi.spyOn(table, 'orderBy'),
      vi.spyOn(table, 'toCollection'),
    ]);
    await readOverview(house, {});
    expect(reads.map((read) => read.mock.calls.length)).toEqual(reads.map(() => 0));
    vi.restoreAllMocks();
  });

  test.each(['this-year', 'last-year', 'last-12-months'])(
    'of %s is read by whole months, never by days',
    async (period) => {
      const days = vi.spyOn(journal.decisionRollup, 'where');
      const { indicators } = await readOverview(house, { period });
      expect(days).not.toHaveBeenCalled();
      expect(indicators.I12.denominator).toBe(period === 'last-year' ? 1 : 3);
      vi.restoreAllMocks();
    },
  );
});
