import 'fake-indexeddb/auto';
import { expect, test } from 'vitest';
import { follow } from '../../../../lib/log/journal.ts';
import { casesIn, outcomesOf, standingOutcomes, writeOutcome } from '../../../../lib/log/procedures/outcomes.ts';
import { markStep, standingSteps, stepsOf } from '../../../../lib/log/procedures/steps.ts';
import type { OutcomeInput } from '../../../../lib/log/record-schema.ts';
import { contextAt, deviceA, deviceB, factsOf, freshJournal } from '../sample.ts';

const story: NonNullable<OutcomeInput['case']> = {
  title: 'Brugte møbler på rådhuset',
  what: '40 istandsatte arbejdspladser',
  how: 'Funktionskrav og besigtigelse',
  result: 'Halv pris',
  askRole: 'Indkøbskonsulent, Ejendomme',
  area: 'furniture',
  target: 'furniture-1',
};
const said: Omit<OutcomeInput, 'stage'> = {
  bought: '40 arbejdspladser',
  reused: { was: true, which: 'Nabokommunens krav' },
  learned: 'Spørg tidligt',
  case: story,
};

test('of the marks on a step the last counts, whichever device made it', async () => {
  const db = freshJournal();
  const procedure = await follow(db, factsOf('a'), [], contextAt('2026-11-01T10:00:00Z'));
  const mark = (state: 'done' | 'skipped' | 'open', at: string, device = deviceA) =>
    markStep(db, procedure, { part: 'need', step: 'lup-method', state, note: null }, contextAt(at, { device }));
  await mark('done', '2026-11-02T10:00:00Z');
  await mark('skipped', '2026-11-03T10:00:00Z', deviceB);
  // A clock that was set back does not make a mark older than the one it replaces.
  const last = await mark('open', '2026-11-01T10:00:00Z');
  expect(last.decidedAt > '2026-11-03').toBe(true);
  const marks = await stepsOf(db, procedure);
  expect(marks).toHaveLength(3);
  expect(standingSteps(marks.reverse()).get('lup-method')).toEqual(last);
});

test('an evaluation is written anew as a revision and can be withdrawn', async () => {
  const db = freshJournal();
  const procedure = await follow(db, factsOf('a'), [], contextAt('2026-11-01T10:00:00Z'));
  const first = await writeOutcome(db, procedure, 'award', said, contextAt('2026-11-02T10:00:00Z'));
  const second = await writeOutcome(db, procedure, 'award', { ...said, case: null }, contextAt('2026-11-03T10:00:00Z'));
  await writeOutcome(db, procedure, 'contractStart', said, contextAt('2026-11-04T10:00:00Z'));
  expect(second).toMatchObject({ recordId: first.recordId, supersedes: first.id, stage: 'award' });
  const standing = standingOutcomes(await outcomesOf(db, procedure));
  expect(standing.award).toMatchObject({ current: second, conflict: false });
  expect(standing.award?.history).toEqual([first, second]);

  await writeOutcome(db, procedure, 'award', null, contextAt('2026-11-05T10:00:00Z'));
  expect(Object.keys(standingOutcomes(await outcomesOf(db, procedure)))).toEqual(['contractStart']);
  await expect(writeOutcome(db, procedure, 'award', null, contextAt('2026-11-06T10:00:00Z'))).rejects.toMatchObject({
    code: 'nothing-to-undo',
  });
});

test('evaluations made apart are a conflict until one is saved', async () => {
  const db = freshJournal();
  const procedure = await follow(db, factsOf('a'), [], contextAt('2026-11-01T10:00:00Z'));
  const own = await writeOutcome(db, procedure, 'award', said, contextAt('2026-11-02T10:00:00Z'));
  const other = { ...own, id: crypto.randomUUID(), recordId: crypto.randomUUID(), device: deviceB };
  await db.outcomes.add(other);
  expect(standingOutcomes(await outcomesOf(db, procedure)).award?.conflict).toBe(true);
  await writeOutcome(db, procedure, 'award', said, contextAt('2026-11-03T10:00:00Z'));
  expect(standingOutcomes(await outcomesOf(db, procedure)).award?.conflict).toBe(false);
});

test('cases stand at their area, the newest first, and only while they hold', async () => {
  const db = freshJournal();
  const write = async (name: string, day: number, change: Partial<typeof story> | null) => {
    const procedure = await follow(db, factsOf(name), [], contextAt('2026-11-01T10:00:00Z'));
    const input = change === null ? { ...said, case: null } : { ...said, case: { ...story, ...change } };
    await writeOutcome(db, procedure, 'award', input, contextAt(`2026-11-${day}T10:00:00Z`));
  };
  await write('a', 10, {});
  await write('b', 12, { title: 'Nyere' });
  await write('c', 13, { area: 'it' });
  await write('d', 14, {});
  await write('d', 15, null);
  const cases = await casesIn(db, 'furniture');
  expect(cases.map((one) => [one.story.title, one.procedure?.title])).toEqual([
    ['Nyere', 'Udbud af b'],
    ['Brugte møbler på rådhuset', 'Udbud af a'],
  ]);
});

test('a case that lacks a part is refused and nothing is written', async () => {
  const db = freshJournal();
  const procedure = await follow(db, factsOf('a'), [], contextAt('2026-11-01T10:00:00Z'));
  await expect(
    writeOutcome(db, procedure, 'award', { ...said, case: { ...story, how: ' ' } }, contextAt('2026-11-02T10:00:00Z')),
  ).rejects.toMatchObject({ code: 'invalid-message' });
  expect(await db.outcomes.count()).toBe(0);
});
