import type { Translator } from '../../lib/i18n.ts';
import type { Reason } from '../../lib/matching/finding.ts';
import type { Lot } from '../../lib/portals/tender.ts';

const mostNamed = 3;

/** Why a target is shown, in one line: the codes and words it was found by and where they stand. */
export function whyShown(reasons: readonly Reason[], lots: readonly Lot[], translate: Translator): string {
  const named = reasons
    .slice(0, mostNamed)
    .map(({ kind, text, where }) => translate(`panel.why.${kind}`, { text, place: placeName(where, lots, translate) }));
  return new Intl.ListFormat(translate.locale, { type: 'conjunction' }).format(named);
}

function placeName(where: string, lots: readonly Lot[], translate: Translator): string {
  const [first, id] = where.split('/');
  if (first === 'lots' && id !== undefined) {
    const number = lots.findIndex((lot) => lot.id === id) + 1;
    return translate('panel.place.lot', { lot: number > 0 ? String(number) : id });
  }
  if (where === 'cpv.main' || where === 'cpv.additional') return translate(`panel.place.${where}`);
  if (where === 'title' || where === 'description') return translate(`panel.place.${where}`);
  return translate('panel.place.text');
}
