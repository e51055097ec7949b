import { formatNumber } from '../../../lib/i18n.ts';
import { leastCompared } from '../../../lib/reporting/same-period.ts';
import { formatDay, formatShare } from '../../ui/format.ts';
import { useHouse } from '../house.ts';
import { type Counting, counted } from './overview-model.ts';
import type { YearBefore } from './overview-reading.ts';

interface YearChangeProps {
  yearBefore: YearBefore | null;
  id: 'I1' | 'I2' | 'I12';
  counting: Counting;
  currency: string;
  /** With the days that are held beside each other; else a short line. */
  full?: boolean;
}

/** How a share has moved since the same days of the year before; said to be unknown where too few tenders carry it. */
export function YearChange({ yearBefore, id, counting, currency, full = false }: YearChangeProps) {
  const { translate } = useHouse();
  const { locale } = translate;
  if (yearBefore === null) return full ? <p class="muted">{translate('compare.early')}</p> : null;
  const [now, before] = [yearBefore.figures.now[id], yearBefore.figures.before[id]];
  const days = { from: formatDay(yearBefore.now.from, locale), to: formatDay(yearBefore.now.to, locale) };
  if (before.denominator === 0) return full ? <p class="muted">{translate('compare.none', days)}</p> : null;
  const [share, earlier] = [counted(now, counting, currency).share, counted(before, counting, currency).share];
  const thin = now.denominator < leastCompared || before.denominator < leastCompared;
  if (thin || share === null || earlier === null) {
    if (!full) return null;
    const counts = { now: now.denominator, before: before.denominator, least: leastCompared };
    return <p class="muted">{translate('compare.thin', counts)}</p>;
  }
  const points = Math.round(share * 100) - Math.round(earlier * 100);
  const way = points > 0 ? 'up' : points < 0 ? 'down' : 'same';
  const values = {
    count: Math.abs(points),
    points: formatNumber(Math.abs(points), locale),
    share: formatShare(share, locale),
    earlier: formatShare(earlier, locale),
    ...days,
  };
  return (
    <p class={full ? undefined : 'figure-change'}>{translate(`compare.${full ? 'full' : 'short'}.${way}`, values)}</p>
  );
}
