import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, test } from 'vitest';
import { FileProblem } from '../../../lib/exchange/file-problem.ts';
import type { FileRecord, Refusal } from '../../../lib/exchange/format.ts';
import { stageFile } from '../../../lib/exchange/stage.ts';
import { languageOf, type TableLanguage } from '../../../lib/exchange/table/language.ts';
import { mayBeTable, readTable } from '../../../lib/exchange/table/read-table.ts';
import { commitImports, takeIn } from '../../../lib/exchange/take-in.ts';
import { locales } from '../../../lib/i18n.ts';
import type { JournalDatabase } from '../../../lib/log/database.ts';
import { batchOf, mergeRevisions } from '../../../lib/log/merge/merge.ts';
import { tableDevice } from '../../../lib/log/merge/table-device.ts';
import type { CurrentRow } from '../../../lib/log/rows.ts';
import type { Revision } from '../../../lib/log/schema.ts';
import { codeInWords, codeLists } from '../../../lib/reporting/code-names.ts';
import { type CsvDialect, csvColumns, csvParts, metaColumns } from '../../../lib/reporting/csv.ts';
import type { CodeList } from '../../../lib/reporting/csv-columns.ts';
import { freshJournal } from '../log/sample.ts';
import { decisionRow, inBatches } from '../reporting/decision-row.ts';
import { exported, exportSource } from './export-source.ts';
import { stubLocks } from './locks.ts';
import { randomRecords } from './random-records.ts';
import { revisionOf, sightingOf, uuidOf } from './sample-file.ts';

const source = await exportSource(freshJournal());
const { data, texts } = source;
const danish = languageOf(texts, data);
const languages = async (): Promise<TableLanguage[]> => [danish];
const dialects = ['machine', 'danish'] as const;

/** Texts that a table has to quote, to disarm or to tell from its own signs. */
const words = [
  'Rødgrød "med" fløde',
  'a;b,c|d\\e',
  'linje 1\r\nlinje 2',
  'Åbent\nudbud',
  '=SUM(A1)',
  '+45 12 34',
  '-5',
  '@x',
  "'=1",
  "''citat''",
  '\tfane\r',
  '🌱 مرحبا בית',
  '"',
  'ja',
];

const row = (place: number, over: Partial<CurrentRow> = {}): CurrentRow => {
  const word = (offset: number) => (words[(place + offset) % words.length] ?? '').trim() || 'x';
  return {
    ...decisionRow,
    id: uuidOf(place + 1),
    recordId: uuidOf(place + 500_000),
    supersedes: place % 2 ? uuidOf(place + 900_000) : null,
    decidedAt: new Date(Date.UTC(2026, 0, 1) + place * 60_123).toISOString(),
    firstDay: '2025-12-24',
    unit: words[place % words.length] ?? '',
    procedureId: uuidOf(place + 200_000),
    procedure: {
      ...decisionRow.procedure,
      title: word(1),
      reference: place % 3 ? word(2) : `0${place}`,
      buyer: place % 5 ? { name: word(3), id: `0${1_000_000 + place}`, scheme: 'DK-CVR' } : null,
      cpv: { main: `0${3_000_000 + place}`, additional: place % 4 ? ['15811100', '03222220'] : [] },
    },
    lotId: place % 3 ? word(4) : null,
    reason: { code: 'other', text: word(5) },
    evidence: [0, 1, 2].slice(0, place % 4).map((part) => ({
      kind: 'contractDraft' as const,
      title: part === 1 ? null : word(6 + part),
      url: part === 0 ? 'https://x.dk/a' : null,
      page: part === 2 ? word(part).slice(0, 20).trim() : null,
      quote: word(part),
    })),
    measured: place % 3 ? { metric: word(7), value: place / -8, unit: word(8) } : null,
    value: place % 4 ? { amount: place / 100, currency: 'DKK' } : null,
    valueLevel: place % 4 ? (place % 2 ? 'lot' : 'procedure') : null,
    vehicles:
      place % 6 ? null : { inScope: true, contractType: 'veh-acq', category: 'm1', total: place, clean: 0, zero: 0 },
    ...over,
  };
};

