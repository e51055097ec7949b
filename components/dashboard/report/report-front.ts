import { formatNumber, type Translator } from '../../../lib/i18n.ts';
import type { Share } from '../../../lib/reporting/indicator-types.ts';
import { leastCompared } from '../../../lib/reporting/same-period.ts';
import { formatShare } from '../../ui/format.ts';
import { areaName, type House } from '../house.ts';
import { compactMoney, counted, lowCompleteness, smallCount, weakestAreas } from '../overview/overview-model.ts';
import type { Overview } from '../overview/overview-reading.ts';

/** Under this many tenders a share is said as a count: "3 af 4" and not "75 %". */
export const leastForPercent = 10;

/** One key figure: what stands large, and the sentence that says it. */
export interface FrontFigure {
  key: 'allMet' | 'oneMet' | 'value' | 'innovation' | 'completeness';
  value: string;
  sentence: string;
}

/** The report's first page in words, for those who read no more of it. */
export interface Front {
  figures: FrontFigure[];
  /** Why the figures say little, where they do; null when they carry. */
  warning: string | null;
  good: string[];
  missing: string[];
  next: string[];
}

type FrontHouse = Pick<House, 'data' | 'translate'>;

/** The first page's words from the period's figures. Every sentence holds at one tender as at a thousand. */
export function frontOf(overview: Overview, house: FrontHouse): Front {
  const { indicators } = overview;
  const { I12 } = indicators;
  const low = I12.share !== null && I12.share < lowCompleteness;
  return {
    figures: figuresOf(overview, house.translate),
    warning: low
      ? house.translate('report.warning', { share: shareText(I12, house.translate), count: I12.denominator })
      : null,
    good: goodOf(overview, house),
    missing: missingOf(overview, house),
    next: nextOf(overview, house),
  };
}

/** A share as per cent where enough tenders carry it, else as "3 af 4". */
export function shareText(share: Share, translate: Translator): string {
  const { locale } = translate;
  if (share.denominator >= leastForPercent) return formatShare(share.share, locale);
  return translate('figure.partOf', {
    part: formatNumber(share.numerator, locale),
    whole: formatNumber(share.denominator, locale),
  });
}

/** Which sentence says a share: of nothing, none, some or all of it. */
function kindOf({ numerator, denominator }: Share): 'empty' | 'none' | 'some' | 'all' {
  if (denominator === 0) return 'empty';
  if (numerator === 0) return 'none';
  return numerator === denominator ? 'all' : 'some';
}

function figuresOf({ indicators, currency }: Overview, translate: Translator): FrontFigure[] {
  const { I1, I2, I9, I12 } = indicators;
  const said = (key: FrontFigure['key'], share: Share): FrontFigure => ({
    key,
    value: share.denominator === 0 ? '–' : shareText(share, translate),
    sentence: translate(`report.${key}.${kindOf(share)}`, { part: share.numerator, count: share.denominator }),
  });
  return [
    said('allMet', I2),
    said('oneMet', I1),
    valueFigure(I1, currency, translate),
    said('innovation', I9.innovative),
    said('completeness', I12),
  ];
}

/** What the tenders with decisions are worth, as far as it is known. */
function valueFigure(share: Share, currency: string, translate: Translator): FrontFigure {
  const { denominator } = counted(share, 'value', currency);
  const known = translate(denominator > 0 ? 'report.value.known' : 'report.value.unknown', {
    count: share.denominator,
  });
  const missing =
    denominator > 0 && share.valueMissing > 0 ? translate('report.value.missing', { count: share.valueMissing }) : '';
  return {
    key: 'value',
    value: denominator > 0 ? compactMoney(denominator, currency, translate.locale) : '–',
    sentence: [known, missing].filter(Boolean).join(' '),
  };
}

/** At most three things that went well; areas with enough tenders first. */
function goodOf({ indicators, areas, standings, yearBefore }: Overview, house: FrontHouse): string[] {
  const { translate } = house;
  const best = areas
    .filter(({ key, allMet }) => key !== 'all' && allMet.denominator >= smallCount && (allMet.share ?? 0) >= 0.75)
    .sort((left, right) => (right.allMet.share ?? 0) - (left.allMet.share ?? 0))
    .slice(0, 2)
    .map(({ key, allMet }) =>
      translate('report.good.area', {
        area: areaName(house, key),
        part: allMet.numerator,
        count: allMet.denominator,
      }),
    );
  const reached = standings.filter(({ distance }) => distance !== null && distance >= -1e-9).length;
  const points = yearBefore === null ? 0 : pointsUp(yearBefore.figures.now.I2, yearBefore.figures.before.I2);
  const used = indicators.I9.tipsUsed.numerator;
  return [
    ...best,
    ...(points > 0 ? [translate('report.good.up', { count: points })] : []),
    ...(reached > 0 ? [translate('report.good.goals', { reached, count: standings.length })] : []),
    ...(used > 0 ? [translate('report.good.tips', { count: used })] : []),
  ].slice(0, 3);
}

/** Percentage points between two years; nought where too few tenders carry it. */
function pointsUp(now: Share, before: Share): number {
  if (now.denominator < leastCompared || before.denominator < leastCompared) return 0;
  return Math.round((now.share ?? 0) * 100) - Math.round((before.share ?? 0) * 100);
}

/** At most three things that are missing: areas, what has no decision, the reason most often given. */
function missingOf({ indicators, areas, yearBefore, period }: Overview, house: FrontHouse): string[] {
  const { translate } = house;
  const weakest = period.area === undefined ? weakestAreas(areas).slice(0, 2) : [];
  const [reason] = Object.entries(indicators.I6)
    .filter(([, share]) => share.numerator > 0)
    .sort(([, left], [, right]) => right.numerator - left.numerator);
  const points = yearBefore === null ? 0 : pointsUp(yearBefore.figures.now.I2, yearBefore.figures.before.I2);
  return [
    ...weakest.map(({ key, missing, of }) =>
      translate('report.missing.area', { area: areaName(house, key), part: missing, count: of }),
    ),
    ...(points < 0 ? [translate('report.missing.down', { count: -points })] : []),
    ...(reason
      ? [
          translate('report.missing.reason', {
            reason: translate(`reason.${reason[0]}`),
            count: reason[1].numerator,
          }),
        ]
      : []),
  ].slice(0, 3);
}

/** At most three steps that the figures themselves ask for. */
function nextOf({ indicators, areas, standings, period }: Overview, house: FrontHouse): string[] {
  const { translate } = house;
  const open = indicators.I3.open.numerator;
  const [weakest] = period.area === undefined ? weakestAreas(areas) : [];
  const missed = standings.filter(({ pace }) => pace.kind === 'misses').map(({ figure }) => figure.area);
  const low = indicators.I12.share !== null && indicators.I12.share < lowCompleteness;
  return [
    ...(low ? [translate('report.next.log')] : []),
    ...(open > 0 ? [translate('report.next.open', { count: open })] : []),
    ...missed
      .slice(0, 1)
      .map((area) =>
        translate('report.next.goal', { area: area === 'all' ? translate('goals.all') : areaName(house, area) }),
      ),
    ...(weakest ? [translate('report.next.area', { area: areaName(house, weakest.key) })] : []),
  ].slice(0, 3);
}
