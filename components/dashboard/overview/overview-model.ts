import { formatNumber, type Locale, regional, type Translator } from '../../../lib/i18n.ts';
import type { Indicators, SeriesRow, Share } from '../../../lib/reporting/indicator-types.ts';
import type { ChartSpec, Series } from '../../ui/chart-spec.ts';
import { formatDay, formatShare, noFigure } from '../../ui/format.ts';

/** Whether figures count tenders and decisions, or add up their values. */
export type Counting = 'number' | 'value';

/** Below this log completeness the other figures say little about the whole. */
export const lowCompleteness = 0.8;

/** Under this many tenders or decisions a share moves by tens with a single one, and is marked. */
export const smallCount = 5;

/** A share as the chosen counting gives it; values are those of one currency, never converted. */
interface CountedShare {
  share: number | null;
  numerator: number;
  denominator: number;
}

/** The share by number, or by value in a currency; a denominator of zero gives no share. */
export function counted(share: Share, counting: Counting, currency: string): CountedShare {
  if (counting === 'number') return share;
  const { numerator, denominator } = share.value[currency] ?? { numerator: 0, denominator: 0 };
  return { numerator, denominator, share: denominator > 0 ? numerator / denominator : null };
}

/** The user's own currency if anything is logged in it, else the one with most value, else the user's own. */
export function mainCurrency({ I12, I2, I1 }: Pick<Indicators, 'I12' | 'I2' | 'I1'>, country: string): string {
  const home = { DK: 'DKK', NO: 'NOK', SE: 'SEK' }[country] ?? 'DKK';
  const sums = new Map<string, number>();
  for (const { value } of [I12, I2, I1]) {
    for (const [currency, { denominator }] of Object.entries(value)) {
      sums.set(currency, (sums.get(currency) ?? 0) + denominator);
    }
  }
  if (sums.has(home) || sums.size === 0) return home;
  return [...sums].reduce((most, next) => (next[1] > most[1] ? next : most))[0];
}

/** "12 af 30", or the two amounts in the currency, as short as a heading needs them. */
export function partOfWhole(share: CountedShare, counting: Counting, currency: string, translate: Translator): string {
  const { locale } = translate;
  const text = (amount: number) =>
    counting === 'number' ? formatNumber(amount, locale) : compactMoney(amount, currency, locale);
  return translate('figure.partOf', { part: text(share.numerator), whole: text(share.denominator) });
}

const verdictSeries = [
  { key: 'met', color: '--chart-met', fill: 'solid' },
  { key: 'partiallyMet', color: '--chart-partly', fill: 'stripes' },
  { key: 'notMet', color: '--chart-not-met', fill: 'cross' },
  { key: 'notApplicable', color: '--chart-not-applicable', fill: 'dots' },
  { key: 'open', color: '--chart-open', fill: 'outline' },
] as const;

/**
 * Rows that hold anything at all, those where most is missing first: by number, targets not met; by value, tenders
 * that do not meet all. `all` comes last, for it is for every purchase and no area of its own.
 */
export function filledRows(rows: readonly SeriesRow[], counting: Counting, currency: string): SeriesRow[] {
  const missing = ({ verdicts, allMet }: SeriesRow) => {
    if (counting === 'number') return verdicts.open + verdicts.notMet + verdicts.partiallyMet;
    const { numerator, denominator } = counted(allMet, 'value', currency);
    return denominator - numerator;
  };
  return rows
    .filter((row) => Object.values(row.verdicts).some((count) => count > 0))
    .sort((left, right) => Number(left.key === 'all') - Number(right.key === 'all') || missing(right) - missing(left));
}

/**
 * Rows that hold anything at all, those first that meet all targets in the lowest share of their tenders, and of equals the
 * one with more tenders, or with more value; those without a share come last.
 */
export function lowestFirst(rows: readonly SeriesRow[], counting: Counting, currency: string): SeriesRow[] {
  return filledRows(rows, counting, currency)
    .map((row) => ({ row, ...counted(row.allMet, counting, currency) }))
    .sort((left, right) => {
      if (left.share === null || right.share === null)
        return Number(left.share === null) - Number(right.share === null);
      return left.share - right.share || right.denominator - left.denominator;
    })
    .map(({ row }) => row);
}

/** Stacked verdicts per row, by number of targets. */
export function verdictChart(
  rows: readonly SeriesRow[],
  direction: ChartSpec['direction'],
  nameOf: (key: string) => string,
  translate: Translator,
): ChartSpec {
  return {
    direction,
    stacked: true,
    categories: rows.map((row) => nameOf(row.key)),
    series: verdictSeries.map(({ key, color, fill }) => ({
      key,
      color,
      fill,
      label: translate(`verdict.${key}`),
      values: rows.map((row) => row.verdicts[key]),
    })),
    format: (value) => formatNumber(value, translate.locale),
  };
}