/** What the random records of the other formats say, in rows of a table: their texts, numbers, lists and verdicts. */
function randomRows(count: number): CurrentRow[] {
  const said = randomRecords(count * 2).flatMap(({ type, data }) => (type === 'revision' ? [data] : []));
  return said.slice(0, count).map((of, place) => {
    const { lotId, verdict, reason, placement, awardWeightPct, measured, ecolabels, evidence, value, unit, author } =
      of;
    const own = {
      lotId,
      verdict,
      reason,
      placement,
      awardWeightPct,
      measured,
      ecolabels,
      evidence,
      value,
      unit,
      author,
    };
    const title = said[place + 1]?.reason?.text ?? said[place + 1]?.lotId ?? 'x';
    const procedure = { ...row(place).procedure, title, reference: said[place + 2]?.lotId ?? null };
    return row(place, { ...own, procedure, valueLevel: value === null ? null : 'lot' });
  });
}

async function tableOf(rows: CurrentRow[], dialect: CsvDialect): Promise<string> {
  let text = '';
  const parts = csvParts(inBatches(rows), {
    dialect,
    header: (column) => texts(`csv.${column}`),
    code: (list, code) => codeInWords(texts, data, list, code),
    yes: texts('decision.yes'),
    no: texts('decision.no'),
    author: true,
    meta: {
      from: '2026-01-01',
      to: '2026-12-31',
      filter: 'Enhed: Indkøb',
      records: rows.length,
      completeness: 0.75,
      exportedAt: new Date('2026-11-22T09:00:00Z'),
      timezone: 'Europe/Copenhagen',
      toolVersion: '0.1.0',
      dataVersion: '2026-11',
    },
  });
  for await (const part of parts) text += part;
  return text;
}

async function read(content: string | Uint8Array<ArrayBuffer>) {
  const records: FileRecord[] = [];
  const refused: Refusal[] = [];
  let header = null;
  for await (const batch of readTable(new Blob([content]), languages)) {
    records.push(...batch.records);
    refused.push(...batch.refused);
    header = batch.header;
  }
  return { header, records, refused };
}

const problemOf = async (content: string | Uint8Array<ArrayBuffer>): Promise<string> => {
  const error = await read(content).then(
    () => null,
    (thrown: unknown) => thrown,
  );
  return error instanceof FileProblem ? error.message : String(error);
};

