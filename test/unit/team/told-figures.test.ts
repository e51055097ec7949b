import 'fake-indexeddb/auto';
import { beforeAll, beforeEach, expect, test, vi } from 'vitest';
import type { JournalDatabase } from '../../../lib/log/database.ts';
import { indicators } from '../../../lib/reporting/indicators.ts';
import { joinTeam, leaveTeam, type TeamLink } from '../../../lib/team/connection.ts';
import { readTold } from '../../../lib/team/read-told.ts';
import { figureNews, readFigureNews } from '../../../lib/team/subjects.ts';
import {
  beginTold,
  noteHeard,
  takeTold,
  toldDatabase,
  toldKind,
  toldOrganisations,
  toldStanding,
} from '../../../lib/team/told-figures.ts';
import { freshJournal } from '../log/sample.ts';
import { buy, figuresOf, ofEast, ofWest, readOf, secretariat, wholeOf } from './told-sample.ts';

const server = vi.hoisted(() => ({
  members: [] as string[],
  values: new Map<string, string>(),
  away: new Set<string>(),
}));
const asked = vi.hoisted(() => [] as string[]);
vi.mock('../../../lib/team/partnership.ts', () => ({
  organisationsOf: async () => server.members,
  askMember: async (_: unknown, organisation: string, area: string, month: string) => {
    asked.push(`${organisation} ${area || '@'} ${month}`);
    if (server.away.has(organisation)) return 'away';
    const value = server.values.get(`gl.${organisation}.rollup.@.${area || '@'}.${month}`);
    return value === undefined ? null : new TextEncoder().encode(value);
  },
}));

const now = new Date('2026-11-22T06:00:00Z');
const months = ['2026-11', '2026-05', '2026-03'];
const wanted = { months, before: ['2025-03'] };
const link = { team: secretariat } as TeamLink;
const rowsOf = async (db: JournalDatabase, from: string, to: string) =>
  (await db.monthRollup.where(':id').between([from], [to]).toArray()).map(({ scope: _, ...row }) => row);
const allOf = (db: JournalDatabase) => rowsOf(db, '*', '+');
const oneOf = (db: JournalDatabase, name: string) => rowsOf(db, `=${name}`, `=${name}!`);

/** What most tests only read from. */
let shared: Awaited<ReturnType<typeof journals>>;

/** Two organisations' journals, and one in which both stand as units. */
async function journals() {
  const [east, west, both] = [freshJournal(), freshJournal(), freshJournal()];
  await buy(east, 'Teknik', ofEast);
  await buy(west, 'Indkøb', ofWest);
  await buy(both, 'øst', ofEast);
  await buy(both, 'vest', ofWest);
  return { east, west, both };
}

async function tell(journal: JournalDatabase, organisation: string, stamp: Parameters<typeof figuresOf>[2] = {}) {
  for (const [subject, rollup] of wholeOf(await figuresOf(journal, organisation, stamp))) {
    server.values.set(subject, JSON.stringify(rollup));
  }
}

beforeAll(async () => {
  shared = await journals();
});
beforeEach(() => {
  server.members = ['øst', 'vest'];
  server.values.clear();
  server.away.clear();
  asked.length = 0;
});

test('figures of two organisations are those of one journal that holds both, row by row', async () => {
  const { east, west, both } = shared;
  const told = toldDatabase(freshJournal());
  await beginTold(told, secretariat, 'partnership');
  await takeTold(told, 'partnership', readOf(wholeOf(await figuresOf(east, 'øst'))), { now });
  await takeTold(told, 'partnership', readOf(wholeOf(await figuresOf(west, 'vest'))), { now });
  expect(await allOf(told)).toEqual(await allOf(both));
  expect(await oneOf(told, 'øst')).toEqual(await oneOf(both, 'øst'));
  const year = { from: '2026-01-01', to: '2026-12-31' };
  for (const period of [year, { ...year, area: 'it' }, { ...year, unit: 'vest' }]) {
    const figures = await indicators(told, period, {});
    expect(figures).toEqual(await indicators(both, period, {}));
    expect(figures.I12.denominator).toBeGreaterThan(0);
  }
});

