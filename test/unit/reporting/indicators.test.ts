import 'fake-indexeddb/auto';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import type { JournalDatabase } from '../../../lib/log/database.ts';
import { follow, logDecision, logMismatch, logTip, unfollow } from '../../../lib/log/journal.ts';
import type { DecisionInput, ProcedureFacts } from '../../../lib/log/schema.ts';
import { cellsOf } from '../../../lib/reporting/cells.ts';
import { byArea, byMonth, byUnit, indicators, type Share } from '../../../lib/reporting/indicators.ts';
import { matrixRows } from '../../../lib/reporting/series.ts';
import { contextAt, factsOf, freshJournal, inputOf, relevantOf, targetOf } from '../log/sample.ts';

/**
 * The journal that every figure below is computed from by hand (value excluding VAT; unit Indkøb but for P2):
 *
 *      value     day    targets and verdicts
 * P1   1000 DKK  10/1   it-1 met (specification, ecolabel), it-2 met (award criterion, weight 40)
 * P2    500 DKK  20/1   food-1 met, food-2 open                                        unit Vej
 * P3   2000 DKK   3/2   transport-1 not met (no supply, weight 20, vehicles 10/6/2)
 * P4      –      10/2   paper-print-1 not applicable
 * P5    100 EUR  15/2   it-1 met (product innovation), food-1 partly (cost), all-1 open; tip shown and used
 * P6    300 DKK  20/2   it-1 open: followed, no decision; tip shown
 * P7     50 DKK   1/3   all-1 met
 * P8    700 DKK   5/3   it-1 met, then unfollowed
 * P9    900 DKK  31/12 of the year before: it-1 met
 * P10    10 DKK  10/3   it-1 called a mismatch
 */
let db: JournalDatabase;
const year = { from: '2026-01-01', to: '2026-12-31' };
const options = { priorityAreas: ['it', 'food'] };

async function log(facts: ProcedureFacts, day: string, relevant: string[], inputs: DecisionInput[], unit = 'Indkøb') {
  const context = contextAt(`${day}T10:00:00Z`, { unit });
  await follow(db, facts, relevantOf(...relevant), context);
  for (const input of inputs) await logDecision(db, facts, [], input, context);
  return context;
}

const dkk = (amount: number) => ({ value: { amount, currency: 'DKK' } });

beforeAll(async () => {
  db = freshJournal();
  await log(
    factsOf('p1', dkk(1000)),
    '2026-01-10',
    ['it-1', 'it-2'],
    [
      inputOf('it-1', 'met', { placement: ['technicalSpecifications'], ecolabels: ['svanen'] }),
      inputOf('it-2', 'met', { placement: ['awardCriteria'], awardWeightPct: 40 }),
    ],
  );
  await log(factsOf('p2', dkk(500)), '2026-01-20', ['food-1', 'food-2'], [inputOf('food-1', 'met')], 'Vej');
  const vehicles = { inScope: true, contractType: null, category: null, total: 10, clean: 6, zero: 2 };
  const reason = (code: 'no-market-supply' | 'disproportionate-cost') => ({ reason: { code, text: null } });
  await log(
    factsOf('p3', dkk(2000)),
    '2026-02-03',
    ['transport-1'],
    [inputOf('transport-1', 'notMet', { ...reason('no-market-supply'), awardWeightPct: 20, vehicles })],
  );
  await log(
    factsOf('p4', { value: null }),
    '2026-02-10',
    ['paper-print-1'],
    [inputOf('paper-print-1', 'notApplicable')],
  );
  const p5 = factsOf('p5', { value: { amount: 100, currency: 'EUR' } });
  const context = await log(
    p5,
    '2026-02-15',
    ['it-1', 'food-1', 'all-1'],
    [inputOf('food-1', 'partiallyMet', reason('disproportionate-cost'))],
  );
  const innovative = { ...context, target: (id: string) => targetOf(id, { goals: ['prod-innov'] }) };
  await logDecision(db, p5, [], inputOf('it-1', 'met'), innovative);
  await logTip(db, p5, 'tip-1', 'shown', context);
  await logTip(db, p5, 'tip-1', 'used', context);
  const p6 = factsOf('p6', dkk(300));
  await logTip(db, p6, 'tip-1', 'shown', await log(p6, '2026-02-20', ['it-1'], []));
  await log(factsOf('p7', dkk(50)), '2026-03-01', ['all-1'], [inputOf('all-1', 'met')]);
  const p8 = factsOf('p8', dkk(700));
  await unfollow(db, p8, await log(p8, '2026-03-05', ['it-1'], [inputOf('it-1', 'met')]));
  await log(factsOf('p9', dkk(900)), '2025-12-31', ['it-1'], [inputOf('it-1', 'met')]);
  const p10 = factsOf('p10', dkk(10));
  await logMismatch(db, p10, 'it-1', await log(p10, '2026-03-10', ['it-1'], []));
});

