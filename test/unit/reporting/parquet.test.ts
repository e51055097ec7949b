import { tableFromIPC } from 'apache-arrow';
import { readParquet } from 'parquet-wasm/node';
import { expect, test } from 'vitest';
import type { CurrentRow } from '../../../lib/log/rows.ts';
import { csvColumns } from '../../../lib/reporting/csv-columns.ts';
import type { ExportMeta } from '../../../lib/reporting/export-meta.ts';
import { parquetParts } from '../../../lib/reporting/parquet.ts';
import { decisionRow, inBatches } from './decision-row.ts';

const meta: ExportMeta = {
  from: '2026-01-01',
  to: '2026-06-30',
  filter: 'Område: Fødevarer',
  records: 1,
  completeness: 0.75,
  exportedAt: new Date('2026-11-22T09:00:00Z'),
  timezone: 'Europe/Copenhagen',
  toolVersion: '0.1.0',
  dataVersion: '2026-11',
};

/** The file in pieces, and the table that a reader of another author finds in it. */
async function written(rows: CurrentRow[], options: Partial<Parameters<typeof parquetParts>[1]> = {}) {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  for await (const part of parquetParts(inBatches(rows), { author: false, meta, ...options })) parts.push(part);
  const bytes = new Uint8Array(await new Blob(parts).arrayBuffer());
  const table = tableFromIPC(readParquet(bytes).intoIPCStream());
  return { parts, bytes, table };
}

test('another reader finds every column, typed, and a row as it was', async () => {
  const { table } = await written([decisionRow]);
  expect(table.schema.fields.map(({ name, type }) => `${name} ${type}`)).toEqual(
    csvColumns
      .filter((name) => name !== 'author')
      .map((name) => {
        if (name === 'decidedAt') return 'decidedAt Timestamp<MILLISECOND, UTC>';
        if (name === 'firstDay') return 'firstDay Date32<DAY>';
        if (/^(rev|targetVersion|vehicles(Total|Clean|Zero))$/.test(name)) return `${name} Int32`;
        if (/^(valueAmount|awardWeightPct|measuredValue)$/.test(name)) return `${name} Float64`;
        if (/^(conflict|vehiclesInScope)$/.test(name)) return `${name} Bool`;
        return `${name} Utf8`;
      }),
  );
  expect(table.get(0)?.toJSON()).toMatchObject({
    recordId: decisionRow.recordId,
    rev: 2,
    decidedAt: Date.parse('2026-03-01T23:30:00.000Z'),
    firstDay: Date.parse('2026-02-28'),
    status: 'partiallyMet',
    title: 'Rugbrød; økologisk',
    cpvMain: '03111000',
    cpvAdditional: '["15811100","03222220"]',
    valueAmount: 1234567.8,
    awardWeightPct: 12.5,
    measuredValue: -0.5,
    placement: '["awardCriteria","technicalSpecifications"]',
    reasonText: '=1+1',
    evidenceQuote: '["Han sagde \\"ja\\"\\r\\nog gik",null]',
    vehiclesInScope: null,
    vehiclesTotal: null,
    conflict: false,
  });
});

test('names nobody unless the user asked for it', async () => {
  const { bytes } = await written([decisionRow]);
  expect(new TextDecoder('latin1').decode(bytes)).not.toContain('author');
  const { table } = await written([decisionRow], { author: true });
  expect(table.get(0)?.author).toBe('hc');
});

test('carries period, filter, number, completeness and versions', async () => {
  const { bytes } = await written([decisionRow]);
  const { exportedAt: _, ...facts } = meta;
  expect(new TextDecoder().decode(bytes)).toContain(
    JSON.stringify({ ...facts, exportedAt: '2026-11-22T09:00:00.000Z' }),
  );
});

test('10,000 rows come back cell by cell, whatever the text, row group by row group', async () => {
  const words = ['Rødgrød "med" fløde', 'a;b,c', 'linje 1\r\nlinje 2', "'-5", '🌱 مرحبا', '\t@x', '=1+1', ''];
  const rows = Array.from({ length: 10_000 }, (_, index): CurrentRow => {
    const word = words[index % words.length] ?? '';
    return {
      ...decisionRow,
      recordId: `record-${index}`,
      unit: `${word}${index}`,
      decidedAt: new Date(Date.UTC(2026, 0, 1) + index * 60_001).toISOString(),
      value: index % 3 ? { amount: index / 100, currency: 'DKK' } : null,
      reason: { code: 'other', text: word || null },
      conflict: index % 2 === 0,
    };
  });
  const { table, parts } = await written(rows, { groupSize: 1500 });
  // Six groups of 1500 rows, one of the rest, and the file's end.
  expect(parts).toHaveLength(8);
  expect(table.numRows).toBe(10_000);
  const column = (name: string) => [...(table.getChild(name) ?? [])];
  expect(column('recordId')).toEqual(rows.map(({ recordId }) => recordId));
  expect(column('unit')).toEqual(rows.map(({ unit }) => unit));
  expect(column('decidedAt')).toEqual(rows.map(({ decidedAt }) => Date.parse(decidedAt)));
  expect(column('valueAmount')).toEqual(rows.map(({ value }) => value?.amount ?? null));
  expect(column('reasonText')).toEqual(rows.map(({ reason }) => reason?.text ?? null));
  expect(column('conflict')).toEqual(rows.map(({ conflict }) => conflict));
});

test('an empty log is a table without rows', async () => {
  const { table } = await written([]);
  expect([table.numRows, table.schema.fields.length]).toEqual([0, csvColumns.length - 1]);
});
