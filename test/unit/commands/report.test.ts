import { spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { FileRecord } from '../../../lib/exchange/format.ts';
import { parseCsv } from '../../../lib/reporting/csv.ts';
import { defaultSettings } from '../../../lib/settings.ts';
import { settingsFile } from '../../../lib/settings-file.ts';
import { readOptions } from '../../commands/report-options.ts';
import { headerOf, readWhole, revisionOf, sightingOf, someRecords, textOf, uuidOf } from '../exchange/sample-file.ts';
import { deviceA } from '../log/sample.ts';

const command = fileURLToPath(new URL('../../commands/report.ts', import.meta.url));
/** Found from here, for the command runs in a folder of its own. */
const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
/** Each run is a process of its own that reads all packs. */
const patience = 120_000;

interface Run {
  code: number | null;
  stdout: Buffer;
  stderr: string;
}

function report(...parameters: string[]): Promise<Run> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--import', tsx, command, ...parameters], { cwd: folder });
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    child.stdout.on('data', (part: Buffer) => stdout.push(part));
    child.stderr.on('data', (part: Buffer) => stderr.push(part));
    child.on('error', reject);
    child.on('close', (code) =>
      resolve({ code, stdout: Buffer.concat(stdout), stderr: Buffer.concat(stderr).toString() }),
    );
  });
}

let folder = '';
const second: FileRecord[] = [
  { type: 'sighting', data: sightingOf(8, { unit: 'Vej' }) },
  { type: 'revision', data: revisionOf(800, 8, { unit: 'Vej', author: 'kx', day: '2026-06-01' }) },
];
const broken: FileRecord[] = [
  { type: 'sighting', data: sightingOf(9) },
  { type: 'revision', data: { ...revisionOf(900, 9), verdict: 'fine' as 'met' } },
  { type: 'revision', data: revisionOf(901, 77) },
];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'groent-lys-report-'));
  await writeFile(join(folder, 'first.jsonl'), await textOf(someRecords(3)));
  await writeFile(join(folder, 'second.json'), await textOf(second, 'json', headerOf({ device: deviceA })));
  await writeFile(join(folder, 'cut.jsonl'), (await textOf(someRecords(3))).slice(0, -100));
  await writeFile(join(folder, 'broken.jsonl'), await textOf(broken));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const bothFiles = ['first.jsonl', 'second.json'];

