import 'fake-indexeddb/auto';
import { beforeAll, describe, expect, test } from 'vitest';
import type { JournalDatabase } from '../../../../lib/log/database.ts';
import { gatherLimit, proceduresWith } from '../../../../lib/log/find/find.ts';
import {
  authors,
  type Cursor,
  cursorOf,
  decisionsBeyond,
  eachDecision,
  followedProcedures,
  type LogFilter,
  scanLimit,
  units,
} from '../../../../lib/log/find/queries.ts';
import { correct, follow, logDecision, logMismatch, unfollow, withdraw } from '../../../../lib/log/journal.ts';
import type { CurrentRow } from '../../../../lib/log/rows.ts';
import type { Verdict } from '../../../../lib/log/schema.ts';
import { contextAt, countedIds, factsOf, freshJournal, inputOf, relevantOf } from '../sample.ts';

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
    const author = index % 2 ? `Fugl ${index % 5}` : null;
    const context = contextAt(day(index % 60), { unit: theUnits[index % 3] ?? '', author, newId });
    const facts = factsOf(`sag${index % 40}`, index % 3 ? {} : { portal: 'ted' });
    const target = targets[(index * 7 + Math.floor(index / 40)) % 4] ?? 'it-1';
    const reason = { code: index % 8 < 4 ? ('timing' as const) : ('no-market-supply' as const), text: null };
    const explained = verdict === 'met' ? {} : { reason };
    const placement =
      index % 6 ? [] : (['awardCriteria', 'contractPerformanceConditions'] as const).slice(index % 4 ? 1 : 0);
    const input = inputOf(target, verdict, { evidence: index % 5 ? [] : evidence, placement, ...explained });
    const revision = await logDecision(db, facts, [], input, context);
    procedureId = revision.procedureId;
    if (index % 11 === 0) {
      await correct(db, revision.recordId, inputOf(target, 'met'), contextAt(day(70 + index), { newId }));
    }
    if (index % 17 === 0) await withdraw(db, revision.recordId, 'Forkert udbud', contextAt(day(200), { newId }));
    if (index % 23 === 0) await logMismatch(db, facts, 'paint-1', contextAt(day(201), { newId }));
  }
}, 60_000);

