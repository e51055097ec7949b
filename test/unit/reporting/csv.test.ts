import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CurrentRow } from '../../../lib/log/rows.ts';
import {
  type CsvOptions,
  csvColumns,
  csvParts,
  neutralise,
  parseCsv,
  readId,
  restore,
  splitList,
} from '../../../lib/reporting/csv.ts';
import { strategicCodes } from '../../../lib/reporting/csv-columns.ts';
import { decisionRow, inBatches } from './decision-row.ts';

const base = decisionRow;
const header = (column: string) => (column === 'title' ? 'Titel' : column);
const meta = {
  from: '2026-01-01',
  to: '2026-12-31',
  filter: 'Område: Fødevarer',
  records: 1,
  completeness: 2 / 3,
  exportedAt: new Date('2026-11-22T09:00:00Z'),
  timezone: 'Europe/Copenhagen',
  toolVersion: '0.1.0',
  dataVersion: '2026-11',
};

async function csv(rows: CurrentRow[], options: Partial<CsvOptions> = {}): Promise<string> {
  let text = '';
  for await (const part of csvParts(inBatches(rows), { dialect: 'machine', header, meta: null, ...options }))
    text += part;
  return text;
}

/** The cells of the first data row by column name. */
function cells(text: string, delimiter: ',' | ';' = ','): Record<string, string> {
  const [names = [], row = []] = parseCsv(text, delimiter);
  return Object.fromEntries(names.map((name, index) => [name, row[index] ?? '']));
}

