import 'fake-indexeddb/auto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { besideOf } from '../../../components/dashboard/beside.ts';
import type { House } from '../../../components/dashboard/house.ts';
import { readOverview } from '../../../components/dashboard/overview/overview-reading.ts';
import { type JournalDatabase, openJournal } from '../../../lib/log/database.ts';
import { decisionsBeyond } from '../../../lib/log/find/queries.ts';
import { logDecision } from '../../../lib/log/journal.ts';
import { defaultSettings } from '../../../lib/settings.ts';
import { fill } from '../../bench/journal.ts';
import type { JournalPlan } from '../../fixtures/large-journal.ts';
import { contextAt, factsOf, inputOf, targetOf } from '../log/sample.ts';
import { catalogueWith } from './house.tsx';

// What is asked of the database is counted, and no clock is asked: a slow machine finds the same.
const plan: Omit<JournalPlan, 'procedures'> = {
  from: '2026-01-01',
  to: '2026-02-28',
  units: ['Skole', 'Vej'],
  areas: [
    { id: 'it', name: 'It' },
    { id: 'food', name: 'Mad' },
  ],
  targets: ['it-1', 'it-2', 'it-3', 'food-1', 'food-2', 'food-3'].map((id) => ({
    ...{ id, version: 1, scheme: 'DK-POGI', area: targetOf(id)?.area ?? 'all' },
    ...{ goals: [], gpp: [], ecolabels: [] },
  })),
};
/** The larger one has five times as much in every month, unit, area and target of the smaller one. */
const sizes = { small: 60, large: 300 };

interface Asked {
  requests: number;
  rows: number;
}

const readers = ['get', 'getAll', 'getKey', 'getAllKeys', 'count', 'openCursor', 'openKeyCursor'] as const;
const writers = ['put', 'add', 'delete', 'clear'] as const;
const undo: (() => void)[] = [];
let asked: Asked = { requests: 0, rows: 0 };

/** Counts the requests to stores and indexes, and the rows that come of them. */
function watch(prototype: object): void {
  const methods = prototype as Record<string, (...given: unknown[]) => IDBRequest>;
  for (const name of [...readers, ...writers]) {
    const own = methods[name];
    if (!own) continue;
    methods[name] = function (this: unknown, ...given) {
      const request = own.apply(this, given);
      asked.requests += 1;
      request.addEventListener('success', () => {
        const { result } = request;
        // A count goes through as many entries as it finds.
        if (name === 'count') asked.rows += result as number;
        else asked.rows += Array.isArray(result) ? result.length : 1;
      });
      return request;
    };
    undo.push(() => Object.assign(methods, { [name]: own }));
  }
}

async function askedBy(work: () => Promise<unknown>): Promise<Asked> {
  asked = { requests: 0, rows: 0 };
  await work();
  return asked;
}

const journals = {} as Record<keyof typeof sizes, JournalDatabase>;

beforeAll(async () => {
  for (const [name, procedures] of Object.entries(sizes)) {
    await fill({ ...plan, procedures }, name);
    const db = openJournal({ name });
    await db.open();
    journals[name as keyof typeof sizes] = db;
  }
  watch(IDBObjectStore.prototype);
  watch(IDBIndex.prototype);
}, 120_000);
afterAll(() => {
  for (const back of undo) back();
  for (const db of Object.values(journals)) db.close();
});

const houseOf = (journal: JournalDatabase) =>
  ({
    journal,
    today: '2026-02-26',
    settings: defaultSettings,
    data: catalogueWith({}),
    policy: { state: 'none' },
  }) as unknown as House;

const inBoth = async (work: (db: JournalDatabase) => Promise<unknown>) => ({
  small: await askedBy(() => work(journals.small)),
  large: await askedBy(() => work(journals.large)),
});

/** What a list of open targets looks at at once; a small journal may have fewer of them. */
const batch = 50;

test.each([
  ['a year', {}],
  ['the last twelve months', { period: 'last-12-months' }],
  ['one unit', { unit: 'Vej' }],
  ['one area and target', { area: 'it', target: 'it-1' }],
  ['one portal', { portal: 'ted' }],
])('the overview of %s asks for as much of a large journal as of a small one', async (_, query) => {
  const { small, large } = await inBoth((db) => readOverview(houseOf(db), query));
  expect(small.rows).toBeGreaterThan(10);
  expect(large.requests - small.requests).toBeLessThanOrEqual(batch);
  expect(large.rows - small.rows).toBeLessThanOrEqual(2 * batch);
});

test.each([
  ['in the middle', {}],
  ['of a unit', { unit: 'Vej' }],
  ['of a placement', besideOf({ placement: 'awardCriteria' })],
])('a stretch of the log %s asks for a bounded number of rows', async (_, filter) => {
  const beyond: [string, string] = ['2026-01-31T12:00:00.000Z', ''];
  const { large } = await inBoth((db) => decisionsBeyond(db, filter, { beyond, towards: 'older', size: 60 }));
  expect(large.rows).toBeGreaterThanOrEqual(60);
  expect(large.rows).toBeLessThan(1_000);
});

test('recording one decision asks for as much of a large journal as of a small one', async () => {
  const context = contextAt('2026-03-10T10:00:00Z', { unit: 'Vej' });
  const { small, large } = await inBoth((db) => logDecision(db, factsOf('ny'), [], inputOf('it-1', 'met'), context));
  expect(small.requests).toBeGreaterThan(20);
  expect(large).toEqual(small);
});