describe('the report command', () => {
  test(
    'merges the files of two organisations, names no person, and says what it wrote',
    async () => {
      const { code, stdout, stderr } = await report(...bothFiles, '--format', 'jsonl');
      expect(stderr).toBe('4 decisions of 2 files written.\n');
      expect(code).toBe(0);
      const { header, records, refused } = await readWhole(stdout.toString());
      expect(refused).toEqual([]);
      expect(header).toMatchObject({ content: 'export', scope: null, authors: false });
      const expected = [...someRecords(3), ...second].map(({ data }) => 'id' in data && data.id);
      expect(records.map(({ data }) => 'id' in data && data.id).sort()).toEqual(expected.sort());
      expect(stdout.toString()).not.toContain('"kx"');
    },
    patience,
  );

  test.each<[format: string, check: (file: Buffer) => void]>([
    ['json', (file) => expect(JSON.parse(file.toString())).toHaveLength(8)],
    [
      'csv-da',
      (file) => {
        const rows = parseCsv(file.toString(), ';');
        expect(rows).toHaveLength(5);
        expect(rows[0]?.[0]).toBe('Post-id');
      },
    ],
    ['xlsx', (file) => expect(file.subarray(0, 2).toString()).toBe('PK')],
    ['parquet', (file) => expect(file.subarray(0, 4).toString() + file.subarray(-4).toString()).toBe('PAR1PAR1')],
    [
      'ocds',
      (file) => {
        const { releases } = JSON.parse(file.toString());
        expect(releases.map(({ ocid }: { ocid: string }) => ocid)).toEqual([
          `ocds-xxxxxx-${uuidOf(1)}`,
          `ocds-xxxxxx-${uuidOf(8)}`,
        ]);
      },
    ],
    [
      'indicators',
      (file) => {
        const rows = parseCsv(file.toString(), ';');
        const sigma = rows.find(([, name]) => name === 'Kontrakter med grønne mål') ?? [];
        expect(sigma.slice(2, 5)).toEqual(['2', '2', '1']);
      },
    ],
  ])(
    'writes %s into a file, and leaves no part of one behind',
    async (format, check) => {
      const out = `result.${format}`;
      const { code, stdout, stderr } = await report(...bothFiles, '--format', format, '--out', out);
      expect(stderr.split('\n')[0]).toBe(`4 decisions of 2 files written to ${out}.`);
      expect(code).toBe(0);
      expect(stdout).toHaveLength(0);
      check(await readFile(join(folder, out)));
      expect((await readdir(folder)).filter((name) => name.endsWith('.part'))).toEqual([]);
    },
    patience,
  );

  test(
    'takes priority areas from the settings and own targets from the policy of an organisation',
    async () => {
      const settings = { ...defaultSettings, priorityAreas: ['food' as const], ocidPrefix: 'ocds-a1b2c3' };
      await writeFile(join(folder, 'settings.json'), settingsFile(settings, new Date()));
      const policy = fileURLToPath(new URL('../../../targets/policy.example.json', import.meta.url));
      const own = ['--settings', 'settings.json', '--policy', policy];
      const figures = await report(...bothFiles, '--format', 'indicators', ...own);
      expect(figures.stderr).toContain('4 decisions of 2 files written.');
      const sdg = parseCsv(figures.stdout.toString(), ';').find(([, name]) => name?.startsWith('D: Områder'));
      // Nothing was bought in the only area that counts here.
      expect(sdg?.slice(2, 4)).toEqual(['0', '0']);
      const ocds = await report(...bothFiles, '--format', 'ocds', ...own);
      expect(ocds.stderr).toBe('4 decisions of 2 files written.\n');
      const { releases, groentLys } = JSON.parse(ocds.stdout.toString());
      expect(releases[0].ocid).toBe(`ocds-a1b2c3-${uuidOf(1)}`);
      expect(groentLys.dataVersion).toMatch(/^[\da-f]{16}\+[\da-f]{16}$/);
      const wrong = await report('first.jsonl', '--format', 'csv', '--settings', 'first.jsonl', '--policy', policy);
      expect([wrong.code, wrong.stderr.split('\n')[0]?.startsWith('first.jsonl: ')]).toEqual([2, true]);
    },
    patience,
  );

  test(
    'narrows to a period and a unit',
    async () => {
      const { code, stdout } = await report(...bothFiles, '--format', 'csv', '--from', '2026-01-01', '--unit', 'Vej');
      expect(code).toBe(0);
      const [head = [], ...rows] = parseCsv(stdout.toString());
      expect(rows.map((row) => row[head.indexOf('unit')])).toEqual(['Vej']);
      expect(rows[0]?.[head.indexOf('exportFilter')]).toBe('from: 2026-01-01 · unit: Vej');
    },
    patience,
  );

  test(
    'names a file that it refuses and why, and writes nothing',
    async () => {
      const files = [...bothFiles, 'cut.jsonl', 'nowhere.json', 'broken.jsonl'];
      const { code, stderr } = await report(...files, '--format', 'json', '--out', 'none.json');
      expect(code).toBe(1);
      expect(stderr.trimEnd().split('\n')).toEqual([
        'cut.jsonl: The file is cut off, so its last part is missing. Download or copy it again.',
        'nowhere.json: There is no such file.',
        'broken.jsonl: line 3: verdict breaks a rule of the journal; left out',
        'broken.jsonl: line 4: it belongs to a procedure that is in none of the files; left out',
        'Nothing was written. --partial goes on with the rest.',
      ]);
      expect(await readdir(folder)).not.toContain('none.json');
    },
    patience,
  );

  test(
    'goes on with the rest when told to',
    async () => {
      const { code, stderr, stdout } = await report('cut.jsonl', 'second.json', '--partial', '--format', 'jsonl');
      expect(code).toBe(0);
      expect(stderr).toContain('1 decision of 1 file written.');
      expect((await readWhole(stdout.toString())).records).toHaveLength(2);
    },
    patience,
  );

  test(
    'says what it did not understand, and how it is used',
    async () => {
      const { code, stderr, stdout } = await report('first.jsonl', '--format', 'pdf');
      expect(code).toBe(2);
      expect(stderr).toContain('There is no format "pdf"');
      expect(stderr).toContain('Usage: npm run --silent report');
      expect(stdout).toHaveLength(0);
    },
    patience,
  );

  test.each([
    [['first.jsonl'], '--format is missing'],
    [['--format', 'csv'], 'Name at least one file.'],
    [['a', '--format', 'csv', '--from', '2026-02-30'], '--from 2026-02-30 is no day'],
    [['a', '--format', 'csv', '--from', '2026-02-01', '--to', '2026-01-01'], 'lies after'],
    [['a', '--format', 'csv', '--lang', 'sv'], 'There is no language "sv"'],
    [['a', '--format', 'csv', '--colour', 'green'], "Unknown option '--colour'"],
    [['a', '--format', 'ocds', '--ocid-prefix', 'ocds-1'], '--ocid-prefix ocds-1 is no prefix'],
    [['a', '--format', 'indicators', '--area', 'it'], 'do not go with indicators'],
  ])('does not take %j', (parameters, words) => {
    expect(() => readOptions(parameters)).toThrow(words);
  });

  test(
    'explains itself',
    async () => {
      const { code, stdout, stderr } = await report('--help');
      expect([code, stderr]).toEqual([0, '']);
      for (const format of ['csv', 'csv-da', 'indicators', 'json', 'jsonl', 'ocds', 'parquet', 'xlsx'])
        expect(stdout.toString()).toContain(format);
    },
    patience,
  );
});