test('an organisation alone is read unit by unit, as its lead has it', async () => {
  const { both } = shared;
  const told = toldDatabase(freshJournal());
  await takeTold(told, 'organisation', readOf(await figuresOf(both, 'kommunen')), { now });
  expect(await allOf(told)).toEqual(await allOf(both));
  expect(await oneOf(told, 'vest')).toEqual(await oneOf(both, 'vest'));
});

test('what is told anew takes the place of what was told, and what is older changes nothing', async () => {
  const { east, both } = await journals();
  const told = toldDatabase(freshJournal());
  const take = async (stamp: Parameters<typeof figuresOf>[2]) =>
    takeTold(told, 'partnership', readOf(wholeOf(await figuresOf(east, 'øst', stamp))), { now });
  const more = [{ name: 'bord', day: '2026-05-20', verdicts: { 'it-1': 'met' } as const, amount: 0.1 }];
  const before = readOf(wholeOf(await figuresOf(east, 'øst', { sequence: 7 })));
  await takeTold(told, 'partnership', before, { now });
  await buy(east, 'Teknik', more);
  await take({ sequence: 9, computedAt: '2026-11-21T13:00:00.000Z' });
  await takeTold(told, 'partnership', before, { now });
  await buy(both, 'øst', more);
  expect(await oneOf(told, 'øst')).toEqual(await oneOf(both, 'øst'));
  expect(await allOf(told)).toEqual(await oneOf(both, 'øst'));
  const state = { sequence: 9, computedAt: '2026-11-21T13:00:00.000Z', tool: { version: '0.1.0', data: '2026-11' } };
  expect(await toldOrganisations(told)).toEqual([{ organisation: 'øst', isAway: false, heardAt: null, latest: state }]);
  // A server that was set up anew counts its messages from the beginning.
  await take({ sequence: 2, computedAt: '2026-11-21T14:00:00.000Z' });
  expect((await toldOrganisations(told))[0]?.latest?.sequence).toBe(2);
});

test('a figure that cannot be used is set aside until it can, and the one before it stays', async () => {
  const { east } = shared;
  const told = toldDatabase(freshJournal());
  const good = readOf(wholeOf(await figuresOf(east, 'øst')));
  await takeTold(told, 'partnership', good, { now });
  const rows = await allOf(told);
  const [{ subject } = { subject: '' }] = good;
  await takeTold(told, 'partnership', [{ subject, rollup: null, digest: '' }], { now });
  expect(await toldStanding(told)).toMatchObject({ aside: [{ subject, at: now.toISOString() }] });
  expect(await allOf(told)).toEqual(rows);
  await takeTold(told, 'partnership', good, { now });
  expect((await toldStanding(told)).aside).toEqual([]);
});

test('months that are gone leave the sum as well', async () => {
  const { east, west, both } = shared;
  const told = toldDatabase(freshJournal());
  for (const [journal, name] of [
    [east, 'øst'],
    [west, 'vest'],
  ] as const) {
    await takeTold(told, 'partnership', readOf(wholeOf(await figuresOf(journal, name))), { now });
  }
  const gone = ['2025-03', '2026-03', '2026-05'].map((month) => ({ name: `${month} =øst`, areas: null }));
  await noteHeard(told, 'partnership', { organisation: 'øst', isAway: false, gone }, { now });
  expect(await allOf(told)).toEqual(await oneOf(both, 'vest'));
  expect(await oneOf(told, 'øst')).toEqual([]);
});