/** A share as one line: number, then value per currency, then what is missing or unallocated. */
function line({ numerator, denominator, value, valueMissing, unallocated }: Share): string {
  const amounts = Object.entries(value).map(([code, sums]) => ` ${code} ${sums.numerator}/${sums.denominator}`);
  const notes = [valueMissing && ` missing ${valueMissing}`, unallocated && ` unallocated ${unallocated}`];
  return `${numerator}/${denominator}${amounts.join('')}${notes.filter(Boolean).join('')}`;
}

const none = '0/7 DKK 0/3250 EUR 0/200';
const noReason = '0/2 DKK 0/2000 EUR 0/100';

describe('the indicators of a year', () => {
  const table: [string, (all: Awaited<ReturnType<typeof indicators>>) => Share, string][] = [
    ['I1', ({ I1 }) => I1, '5/7 DKK 2250/4250 EUR 100/100 missing 1'],
    ['I2', ({ I2 }) => I2, '2/5 DKK 1700/4200 EUR 0/100'],
    ['I3 met', ({ I3 }) => I3.met, '6/12 DKK 3250/6050 EUR 100/300 missing 1'],
    ['I3 partly met', ({ I3 }) => I3.partiallyMet, '1/12 DKK 0/6050 EUR 100/300 missing 1'],
    ['I3 not met', ({ I3 }) => I3.notMet, '1/12 DKK 2000/6050 EUR 0/300 missing 1'],
    ['I3 not applicable', ({ I3 }) => I3.notApplicable, '1/12 DKK 0/6050 EUR 0/300 missing 1'],
    ['I3 open', ({ I3 }) => I3.open, '3/12 DKK 800/6050 EUR 100/300 missing 1'],
    ['I4 climate', ({ I4 }) => I4.goals['clim-mitig'] as Share, '6/7 DKK 3250/3250 EUR 100/200'],
    ['I4 product innovation', ({ I4 }) => I4.goals['prod-innov'] as Share, '1/7 DKK 0/3250 EUR 100/200'],
    ['I4 national criteria', ({ I4 }) => I4.gpp.national as Share, '7/7 DKK 3250/3250 EUR 200/200'],
    ['I5 specification', ({ I5 }) => I5.technicalSpecifications, '1/7 DKK 1000/3250 EUR 0/200'],
    ['I5 award criterion', ({ I5 }) => I5.awardCriteria, '1/7 DKK 1000/3250 EUR 0/200'],
    ['I5 selection', ({ I5 }) => I5.selectionCriteria, none],
    ['I5 contract', ({ I5 }) => I5.contractPerformanceConditions, none],
    ['I6 no supply', ({ I6 }) => I6['no-market-supply'], '1/2 DKK 2000/2000 EUR 0/100'],
    ['I6 cost', ({ I6 }) => I6['disproportionate-cost'], '1/2 DKK 0/2000 EUR 100/100'],
    ['I6 timing', ({ I6 }) => I6.timing, noReason],
    ['I7', ({ I7 }) => I7, '1/8 DKK 1000/5250 EUR 0/200'],
    ['I8 at least 30', ({ I8 }) => I8.atLeast30, '1/2 DKK 1000/3000'],
    ['I9 innovative', ({ I9 }) => I9.innovative, '1/7 DKK 0/4250 EUR 100/100 missing 1'],
    ['I9 tips shown', ({ I9 }) => I9.tipsShown, '2/9 DKK 300/4560 EUR 100/100 missing 1'],
    ['I9 tips used', ({ I9 }) => I9.tipsUsed, '1/2 DKK 0/300 EUR 100/100'],
    ['I10 clean', ({ I10 }) => I10.clean, '6/10 DKK 0/2000'],
    ['I10 zero-emission', ({ I10 }) => I10.zero, '2/10 DKK 0/2000'],
    ['I11', ({ I11 }) => I11 as Share, '2/4 DKK 1700/2200 EUR 0/100'],
    ['I12', ({ I12 }) => I12, '6/8 DKK 3550/3860 EUR 100/100 missing 1'],
  ];
  test.each(table)('%s', async (_, read, expected) => {
    expect(line(read(await indicators(db, year, options)))).toBe(expected);
  });

  test('shares are numbers, null of nothing', async () => {
    const all = await indicators(db, year, options);
    expect(all.I1.share).toBe(5 / 7);
    expect(all.I8).toMatchObject({ decisions: 2, mean: 30, meanByValue: { DKK: 80_000 / 3000 } });
    expect(all.I10.decisions).toBe(1);
    const empty = await indicators(db, { from: '2020-01-01', to: '2020-12-31' }, options);
    expect(empty.I1).toEqual({ numerator: 0, denominator: 0, share: null, value: {}, valueMissing: 0, unallocated: 0 });
    expect(empty.I8).toMatchObject({ decisions: 0, mean: null, meanByValue: {} });
  });
});

