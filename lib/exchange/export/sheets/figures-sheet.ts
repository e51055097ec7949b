import type { Translator } from '../../../i18n.ts';
import { units } from '../../../log/find/queries.ts';
import { codeInWords } from '../../../reporting/code-names.ts';
import { type HandInFigure, handIn } from '../../../reporting/hand-in/hand-in.ts';
import { missingWords } from '../../../reporting/hand-in/table.ts';
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
 * The twelve indicators, by number and in each currency by value, the figures that buyers are asked for, then the share
 * with all targets met and the log completeness by area, unit and month. Of the export's period, unit, area and target:
 * other filters choose decisions, and a share of chosen decisions would say nothing. The figures to hand in are an
 * organisation's or a unit's; of a single area or target there are none.
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
    ['handIn.column.counts', 60],
    ['handIn.column.missing', 60],
    ['handIn.column.source', 40],
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
  tell,
  priorityAreas,
}: ExportJob): AsyncGenerator<SheetCell[][]> {
  tell({ step: 'figures', done: 0, total: null });
  const { from, to, unit, area, target } = request.filter ?? {};
  const period: Period = { ...always, ...(from && to ? { from, to } : {}), unit, area, target };
  const whole = await indicators(journal, period, priorityAreas ? { priorityAreas } : {});
  const part = texts('sheets.whole');
  yield [
    ...indicatorLines(whole, texts).flatMap(({ id, label, share: of }) =>
      shareRows([part, '', id, label], of, [texts(`indicator.${id}.definition`)]),
    ),
    meanRow(part, texts('sheets.weightMean'), whole.I8),
  ];
  signal.throwIfAborted();
  if (area === undefined && target === undefined) {
    const { figures } = await handIn(journal, period, priorityAreas ?? []);
    yield figures.flatMap((figure) => handInRows(figure, texts));
  }
  const series = (title: string, rows: readonly SeriesRow[], name: (key: string) => string): SheetCell[][] =>
    rows.flatMap((row) => [
      ...shareRows([title, name(row.key), 'I2', texts('indicator.I2.title')], row.allMet),
      ...shareRows([title, name(row.key), 'I12', texts('indicator.I12.title')], row.completeness),
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

/** What a figure is: part, key, number and name. */
type FigureHead = readonly [part: string, key: string, id: IndicatorLine['id'] | '', label: string];

/** A figure that somebody asks for; a plain count stands as a number of nothing. */
function handInRows(figure: HandInFigure, texts: Translator): SheetCell[][] {
  const { id, scheme, category, count, share: of } = figure;
  const key = category === null ? '' : texts(`handIn.category.${category}`);
  const head: FigureHead = [texts(`handIn.scheme.${scheme}`), key, '', texts(`handIn.${id}.title`)];
  const words = [texts(`handIn.${id}.counts`), missingWords(figure, texts), texts(`handIn.source.${scheme}`)];
  if (of !== null) return shareRows(head, of, words);
  return [[...head.map(text), number(count ?? 0), ...new Array<SheetCell>(8).fill(null), ...words.map(text)]];
}

/** A share by number, with its first currency beside it, and a line for each further one; what it counts at the end. */
function shareRows(about: FigureHead, of: Share, words: readonly string[] = []): SheetCell[][] {
  const values = Object.entries(of.value).filter(([, { denominator }]) => denominator > 0);
  const head = about.map(text);
  const byNumber = [number(of.numerator), number(of.denominator), share(of.share)];
  const rest = [number(of.valueMissing), number(of.unallocated), ...words.map(text)];
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
