import type { Locale } from '../../lib/i18n.ts';
import type { CatalogueTarget } from '../../lib/targets/load.ts';
import { bindingSchema } from '../../lib/targets/schema.ts';
import { stateOn, type TargetState } from '../../lib/targets/validity.ts';
import type { Query } from './routes.ts';

export const stateFilters = ['inForce', 'coming', 'historical', 'outdated'] as const;
export type StateFilter = (typeof stateFilters)[number];

export const bindings = bindingSchema.options;

/** What the user sees as one state: a draft is on its way like a step that is adopted and not yet in force. */
export function shownState(state: TargetState): StateFilter {
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
  const words = fold(query.q ?? '')
    .split(/\s+/)
    .filter(Boolean);
  const found = targets.filter((target) => {
    if (query.area && target.area !== query.area) return false;
    if (query.scheme && target.scheme !== query.scheme) return false;
    if (query.binding && target.binding !== query.binding) return false;
    if (query.state && shownState(stateOn(target, today)) !== query.state) return false;
    return words.length === 0 || matches(target, words);
  });
  const title = (target: CatalogueTarget) => target.title[locale] ?? target.title.da;
  const rank = (target: CatalogueTarget) => stateFilters.indexOf(shownState(stateOn(target, today)));
  const collator = new Intl.Collator(locale);
  return found.sort((left, right) => rank(left) - rank(right) || collator.compare(title(left), title(right)));
}

function matches(target: CatalogueTarget, words: readonly string[]): boolean {
  const texts = [target.title, target.requirement, target.plain].flatMap((text) => [text.da, text.nb, text.en]);
  const haystack = fold([target.id, target.scheme, ...texts].filter(Boolean).join(' '));
  return words.every(
    (word) =>
      haystack.includes(word) || (/^\d{2,8}$/.test(word) && target.cpv.prefixes.some((cpv) => word.startsWith(cpv))),
  );
}

function fold(text: string): string {
  return text.toLocaleLowerCase('da').normalize('NFC');
}
