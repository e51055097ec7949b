import type { Translator } from '../../../lib/i18n.ts';
import type { ToldOrganisation } from '../../../lib/team/told-figures.ts';
import { formatMoment } from '../../ui/format.ts';
import type { Told } from './overview-reading.ts';

/** An organisation that has told figures, with their state. */
export type Teller = ToldOrganisation & { latest: NonNullable<ToldOrganisation['latest']> };

/** Days after which figures are called old: a lead who opens the dashboard once a month keeps them new. */
const oldAfter = 31;

/** The organisations that have told figures, those whose figures are oldest first. */
export function tellersOf({ organisations }: Pick<Told, 'organisations'>): Teller[] {
  return organisations
    .flatMap((one) => (one.latest === null ? [] : [{ ...one, latest: one.latest }]))
    .sort((one, other) => (one.latest.computedAt < other.latest.computedAt ? -1 : 1));
}

/** Whether figures were computed so long ago that they say little of today, `YYYY-MM-DD`. */
export function isOld({ latest: { computedAt } }: Pick<Teller, 'latest'>, today: string): boolean {
  return Date.parse(today) - Date.parse(computedAt.slice(0, 10)) > oldAfter * 86_400_000;
}

/** Whether an organisation's figures are current, in words. */
export function stateOf(one: ToldOrganisation, today: string, translate: Translator): string {
  if (one.isAway) return translate('told.state.away');
  if (one.latest === null) return translate('told.state.none');
  return translate(isOld({ latest: one.latest }, today) ? 'told.state.old' : 'told.state.current');
}

/** Of what figures were computed, and from what state: said with each of them. Null for those of the own journal. */
export function toldStateText(told: Told | null, translate: Translator): string | null {
  if (told === null) return null;
  const tellers = tellersOf(told);
  const [oldest, newest] = [tellers[0], tellers.at(-1)];
  if (oldest === undefined || newest === undefined) return null;
  const at = ({ latest }: Teller) => formatMoment(latest.computedAt, translate.locale);
  const [first, last, count] = [at(oldest), at(newest), tellers.length];
  return first === last
    ? translate('told.behindAll', { count, at: last })
    : translate('told.behind', { count, oldest: first, newest: last });
}