describe('narrowed to', () => {
  test.each([
    [
      'an area: the value of a procedure over several is unallocated',
      { area: 'it' },
      'I2',
      '3/3 DKK 1700/1700 EUR 100/100 unallocated 1',
    ],
    [
      'an area: procedures without targets there are left out',
      { area: 'it' },
      'I12',
      '2/3 DKK 1000/1300 EUR 100/100 unallocated 1',
    ],
    ['the area of every purchase', { area: 'all' }, 'I2', '1/2 DKK 50/50 EUR 0/100 unallocated 1'],
    ['one target', { target: 'it-1' }, 'I2', '3/3 DKK 1700/1700 EUR 100/100 unallocated 1'],
    ['a unit', { unit: 'Vej' }, 'I1', '1/1 DKK 500/500'],
    ['a shorter period', { from: '2026-02-01', to: '2026-02-28' }, 'I12', '3/4 DKK 2000/2300 EUR 100/100 missing 1'],
    ['a day', { from: '2025-12-31', to: '2025-12-31' }, 'I1', '1/1 DKK 900/900'],
  ] as const)('%s', async (_, narrow, id, expected) => {
    expect(line((await indicators(db, { ...year, ...narrow }, options))[id])).toBe(expected);
  });

  test('targets that an ecolabel can prove', async () => {
    const { I7 } = await indicators(db, year, { ...options, ecolabelTargets: ['it-1'] });
    expect(line(I7)).toBe('1/3 DKK 1000/1700 EUR 0/100');
  });
});

describe('months that are cut by the period', () => {
  // Nothing was decided before 10 January or after 10 March, so the figures are those of the year.
  const cut = { from: '2026-01-02', to: '2026-03-30' };

  test.each([{}, { unit: 'Indkøb' }, { area: 'it' }, { area: 'all' }, { unit: 'Indkøb', area: 'food' }])(
    'count day by day what whole months count at once, narrowed to %o',
    async (narrow) => {
      expect(await indicators(db, { ...cut, ...narrow }, options)).toEqual(
        await indicators(db, { ...year, ...narrow }, options),
      );
      expect(await byArea(db, { ...cut, ...narrow })).toEqual(await byArea(db, { ...year, ...narrow }));
    },
  );
});

