import 'fake-indexeddb/auto';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { openJournal } from '../../../lib/log/database.ts';
import { historyOf, recountRollups } from '../../../lib/log/find/queries.ts';
import { wordsToFind } from '../../../lib/log/find/words.ts';
import { logDecision } from '../../../lib/log/journal.ts';
import { sightingSchema } from '../../../lib/log/record-schema.ts';
import { type Procedure, procedureSchema, type Revision, revisionSchema } from '../../../lib/log/schema.ts';
import { type DatabaseDump, fillNative } from './native.ts';
import { contextAt, deviceA, factsOf, inputOf } from './sample.ts';

const dumpOf = (version: number) =>
  JSON.parse(readFileSync(new URL(`../../fixtures/journal-v${version}.json`, import.meta.url), 'utf8')) as DatabaseDump;
const stored = dumpOf(1);
const old = stored.rows as { journal: Revision[]; procedures: Procedure[]; decisionRollup: unknown[] };

let databases = 0;
async function upgraded(dump = stored) {
  databases += 1;
  const name = `stored-${databases}`;
  await fillNative(name, dump);
  return openJournal({ name });
}

describe('a journal of version 1', () => {
  test('keeps every revision as it is, and its figures', async () => {
    const db = await upgraded();
    expect(await db.journal.toArray()).toEqual(old.journal);
    expect((await db.journal.toArray()).every((row) => revisionSchema.safeParse(row).success)).toBe(true);
    expect(await db.decisionRollup.toArray()).toEqual(old.decisionRollup);
    expect(db.backendDB().version).toBe(40);
  });

  test('is what a recount makes of it', async () => {
    const db = await upgraded();
    expect(await recountRollups(db)).toEqual({ differences: [] });
  });

  test('has a sighting of each procedure by this device', async () => {
    const db = await upgraded();
    const sightings = await db.sightings.toArray();
    expect(sightings).toHaveLength(3);
    for (const sighting of sightings) expect(sightingSchema.parse(sighting)).toEqual(sighting);
    for (const procedure of await db.procedures.toArray()) {
      expect(procedureSchema.parse(procedure)).toEqual(procedure);
    }
    const bus = sightings.find((sighting) => !sighting.closed && sighting.title === 'Busdrift');
    expect(bus).toMatchObject({
      device: deviceA,
      changedAt: '2026-06-01T08:00:00.000Z',
      following: [
        { at: '2026-05-01T10:00:00.000+02:00', on: true },
        { at: '2026-06-01T10:00:00.000+02:00', on: false },
      ],
    });
  });

  test('is searched by words', async () => {
    const db = await upgraded();
    const found = async (typed: string) => {
      const [word = ''] = wordsToFind(typed);
      const rows = await db.procedures.where('words').startsWith(word).distinct().toArray();
      return rows.map(({ title }) => title);
    };
    expect(await found('fødev')).toEqual(['Økologiske fødevarer til plejehjem']);
    expect(await found('okologiske')).toEqual(['Økologiske fødevarer til plejehjem']);
    expect(await found('aarhus')).toEqual(['Økologiske fødevarer til plejehjem']);
    expect(await found('SAG-PC')).toHaveLength(2);
  });

  test('finds what is in conflict and what lacks evidence by index', async () => {
    const db = await upgraded();
    const disputed = await db.current.where('[disputed+decidedAt+recordId]').between([1], [1, []]).toArray();
    expect(disputed.map(({ lotId }) => lotId)).toEqual(['LOT-1']);
    const [row] = disputed;
    expect(await historyOf(db, row?.recordId ?? '')).toHaveLength(3);
    const unproven = await db.current.where('[unproven+decidedAt+recordId]').between([1], [1, []]).toArray();
    expect(unproven.map(({ target }) => target.id).sort()).toEqual(['it-1', 'transport-1']);
    const waiting = await db.procedureState.where('[waiting+followedDay+procedureId]').between([1], [1, []]).toArray();
    expect(waiting.map(({ targets }) => Object.keys(targets))).toEqual([
      ['all-1', 'it-1'],
      ['food-1', 'food-2'],
    ]);
  });

  test('goes on with the same procedures and device', async () => {
    const db = await upgraded();
    const facts = factsOf('pc', { procedureId: 'a1b2c3d4-0000-4000-8000-1234567890ab' });
    const { procedureId } = await logDecision(db, facts, [], inputOf('it-3', 'met'), contextAt('2026-07-01T08:00:00Z'));
    expect(old.procedures.map(({ id }) => id)).toContain(procedureId);
    expect(await db.meta.get('device')).toEqual({ key: 'device', value: deviceA });
    expect(await recountRollups(db)).toEqual({ differences: [] });
  });
});

describe('a journal of version 2', () => {
  const before = dumpOf(2);

  test('keeps everything that was said, and every figure', async () => {
    const db = await upgraded(before);
    const kept = ['journal', 'sightings', 'steps', 'tipRecords', 'current', 'procedures', 'decisionRollup'];
    for (const name of kept) expect([name, await db.table(name).toArray()]).toEqual([name, before.rows[name]]);
    const rows = await db.monthRollup.toArray();
    for (const row of before.rows.monthRollup ?? []) expect(rows).toContainEqual(row);
    expect(db.backendDB().version).toBe(40);
  });

  test('has the figures of single targets and of how procedures stand beside them', async () => {
    const db = await upgraded(before);
    const scopes = new Set((await db.monthRollup.toArray()).map(({ scope }) => scope));
    expect([...scopes].filter((scope) => scope.endsWith('*')).sort()).toEqual([
      '#*',
      '*',
      '@"all-1"*',
      '@"food-1"*',
      '@"food-2"*',
      '@"it-1"*',
      '@"transport-1"*',
    ]);
    expect(await recountRollups(db)).toEqual({ differences: [] });
  });
});

describe('a journal of version 3', () => {
  const before = dumpOf(3);

  test('keeps every row, and nothing waits to be told', async () => {
    const db = await upgraded(before);
    for (const [name, rows] of Object.entries(before.rows)) {
      expect([name, await db.table(name).toArray()]).toEqual([name, rows]);
    }
    expect(await db.outbox.toArray()).toEqual([]);
    expect(db.backendDB().version).toBe(40);
    expect(await recountRollups(db)).toEqual({ differences: [] });
  });

  test('tells the team of what is said from now on', async () => {
    const db = await upgraded(before);
    await db.meta.put({ key: 'team', value: {} });
    const facts = factsOf('pc', { procedureId: 'a1b2c3d4-0000-4000-8000-1234567890ab' });
    const { id } = await logDecision(db, facts, [], inputOf('it-3', 'met'), contextAt('2026-07-01T08:00:00Z'));
    expect((await db.outbox.toArray()).map((row) => `${row.type} ${row.id}`)).toContain(`revision ${id}`);
  });
});
