import 'fake-indexeddb/auto';
import { beforeAll, describe, expect, test } from 'vitest';
import type { JournalDatabase } from '../../../lib/log/database.ts';
import { correct, follow, logDecision, logMismatch, unfollow, withdraw } from '../../../lib/log/journal.ts';
import {
  type Cursor,
  eachDecision,
  followedProcedures,
  type LogFilter,
  pageOfDecisions,
  scanLimit,
  units,
} from '../../../lib/log/queries.ts';
import type { CurrentRow } from '../../../lib/log/rows.ts';
import type { Verdict } from '../../../lib/log/schema.ts';
import { contextAt, countedIds, factsOf, freshJournal, inputOf, relevantOf } from './sample.ts';

const verdicts: Verdict[] = ['met', 'partiallyMet', 'notMet', 'notApplicable'];
const targets = ['it-1', 'it-2', 'food-1', 'all-1'];
const theUnits = ['', 'Indkøb', 'Ældre og Sundhed'];
const day = (index: number) => new Date(Date.parse('2026-01-01T10:00:00Z') + index * 86_400_000).toISOString();
const evidence = [
  { kind: 'contractDraft' as const, title: 'Bilag 3 Kravspecifikation', url: null, page: null, quote: null },
];

let db: JournalDatabase;
let procedureId = '';

beforeAll(async () => {
  db = freshJournal();
  const newId = countedIds();
  for (let index = 0; index < 120; index += 1) {
    const verdict = verdicts[index % 4] ?? 'met';
    const context = contextAt(day(index % 60), { unit: theUnits[index % 3] ?? '', newId });
    const facts = factsOf(`sag${index % 40}`);
    const target = targets[(index * 7 + Math.floor(index / 40)) % 4] ?? 'it-1';
    const input = inputOf(target, verdict, { evidence: index % 5 ? [] : evidence });
    const revision = await logDecision(db, facts, [], input, context);
    procedureId = revision.procedureId;
    if (index % 11 === 0) {
      await correct(db, revision.recordId, inputOf(target, 'met'), contextAt(day(70 + index), { newId }));
    }
    if (index % 17 === 0) await withdraw(db, revision.recordId, null, contextAt(day(200), { newId }));
    if (index % 23 === 0) await logMismatch(db, facts, 'paint-1', contextAt(day(201), { newId }));
  }
});

/** What the filter means, said once more without any index. */
function expected(rows: CurrentRow[], filter: LogFilter): string[] {
  return rows
    .filter((row) => (filter.kinds ?? ['decision']).includes(row.kind))
    .filter((row) => row.firstDay >= (filter.from ?? '0') && row.firstDay <= (filter.to ?? '9'))
    .filter((row) => row.unit === (filter.unit ?? row.unit) && row.area === (filter.area ?? row.area))
    .filter(
      (row) => row.target.id === (filter.target ?? row.target.id) && row.verdict === (filter.verdict ?? row.verdict),
    )
    .filter((row) => row.procedureId === (filter.procedureId ?? row.procedureId))
    .filter(
      (row) =>
        !filter.missingEvidence ||
        (row.evidence.length === 0 && /met$/i.test(row.verdict ?? '') && row.verdict !== 'notMet'),
    )
    .filter((row) => filter.text === undefined || row.procedure.title.toLowerCase().includes(filter.text.toLowerCase()))
    .sort((a, b) => (a.decidedAt + a.recordId < b.decidedAt + b.recordId ? 1 : -1))
    .map(({ recordId }) => recordId);
}

async function allPages(filter: LogFilter, size: number) {
  const pages: string[][] = [];
  const starts: (Cursor | null)[] = [];
  let after: Cursor | null = null;
  do {
    const page = await pageOfDecisions(db, filter, { after, size, direction: 'next' });
    pages.push(page.rows.map(({ recordId }) => recordId));
    starts.push(page.previous);
    after = page.next;
  } while (after !== null && pages.length < 500);
  return { pages, starts };
}