test('whole months are read from the figures by month alone', async () => {
  const reads = [db.decisionRollup, db.procedureState].map((table) => vi.spyOn(table, 'where'));
  await indicators(db, year, {});
  await byMonth(db, { ...year, unit: 'Indkøb' });
  await byArea(db, { ...year, area: 'it' });
  await byUnit(db, year, ['Indkøb', 'Vej']);
  expect(reads.map((read) => read.mock.calls.length)).toEqual([0, 0]);
  vi.restoreAllMocks();
});

test('one portal, person or placement beside counts decisions, and no procedures', async () => {
  const verdictsOf = async (beside: object) => {
    const { I2, I3 } = await indicators(db, { ...year, ...beside }, options);
    return [I2.denominator, ...Object.values(I3).map(({ numerator }) => numerator)];
  };
  expect(await verdictsOf({ portal: 'udbud-dk' })).toEqual([0, 6, 1, 1, 1, 0]);
  expect(await verdictsOf({ portal: 'ted' })).toEqual([0, 0, 0, 0, 0, 0]);
  expect(await verdictsOf({ placement: 'awardCriteria' })).toEqual([0, 1, 0, 0, 0, 0]);
  expect(await verdictsOf({ author: 'indkøber 7' })).toEqual([0, 0, 0, 0, 0, 0]);
});

test('the table of areas by months holds each month that has anything', async () => {
  const cells = await cellsOf(db, year);
  const matrix = matrixRows(cells, ['2026-01', '2026-02', '2026-03']);
  expect(
    matrix.map(({ key, months }) => [
      key,
      ...months.map((row) => row && `${row.allMet.numerator}/${row.allMet.denominator}`),
    ]),
  ).toEqual([
    ['all', null, '0/1', '1/1'],
    ['food', '0/1', '0/1', null],
    ['it', '1/1', '1/1', '1/1'],
    ['paper-print', null, '0/0', null],
    ['transport', null, '0/1', null],
  ]);
});

describe('series', () => {
  const show = (rows: Awaited<ReturnType<typeof byUnit>>) =>
    rows.map(({ key, verdicts, allMet, completeness }) => {
      const { met, partiallyMet, notMet, notApplicable, open } = verdicts;
      const counts = [met, partiallyMet, notMet, notApplicable, open].join(' ');
      return `${key}: ${counts}, ${allMet.numerator}/${allMet.denominator}, ${completeness.numerator}/${completeness.denominator}`;
    });

  test('by month, the empty ones too', async () => {
    expect(show(await byMonth(db, { from: '2026-01-01', to: '2026-04-30' }))).toEqual([
      '2026-01: 3 0 0 0 1, 1/2, 2/2',
      '2026-02: 1 1 1 1 2, 0/2, 3/4',
      '2026-03: 2 0 0 0 0, 1/1, 1/2',
      '2026-04: 0 0 0 0 0, 0/0, 0/0',
    ]);
  });

  test('by month over a long period, from the first month with data to the last', async () => {
    const rows = await byMonth(db, { from: '1900-01-01', to: '2999-12-31' });
    expect(rows.map(({ key }) => key)).toEqual(['2025-12', '2026-01', '2026-02', '2026-03']);
  });

  test('by area, what applies to every purchase by itself', async () => {
    expect(show(await byArea(db, year))).toEqual([
      'all: 1 0 0 0 1, 1/2, 2/2',
      'food: 1 1 0 0 1, 0/2, 2/2',
      'it: 4 0 0 0 1, 3/3, 2/3',
      'paper-print: 0 0 0 1 0, 0/0, 1/1',
      'transport: 0 0 1 0 0, 0/1, 1/1',
    ]);
  });

  test('by unit', async () => {
    expect(show(await byUnit(db, year, ['Indkøb', 'Vej', 'Ingen']))).toEqual([
      'Indkøb: 5 1 1 1 2, 2/4, 5/7',
      'Vej: 1 0 0 0 1, 0/1, 1/1',
    ]);
  });
});

