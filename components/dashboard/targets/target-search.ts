import type { Locale } from '../../../lib/i18n.ts';
import type { Catalogue } from '../../../lib/targets/apply-policy.ts';
import type { CatalogueEntry, CatalogueTarget } from '../../../lib/targets/load.ts';
import { inLocale } from '../../../lib/targets/localized.ts';
import { type Area, bindingSchema } from '../../../lib/targets/schema.ts';
import { stateOn, type TargetState } from '../../../lib/targets/validity.ts';
import type { Query } from '../routes.ts';

const shownStates = ['inForce', 'coming', 'historical', 'outdated'] as const;
type ShownState = (typeof shownStates)[number];

/** States to filter by; `lookUp` stands for what is known by title alone and must be read in its source. */
export const stateFilters = [...shownStates, 'lookUp'] as const;

export const bindings = bindingSchema.options;

/** What the user sees as one state: a draft is on its way like a step that is adopted and not yet in force. */
export function shownState(state: TargetState): ShownState {
  return state === 'draft' ? 'coming' : state;
}

/**
 * The targets that a query of the address asks for, those in force first, then by title. Every word must occur in
 * the title, the requirement, the plain sentence, the scheme, the id or a CPV prefix that begins like it.
 */
export function searchTargets(
  targets: readonly CatalogueTarget[],
  query: Query,
  today: string,
  locale: Locale,
): CatalogueTarget[] {
  const words = wordsOf(query);
  const found = targets.filter((target) => {
    if (query.area && target.area !== query.area) return false;
    if (query.scheme && target.scheme !== query.scheme) return false;
    if (query.binding && target.binding !== query.binding) return false;
    if (query.state && (target.verified ? shownState(stateOn(target, today)) : 'lookUp') !== query.state) return false;
    if (query.policy && !target.policy) return false;
    return words.length === 0 || matches(target, words);
  });
  const title = (target: CatalogueTarget) => inLocale(target.title, locale);
  const rank = (target: CatalogueTarget) => shownStates.indexOf(shownState(stateOn(target, today)));
  const collator = new Intl.Collator(locale);
  return found.sort((left, right) => rank(left) - rank(right) || collator.compare(title(left), title(right)));
}

/**
 * Criteria that exist and of which only the title is known, by title. They are no requirements: nobody is said to be
 * bound by them, and they are in no state, so a filter for either leaves them out.
 */
export function searchEntries(entries: readonly CatalogueEntry[], query: Query, locale: Locale): CatalogueEntry[] {
  if (query.binding || query.policy || (query.state && query.state !== 'lookUp')) return [];
  const words = wordsOf(query);
  const collator = new Intl.Collator(locale);
  const title = (entry: CatalogueEntry) => inLocale(entry.title, locale);
  return entries
    .filter((entry) => {
      if (query.area && entry.area !== query.area) return false;
      if (query.scheme && entry.scheme !== query.scheme) return false;
      return allOccur(words, [entry.id, entry.scheme, entry.title.da, entry.title.nb, entry.title.en], entry.cpv);
    })
    .sort((left, right) => collator.compare(title(left), title(right)));
}

/** Areas, apart from `all`, in which no requirement is in force today: the packs say nothing there. */
export function areasWithoutTargets(data: Pick<Catalogue, 'areas' | 'targets'>, today: string): Area[] {
  const covered = new Set(
    data.targets
      .filter(
        (target) => target.verified && target.policy?.kind !== 'switchedOff' && stateOn(target, today) === 'inForce',
      )
      .map(({ area }) => area),
  );
  return data.areas.filter(({ id }) => id !== 'all' && !covered.has(id));
}

function matches(target: CatalogueTarget, words: readonly string[]): boolean {
  const texts = [target.title, target.requirement, target.plain].flatMap((text) => [text.da, text.nb, text.en]);
  return allOccur(words, [target.id, target.scheme, ...texts], target.cpv.prefixes);
}

function allOccur(
  words: readonly string[],
  texts: readonly (string | undefined)[],
  prefixes: readonly string[],
): boolean {
  const haystack = fold(texts.filter(Boolean).join(' '));
  return words.every(
    (word) => haystack.includes(word) || (/^\d{2,8}$/.test(word) && prefixes.some((cpv) => word.startsWith(cpv))),
  );
}

function wordsOf({ q }: Query): string[] {
  return fold(q ?? '')
    .split(/\s+/)
    .filter(Boolean);
}

function fold(text: string): string {
  return text.toLocaleLowerCase('da').normalize('NFC');
}
