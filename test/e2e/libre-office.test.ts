import 'fake-indexeddb/auto';
import { describe, expect, it } from 'vitest';
import { batchOf, mergeRevisions } from '../../lib/log/merge/merge.ts';
import type { Revision } from '../../lib/log/schema.ts';
import { csvColumns } from '../../lib/reporting/csv-columns.ts';
import { exported, exportSource } from '../unit/exchange/export-source.ts';
import { revisionOf, sightingOf } from '../unit/exchange/sample-file.ts';
import { freshJournal } from '../unit/log/sample.ts';
import { libreOfficeMissing, type OfficeCell, type OfficeSheet, readInOffice } from './harness/libre-office.ts';

const missing = libreOfficeMissing();

/** Texts that a table in a text file has to quote or to disarm. */
const words = [
  '=1+1',
  '+45 12',
  '-5',
  '@sum',
  "'=1",
  '\tx',
  'a;b,c',
  'Han sagde "ja"',
  'Rødgrød med fløde',
  '  luft  ',
  'linje 1\nlinje 2',
  '🌱 مرحبا',
  '_x000D_',
  '<b>&amp;</b>',
];
/** Texts that spreadsheets take for something else in a text file, where nothing can tell them; a workbook can. */
const lookalikes = ['12-3', '1.2', 'SAND', '03-04-2026'];

const revisionsWith = (texts: readonly string[]): Revision[] =>
  Array.from({ length: 180 }, (_, place) => {
    const text = texts[place % texts.length] ?? '';
    return revisionOf(1000 + place, 1 + (place % 3), {
      lotId: `${text.trim()} ${place}`,
      target: { id: 'pogi-05a-maerke', version: 1, scheme: 'DK-POGI' },
      verdict: 'notMet',
      reason: { code: 'other', text },
      unit: text,
      decidedAt: new Date(Date.UTC(2026, 5, 1, 12, 0, place)).toISOString(),
      day: '2026-06-01',
      value: place % 4 === 0 ? null : { amount: place * 1000.25, currency: 'DKK' },
      valueLevel: place % 4 === 0 ? null : 'lot',
      awardWeightPct: place % 5 === 0 ? 12.5 : null,
    });
  });

const string = (value: string): OfficeCell => (value === '' ? null : { type: 'string', value });
const float = (value: number | undefined): OfficeCell => (value === undefined ? null : { type: 'float', value });
const sheetNamed = (sheets: OfficeSheet[], name: string): OfficeCell[][] =>
  sheets.find((sheet) => sheet.name === name)?.rows ?? [];

describe.skipIf(missing)(`in LibreOffice${missing ? ` (${missing})` : ''}`, () => {
  /** A log in which these texts stand, and its decisions in the order of the table. */
  async function logWith(texts: readonly string[]) {
    const journal = freshJournal();
    const revisions = revisionsWith(texts);
    const cpv = { main: '03111000', additional: [] };
    const sightings = [1, 2, 3].map((number) => sightingOf(number, { reference: `12-${number}`, cpv }));
    await mergeRevisions(journal, batchOf({ sightings, revisions }));
    return { revisions, source: await exportSource(journal) };
  }

  /** Cells of the decision table by heading, row by row. */
  function table([head = [], ...rows]: OfficeCell[][]): Record<string, OfficeCell>[] {
    return rows
      .filter((row) => row.some((cell) => cell !== null))
      .map((row) => Object.fromEntries(head.map((title, place) => [title?.value ?? '', row[place] ?? null])));
  }

  /** What every row must say, in words and numbers. */
  const expected = (revisions: readonly Revision[], apostrophe: boolean) =>
    revisions.map(({ recordId, lotId, unit, reason, value, awardWeightPct }, place) => {
      const safe = (text: string) => (apostrophe && /^'*[=+\-@\t]/.test(text) ? `'${text}` : text);
      return {
        'Post-id': string(recordId),
        Logget: { type: 'date', value: new Date(Date.UTC(2026, 5, 1, 14, 0, place)).toISOString().slice(0, 19) },
        'Tæller fra': { type: 'date', value: '2026-06-01' },
        Status: string('Ikke opfyldt'),
        'Sagsnr.': string(`12-${1 + (place % 3)}`),
        CPV: string('03111000'),
        Delkontrakt: string(safe(lotId ?? '')),
        Enhed: string(safe(unit)),
        'Begrundelse, tekst': string(safe(reason?.text ?? '')),
        'Værdi ekskl. moms': float(value?.amount),
        Valuta: string(value?.currency ?? ''),
        'Vægt %': float(awardWeightPct ?? undefined),
      };
    });

  it('the workbook has its five sheets, and every decision cell by cell', async () => {
    const { revisions, source } = await logWith([...words, ...lookalikes]);
    const sheets = await readInOffice('poster.xlsx', await exported(source, 'xlsx'));
    expect(sheets.map(({ name }) => name)).toEqual(['Poster', 'Procedurer', 'Nøgletal', 'Kodelister', 'Om']);
    const poster = table(sheetNamed(sheets, 'Poster'));
    const rows = expected(revisions, false);
    expect(
      poster.map((row) => Object.fromEntries(Object.keys(rows[0] ?? {}).map((name) => [name, row[name]]))),
    ).toEqual(rows);
    expect(Object.keys(poster[0] ?? {})).toHaveLength(csvColumns.length);
    const procedures = table(sheetNamed(sheets, 'Procedurer'));
    expect(procedures.map((row) => [row['Sagsnr.']?.value, row['Værdi ekskl. moms']?.value, row.Frist?.value])).toEqual(
      [
        ['12-1', 1_000_000, '2026-12-01'],
        ['12-2', 1_000_000, '2026-12-01'],
        ['12-3', 1_000_000, '2026-12-01'],
      ],
    );
    const [, , ...figures] = sheetNamed(sheets, 'Nøgletal');
    const notMet = figures.find(([, , id, name]) => id?.value === 'I3' && name?.value === 'Ikke opfyldt');
    expect(notMet?.slice(4, 8)).toEqual([float(180), float(180), { type: 'percentage', value: 1 }, string('DKK')]);
    const about = new Map(sheetNamed(sheets, 'Om').map(([key, value]) => [key?.value, value?.value]));
    expect([about.get('Antal poster'), about.get('Fra'), about.get('Til'), about.get('Registreringsgrad')]).toEqual([
      180,
      '2026-06-01',
      '2026-06-01',
      1,
    ]);
  }, 120_000);

  it('the Danish CSV has the right columns, numbers, dates and ids in a Danish spreadsheet', async () => {
    const { revisions, source } = await logWith(words);
    const danish = { separator: 59, language: 1030 };
    const [sheet] = await readInOffice('poster.csv', await exported(source, 'danish'), danish);
    const rows = expected(revisions, true);
    const read = table(sheet?.rows ?? []);
    expect(read.map((row) => Object.fromEntries(Object.keys(rows[0] ?? {}).map((name) => [name, row[name]])))).toEqual(
      rows,
    );
  }, 120_000);
});
