import { units } from '../../../log/find/queries.ts';
import { codeInWords } from '../../../reporting/code-names.ts';
import { type IndicatorLine, indicatorLines } from '../../../reporting/indicator-lines.ts';
import type { Period, SeriesRow, Share } from '../../../reporting/indicator-types.ts';
import { indicators } from '../../../reporting/indicators.ts';
import { byArea, byMonth, byUnit } from '../../../reporting/series.ts';
import type { Sheet, SheetCell } from '../../../reporting/xlsx/workbook.ts';
import type { ExportJob } from '../job.ts';

const text = (value: string): SheetCell => ({ kind: 'text', value });
const number = (value: number): SheetCell => ({ kind: 'number', value });
const share = (value: number | null): SheetCell => (value === null ? null : { kind: 'share', value });

const always = { from: '0000-01-01', to: '9999-12-31' };

/**
 * The twelve indicators, by number and in each currency by value, then the share with all targets met and the log
 * completeness by area, unit and month. Of the export's period, unit, area and target: other filters choose decisions,
 * and a share of chosen decisions would say nothing.
 */
export function figuresSheet(job: ExportJob): Sheet {
  const { texts } = job;
  const titles: [key: string, width: number][] = [
    ['sheets.part', 18],
    ['sheets.key', 24],
    ['sheets.indicator', 10],
    ['sheets.figure', 44],
    ['sheets.numerator', 12],
    ['sheets.denominator', 12],
    ['sheets.share', 10],
    ['csv.valueCurrency', 8],
    ['sheets.valueNumerator', 20],
    ['sheets.valueDenominator', 20],
    ['sheets.valueShare', 14],
    ['sheets.valueMissing', 14],
    ['sheets.unallocated', 18],
  ];
  return {
    name: texts('sheets.figures'),
    columns: titles.map(([key, width]) => ({ title: texts(key), width })),
    rows: rowsOf(job),
  };
}

async function* rowsOf({
  journal,
  texts,
  data,
  request,
  signal,
  priorityAreas,
}: ExportJob): AsyncGenerator<SheetCell[][]> {
  const { from, to, unit, area, target } = request.filter ?? {};
  const period: Period = { ...always, ...(from && to ? { from, to } : {}), unit, area, target };
  const whole = await indicators(journal, period, priorityAreas ? { priorityAreas } : {});
  const part = texts('sheets.whole');
  yield [
    ...indicatorLines(whole, texts).flatMap(({ id, label, share: of }) => shareRows(part, '', id, label, of)),
    meanRow(part, texts('sheets.weightMean'), whole.I8),
  ];
  const series = (title: string, rows: readonly SeriesRow[], name: (key: string) => string): SheetCell[][] =>
    rows.flatMap((row) => [
      ...shareRows(title, name(row.key), 'I2', texts('indicator.I2.title'), row.allMet),
      ...shareRows(title, name(row.key), 'I12', texts('indicator.I12.title'), row.completeness),
    ]);
  signal.throwIfAborted();
  const named = (code: string) => codeInWords(texts, data, 'area', code);
  yield series(texts('csv.area'), await byArea(journal, period), named);
  signal.throwIfAborted();
  const byEach = await byUnit(journal, period, await units(journal));
  yield series(texts('csv.unit'), byEach, (key) => key || texts('overview.noUnit'));
  signal.throwIfAborted();
  yield series(texts('sheets.month'), await byMonth(journal, period), (key) => key);
}

/** A share by number, with its first currency beside it, and a line for each further one. */
function shareRows(part: string, key: string, id: IndicatorLine['id'], label: string, of: Share): SheetCell[][] {
  const values = Object.entries(of.value).filter(([, { denominator }]) => denominator > 0);
  const head = [text(part), text(key), text(id), text(label)];
  const byNumber = [number(of.numerator), number(of.denominator), share(of.share)];
  const rest = [number(of.valueMissing), number(of.unallocated)];
  const byValue = values.map(([currency, { numerator, denominator }]): SheetCell[] => [
    text(currency),
    { kind: 'amount', value: numerator },
    { kind: 'amount', value: denominator },
    share(numerator / denominator),
  ]);
  const [first = [null, null, null, null], ...others] = byValue;
  return [
    [...head, ...byNumber, ...first, ...rest],
    ...others.map((cells) => [...head, null, null, null, ...cells, null, null]),
  ];
}

/** I8's mean is a figure of its own: the sum of the weights over the decisions that have one. */
function meanRow(part: string, label: string, { mean, decisions }: { mean: number | null; decisions: number }) {
  const average = share(mean === null ? null : mean / 100);
  return [text(part), null, text('I8'), text(label), null, number(decisions), average];
}
