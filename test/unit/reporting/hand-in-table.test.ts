import 'fake-indexeddb/auto';
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { createTranslator, type Locale } from '../../../lib/i18n.ts';
import { parseCsv } from '../../../lib/reporting/csv.ts';
import { type HandIn, handIn } from '../../../lib/reporting/hand-in/hand-in.ts';
import {
  type HandInTable,
  handInColumns,
  handInFacts,
  handInNamespaces,
  handInTable,
} from '../../../lib/reporting/hand-in/table.ts';
import { tableCsv, tableHtml, tableTsv } from '../../../lib/reporting/hand-in/write-table.ts';
import { defaultSettings } from '../../../lib/settings.ts';
import { freshJournal } from '../log/sample.ts';
import { logForty } from './forty-procedures.ts';

function textsIn(locale: Locale) {
  const files = handInNamespaces.map((name) =>
    JSON.parse(readFileSync(new URL(`../../../locales/${locale}/${name}.json`, import.meta.url), 'utf8')),
  );
  return createTranslator(locale, Object.assign({}, ...files));
}

const period = { from: '2026-01-01', to: '2026-12-31' };
let figures: HandIn;
let danish: HandInTable;
beforeAll(async () => {
  const db = freshJournal();
  await logForty(db);
  figures = await handIn(db, period, defaultSettings.priorityAreas);
  danish = handInTable(figures, textsIn('da'));
}, 60_000);

/** The row of a figure, cell by cell under its column. */
function rowOf(table: HandInTable, figure: string) {
  const row = table.rows.find(([, name]) => name?.kind === 'text' && name.value === figure) ?? [];
  return Object.fromEntries(handInColumns.map((column, place) => [column, row[place]?.value ?? null]));
}

describe('the table to hand in', () => {
  test('names each of our own figures by its number, once', () => {
    const numbers = danish.rows.flatMap(([, name]) =>
      name?.kind === 'text' ? (name.value.match(/\bI\d+\b/g) ?? []) : [],
    );
    const own = danish.rows.filter(([, name]) => name?.kind === 'text' && /^I\d+ /.test(name.value));
    expect(own.length).toBeGreaterThan(20);
    expect(numbers).toHaveLength(own.length);
  });

  test('has a figure by number and by value, and says what it counts, what is missing and where it is from', () => {
    const { counts, missing, source, ...cells } = rowOf(danish, 'Alle relevante grønne krav');
    expect(cells).toEqual({
      scheme: 'Den danske måling fra 2013',
      figure: 'Alle relevante grønne krav',
      numerator: 16,
      denominator: 35,
      share: 16 / 35,
      currency: 'DKK',
      valueNumerator: 30_100,
      valueDenominator: 63_800,
      valueShare: 301 / 638,
      valueMissing: 1,
      unallocated: 0,
    });
    expect(counts).toContain('af udbud med mindst ét relevant mål');
    expect(missing).toContain('Nogle har ingen værdi');
    expect(source).toContain('Miljøprojekt 1820');
  });

  test('has a row for each further currency, a plain count without a whole, and our twelve indicators', () => {
    const euro = danish.rows.filter(([, name]) => name?.value === 'Alle relevante grønne krav')[1];
    expect(euro?.slice(2, 9).map((cell) => cell?.value ?? null)).toEqual([null, null, null, 'EUR', 0, 2_000, 0]);
    expect(rowOf(danish, 'Køretøjer i alt')).toMatchObject({ numerator: 35, denominator: null, share: null });
    expect(rowOf(danish, 'I2 Alle relevante mål opfyldt')).toMatchObject({ numerator: 17, denominator: 36 });
    expect(new Set(danish.rows.map((row) => row.length))).toEqual(new Set([handInColumns.length]));
  });

  test.each(['da', 'nb', 'en'] as const)('has words for everything in %s', (locale) => {
    const { rows } = handInTable(figures, textsIn(locale));
    const [scheme, figure] = [rows.map(([cell]) => cell?.value), rows.map(([, cell]) => cell?.value)];
    expect([...scheme, ...figure].filter((words) => typeof words !== 'string' || words === '')).toEqual([]);
  });
});

describe('as CSV', () => {
  const origin = { period, toolVersion: '0.1.0', dataVersion: '2026-11', today: '2026-11-22' };
  const facts = () => handInFacts(figures, origin, textsIn('da'));

  test('has the same cells in both dialects, each number with its own mark', () => {
    const machine = parseCsv(tableCsv(danish, facts(), 'machine'));
    const excel = parseCsv(tableCsv(danish, facts(), 'danish'), ';');
    expect(machine).toHaveLength(danish.rows.length + 1);
    expect(excel.map((row) => row.map((cell) => cell.replace(/^(\d+),(\d+)$/, '$1.$2')))).toEqual(machine);
    const [, , , , share] = excel.find(([, name]) => name === 'Alle relevante grønne krav') ?? [];
    expect(share).toBe('0,4571');
  });

  test('says on every row what it is of', () => {
    const [head = [], ...rows] = parseCsv(tableCsv(danish, facts(), 'machine'));
    const own = head.slice(handInColumns.length);
    expect(own).toEqual(['Periode', 'Enhed', 'Beslutninger', 'Registreringsgrad', 'Lavet', 'Grønt Lys', 'Målpakker']);
    const said = new Set(rows.map((row) => row.slice(handInColumns.length).join(' | ')));
    const expected = '2026-01-01/2026-12-31 | Alle enheder | 49 | 97 % | 2026-11-22 | 0.1.0 | 2026-11';
    expect(said).toEqual(new Set([expected]));
  });
});

describe('for the clipboard', () => {
  const hostile: HandInTable = {
    columns: ['Tal', 'Antal'],
    rows: [
      [
        { kind: 'text', value: '=1+1 <img src=x onerror="a()">\tb\nc' },
        { kind: 'share', value: 0.4567 },
      ],
    ],
  };

  test('has a tab between cells and none inside, and runs no formula', () => {
    expect(tableTsv(hostile, 'danish')).toBe('Tal\tAntal\r\n\'=1+1 <img src=x onerror="a()"> b c\t0,4567');
  });

  test('is markup in which every text is a text', () => {
    expect(tableHtml(hostile, 'danish')).toBe(
      '<table><thead><tr><th>Tal</th><th>Antal</th></tr></thead><tbody><tr>' +
        '<td>=1+1 &lt;img src=x onerror=&quot;a()&quot;&gt;\tb\nc</td><td>45,7 %</td></tr></tbody></table>',
    );
  });
});
