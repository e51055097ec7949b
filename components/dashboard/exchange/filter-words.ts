import { formatDay } from '../../ui/format.ts';
import { areaName, type House, targetTitle } from '../house.ts';
import { logFilterOf } from '../log/log-filter.ts';
import { readPeriod } from '../period.ts';
import type { Query } from '../routes.ts';

/** The chosen part of the log in words, for the page and for the file itself. */
export function filterWords(house: House, query: Query): string {
  const { translate, today } = house;
  const { locale } = translate;
  const { days } = readPeriod(query, today);
  const { verdict, kinds } = logFilterOf(query, today);
  const period = translate('overview.period', { from: formatDay(days.from, locale), to: formatDay(days.to, locale) });
  const parts = [
    period,
    query.unit && `${translate('filter.unit')}: ${query.unit}`,
    query.area && `${translate('filter.area')}: ${areaName(house, query.area)}`,
    query.target && `${translate('targets.target')}: ${targetTitle(house, query.target)}`,
    verdict && translate(`verdict.${verdict}`),
    kinds?.map((kind) => translate(`log.kind.${kind}`)).join(', '),
    query.evidence === 'missing' && translate('log.missingEvidence'),
    query.q && `${translate('log.search')}: ${query.q}`,
  ];
  return parts.filter(Boolean).join(' · ');
}
