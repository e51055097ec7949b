import type { PanelModel } from '../../components/panel/model.ts';
import type { ShopView } from '../../components/panel/shop-view.ts';
import type { Advice } from '../../lib/advice/advise.ts';
import { adviseItem, countItems, type ItemVerdict, targetsOfItems } from '../../lib/advice/items.ts';
import type { Matcher } from '../../lib/matching/matcher.ts';
import type { Hello } from '../../lib/messages.ts';
import type { Item, Reading } from '../../lib/portals/tender.ts';
import type { CatalogueTarget } from '../../lib/targets/load.ts';
import { ask } from './background-link.ts';

/** Milliseconds of advice at a time, so that a list of hundreds keeps no key press waiting. */
const slice = 12;
/** More verdicts than this are not kept; an endless list is scrolled for long. */
const mostKept = 5000;

/**
 * Gives advice on the articles of a shop's page. Verdicts are kept while the targets are the same: a list that grows
 * is only looked at where it is new, and words are fetched only for targets not met before.
 */
export function createShopAdviser(hello: Hello) {
  let verdicts = new Map<string, ItemVerdict>();
  let of: Matcher | null = null;
  const targets = new Map<string, CatalogueTarget>();
  const labels = new Map<string, string>();

  const verdictsOn = async (matcher: Matcher, items: readonly Item[], { tender }: Reading): Promise<ItemVerdict[]> => {
    if (of !== matcher || verdicts.size > mostKept) verdicts = new Map();
    if (of !== matcher) targets.clear();
    of = matcher;
    const given: ItemVerdict[] = [];
    let since = performance.now();
    for (const item of items) {
      const key = `${tender.language}\u0001${textOf(item)}`;
      const verdict = verdicts.get(key) ?? adviseItem(matcher, item, tender, hello);
      verdicts.set(key, verdict);
      given.push(verdict);
      if (performance.now() - since < slice) continue;
      await new Promise((resolve) => setTimeout(resolve));
      since = performance.now();
    }
    return given;
  };

  /** Null for a page without articles, and where the background could not be asked for the words. */
  return async (matcher: Matcher, reading: Reading): Promise<ShopView | null> => {
    const { items, kind } = reading;
    if (!items || (kind !== 'item' && kind !== 'list' && kind !== 'basket')) return null;
    const given = await verdictsOn(matcher, items, reading);
    const wanted = new Set(given.flatMap(({ shown: [first] }) => (first ? [first.target] : [])));
    const missing = [...wanted].filter((id) => !targets.has(id)).slice(0, 300);
    if (missing.length > 0) {
      const reply = await ask({ type: 'targets/words', targets: missing, tips: [] });
      if (!reply.ok) return null;
      for (const target of reply.targets) targets.set(target.id, target);
      for (const { id, name } of reply.ecolabels) labels.set(id, name);
    }
    return {
      kind,
      items: items.map((item, number) => ({ ...(given[number] as ItemVerdict), item })),
      count: countItems(given),
      targets: new Map(targets),
      labels,
    };
  };
}

/** What the page as a whole is shown for; on the page of one article its own advice is fuller. */
export function adviceOn({ items }: ShopView): Advice {
  return { ...targetsOfItems(items), more: [], general: [], areas: [], tips: [] };
}

/** Changes whenever anything that advice on articles works on does. */
export function textOf({ blocks, labels }: Item): string {
  return `${blocks.map(({ text }) => text).join('\u0000')}\u0000${labels}`;
}

/** The same articles at the nodes they stand in by now: a list may be drawn anew without a word being changed. */
export function renewItems(model: Pick<PanelModel, 'shop'>, { items }: Reading): void {
  const view = model.shop.value;
  if (!view || !items || items.length !== view.items.length) return;
  if (view.items.every(({ item }, number) => item.element === items[number]?.element)) return;
  model.shop.value = {
    ...view,
    items: view.items.map((advice, number) => ({ ...advice, item: items[number] ?? advice.item })),
  };
}
