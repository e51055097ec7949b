import type { Translator } from '../../i18n.ts';
import { indicatorLines } from '../indicator-lines.ts';
import type { Indicators, Share } from '../indicator-types.ts';
import type { HandIn, HandInFigure } from './hand-in.ts';

/** A cell of the table; `share` is 0 to 1. */
export type TableCell = { kind: 'text'; value: string } | { kind: 'number' | 'share'; value: number } | null;

/** The figures as a table to hand in: by number, by value in one currency a row, and in words. */
export interface HandInTable {
  columns: string[];
  rows: TableCell[][];
}

/** What the figures are of: title and value, in words. */
export type HandInFact = readonly [title: string, value: string];

/** What a share has: by number, by value in one currency, and what of the value is not known or not divided. */
export const shareColumns = [
  'numerator',
  'denominator',
  'share',
  'currency',
  'valueNumerator',
  'valueDenominator',
  'valueShare',
  'valueMissing',
  'unallocated',
] as const;

/** Columns in order; their titles are `handIn.column.<name>`. */
export const handInColumns = ['scheme', 'figure', ...shareColumns, 'counts', 'missing', 'source'] as const;

/** The files of `locales` that the table takes its words from. */
export const handInNamespaces = ['common', 'decision', 'dashboard', 'overview', 'handin'] as const;

export const text = (value: string): TableCell => ({ kind: 'text', value });
const number = (value: number): TableCell => ({ kind: 'number', value });
const share = (value: number | null): TableCell => (value === null ? null : { kind: 'share', value });

/** Name of a figure, with the category it is about. */
export function figureName({ id, category }: Pick<HandInFigure, 'id' | 'category'>, texts: Translator): string {
  const name = texts(`handIn.${id}.title`);
  return category === null ? name : `${name}: ${texts(`handIn.category.${category}`)}`;
}

/** What keeps a figure from saying all: what the log never knows, then what this one lacks. */
export function missingWords({ id, shortfalls }: HandInFigure, texts: Translator): string {
  return [texts(`handIn.${id}.missing`), ...shortfalls.map((why) => texts(`handIn.shortfall.${why}`))].join(' ');
}

/**
 * Every figure that buyers are asked for, then our own twelve indicators, all in the words of a language.
 * @param texts of `handInNamespaces`
 */
export function handInTable({ figures, indicators }: HandIn, texts: Translator): HandInTable {
  const own = indicatorLines(indicators, texts).flatMap(({ id, label, share: of }) =>
    rowsOf(of, null, texts('app.name'), `${id} ${label}`, [texts(`indicator.${id}.definition`), '', '']),
  );
  const ofWeight = [texts('app.name'), texts('figures.weightMean')];
  return {
    columns: handInColumns.map((name) => texts(`handIn.column.${name}`)),
    rows: [
      ...figures.flatMap((figure) =>
        rowsOf(figure.share, figure.count, texts(`handIn.scheme.${figure.scheme}`), figureName(figure, texts), [
          texts(`handIn.${figure.id}.counts`),
          missingWords(figure, texts),
          texts(`handIn.source.${figure.scheme}`),
        ]),
      ),
      ...own,
      padded([...ofWeight.map(text), ...weightCells(indicators)], [texts('indicator.I8.definition'), '', '']),
    ],
  };
}

/** A figure's rows: the first has its number, each further one another currency. */
function rowsOf(of: Share | null, count: number | null, scheme: string, name: string, words: string[]): TableCell[][] {
  const head = [text(scheme), text(name)];
  if (of === null) return [padded([...head, number(count ?? 0)], words)];
  const [first = [], ...others] = shareRows(of);
  return [
    padded([...head, ...first], words),
    ...others.map((cells) =>
      padded(
        [...head, ...cells],
        words.map(() => ''),
      ),
    ),
  ];
}

/** The cells of a share under `shareColumns`: by number and in one currency, then a row for each further currency. */
export function shareRows(of: Share): TableCell[][] {
  const values = Object.entries(of.value).filter(([, { denominator }]) => denominator > 0);
  const byValue = values.map(([currency, { numerator, denominator }]): TableCell[] => [
    text(currency),
    number(numerator),
    number(denominator),
    share(numerator / denominator),
  ]);
  const [first = [null, null, null, null], ...others] = byValue;
  return [
    [
      number(of.numerator),
      number(of.denominator),
      share(of.share),
      ...first,
      number(of.valueMissing),
      number(of.unallocated),
    ],
    ...others.map((cells) => [null, null, null, ...cells, null, null]),
  ];
}

/** The mean weight of green criteria as a share of one, under `shareColumns`; it is of decisions and no part of a number. */
export function weightCells({ I8 }: Pick<Indicators, 'I8'>): TableCell[] {
  return [null, number(I8.decisions), share(I8.mean === null ? null : I8.mean / 100)];
}

/** Cells up to the words at the end. */
function padded(cells: TableCell[], words: string[]): TableCell[] {
  const blank = Math.max(0, handInColumns.length - words.length - cells.length);
  return [...cells, ...new Array<TableCell>(blank).fill(null), ...words.map((word) => (word ? text(word) : null))];
}

interface HandInOrigin {
  period: { from: string; to: string; unit?: string };
  toolVersion: string;
  dataVersion: string;
  /** Day of the export, YYYY-MM-DD. */
  today: string;
}

/** What every export says of itself: period, unit, number of decisions, log completeness and versions. */
export function handInFacts({ figures, indicators }: HandIn, origin: HandInOrigin, texts: Translator): HandInFact[] {
  const { period, toolVersion, dataVersion, today } = origin;
  const decisions = figures.find(({ id }) => id === 'sdgE')?.count ?? 0;
  const { share: completeness } = indicators.I12;
  return [
    [texts('handIn.note.period'), `${period.from}/${period.to}`],
    [texts('handIn.note.unit'), period.unit ?? texts('handIn.note.allUnits')],
    [texts('handIn.note.decisions'), String(decisions)],
    [texts('handIn.note.completeness'), completeness === null ? '' : `${Math.round(completeness * 100)} %`],
    [texts('handIn.note.made'), today],
    [texts('handIn.note.tool'), toolVersion],
    [texts('handIn.note.data'), dataVersion],
  ];
}
