import type { Translator } from '../../lib/i18n.ts';
import type { Reason } from '../../lib/matching/finding.ts';
import type { Lot } from '../../lib/portals/tender.ts';

/** More reasons, or more places of one, are not read; "m.fl." says that there are some. */
const mostNamed = 2;

/** One code or word, with every place it stands in. */
interface Named {
  kind: Reason['kind'];
  text: string;
  places: string[];
}

/**
 * Why something is shown, in one line: the codes and words it was found by and where they stand, the strongest first.
 * What stands in one place shares it: "CPV 39112000 og »kontorstole« i delkontrakt 2".
 */
export function whyShown(reasons: readonly Reason[], lots: readonly Lot[], translate: Translator): string {
  const all = namesOf(reasons);
  const named = all.slice(0, mostNamed);
  const [first, second] = named;
  if (!first) return '';
  const placeOf = ({ places }: Named) => placesText(places, lots, translate);
  const phrase = (name: Named, place: string) =>
    translate(`panel.why.${name.kind}`, { text: name.text, place }).replace(/\s*\(\)|\s+$/g, '');
  const shares = second !== undefined && placeKey(first) === placeKey(second) && second.kind !== 'cpv';
  const phrases = named.map((name, at) => phrase(name, shares && at === 0 ? '' : placeOf(name)));
  const isMore = all.length > mostNamed;
  const line = isMore ? phrases.join(', ') : inList(phrases, translate);
  return isMore ? translate('panel.why.more', { reasons: line }) : line;
}

const placeKey = ({ places }: Named): string => places.join(' ');

/** Reasons by what they name; a word that stands in several lots is one reason. */
function namesOf(reasons: readonly Reason[]): Named[] {
  const names = new Map<string, Named>();
  for (const { kind, text, where } of reasons) {
    const key = `${kind} ${text.toLowerCase()}`;
    const name = names.get(key) ?? { kind, text, places: [] };
    names.set(key, name);
    const place = placeOf(where, kind);
    if (!name.places.includes(place)) name.places.push(place);
  }
  return [...names.values()];
}

/** `lot <id>`, or the key of a place's words. A lot's code and its texts stand in the lot. */
function placeOf(where: string, kind: Reason['kind']): string {
  const lot = /^lots\/(.*?)(?:\/(?:cpv|title|description|text))?$/.exec(where)?.[1];
  if (lot !== undefined) return `lot ${lot}`;
  if (kind === 'cpv' && (where === 'cpv.main' || where === 'cpv.additional')) return where;
  return where === 'title' || where === 'description' ? where : 'text';
}

function placesText(places: readonly string[], lots: readonly Lot[], translate: Translator): string {
  const numbers = places.filter((place) => place.startsWith('lot ')).map((place) => lotName(place.slice(4), lots));
  // A word that the title has says all that its place in a lot could.
  const [other] = places.filter((place) => !place.startsWith('lot '));
  if (other !== undefined) return translate(`panel.place.${other}`);
  const shown = numbers.slice(0, mostNamed);
  const isMore = numbers.length > mostNamed;
  const lot = isMore ? translate('panel.why.more', { reasons: shown.join(', ') }) : inList(shown, translate);
  return translate('panel.place.lot', { lot });
}

/** The lot's number among the tender's, as the buyer counts; its id where the page lists no such lot. */
function lotName(id: string, lots: readonly Lot[]): string {
  const number = lots.findIndex((lot) => lot.id === id) + 1;
  return number > 0 ? String(number) : id;
}

const inList = (texts: readonly string[], { locale }: Translator): string =>
  new Intl.ListFormat(locale, { type: 'conjunction' }).format(texts);