describe('the machine dialect', () => {
  test('has commas, CRLF, no byte order mark, English names, ISO dates, decimal points and lists joined with |', async () => {
    const text = await csv([base], { header: () => 'never asked', code: () => 'never asked' });
    expect(text.startsWith('recordId,rev,kind,decidedAt,')).toBe(true);
    expect(text.replace(/"[^"]*"/g, '').replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    expect(text.endsWith('\r\n')).toBe(true);
    expect(cells(text)).toMatchObject({
      decidedAt: '2026-03-01T23:30:00.000Z',
      firstDay: '2026-02-28',
      status: 'partiallyMet',
      title: 'Rugbrød; økologisk',
      cpvMain: '03111000',
      cpvAdditional: '15811100|03222220',
      buyerId: '28856075',
      lotId: '1-2',
      valueAmount: '1234567.8',
      awardWeightPct: '12.5',
      measuredValue: '-0.5',
      placement: 'awardCriteria|technicalSpecifications',
      strategic: 'env-imp|inn-pur',
      evidenceTitle: 'Bilag 1 \\| krav|',
      conflict: 'false',
      vehiclesInScope: '',
    });
  });

  test('names neither the user nor the device unless the user asked for the pseudonym', async () => {
    const text = await csv([base]);
    expect(text).not.toContain('author');
    expect(text).not.toContain('dddd');
    expect(cells(text).author).toBeUndefined();
    expect(cells(await csv([base], { author: true })).author).toBe('hc');
  });

  test('carries period, filter, number, completeness and versions of the export', async () => {
    expect(cells(await csv([base], { meta }))).toMatchObject({
      exportFrom: '2026-01-01',
      exportTo: '2026-12-31',
      exportFilter: 'Område: Fødevarer',
      exportRecords: '1',
      exportCompleteness: '0.6667',
      exportedAt: '2026-11-22T09:00:00.000Z',
      exportToolVersion: '0.1.0',
      exportDataVersion: '2026-11',
    });
  });
});

describe('the Danish dialect', () => {
  const options: Partial<CsvOptions> = {
    dialect: 'danish',
    code: (list, code) => (list === 'verdict' && code === 'partiallyMet' ? 'Delvist' : `${list}:${code}`),
    meta,
  };

  test('has semicolons, a byte order mark, decimal commas, Danish dates, words for codes and ids as text', async () => {
    const text = await csv([base], options);
    expect(text.startsWith('\uFEFFrecordId;rev;')).toBe(true);
    expect(cells(text, ';')).toMatchObject({
      decidedAt: '02-03-2026 00:30:00',
      firstDay: '28-02-2026',
      status: 'Delvist',
      Titel: 'Rugbrød; økologisk',
      cpvMain: '="03111000"',
      cpvAdditional: '15811100|03222220',
      buyerId: '="28856075"',
      reference: '="26/1234"',
      lotId: '="1-2"',
      noticeProcedureId: 'a1b2',
      valueAmount: '1234567,8',
      awardWeightPct: '12,5',
      measuredValue: '-0,5',
      placement: 'placement:awardCriteria|placement:technicalSpecifications',
      conflict: 'nej',
      exportCompleteness: '0,6667',
      exportedAt: '22-11-2026 10:00:00',
    });
    expect(readId('="03111000"')).toBe('03111000');
  });

  test('quotes a cell with a semicolon, and no more than needed', async () => {
    const text = await csv([base], options);
    expect(text).toContain(';"Rugbrød; økologisk";Ærø Kommune;');
    expect(text).not.toContain('sep=');
  });
});

describe('formulas', () => {
  test.each(['=1+1', '+1', '-1', '@sum', '\tx', '\rx', "'=1", "''@x"])('%j cannot run and reads back', (text) => {
    expect(neutralise(text)).toBe(`'${text}`);
    expect(restore(neutralise(text))).toBe(text);
  });

  test.each(['æøå', '1', "'citat'", 'a=b', ''])('%j stays as it is', (text) => {
    expect(neutralise(text)).toBe(text);
    expect(restore(text)).toBe(text);
  });

  test('in titles, reasons, units, lists, codes and headers are neutralised; numbers are not', async () => {
    const evil: CurrentRow = {
      ...base,
      unit: '@unit',
      lotId: '=cmd|x',
      procedure: { ...base.procedure, title: '=HYPERLINK("x")', reference: '+45' },
      ecolabels: ['-a'],
    };
    for (const [dialect, delimiter] of [
      ['machine', ','],
      ['danish', ';'],
    ] as const) {
      const text = await csv([evil], { dialect, header: (column) => (column === 'url' ? '=url' : column) });
      expect(cells(text, delimiter)).toMatchObject({
        title: `'=HYPERLINK("x")`,
        reasonText: "'=1+1",
        unit: "'@unit",
        lotId: "'=cmd|x",
        reference: "'+45",
        ecolabels: "'-a",
        measuredValue: dialect === 'danish' ? '-0,5' : '-0.5',
      });
      for (const cell of parseCsv(text, delimiter).flat()) {
        expect(cell).not.toMatch(/^[=+@\t\r](?!"\d[\d .,/-]*"$)/);
      }
    }
  });

  test('any text survives neutralising and list joining', async () => {
    const text = fc.string({
      unit: fc.constantFrom('=', "'", '|', '\\', 'ø', '"', ';', ',', '\n', '\r', '\t', '-', 'a'),
    });
    await fc.assert(
      fc.asyncProperty(text, fc.array(text, { minLength: 2, maxLength: 4 }), async (title, quotes) => {
        const evidence = quotes.map((quote) => ({ ...base.evidence[0], kind: 'contractDraft' as const, quote }));
        const row = { ...base, procedure: { ...base.procedure, title }, evidence } as CurrentRow;
        for (const [dialect, delimiter] of [
          ['machine', ','],
          ['danish', ';'],
        ] as const) {
          const [names = [], values = []] = parseCsv(await csv([row], { dialect, header: (name) => name }), delimiter);
          expect(restore(values[names.indexOf('title')] ?? '')).toBe(title);
          expect(splitList(restore(values[names.indexOf('evidenceQuote')] ?? ''))).toEqual(quotes);
        }
      }),
      { numRuns: 300 },
    );
  }, 30_000);
});

test('10,000 rows with æøå, quotes, semicolons, commas and line breaks come back cell for cell, in both dialects', async () => {
  const words = [
    'Rødgrød "med" fløde',
    'a;b,c',
    'linje 1\r\nlinje 2',
    'Åbent\nudbud',
    '=SUM(A1)',
    "'-5",
    '  luft  ',
    'tab\t',
  ];
  const rows = Array.from({ length: 10_000 }, (_, index): CurrentRow => {
    const word = (offset: number) => `${words[(index + offset) % words.length]}`;
    return {
      ...base,
      recordId: `rec-${index}`,
      unit: word(0),
      reason: { code: 'other', text: `${word(1)}${index}` },
      value: index % 3 ? { amount: index / 100, currency: 'DKK' } : null,
      procedure: {
        ...base.procedure,
        title: `${word(2)}${word(3)}`,
        cpv: { main: `0${3_000_000 + index}`, additional: [] },
      },
      evidence: [0, 1].map((part) => ({
        kind: 'contractDraft' as const,
        title: word(part + 4),
        url: null,
        page: null,
        quote: null,
      })),
    };
  });
  for (const [dialect, delimiter] of [
    ['machine', ','],
    ['danish', ';'],
  ] as const) {
    const [names = [], ...read] = parseCsv(await csv(rows, { dialect, header: (name) => name }), delimiter);
    expect(names).toEqual(csvColumns.filter((name) => name !== 'author'));
    expect(read).toHaveLength(10_000);
    const at = (name: string) => names.indexOf(name);
    const back = read.map((row) => ({
      recordId: row[at('recordId')],
      unit: restore(row[at('unit')] ?? ''),
      reason: restore(row[at('reasonText')] ?? ''),
      amount: row[at('valueAmount')] === '' ? null : Number(row[at('valueAmount')]?.replace(',', '.')),
      title: restore(row[at('title')] ?? ''),
      cpv: readId(row[at('cpvMain')] ?? ''),
      evidence: splitList(restore(row[at('evidenceTitle')] ?? '')),
    }));
    expect(back).toEqual(
      rows.map((row) => ({
        recordId: row.recordId,
        unit: row.unit,
        reason: row.reason?.text,
        amount: row.value?.amount ?? null,
        title: row.procedure.title,
        cpv: row.procedure.cpv.main,
        evidence: row.evidence.map(({ title }) => title),
      })),
    );
  }
}, 30_000);

describe('reading CSV', () => {
  test.each<[string, ',' | ';', string[][]]>([
    [
      'a,b\r\n1,2\r\n',
      ',',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'a;b\n1;2',
      ';',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      '\uFEFFa;b\r\n"x;""y""";\r\n',
      ';',
      [
        ['a', 'b'],
        ['x;"y"', ''],
      ],
    ],
    [
      'a,b\r\n"1\r\n2",',
      ',',
      [
        ['a', 'b'],
        ['1\r\n2', ''],
      ],
    ],
    ['', ',', []],
  ])('%j', (text, delimiter, rows) => {
    expect(parseCsv(text, delimiter)).toEqual(rows);
  });

  test.each([
    ['a,b\r\n"1,2\r\n', 'line 2: a quote is not closed'],
    ['a,b\r\n1"x,2\r\n', 'line 2: a quote inside a cell'],
    ['a,b\r\n"1"x,2\r\n', 'line 2: text after a closing quote'],
    ['a,b\r\n"1\n",2,3\r\n', 'line 3: 3 cells, the header has 2'],
  ])('%j is refused', (text, message) => {
    expect(() => parseCsv(text)).toThrow(new SyntaxError(message));
  });
});

test.each([
  [1e21, '1000000000000000000000'],
  [1.25e21, '1250000000000000000000'],
  [-1e-7, '-0.0000001'],
  [1.5e-7, '0.00000015'],
  [Number.MIN_VALUE, `0.${'0'.repeat(323)}5`],
  [Number.MAX_VALUE, `17976931348623157${'0'.repeat(292)}`],
])('%d is written out and reads back', async (value, written) => {
  const row = { ...base, value: { amount: value, currency: 'DKK' }, measured: { metric: 'x', value, unit: 'g' } };
  expect(cells(await csv([row]))).toMatchObject({ valueAmount: written, measuredValue: written });
  expect(cells(await csv([row], { dialect: 'danish' }), ';').measuredValue).toBe(written.replace('.', ','));
  expect(Number(written)).toBe(value);
});

test('strategic codes follow from the goals of what is met or partly met', () => {
  expect(strategicCodes({ verdict: 'met', goals: ['clim-mitig', 'hum-right'] })).toEqual(['env-imp', 'soc-obj']);
  expect(strategicCodes({ verdict: 'met', goals: ['soc-other'] })).toEqual(['soc-obj']);
  expect(strategicCodes({ verdict: 'notMet', goals: ['clim-mitig'] })).toEqual([]);
});
