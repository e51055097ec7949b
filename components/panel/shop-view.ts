import type { ItemAdvice, ItemCount } from '../../lib/advice/items.ts';
import type { Translator } from '../../lib/i18n.ts';
import type { CatalogueTarget } from '../../lib/targets/load.ts';
import { inLocale } from '../../lib/targets/localized.ts';

/** A page of a shop as it is shown: all of its articles, with the words that their advice is given in. */
export interface ShopView {
  kind: 'item' | 'list' | 'basket';
  items: readonly ItemAdvice[];
  count: ItemCount;
  /** The targets whose sentences are shown, by id. */
  targets: ReadonlyMap<string, CatalogueTarget>;
  /** Names of the ecolabels in the user's language, by id. */
  labels: ReadonlyMap<string, string>;
}

type Words = Pick<ShopView, 'targets' | 'labels'>;

/** Whether there is anything to say about an article. */
export function hasAdvice({ targets }: Words, { shown }: ItemAdvice): boolean {
  return shown[0] !== undefined && targets.has(shown[0].target);
}

/** The one plain sentence for an article; empty where no target applies. */
export function sentenceFor({ targets }: Words, { shown }: ItemAdvice, { locale }: Translator): string {
  const target = shown[0] && targets.get(shown[0].target);
  return target ? inLocale(target.plain, locale) : '';
}

function listed(
  ids: readonly string[],
  type: 'conjunction' | 'disjunction',
  { labels }: Words,
  locale: string,
): string {
  return new Intl.ListFormat(locale, { type }).format(ids.map((id) => labels.get(id) ?? id));
}

/** Whether the article's own words show the label, or which one to look for; empty where the target names none. */
export function labelLineFor(words: Words, advice: ItemAdvice, translate: Translator): string {
  const { state, wanted, named, quote } = advice;
  const { locale } = translate;
  if (state === 'named' && quote !== null) return translate('shop.quoted', { text: quote });
  if (state === 'named') return translate('shop.named', { labels: listed(named, 'conjunction', words, locale) });
  const others =
    named.length > 0 ? translate('shop.named', { labels: listed(named, 'conjunction', words, locale) }) : '';
  if (wanted.length === 0) return others;
  const look = translate(others === '' ? 'shop.look' : 'shop.lookToo', {
    labels: listed(wanted, 'disjunction', words, locale),
  });
  return `${others} ${look}`.trim();
}

/** The few words on an article's mark: the label that it shows, or what to do. */
export function markTextFor({ labels }: Words, { state, wanted, named }: ItemAdvice, translate: Translator): string {
  if (state === 'look') return translate(wanted.length > 0 ? 'shop.mark.look' : 'shop.mark.tip');
  const [first] = named;
  return first === undefined ? translate('shop.mark.quoted') : (labels.get(first) ?? first);
}

/** "12 varer, 5 med miljømærke, 4 at kigge på" */
export function countLine({ all, labelled, look }: ItemCount, translate: Translator): string {
  const parts = [
    translate('shop.count', { count: all }),
    labelled > 0 ? translate('shop.labelled', { count: labelled }) : translate('shop.labelledNone'),
  ];
  if (look > 0) parts.push(translate('shop.toLook', { count: look }));
  return parts.join(', ');
}

/** The pill's few words: on an article's page the label, on others the count. Null where there is nothing to say. */
export function pillTextFor(view: ShopView, translate: Translator): string | null {
  const [first] = view.items;
  if (!first || !view.items.some((advice) => hasAdvice(view, advice))) return null;
  if (view.kind !== 'item') return countLine(view.count, translate);
  const { state, named, wanted } = first;
  if (state === 'named' && named.length > 0)
    return translate('shop.pill.named', { labels: listed(named.slice(0, 1), 'conjunction', view, translate.locale) });
  if (state === 'named') return translate('shop.mark.quoted');
  if (wanted.length === 0) return translate('shop.mark.tip');
  return translate('shop.pill.look', { labels: listed(wanted.slice(0, 2), 'disjunction', view, translate.locale) });
}
