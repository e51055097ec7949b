import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { FileRecord } from '../../../../lib/exchange/format.ts';
import { journalRecords } from '../../../../lib/exchange/journal-records.ts';
import { stageFile } from '../../../../lib/exchange/stage.ts';
import { commitImports, takeIn } from '../../../../lib/exchange/take-in.ts';
import type { JournalDatabase } from '../../../../lib/log/database.ts';
import { recountRollups } from '../../../../lib/log/find/queries.ts';
import {
  answerSame,
  confirm,
  correct,
  follow,
  logDecision,
  logMismatch,
  logTip,
  refresh,
  stateOf,
  undo,
  unfollow,
  withdraw,
} from '../../../../lib/log/journal.ts';
import { JournalError } from '../../../../lib/log/journal-error.ts';
import { type Batch, batchOf, mergeRevisions } from '../../../../lib/log/merge/merge.ts';
import { casesIn, outcomesOf, writeOutcome } from '../../../../lib/log/procedures/outcomes.ts';
import { procedureOf } from '../../../../lib/log/procedures/procedures.ts';
import { markStep, standingSteps, stepsOf } from '../../../../lib/log/procedures/steps.ts';
import type { CaseStory } from '../../../../lib/log/record-schema.ts';
import { deleteByAge, deletePerson, writtenBy } from '../../../../lib/log/retention.ts';
import type { DecisionInput, ProcedureFacts } from '../../../../lib/log/schema.ts';
import { stubLocks } from '../../exchange/locks.ts';
import { textOf } from '../../exchange/sample-file.ts';
import { everything } from '../everything.ts';
import { contextAt, countedIds, factsOf, freshJournal, inputOf, relevantOf } from '../sample.ts';

const devices = ['a', 'b', 'c'].map((letter) => `${letter.repeat(8)}-0000-4000-8000-000000000000`);

/** The same purchases as different pages show them; some share an id, some a reference, some only a title or address. */
const pages: ProcedureFacts[] = [
  factsOf('pc', { procedureId: 'eu-pc', reference: '2026-17', value: { amount: 500.5, currency: 'DKK' } }),
  factsOf('pc', { reference: '2026-17', title: 'Computere', url: 'https://portal.dk/17', value: null }),
  factsOf('pc', { procedureId: 'eu-pc', publicationNumber: '17-2026', reference: null, url: 'https://ted.eu/17' }),
  factsOf('again', { procedureId: 'eu-new', reference: '2026-17', title: 'Computere, genudbud' }),
  factsOf('bus', { reference: null, url: 'https://portal.dk/udbud', title: 'Levering af busser' }),
  factsOf('bus', { reference: null, url: 'https://mercell.dk/9', title: 'Levering af busser', value: null }),
  factsOf('mad', { reference: null, url: 'https://portal.dk/udbud', title: 'Frugt og grønt', procedureId: null }),
];

const step = fc.record({
  device: fc.nat({ max: 2 }),
  page: fc.nat({ max: pages.length - 1 }),
  do: fc.constantFrom(
    ...(['decide', 'decide', 'decide', 'correct', 'withdraw', 'mismatch', 'undo', 'follow', 'unfollow'] as const),
    ...(['refresh', 'tip', 'same', 'different', 'merge', 'merge', 'import', 'import', 'age', 'age', 'person'] as const),
    ...(['confirm', 'step', 'step', 'outcome', 'outcome', 'takeBack'] as const),
  ),
  target: fc.constantFrom('it-1', 'it-2', 'food-1'),
  lot: fc.constantFrom(null, 'LOT-1'),
  verdict: fc.constantFrom('met', 'notMet', 'notApplicable' as const),
  author: fc.constantFrom(null, 'hc', 'mb'),
  unit: fc.constantFrom('Indkøb', 'Sundhed'),
  pick: fc.nat({ max: 99 }),
  /** Days forward; a clock that was set back now and then. */
  days: fc.constantFrom(0, 0, 0, 1, 3, -2),
});
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

const firstDay = Date.parse('2026-01-01T08:00:00Z');

async function batchesOf(db: JournalDatabase): Promise<Batch[]> {
  const batches: Batch[] = [];
  for await (const batch of everything(db)) batches.push(batch);
  return batches;
}

/** Cuts batches into single rows and shuffles them: no order of arrival is safer than another. */
function scattered(batches: readonly Batch[], order: () => number): Batch[] {
  const rows = batches.flatMap((batch) =>
    Object.entries(batch).flatMap(([name, all]) => all.map((row: unknown) => batchOf({ [name]: [row] }))),
  );
  return rows
    .map((row) => ({ row, key: order() }))
    .sort((a, b) => a.key - b.key)
    .map(({ row }) => row);
}

