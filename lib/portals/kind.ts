import type { Adapter } from './adapter.ts';
import { addressOf } from './adapters/index.ts';
import { describesList } from './notice/linked-data.ts';
import type { Outline } from './page/outline.ts';
import type { PageRoot } from './page/page.ts';
import { isBasketPlace } from './shop/shop-words.ts';
import type { PageKind } from './tender.ts';

const noticeLink =
  /\/notices?\/|\/tenders?\/\W*\d|tenderinformation|noticeid=|detaljevisning|\/bekendtgoerelse\/|showtender|\/permalink\/|\/udbud\/[^/]*\d|publicpurchase|tendernotice|\/aankondigingen\/|upphandling\.aspx|\/kunngjoring/iu;

/** Page kind by the adapter's addresses; null when none fits. */
export function kindOfAddress(adapter: Adapter, url: URL): PageKind | null {
  const address = addressOf(url);
  return adapter.kinds.find((kind) => new RegExp(kind.address, 'i').test(address))?.kind ?? null;
}

/** Whether the address names a shopping basket. */
export function isBasketAddress(url: URL): boolean {
  return isBasketPlace(addressOf(url));
}

/** Different places that links to single notices lead to. */
function countNoticeLinks(outline: Outline): number {
  const addresses = new Set<string>();
  for (const link of outline.links) {
    const href = link.getAttribute('href') ?? '';
    if (noticeLink.test(href)) addresses.add(href);
  }
  return addresses.size;
}

/** The same label again and again outside lots and organisations: cards or rows of several tenders. */
function repeatsLabels(outline: Outline): boolean {
  const counts = new Map<string, number>();
  for (const pair of outline.pairs) {
    if (pair.field === null || pair.place.part !== null) continue;
    if (pair.field !== 'deadline' && pair.field !== 'buyer' && pair.field !== 'cpvMain') continue;
    const name = `${pair.field}/${(pair.label.textContent ?? '').slice(0, 40)}`;
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts.values()].some((count) => count >= 3);
}

/** Fields that only tenders have; a catalogue has titles, descriptions and references too. */
const ofTenders: ReadonlySet<string | null> = new Set([
  'buyer',
  'deadline',
  'cpvMain',
  'publicationNumber',
  'procedureId',
]);

/** A table with labels as its head row, and several rows that lead to other pages: one tender a row. */
function hasResultTable(pairs: Outline['pairs']): boolean {
  return pairs.some(({ label }) => {
    const row = label.closest('th')?.closest('tr');
    const table = row?.closest('table');
    if (!row || !table || [...row.cells].some((cell) => cell.tagName !== 'TH')) return false;
    const leading = [...table.rows].filter((other) => other !== row && other.querySelector('a[href]:not([href^="#"])'));
    return leading.length >= 2;
  });
}

/** Several tenders side by side, each of them leading to its own page. */
export function isTenderList(outline: Outline): boolean {
  if (hasResultTable(outline.pairs.filter(({ field }) => ofTenders.has(field)))) return true;
  return countNoticeLinks(outline) >= 3 && (outline.pairs.length < 3 || repeatsLabels(outline));
}

/** A list of something else than articles: nothing is read from it. */
export function isOtherList(document: PageRoot, outline: Outline): boolean {
  return describesList(document) || hasResultTable(outline.pairs);
}

/** An app's shell before its content, or a page that says it is busy. */
export function isUnrendered(document: PageRoot, outline: Outline): boolean {
  if (!document.body || document.readyState === 'loading') return true;
  if (document.querySelector('main[aria-busy="true"], body[aria-busy="true"], #app[aria-busy="true"]')) return true;
  if (outline.length < 80) return true;
  const root = document.querySelector('#app, #root, #__next, #__nuxt, app-root');
  return root !== null && (root.textContent ?? '').trim().length < 80;
}