test('figures come from the rollup tables alone', async () => {
  const tables = [db.journal, db.current, db.procedures, db.tipRecords];
  const reads = tables.flatMap((table) => [
    vi.spyOn(table, 'where'),
    vi.spyOn(table, 'toArray'),
    vi.spyOn(table, 'get'),
    vi.spyOn(table, 'orderBy'),
    vi.spyOn(table, 'toCollection'),
  ]);
  await indicators(db, year, options);
  await byMonth(db, year);
  await byArea(db, year);
  expect(reads.map((read) => read.mock.calls.length)).toEqual(reads.map(() => 0));
  vi.restoreAllMocks();
});

test('lots without their own value are marked as unallocated and not counted with the whole value each', async () => {
  const own = freshJournal();
  const lots = ['LOT-1', 'LOT-2'].map((id) => ({ id, title: null, cpv: [], value: null }));
  const facts = factsOf('p', { ...dkk(1000), lots });
  for (const { id: lotId } of lots) {
    await logDecision(
      own,
      facts,
      relevantOf('it-1'),
      inputOf('it-1', 'met', { lotId }),
      contextAt('2026-01-01T10:00:00Z'),
    );
  }
  const { I2, I3 } = await indicators(own, year, options);
  expect(line(I2)).toBe('1/1 DKK 1000/1000');
  expect(line(I3.met)).toBe('2/2 unallocated 2');
});

test('more rows than one batch are all counted, many on one day too', async () => {
  const own = freshJournal();
  const context = contextAt('2026-01-01T10:00:00Z');
  await logDecision(own, factsOf('p', dkk(1)), [], inputOf('it-1', 'met'), context);
  const [state] = await own.procedureState.toArray();
  const [rollup] = await own.decisionRollup.toArray();
  if (!state || !rollup) throw new Error('no rows');
  const ids = Array.from({ length: 4999 }, (_, index) => index);
  const dayOf = (index: number) => `2026-01-0${1 + (index % 2)}`;
  await own.procedureState.bulkAdd(ids.map((index) => ({ ...state, procedureId: `p${index}`, day: dayOf(index) })));
  await own.decisionRollup.bulkAdd(ids.map((index) => ({ ...rollup, target: `it-x${index}`, day: dayOf(index) })));
  // A month that is cut is read day by day.
  const { I1, I3 } = await indicators(own, { from: '2026-01-01', to: '2026-01-30' }, options);
  expect(line(I1)).toBe('5000/5000 DKK 5000/5000');
  expect(I3.met.numerator).toBe(5000);
});

describe('whole months, from their own figures, and cut ones, from their days', () => {
  // Nothing happens on the days that are cut off.
  const months = [
    ['2026-01-01', '2026-01-31', '2026-01-02', '2026-01-30'],
    ['2026-02-01', '2026-02-28', '2026-02-02', '2026-02-27'],
    ['2026-01-01', '2026-12-31', '2026-01-02', '2026-12-30'],
    ['2026-01-01', '2026-03-31', '2026-01-02', '2026-03-30'],
  ] as const;
  const filters = [
    {},
    { unit: 'Vej' },
    { area: 'it' },
    { area: 'all' },
    ...['it-1', 'it-2', 'food-1', 'food-2', 'transport-1', 'all-1', 'none-1'].map((target) => ({ target })),
    { target: 'food-1', unit: 'Vej' },
    { target: 'it-1', area: 'it' },
    { target: 'it-1', area: 'food' },
  ] as const;
  const choices = [['it', 'food'], ['it'], ['food', 'transport'], ['paper-print'], ['all'], []];

  test.each(filters)('say the same of %o', async (filter) => {
    for (const [from, to, later, earlier] of months) {
      for (const priorityAreas of choices) {
        const whole = await indicators(db, { from, to, ...filter }, { priorityAreas });
        const cut = await indicators(db, { from: later, to: earlier, ...filter }, { priorityAreas });
        expect(cut).toEqual(whole);
      }
    }
  });
});