async function mergeInto(db: JournalDatabase, batches: readonly Batch[]): Promise<void> {
  for (const batch of batches) await mergeRevisions(db, batch);
}

/** Takes another device's file in as a user would: its whole journal or a part, with pseudonyms or without. */
async function importFrom(from: JournalDatabase, db: JournalDatabase, { pick, target, author }: Step): Promise<void> {
  const records: FileRecord[] = [];
  const filter = pick % 3 === 0 ? { target } : null;
  for await (const batch of journalRecords(from, { filter, authors: author !== null })) records.push(...batch);
  const file = new File([await textOf(records)], 'kollega.jsonl');
  const staged = await stageFile(db, file, { partSize: 1 + (pick % 7) });
  await commitImports(db, [staged.importId]);
  await takeIn(db);
  staged.release();
}

/** Good practice as a buyer writes it down. */
const storyOf = ({ target }: Step): CaseStory => ({
  title: 'Brugte skærme',
  what: 'Vi købte brugt.',
  how: 'Med et krav om garanti.',
  result: 'Det holdt.',
  askRole: 'indkøbskonsulent',
  area: target.startsWith('it') ? 'it' : 'food',
  target,
});

async function act(journals: JournalDatabase[], one: Step, index: number, newId: () => string): Promise<void> {
  const db = journals[one.device] as JournalDatabase;
  const facts = pages[one.page] as ProcedureFacts;
  const now = new Date(firstDay + (index * 3 + one.days * 24) * 3_600_000);
  const device = devices[one.device] as string;
  const context = contextAt(now.toISOString(), { device, author: one.author, unit: one.unit, newId });
  const relevant = one.pick % 3 === 0 ? relevantOf('it-1') : relevantOf('it-1', 'it-2', 'food-1');
  const decision = (target: string, lotId: string | null): DecisionInput =>
    inputOf(target, one.verdict, { lotId, evidence: [] });
  const picked = async <T>(rows: PromiseLike<T[]>): Promise<T | undefined> => {
    const all = await rows;
    return all[one.pick % Math.max(1, all.length)];
  };
  switch (one.do) {
    case 'decide':
      return void (await logDecision(db, facts, relevant, decision(one.target, one.lot), context));
    case 'follow':
      return void (await follow(db, facts, relevant, context));
    case 'refresh':
      return refresh(db, facts, relevant, context);
    case 'unfollow':
      return unfollow(db, facts, context);
    case 'mismatch':
      return void (await logMismatch(db, facts, one.target, context));
    case 'tip':
      return void (await logTip(db, facts, 'tip-1', one.pick % 2 ? 'used' : 'shown', context));
    case 'same':
    case 'different': {
      const { possible } = await stateOf(db, facts);
      return answerSame(db, facts, relevant, { other: possible?.id ?? '', same: one.do === 'same' }, context);
    }
    case 'undo': {
      const row = await picked(db.current.toArray());
      return void (row && (await undo(db, row.id, context)));
    }
    case 'correct': {
      const row = await picked(db.current.toArray());
      return void (row && (await correct(db, row.recordId, decision(row.target.id, row.lotId), context)));
    }
    case 'withdraw': {
      const row = await picked(db.current.toArray());
      return void (row && (await withdraw(db, row.recordId, 'Forkert udbud', context)));
    }
    case 'confirm': {
      const row = await picked(db.current.filter(({ conflict }) => conflict).toArray());
      const said = row && (await picked(db.journal.where('recordId').anyOf(row.records).toArray()));
      return void (row && (await confirm(db, row.recordId, context, one.pick % 2 ? null : said?.id)));
    }
    case 'step': {
      const procedure = await picked(db.procedures.toArray());
      const state = one.verdict === 'met' ? 'done' : one.verdict === 'notMet' ? 'skipped' : 'open';
      const mark = { part: 'need', step: `step-${one.pick % 2}`, state, note: one.lot } as const;
      return void (procedure && (await markStep(db, procedure, mark, context)));
    }
    case 'outcome': {
      const procedure = await picked(db.procedures.toArray());
      const stage = one.pick % 2 ? 'award' : 'contractStart';
      const story = one.lot === null ? null : storyOf(one);
      const input = { bought: one.verdict, reused: { was: true, which: null }, learned: null, case: story };
      return void (procedure && (await writeOutcome(db, procedure, stage, input, context)));
    }
    case 'takeBack': {
      const outcome = await picked(db.outcomes.toArray());
      const procedure = outcome && (await procedureOf(db, outcome.procedureId));
      return void (procedure && (await writeOutcome(db, procedure, outcome.stage, null, context)));
    }
    case 'import':
      return importFrom(journals[(one.device + 1 + (one.pick % 2)) % 3] as JournalDatabase, db, one);
    case 'merge':
      return mergeInto(db, await batchesOf(journals[(one.device + 1 + (one.pick % 2)) % 3] as JournalDatabase));
    case 'age':
      return void (await deleteByAge(db, new Date(now.getTime() - 2 * 86_400_000).toISOString().slice(0, 10), { now }));
    case 'person':
      return void (await deletePerson(db, 'hc', { now }));
  }
}