const filters: LogFilter[] = [
  {},
  { area: 'it' },
  { unit: 'Indkøb' },
  { unit: '' },
  { target: 'it-1' },
  { verdict: 'notMet' },
  { from: '2026-01-20' },
  { to: '2026-01-20' },
  { from: '2026-01-10', to: '2026-02-10' },
  { from: '2026-01-10', to: '2026-02-10', area: 'food', verdict: 'met' },
  { from: '2026-02-01', to: '2026-02-01', unit: 'Indkøb' },
  { unit: 'Ældre og Sundhed', verdict: 'met', missingEvidence: true },
  { missingEvidence: true },
  { text: 'SAG1' },
  { kinds: ['withdrawal', 'mismatch'] },
  { kinds: ['decision', 'withdrawal'], to: '2026-02-10' },
  { verdict: 'open' },
  { area: 'waste' },
];

describe('paging through the log', () => {
  test.each(filters.map((filter) => [JSON.stringify(filter), filter] as const))(
    'covers every row once and in order under %s, forwards and back',
    async (_, filter) => {
      const all = await db.current.toArray();
      const wanted = expected(all, filter);
      for (const size of [1, 7, 200]) {
        const { pages } = await allPages(filter, size);
        expect(pages.flat()).toEqual(wanted);
        expect(Math.max(...pages.map((page) => page.length))).toBeLessThanOrEqual(size);
      }
      const back: string[] = [];
      let after: Cursor | null = ['0', ''];
      while (after !== null) {
        const page = await pageOfDecisions(db, filter, { after, size: 7, direction: 'previous' });
        if (wanted.length === 0) break;
        back.unshift(...page.rows.map(({ recordId }) => recordId));
        after = page.previous;
      }
      expect(back).toEqual(wanted);
    },
  );

  test('of one procedure', async () => {
    const all = await db.current.toArray();
    const wanted = expected(all, { procedureId });
    expect(wanted.length).toBeGreaterThan(1);
    expect((await allPages({ procedureId }, 1)).pages.flat()).toEqual(wanted);
  });

  test('the filters above leave something to find, corrected records outside their period too', async () => {
    const all = await db.current.toArray();
    const sizes = filters.map((filter) => expected(all, filter).length);
    expect(sizes.slice(0, 16).every((size) => size > 0)).toBe(true);
    const moved = all.filter((row) => row.moved === 1 && row.kind === 'decision' && row.firstDay <= '2026-02-10');
    expect(moved.length).toBeGreaterThan(3);
  });

  test('next of a page read backwards leads to where one came from', async () => {
    const first = await pageOfDecisions(db, {}, { after: null, size: 10, direction: 'next' });
    const second = await pageOfDecisions(db, {}, { after: first.next, size: 10, direction: 'next' });
    const back = await pageOfDecisions(db, {}, { after: second.previous, size: 10, direction: 'previous' });
    expect(back.rows).toEqual(first.rows);
    expect(back.previous).toBeNull();
    const again = await pageOfDecisions(db, {}, { after: back.next, size: 10, direction: 'next' });
    expect(again.rows).toEqual(second.rows);
  });

  test('backwards from the newest row answers the first page', async () => {
    const page = await pageOfDecisions(db, {}, { after: ['9', ''], size: 5, direction: 'previous' });
    expect(page.rows).toEqual((await pageOfDecisions(db, {}, { after: null, size: 5, direction: 'next' })).rows);
  });

  test('finds all words of a search in title, reference, reason and evidence', async () => {
    const search = (text: string) => pageOfDecisions(db, { text }, { after: null, size: 200, direction: 'next' });
    expect((await search('kravspecifikation sag5')).rows.map((row) => row.procedure.reference)).toContain('sag-sag5');
    expect((await search('kravspecifikation findes-ikke')).rows).toEqual([]);
  });
});