test('a reading asks for wholes first, then for the areas that it does not have', async () => {
  const { east, west, both } = await journals();
  await tell(east, 'øst');
  await tell(west, 'vest');
  const told = toldDatabase(freshJournal());
  await readTold(told, link, { wanted, now });
  const wholes = [...months, '2025-03'].flatMap((month) => server.members.map((name) => `${name} @ ${month}`));
  expect(asked.slice(0, 8)).toEqual(wholes);
  // Areas of the months that are looked at, and no others.
  expect(asked.slice(8).sort()).toEqual(
    [
      'vest food 2026-11',
      'vest it 2026-03',
      'øst all 2026-03',
      'øst food 2026-03',
      'øst food 2026-05',
      'øst it 2026-05',
    ].sort(),
  );
  const year = { from: '2026-01-01', to: '2026-12-31' };
  expect(await indicators(told, year, {})).toEqual(await indicators(both, year, {}));
  expect(await toldKind(told, secretariat)).toBe('partnership');
  expect((await toldStanding(told)).readAt).toBe(now.toISOString());

  // The same again asks for nothing but the wholes; news of one asks for what has changed with that one.
  asked.length = 0;
  await readTold(told, link, { wanted, now });
  expect(asked).toEqual(wholes);
  await buy(east, 'Teknik', [{ name: 'bord', day: '2026-05-20', verdicts: { 'it-1': 'met' } }]);
  await tell(east, 'øst', { sequence: 8, computedAt: '2026-11-21T13:00:00.000Z' });
  asked.length = 0;
  await readTold(told, link, { wanted, now, only: new Set(['øst']) });
  expect(asked).toEqual([...[...months, '2025-03'].map((month) => `øst @ ${month}`), 'øst it 2026-05']);
});

test('whoever does not answer is noted and keeps what it told; whoever left the partnership is forgotten', async () => {
  const { east, west, both } = shared;
  await tell(east, 'øst');
  await tell(west, 'vest');
  const told = toldDatabase(freshJournal());
  await readTold(told, link, { wanted, now });
  server.away.add('vest');
  await readTold(told, link, { wanted, now: new Date('2026-11-22T07:00:00Z') });
  const standings = await toldOrganisations(told);
  expect(standings.map(({ organisation, isAway, heardAt }) => [organisation, isAway, heardAt])).toEqual([
    ['vest', true, '2026-11-22T06:00:00.000Z'],
    ['øst', false, '2026-11-22T07:00:00.000Z'],
  ]);
  expect(await oneOf(told, 'vest')).toEqual(await oneOf(both, 'vest'));
  server.members = ['øst', 'syd'];
  await readTold(told, link, { wanted, now });
  expect((await toldOrganisations(told)).map(({ organisation }) => organisation)).toEqual(['syd', 'øst']);
  expect(await oneOf(told, 'vest')).toEqual([]);
});

test('what somebody forged under another name is set aside', async () => {
  const { east } = shared;
  await tell(east, 'øst');
  const [value] = server.values.values();
  server.values.set('gl.vest.rollup.@.@.2026-03', value ?? '');
  server.values.set('gl.vest.rollup.@.@.2026-05', '{"organisation":');
  const told = toldDatabase(freshJournal());
  await readTold(told, link, { wanted, now });
  expect((await toldStanding(told)).aside.map(({ subject }) => subject).sort()).toEqual([
    'gl.vest.rollup.@.@.2026-03',
    'gl.vest.rollup.@.@.2026-05',
  ]);
  expect(await oneOf(told, 'vest')).toEqual([]);
});

test('figures go when their connection does, and those of another connection are not mixed with them', async () => {
  const { east } = shared;
  await tell(east, 'øst');
  const journal = freshJournal();
  await joinTeam(journal, secretariat);
  const told = toldDatabase(journal);
  await readTold(told, link, { wanted, now });
  const other = { ...secretariat, user: 'en-anden' };
  expect(await toldKind(told, other)).toBeNull();
  await beginTold(told, other, 'partnership');
  expect(await told.monthRollup.count()).toBe(0);
  await readTold(told, link, { wanted, now });
  expect(await told.monthRollup.count()).toBeGreaterThan(0);
  await leaveTeam(journal);
  expect(await told.monthRollup.count()).toBe(0);
  expect(await toldKind(told, secretariat)).toBeNull();
});

test('news say whose figures are new', () => {
  expect(figureNews('eksempelby')).toEqual(['gl.eksempelby.rollup.>', 'gl.news.gl.*.rollup.@.*.*']);
  expect(readFigureNews('gl.eksempelby.rollup.@.it.2026-03')).toBe('eksempelby');
  expect(readFigureNews('gl.news.gl.naboby.rollup.@.it.2026-03')).toBe('naboby');
  expect(readFigureNews('gl.naboby.journal.Teknik.x.revision')).toBeNull();
});