/** Value of the tenders with all targets met against the rest, per row, in one currency. */
export function valueChart(
  rows: readonly SeriesRow[],
  direction: ChartSpec['direction'],
  nameOf: (key: string) => string,
  currency: string,
  translate: Translator,
): ChartSpec {
  const shares = rows.map((row) => counted(row.allMet, 'value', currency));
  const series: Series[] = [
    {
      key: 'allMet',
      label: translate('chart.allMet'),
      color: '--chart-met',
      fill: 'solid',
      values: shares.map((share) => share.numerator),
    },
    {
      key: 'notAllMet',
      label: translate('chart.notAllMet'),
      color: '--chart-not-met',
      fill: 'cross',
      values: shares.map((share) => share.denominator - share.numerator),
    },
  ];
  return {
    direction,
    stacked: true,
    categories: rows.map((row) => nameOf(row.key)),
    series,
    format: (value) => compactMoney(value, currency, translate.locale),
  };
}

/** An amount in thousands or millions, as a heading has room for: "12,4 mio. DKK". */
export function compactMoney(amount: number, currency: string, locale: Locale): string {
  const short = new Intl.NumberFormat(regional(locale), { notation: 'compact', maximumFractionDigits: 1 });
  return `${short.format(amount)}\u00a0${currency}`;
}

/** Reasons for what was partly or not met, most frequent first; reasons nobody gave are left out. */
export function reasonChart(
  reasons: Indicators['I6'],
  counting: Counting,
  currency: string,
  translate: Translator,
): ChartSpec & { keys: string[] } {
  const rows = Object.entries(reasons)
    .map(([code, share]) => ({ code, amount: counted(share, counting, currency).numerator }))
    .filter(({ amount }) => amount > 0)
    .sort((left, right) => right.amount - left.amount);
  return {
    keys: rows.map(({ code }) => code),
    direction: 'rows',
    stacked: false,
    categories: rows.map(({ code }) => translate(`reason.${code}`)),
    series: [
      {
        key: 'reasons',
        label: translate(counting === 'number' ? 'chart.decisions' : 'chart.value'),
        color: '--accent',
        fill: 'solid',
        values: rows.map(({ amount }) => amount),
      },
    ],
    format: (value) =>
      counting === 'number' ? formatNumber(value, translate.locale) : compactMoney(value, currency, translate.locale),
  };
}

/** Units side by side: the share with all targets met, and how many tenders are behind it. */
export function unitChart(
  rows: readonly SeriesRow[],
  nameOf: (key: string) => string,
  counting: Counting,
  currency: string,
  translate: Translator,
): ChartSpec {
  return {
    direction: 'rows',
    stacked: false,
    maximum: 1,
    categories: rows.map(({ key }) => nameOf(key)),
    axisNotes: rows.map(({ allMet }) => tendersText(allMet.denominator, translate)),
    series: [
      {
        key: 'allMet',
        label: translate('indicator.I2.title'),
        color: '--chart-met',
        fill: 'solid',
        values: rows.map(({ allMet }) => counted(allMet, counting, currency).share),
      },
    ],
    format: (value) => formatShare(value, translate.locale),
  };
}

/** How many tenders stand behind a share; few of them are marked as few. */
export function tendersText(count: number, translate: Translator): string {
  return translate(count < smallCount ? 'overview.fewTenders' : 'overview.tenders', { count });
}

/** Where most is missing: areas by the number of tenders that do not meet all targets, at most three. */
export function weakestAreas(rows: readonly SeriesRow[]): { key: string; missing: number; of: number }[] {
  return rows
    .filter((row) => row.key !== 'all')
    .map(({ key, allMet }) => ({ key, missing: allMet.denominator - allMet.numerator, of: allMet.denominator }))
    .filter(({ missing }) => missing > 0)
    .sort((left, right) => right.missing - left.missing || right.missing / right.of - left.missing / left.of)
    .slice(0, 3);
}

/** Short name of a month on the axis: "jan. 2026". */
export function monthName(month: string, locale: Locale): string {
  return formatDay(month, locale, 'short');
}

/** Column of the tenders behind each share. */
export function countColumn(rows: readonly SeriesRow[], translate: Translator) {
  return {
    label: translate('overview.tendersBehind'),
    numeric: true,
    cells: rows.map(({ allMet }) => tendersText(allMet.denominator, translate)),
  };
}

/** Column of shares beside the verdicts in a chart's table. */
export function allMetColumn(rows: readonly SeriesRow[], counting: Counting, currency: string, translate: Translator) {
  return {
    label: translate('indicator.I2.title'),
    numeric: true,
    cells: rows.map((row) => {
      const share = counted(row.allMet, counting, currency);
      return share.share === null ? noFigure : formatShare(share.share, translate.locale);
    }),
  };
}