test('a page looks at a bounded number of rows, and its cursor goes on from there', async () => {
  const large = freshJournal();
  const revision = await logDecision(
    large,
    factsOf('nål'),
    [],
    inputOf('it-1', 'met'),
    contextAt('2026-01-01T00:00:00Z'),
  );
  const [row] = await large.current.toArray();
  if (!row) throw new Error('no row');
  const hay = Array.from({ length: scanLimit * 2 }, (_, index) => ({
    ...row,
    recordId: crypto.randomUUID(),
    decidedAt: new Date(Date.parse('2026-01-02T00:00:00Z') + index).toISOString(),
    procedure: { ...row.procedure, title: 'hø', reference: null },
  }));
  await large.current.bulkAdd(hay);
  const found: string[] = [];
  let calls = 0;
  let after: Cursor | null = null;
  do {
    const page = await pageOfDecisions(large, { text: 'nål' }, { after, size: 20, direction: 'next' });
    calls += 1;
    found.push(...page.rows.map(({ recordId }) => recordId));
    after = page.next;
  } while (after !== null);
  expect(found).toEqual([revision.recordId]);
  expect(calls).toBe(3);
}, 30_000);

test.each(filters.map((filter) => [JSON.stringify(filter), filter] as const))(
  'an export under %s has every row once',
  async (_, filter) => {
    const ids: string[] = [];
    for await (const rows of eachDecision(db, filter)) ids.push(...rows.map(({ recordId }) => recordId));
    expect(ids.toSorted()).toEqual(expected(await db.current.toArray(), filter).toSorted());
  },
);

test('an export of one procedure has its rows alone', async () => {
  const ids: string[] = [];
  for await (const rows of eachDecision(db, { procedureId })) ids.push(...rows.map(({ recordId }) => recordId));
  expect(ids.toSorted()).toEqual(expected(await db.current.toArray(), { procedureId }).toSorted());
});

test('units are listed once, in Danish order, those of procedures without decisions too', async () => {
  const own = freshJournal();
  await logDecision(
    own,
    factsOf('a'),
    [],
    inputOf('it-1', 'met'),
    contextAt('2026-01-01T00:00:00Z', { unit: 'Ældre' }),
  );
  await logDecision(own, factsOf('b'), [], inputOf('it-1', 'met'), contextAt('2026-01-01T00:00:00Z', { unit: 'Vej' }));
  await logDecision(own, factsOf('c'), [], inputOf('it-1', 'met'), contextAt('2026-01-02T00:00:00Z', { unit: 'Vej' }));
  await follow(own, factsOf('d'), [], contextAt('2026-01-02T00:00:00Z', { unit: 'Børn' }));
  expect(await units(own)).toEqual(['Børn', 'Vej', 'Ældre']);
});

test('followed procedures come last followed first, page by page, and say what waits', async () => {
  const own = freshJournal();
  for (let index = 0; index < 7; index += 1) {
    const context = contextAt(day(index), { unit: index % 2 ? 'Vej' : 'Indkøb' });
    await follow(own, factsOf(`p${index}`), relevantOf(index % 3 ? 'it-1' : 'food-1'), context);
  }
  await logDecision(own, factsOf('p1'), [], inputOf('it-1', 'met'), contextAt(day(8)));
  await unfollow(own, factsOf('p4'), contextAt(day(9)));
  const list = async (filter: Parameters<typeof followedProcedures>[1], size = 2) => {
    const titles: string[] = [];
    let after: [string, string] | null = null;
    do {
      const page = await followedProcedures(own, filter, { after, size });
      titles.push(...page.rows.map(({ procedure }) => procedure.title.replace('Udbud af ', '')));
      after = page.next;
    } while (after !== null);
    return titles;
  };
  expect(await list({})).toEqual(['p6', 'p5', 'p3', 'p2', 'p1', 'p0']);
  expect(await list({ open: true })).toEqual(['p6', 'p5', 'p3', 'p2', 'p0']);
  expect(await list({ unit: 'Vej' })).toEqual(['p5', 'p3', 'p1']);
  expect(await list({ area: 'food', open: true })).toEqual(['p6', 'p3', 'p0']);
  expect(await list({ from: '2026-01-03', to: '2026-01-06' })).toEqual(['p5', 'p3', 'p2']);
});