/** What the filter means, said once more without any index. */
function expected(rows: CurrentRow[], filter: LogFilter): string[] {
  return rows
    .filter((row) => (filter.kinds ?? ['decision']).includes(row.kind))
    .filter((row) => row.firstDay >= (filter.from ?? '0') && row.firstDay <= (filter.to ?? '9'))
    .filter((row) => row.unit === (filter.unit ?? row.unit) && row.area === (filter.area ?? row.area))
    .filter(
      (row) => row.target.id === (filter.target ?? row.target.id) && row.verdict === (filter.verdict ?? row.verdict),
    )
    .filter((row) => row.portal === (filter.portal ?? row.portal) && row.author === (filter.author ?? row.author))
    .filter((row) => filter.placement === undefined || row.placement.includes(filter.placement))
    .filter((row) => filter.reason === undefined || row.reason?.code === filter.reason)
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

async function wholeLog(filter: LogFilter, size: number, towards: 'older' | 'newer') {
  const stretches: string[][] = [];
  let beyond: Cursor | null = null;
  do {
    const { rows, more } = await decisionsBeyond(db, filter, { beyond, towards, size });
    stretches.push(rows.map(({ recordId }) => recordId));
    beyond = more;
  } while (beyond !== null && stretches.length < 500);
  return towards === 'older' ? stretches : stretches.reverse();
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
  { text: 'SAG1', area: 'it', to: '2026-02-10' },
  { kinds: ['withdrawal', 'mismatch'] },
  { kinds: ['decision', 'withdrawal'], to: '2026-02-10' },
  { portal: 'ted' },
  { portal: 'ted', unit: '', verdict: 'notMet' },
  { reason: 'no-market-supply' },
  { author: 'Fugl 3', from: '2026-01-10', to: '2026-02-10' },
  { verdict: 'open' },
  { area: 'waste' },
  { reason: 'critical-interest' },
  { author: 'Fugl 9' },
  { placement: 'contractPerformanceConditions' },
  { placement: 'awardCriteria', from: '2026-01-10', to: '2026-02-10' },
  { placement: 'selectionCriteria' },
];

describe('paging through the log', () => {
  test.each(filters.map((filter) => [JSON.stringify(filter), filter] as const))(
    'covers every row once and in order under %s, forwards and back',
    async (_, filter) => {
      const all = await db.current.toArray();
      const wanted = expected(all, filter);
      for (const size of [1, 7, 200]) {
        for (const towards of ['older', 'newer'] as const) {
          const stretches = await wholeLog(filter, size, towards);
          expect(stretches.flat()).toEqual(wanted);
          expect(Math.max(...stretches.map((rows) => rows.length))).toBeLessThanOrEqual(size);
        }
      }
    },
  );

  test('of one procedure', async () => {
    const all = await db.current.toArray();
    const wanted = expected(all, { procedureId });
    expect(wanted.length).toBeGreaterThan(1);
    expect((await wholeLog({ procedureId }, 1, 'older')).flat()).toEqual(wanted);
  });

  test('the filters above leave something to find, corrected records outside their period too', async () => {
    const all = await db.current.toArray();
    const sizes = filters.map((filter) => expected(all, filter).length);
    expect(sizes.slice(0, 21).every((size) => size > 0)).toBe(true);
    const moved = all.filter((row) => row.moved === 1 && row.kind === 'decision' && row.firstDay <= '2026-02-10');
    expect(moved.length).toBeGreaterThan(3);
  });

  test('goes on both ways from a place in the middle', async () => {
    const wanted = expected(await db.current.toArray(), {});
    const read = async (beyond: Cursor, towards: 'older' | 'newer') =>
      (await decisionsBeyond(db, {}, { beyond, towards, size: 10 })).rows.map(({ recordId }) => recordId);
    const middle = await db.current.get(wanted[30] ?? '');
    if (!middle) throw new Error('no row');
    expect(await read(cursorOf(middle), 'older')).toEqual(wanted.slice(31, 41));
    expect(await read(cursorOf(middle), 'newer')).toEqual(wanted.slice(20, 30));
    expect(await decisionsBeyond(db, {}, { beyond: ['9', ''], towards: 'newer', size: 10 })).toEqual({
      rows: [],
      more: null,
    });
  });

  test('shows the records that two devices disagree on', async () => {
    const own = freshJournal();
    const context = contextAt('2026-01-01T00:00:00Z');
    const revision = await logDecision(own, factsOf('a'), [], inputOf('it-1', 'met'), context);
    await logDecision(own, factsOf('a'), [], inputOf('it-2', 'met'), context);
    await own.current.update(revision.recordId, { conflict: true, disputed: 1 });
    const { rows } = await decisionsBeyond(own, { conflict: true }, { beyond: null, towards: 'older', size: 10 });
    expect(rows.map(({ recordId }) => recordId)).toEqual([revision.recordId]);
  });

  const search = async (text: string, db_ = db) =>
    (await decisionsBeyond(db_, { text }, { beyond: null, towards: 'older', size: 200 })).rows;

  test('finds the rows of every procedure that has all words, by their beginnings', async () => {
    const all = await db.current.toArray();
    const wanted = expected(all, { text: 'Udbud af sag1' });
    expect(wanted.length).toBeGreaterThan(10);
    expect((await search('sag1 udb')).map(({ recordId }) => recordId)).toEqual(wanted);
    expect((await search('55133018 sag7')).every((row) => row.procedure.title === 'Udbud af sag7')).toBe(true);
    expect(await search('sag1 findesikke')).toEqual([]);
  });

  test('finds Nordic letters however they are typed', async () => {
    const own = freshJournal();
    const context = contextAt('2026-01-01T00:00:00Z');
    await logDecision(own, factsOf('køretøjer i Ærø'), [], inputOf('it-1', 'met'), context);
    await logDecision(own, factsOf('stole'), [], inputOf('it-1', 'met'), context);
    for (const text of ['koeretoejer', 'KØRETØ', 'koretoj', 'aero', 'Ærø kør']) {
      expect((await search(text, own)).map((row) => row.procedure.title)).toEqual(['Udbud af køretøjer i Ærø']);
    }
  });

  test('a search that finds more procedures than are gathered is read in the order of the log', async () => {
    const own = freshJournal();
    const context = contextAt('2026-01-01T00:00:00Z');
    const { recordId } = await logDecision(own, factsOf('stole'), [], inputOf('it-1', 'met'), context);
    const [procedure] = await own.procedures.toArray();
    if (!procedure) throw new Error('no procedure');
    await own.procedures.bulkAdd(
      Array.from({ length: gatherLimit }, (_, index) => ({ ...procedure, id: `copy-${index}`, keys: [], members: [] })),
    );
    expect(await proceduresWith(own, ['stol'])).toBeNull();
    expect((await search('stol', own)).map((row) => row.recordId)).toEqual([recordId]);
  });
});

test('a stretch looks at a bounded number of rows, and one goes on from there', async () => {
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
    verdict: 'notMet' as const,
  }));
  await large.current.bulkAdd(hay);
  const found: string[] = [];
  let calls = 0;
  let beyond: Cursor | null = null;
  do {
    const { rows, more } = await decisionsBeyond(
      large,
      { area: 'it', verdict: 'met' },
      { beyond, towards: 'older', size: 20 },
    );
    calls += 1;
    found.push(...rows.map(({ recordId }) => recordId));
    beyond = more;
  } while (beyond !== null);
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

test('pseudonyms are listed once; decisions without one add none', async () => {
  expect(await authors(db)).toEqual(['Fugl 0', 'Fugl 1', 'Fugl 2', 'Fugl 3', 'Fugl 4']);
  expect(await authors(freshJournal())).toEqual([]);
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
