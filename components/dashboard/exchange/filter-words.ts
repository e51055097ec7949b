import { formatDay } from '../../ui/format.ts';
import { areaName, type House, targetTitle } from '../house.ts';
import { logFilterOf } from '../log/log-filter.ts';
import { readPeriod } from '../period.ts';
import { portalName } from '../portal-name.ts';
import type { Query } from '../routes.ts';

/** The chosen part of the log in words, for the page and for the file itself. */
export function filterWords(house: House, query: Query): string {
  const { translate, today } = house;
  const { locale } = translate;
  const { days } = readPeriod(query, today);
  const { verdict, kinds, reason, portal, author, placement } = logFilterOf(query, today);
  const period = translate('overview.period', { from: formatDay(days.from, locale), to: formatDay(days.to, locale) });
  const parts = [
    period,
    query.unit && `${translate('filter.unit')}: ${query.unit}`,
    query.area && `${translate('filter.area')}: ${areaName(house, query.area)}`,
    query.target && `${translate('targets.target')}: ${targetTitle(house, query.target)}`,
    verdict && translate(`verdict.${verdict}`),
    kinds?.map((kind) => translate(`log.kind.${kind}`)).join(', '),
    reason && `${translate('decision.reason')}: ${translate(`reason.${reason}`)}`,
    portal && `${translate('filter.beside.portal')}: ${portalName(portal, translate)}`,
    author && `${translate('filter.beside.author')}: ${author}`,
    placement && `${translate('filter.beside.placement')}: ${translate(`placement.${placement}`)}`,
    query.evidence === 'missing' && translate('log.missingEvidence'),
    query.conflict === 'only' && translate('log.conflictOnly'),
    query.q && `${translate('log.search')}: ${query.q}`,
  ];
  return parts.filter(Boolean).join(' · ');
}
