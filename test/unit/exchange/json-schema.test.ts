import 'fake-indexeddb/auto';
import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { FileRecord } from '../../../lib/exchange/format.ts';
import { journalRecords } from '../../../lib/exchange/journal-records.ts';
import { journalJsonSchema } from '../../../lib/exchange/json-schema.ts';
import { jsonSchemaFile } from '../../../lib/exchange/json-schema-file.ts';
import { stageFile } from '../../../lib/exchange/stage.ts';
import { commitImports, takeIn } from '../../../lib/exchange/take-in.ts';
import { canonicalPrint } from '../../../lib/targets/lint.ts';
import { freshJournal } from '../log/sample.ts';
import { stubLocks } from './locks.ts';
import { randomRecords } from './random-records.ts';
import { headerOf, readWhole, revisionOf, sightingOf, textOf } from './sample-file.ts';

const shipped = new URL(`../../../public/${jsonSchemaFile}`, import.meta.url);
const everything = randomRecords(10_000);

let accepts: (value: unknown) => boolean;
beforeAll(() => {
  const ajv = new Ajv2020({ strictTypes: false, strictTuples: false });
  formats.default(ajv);
  accepts = ajv.compile(JSON.parse(readFileSync(shipped, 'utf8')));
});

describe('ten thousand random records', () => {
  test('are hard: every text that has broken files before is among them', () => {
    const text = JSON.stringify(everything);
    expect(everything).toHaveLength(10_000);
    for (const part of ['\\"', ';', '\\n', 'æøå', '🍏', 'שלום', '"=1+1', '"+45', '"-', '"@SUM', '"\'', '__proto__']) {
      expect(text).toContain(part);
    }
  });

  test.each(['json', 'jsonl'] as const)('come back out of a file as they went in, as %s', async (layout) => {
    const read = await readWhole(await textOf(everything, layout));
    expect(read.refused).toEqual([]);
    expect(read.records).toEqual(everything);
  });

  test('fit the shipped schema, as one file and line by line', async () => {
    expect(accepts(JSON.parse(await textOf(everything, 'json')))).toBe(true);
    const lines = (await textOf(everything, 'jsonl')).trimEnd().split('\n');
    expect(lines.filter((line) => !accepts(JSON.parse(line)))).toEqual([]);
  });
});

describe('the shipped schema', () => {
  test('is the one that reading holds a file to; vitest --update writes it anew', async () => {
    await expect(canonicalPrint(journalJsonSchema())).toMatchFileSnapshot(shipped.pathname);
  });

  test.each([
    ['an unknown kind of record', { type: 'guess', data: {} }],
    ['an unknown field', { type: 'revision', data: { ...revisionOf(1, 1), colour: 'green' } }],
    ['a verdict that is none', { type: 'revision', data: { ...revisionOf(1, 1), verdict: 'fine' } }],
    ['a missing field', { type: 'sighting', data: { ...sightingOf(1), title: undefined } }],
    ['a time that is none', { ...headerOf(), exportedAt: 'yesterday' }],
    ['a file without its header', [{ type: 'revision', data: revisionOf(1, 1) }]],
  ])('refuses %s', (_, value) => {
    expect(accepts(JSON.parse(JSON.stringify(value)))).toBe(false);
  });
});

describe('a journal', () => {
  beforeEach(() => {
    stubLocks();
  });

  async function everythingIn(db: ReturnType<typeof freshJournal>): Promise<FileRecord[]> {
    const records: FileRecord[] = [];
    for await (const batch of journalRecords(db, { filter: null, authors: true })) records.push(...batch);
    return records;
  }

  test.each(['json', 'jsonl'] as const)(
    'of a thousand random records is the same after it went through a file, as %s',
    async (layout) => {
      const first = freshJournal();
      await take(first, await textOf(randomRecords(1_000), layout));
      const before = await everythingIn(first);
      const second = freshJournal();
      await take(second, await textOf(before, layout));
      expect(before.filter(({ type }) => type === 'revision').length).toBeGreaterThan(700);
      expect(await everythingIn(second)).toEqual(before);
      for (const table of ['current', 'procedures', 'procedureState', 'decisionRollup', 'monthRollup'] as const) {
        expect(await second.table(table).toArray(), table).toEqual(await first.table(table).toArray());
      }
    },
    60_000,
  );

  async function take(db: ReturnType<typeof freshJournal>, text: string) {
    const { importId } = await stageFile(db, new File([text], 'a.json'));
    await commitImports(db, [importId]);
    await takeIn(db);
  }
});