describe('reading a table', () => {
  test.each(dialects)(
    'gives back every column of 10,000 random rows, cell by cell: %s',
    async (dialect) => {
      const rows = [...Array.from({ length: 500 }, (_, place) => row(place)), ...randomRows(10_000)].map(
        (one, place) => ({ ...one, id: uuidOf(place + 1), procedureId: uuidOf(place + 200_000) }),
      );
      const { records, refused } = await read(await tableOf(rows, dialect));
      expect(refused).toEqual([]);
      const revisions = records.flatMap(({ type, data }) => (type === 'revision' ? [data] : []));
      const seconds = (time: string) => (dialect === 'danish' ? `${time.slice(0, 19)}.000Z` : time);
      expect(revisions).toEqual(
        rows.map((of) => {
          const { records: _, firstDay, moved: __, conflict: ___, procedure: ____, ...revision } = of;
          return { ...revision, day: firstDay, decidedAt: seconds(of.decidedAt), device: tableDevice };
        }),
      );
      const sightings = records.flatMap(({ type, data }) => (type === 'sighting' ? [data] : []));
      expect(sightings.map((sighting) => (sighting.closed ? null : { ...sighting, keys: [], links: [] }))).toEqual(
        rows.map(({ procedureId, procedure, decidedAt, unit, value, valueLevel, portal }) => ({
          ...{ title: procedure.title, buyer: procedure.buyer, reference: procedure.reference, cpv: procedure.cpv },
          ...{ procedureId: 'a1b2', publicationNumber: '258225-2026', language: 'da', url: procedure.url, portal },
          ...{ deadline: null, lots: [], closed: false, joins: [], readings: [], keys: [], links: [], unit },
          ...{ value: valueLevel === 'procedure' ? value : null, tips: { shown: false, used: false } },
          ...{ id: procedureId, device: tableDevice, changedAt: seconds(decidedAt), activeAt: seconds(decidedAt) },
          following: [{ at: '2025-12-24T12:00:00.000Z', on: true }],
        })),
      );
    },
    60_000,
  );

  test.each(dialects)('says what the export said of itself: %s', async (dialect) => {
    const { header } = await read(await tableOf([row(1)], dialect));
    expect(header).toMatchObject({
      exportedAt: '2026-11-22T09:00:00.000Z',
      tool: { version: '0.1.0', data: '2026-11' },
      scope: { from: '2026-01-01', to: '2026-12-31', filter: 'Enhed: Indkøb' },
      completeness: 0.75,
      authors: true,
    });
  });

  test('takes columns in any order, others beside them, and what a spreadsheet made of ids and times', async () => {
    const plain = { ...decisionRow, evidence: [], reason: null, verdict: 'met' as const };
    const [heading = '', line = ''] = (await tableOf([plain], 'danish')).slice(1).split('\r\n');
    const turn = (text: string) => [...text.split(';').reverse(), 'Note'].join(';');
    const saved = turn(line.replace('"Rugbrød; økologisk"', 'Rugbrød'))
      .replace(/"=""([^"]*)"""/g, '$1')
      .replace(/(\d\d-\d\d-\d{4} \d\d:\d\d):\d\d/g, '$1');
    expect(saved).not.toContain('"');
    const { records, refused } = await read(`${turn(heading)}\r\n${saved}\r\n`);
    expect(refused).toEqual([]);
    expect(records[0]?.data).toMatchObject({ reference: '26/1234', cpv: { main: '03111000' } });
    expect(records[1]?.data).toMatchObject({ id: plain.id, verdict: 'met', decidedAt: '2026-03-01T23:30:00.000Z' });
  });

  test('refuses a row that breaks a rule by its line and heading, and takes the others', async () => {
    const good = await tableOf([row(2, { unit: 'a\nb' }), row(3), row(4)], 'machine');
    const bad = good.replace(/^(00000000-0000-4000-8000-000000500003,)2,/m, '$1two,');
    const { records, refused } = await read(bad);
    const line = bad.slice(0, bad.indexOf(',two,')).split('\n').length;
    expect(refused).toEqual([{ line, why: 'invalid', path: 'rev' }]);
    expect(records.filter(({ type }) => type === 'revision')).toHaveLength(2);
    const inDanish = (await tableOf([row(3)], 'danish')).replace('Delvist opfyldt', 'Måske');
    expect((await read(inDanish)).refused).toEqual([{ line: 2, why: 'invalid', path: 'Status' }]);
  });

  test('refuses a file that is none of ours, lacks columns, is cut or not UTF-8', async () => {
    const whole = await tableOf([row(1), row(3)], 'danish');
    expect(await problemOf('navn;antal\r\na;1\r\n')).toBe('notOurs');
    expect(await problemOf(whole.replace('Versionens id', 'Andet'))).toBe('columns');
    expect(await problemOf(whole.slice(0, -200))).toMatch(/^syntax in line \d+$/);
    expect(await problemOf(whole.slice(0, whole.indexOf('\n') + 1))).toBe('empty');
    expect(await problemOf(new Uint8Array([...new TextEncoder().encode(whole.slice(0, 400)), 0xe6, 0x41]))).toBe(
      'encoding in line 1',
    );
  });

  test.each([
    ['recordId,rev', true],
    ['\uFEFFPost-id;Version', true],
    ['"Post-id";"Version"', true],
    ['{"format"', false],
    ['[\n{', false],
    ['\uFEFF{', false],
    ['', false],
    ['PK\u0003\u0004\u0000', false],
  ])('%j may be a table: %s', async (text, expected) => {
    expect(await mayBeTable(new Blob([text]))).toBe(expected);
  });
});

test.each(locales)(
  'no two columns and no two codes of a list share a word, so that each reads back: %s',
  async (locale) => {
    const own = await exportSource(source.journal, locale);
    const language = languageOf(own.texts, own.data);
    for (const column of [...csvColumns, ...metaColumns]) {
      expect(language.columnOf(own.texts(`csv.${column}`)), column).toBe(column);
    }
    for (const [list, codes] of Object.entries(codeLists(own.data)) as [CodeList, string[]][]) {
      for (const code of codes)
        expect(language.codeOf(list, codeInWords(own.texts, own.data, list, code)), list).toBe(code);
    }
    expect([language.flagOf(own.texts('decision.yes')), language.flagOf(own.texts('decision.no'))]).toEqual([
      true,
      false,
    ]);
  },
);

describe('importing a table', () => {
  beforeEach(() => void stubLocks());

  const sightings = [sightingOf(1), sightingOf(2, { unit: '=Enhed' })];
  const revisions = Array.from({ length: 6 }, (_, place): Revision => {
    const target = { id: `it-${place + 1}`, version: 1, scheme: 'DK-POGI' };
    return revisionOf(100 + place, 1 + (place % 2), { target, decidedAt: `2026-03-01T08:00:0${place}.123Z` });
  });
  const whole = batchOf({ sightings, revisions });
  const part = batchOf({
    sightings: sightings.slice(0, 1),
    revisions: revisions.filter((_, place) => place % 2 === 0),
  });

  async function journalWith(...batches: ReturnType<typeof batchOf>[]): Promise<JournalDatabase> {
    const journal = freshJournal();
    for (const batch of batches) await mergeRevisions(journal, batch);
    return journal;
  }

  const exportOf = async (journal: JournalDatabase, dialect: CsvDialect) =>
    new TextDecoder().decode(await exported({ ...source, journal }, dialect));

  const staged = (journal: JournalDatabase, text: string) =>
    stageFile(journal, Object.assign(new Blob([text]), { name: 'poster.csv' }), { languages });

  async function importTable(journal: JournalDatabase, text: string): Promise<void> {
    const { importId } = await staged(journal, text);
    await commitImports(journal, [importId]);
    await takeIn(journal);
  }

  const derived = async (journal: JournalDatabase) => ({
    current: await journal.current.toArray(),
    rollup: await journal.decisionRollup.toArray(),
    procedures: await journal.procedures.toArray(),
    states: await journal.procedureState.toArray(),
  });

  test.each(dialects)('adds what is new, and the same table again brings nothing: %s', async (dialect) => {
    const table = await exportOf(await journalWith(whole), dialect);
    const journal = await journalWith();
    expect((await staged(journal, table)).preview).toMatchObject({ added: 6, procedures: 2, known: 0, refused: 0 });
    await importTable(journal, table);
    const rows = await journal.current.toArray();
    expect(rows.map(({ id, verdict, unit }) => [id, verdict, unit])).toEqual(
      revisions.map(({ id, verdict, unit }) => [id, verdict, unit]),
    );
    expect(await journal.procedures.count()).toBe(2);
    expect((await staged(journal, table)).preview).toMatchObject({
      added: 0,
      newer: 0,
      conflicts: 0,
      known: 6,
      procedures: 0,
    });
  });

  test.each(dialects)('confirms what is here in full and changes nothing of it: %s', async (dialect) => {
    const journal = await journalWith(whole);
    const before = { ...(await derived(journal)), journal: await journal.journal.toArray() };
    const table = await exportOf(journal, dialect);
    expect((await staged(journal, table)).preview).toMatchObject({
      added: 0,
      newer: 0,
      conflicts: 0,
      known: 6,
      refused: 0,
    });
    await importTable(journal, table);
    expect({ ...(await derived(journal)), journal: await journal.journal.toArray() }).toEqual(before);
  });

  test('refuses a row that was changed in a spreadsheet, says so, and takes the rest', async () => {
    const table = await exportOf(await journalWith(whole), 'danish');
    const journal = await journalWith(part);
    const moved = await staged(journal, table.replace(';Indkøb;', ';Ejendomme;'));
    expect(moved.preview).toMatchObject({ added: 3, known: 2, refused: 1 });
    expect(moved.preview.refusals).toEqual([{ line: 2, why: 'altered', path: '' }]);
  });

  test.each(dialects)('what a device wrote itself takes its place, whichever comes first: %s', async (dialect) => {
    const table = await exportOf(await journalWith(whole), dialect);
    const full = await derived(await journalWith(whole));
    const before = await journalWith(whole);
    await importTable(before, table);
    const after = await journalWith();
    await importTable(after, table);
    expect((await after.journal.toArray()).every(({ device }) => device === tableDevice)).toBe(true);
    await mergeRevisions(after, whole);
    const between = await journalWith(part);
    await importTable(between, table);
    await mergeRevisions(between, whole);
    for (const journal of [before, after, between]) {
      expect(await derived(journal)).toEqual(full);
      expect(await journal.journal.toArray()).toEqual(revisions);
    }
  });

  test('a later word goes on from the one that is here, without a conflict', async () => {
    const [first] = revisions;
    if (!first) throw new Error('no revision');
    const later = { ...first, id: uuidOf(900), rev: 2, supersedes: first.id, decidedAt: '2026-04-01T08:00:00.000Z' };
    const said: Revision = { ...later, verdict: 'notMet', reason: { code: 'timing', text: null } };
    const table = await exportOf(await journalWith(whole, batchOf({ revisions: [said] })), 'danish');
    const journal = await journalWith(whole);
    expect((await staged(journal, table)).preview).toMatchObject({ newer: 1, conflicts: 0, known: 5 });
    await importTable(journal, table);
    const current = await journal.current.get(first.recordId);
    expect([current?.id, current?.verdict, current?.conflict, current?.firstDay]).toEqual([
      said.id,
      'notMet',
      false,
      '2026-03-01',
    ]);
  });
});