/** Everything that must be the same on all devices. */
async function endState(db: JournalDatabase): Promise<Record<string, unknown[]>> {
  const local = ['meta', 'imports', 'origins', 'staged'];
  const state: Record<string, unknown[]> = {};
  for (const table of db.tables) if (!local.includes(table.name)) state[table.name] = await table.toArray();
  return state;
}

/** What a reader is shown beside the tables: checklists, evaluations, cases, and who has written anything. */
async function shown(db: JournalDatabase): Promise<unknown[]> {
  const views: unknown[] = [];
  for (const procedure of await db.procedures.toArray()) {
    const marks = standingSteps(await stepsOf(db, procedure));
    views.push([procedure.id, [...marks].sort(), (await outcomesOf(db, procedure)).map(({ id }) => id).sort()]);
  }
  for (const area of ['it', 'food'] as const) views.push((await casesIn(db, area)).map(({ outcome }) => outcome.id));
  return views;
}

async function nameless(db: JournalDatabase): Promise<number> {
  const stones = await db.tombstones.filter(({ kind }) => kind === 'author').toArray();
  const forgotten = new Set(stones.map(({ id }) => id));
  for (const name of ['hc', 'mb']) {
    for await (const rows of writtenBy(db, name)) {
      expect(rows.filter(({ row }) => forgotten.has(row.id))).toEqual([]);
    }
  }
  return stones.length;
}

/**
 * Histories tried: always the same ones, so that nobody's work is refused for another's fault. To look for new ones:
 * `HISTORIES=2000 npx vitest run --project unit test/unit/log/merge/devices.test.ts`.
 */
const { HISTORIES: asked } = process.env;
const histories = Number(asked ?? 24);

beforeAll(() => void stubLocks());
afterAll(() => void vi.unstubAllGlobals());

test(
  'devices that have seen the same end up the same, whatever each did and in whatever order they met',
  async () => {
    const seen = { conflicts: 0, baseline: 0, united: 0, forgotten: 0, steps: 0, cases: 0, withdrawn: 0, imported: 0 };
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: 16, maxLength: 60 }),
        fc.infiniteStream(fc.double({ noNaN: true })),
        async (steps, random) => {
          const order = () => random.next().value;
          const newId = countedIds();
          const journals = devices.map(() => freshJournal());
          for (const [index, one] of steps.entries()) {
            try {
              await act(journals, one, index, newId);
            } catch (error) {
              if (!(error instanceof JournalError) || !['not-followed', 'nothing-to-undo'].includes(error.code))
                throw error;
            }
          }
          const said = await Promise.all(journals.map(batchesOf));
          const [first, second, third] = journals as [JournalDatabase, JournalDatabase, JournalDatabase];
          await mergeInto(first, scattered(said.flat(), order));
          await mergeInto(second, [...(said[2] ?? []), ...(said[0] ?? []), ...(said[1] ?? [])]);
          await mergeInto(third, await batchesOf(second));
          await mergeInto(third, await batchesOf(first));
          const state = await endState(first);
          expect(await endState(second)).toEqual(state);
          expect(await endState(third)).toEqual(state);
          const views = await shown(first);
          expect(await shown(second)).toEqual(views);
          expect(await shown(third)).toEqual(views);
          for (const db of journals) expect(await recountRollups(db)).toEqual({ differences: [] });
          seen.conflicts += await first.current.filter(({ disputed }) => disputed === 1).count();
          seen.baseline += await first.baseline.count();
          seen.united += (await first.procedures.toArray()).filter(({ members }) => members.length > 1).length;
          for (const db of journals) seen.forgotten += await nameless(db);
          seen.steps += await first.steps.count();
          seen.cases += (await casesIn(first, 'it')).length;
          seen.withdrawn += await first.outcomes.filter(({ kind }) => kind === 'withdrawal').count();
          for (const db of journals) seen.imported += await db.origins.count();
          for (const db of journals) await db.delete();
        },
      ),
      { numRuns: histories, endOnFailure: true, ...(asked === undefined && { seed: 7 }) },
    );
    for (const count of Object.values(seen)) expect(count).toBeGreaterThan(0);
  },
  histories * 10_000,
);
