import { isFrame } from './page/compose.ts';
import { ownOf, typeOf } from './page/nodes.ts';
import { type Page, pageOf } from './page/page.ts';
import { createSlices, type Done, type Slices } from './page/slices.ts';
import { readAgain } from './read.ts';
import type { Reading } from './tender.ts';

/** What `watchPage` needs. */
interface WatchOptions {
  document: Document;
  /** Ends everything: observer, listeners, timers. */
  signal: AbortSignal;
  /** Called after the page has settled, at most once for a burst of changes; what it does at once is timed. */
  onChange(): void;
}

/** A page that is watched, and so can be read again for what has changed alone. */
export interface WatchedPage {
  /**
   * Reads the page in slices. Null when the watch has ended, or when the page changed so fast, or its thread was so
   * busy, that no reading came to its end; then it is read again later, whether it changes or not.
   */
  read: () => Promise<Done<Reading> | null>;
  /** Reads the page again after a breather: what was to follow from the last reading was given up. */
  later: () => void;
  /** For other long work on the page's thread. */
  slices: Slices;
  page: Page;
}

/** Quiet time after the last change before the page is read again, in milliseconds. */
const quiet = 250;
/** A page that never rests is read again after this long all the same. */
const patience = 2000;
/** A slow page that never rests is left alone for this many times what its last reading took, so that it stays usable. */
const breather = 10;
/** Work in slices leaves the page its turns as it goes: it counts for so much. */
const sliced = 0.2;
/** The longest it is left alone for that, in milliseconds. */
const longestBreather = 15_000;
/** More records than this in one go: the page is being rebuilt, looking at each is not worth it. */
const storm = 1000;
/** So many that reading the whole page anew costs less than taking note of each. */
const flood = 5000;
/** How long after a reading elements without a shadow root are looked at again, in milliseconds; each time later. */
const lookAfter = 500;
const lookLonger = 1.6;

/** Attributes whose change alone is a reason to read again; others only count at the next reading. */
const telling = new Set(
  'hidden open aria-hidden aria-busy value readonly disabled contenteditable placeholder'.split(' '),
);
/** Attribute of our own host element in the page; what happens in it is our doing. */
const own = '[data-groent-lys]';

function isOwn(node: Node): boolean {
  const element = typeOf(node) === 1 ? node : node.parentElement;
  return element !== null && ownOf(element, 'closest').call(element, own) !== null;
}

function matters({ type, target, attributeName, addedNodes, removedNodes }: MutationRecord): boolean {
  if (isOwn(target)) return false;
  if (type === 'attributes') return telling.has(attributeName ?? '');
  if (type !== 'childList') return true;
  const nodes = [...addedNodes, ...removedNodes];
  // A page that has taken our host away is to get it back.
  if ([...removedNodes].some((node) => isOwn(node) && !ownOf(node, 'isConnected'))) return true;
  return nodes.some((node) => !isOwn(node) && (typeOf(node) === 1 || /\S/.test(node.textContent ?? '')));
}

/** The part of the navigation interface that is used; Firefox before 147 has none. */
interface PageNavigation {
  addEventListener(type: string, listener: () => void, options: { signal: AbortSignal }): void;
}

/**
 * Watches a page that changes under way: late rendering, routes without a load, collapsed parts that arrive later,
 * typing, its open shadow roots and own frames included. One observer; changes in our own host are ignored. A page in
 * a tab that nobody looks at is left alone until it is shown again.
 */
export function watchPage({ document, signal, onChange }: WatchOptions): WatchedPage {
  const slices = createSlices(signal);
  const view = document.defaultView;
  let timer: number | null = null;
  let looking: number | null = null;
  let since = 0;
  let notBefore = 0;
  let isWaiting = false;
  let lookDelay = lookAfter;

  const fire = () => {
    timer = null;
    since = 0;
    if (signal.aborted) return;
    isWaiting = document.visibilityState === 'hidden';
    if (isWaiting) return;
    const start = Date.now();
    onChange();
    rest(Date.now() - start);
  };
  const rest = (spent: number) => {
    notBefore = Math.max(notBefore, Date.now() + Math.min(longestBreather, breather * spent));
  };
  const schedule = () => {
    if (signal.aborted || !view) return;
    const now = Date.now();
    if (since === 0) since = now;
    if (timer !== null) view.clearTimeout(timer);
    const settled = Math.min(quiet, since + patience - now);
    timer = view.setTimeout(fire, Math.max(0, settled, notBefore - now));
  };

  const later = () => {
    notBefore = Date.now() + longestBreather;
    schedule();
  };

  const note = (records: readonly MutationRecord[]) => {
    // A page that writes itself anew takes our listeners away with its root.
    if (records.some(({ target }) => target === document)) listen();
    if (records.length > flood) page.tree.forget();
    else page.tree.note(records.filter(({ target }) => !isOwn(target)));
  };
  const observer = new (view ?? globalThis).MutationObserver((records) => {
    note(records);
    if (records.length > storm || records.some(matters)) schedule();
  });
  const observe = (root: Document | ShadowRoot) => {
    observer.observe(root, { childList: true, subtree: true, characterData: true, attributes: true });
  };

  const changed = (event: Event) => {
    const target = event.target as Node | null;
    if (target?.nodeType === undefined || !isOwn(target)) schedule();
  };
  const loaded = ({ target }: Event) => {
    const element = target as Element | null;
    if (element?.nodeType !== 1 || !isFrame(element)) return;
    page.tree.touch(element);
    schedule();
  };
  const listenIn = (root: Document | ShadowRoot) => {
    for (const type of ['input', 'change']) root.addEventListener(type, changed, { signal, passive: true });
    root.addEventListener('load', loaded, { signal, capture: true });
  };
  const shownAgain = () => {
    if (isWaiting) schedule();
  };
  const listen = () => {
    listenIn(document);
    document.addEventListener('visibilitychange', shownAgain, { signal });
    document.addEventListener('readystatechange', schedule, { signal });
    for (const type of ['hashchange', 'popstate', 'pageshow']) view?.addEventListener(type, schedule, { signal });
  };

  const page = pageOf(document, slices.pace, (root) => {
    if (signal.aborted) return;
    observe(root);
    listenIn(root);
  });

  const look = () => {
    looking = null;
    lookDelay *= lookLonger;
    if (page.tree.lookForRoots()) schedule();
    lookLater();
  };
  const lookLater = () => {
    if (looking !== null || signal.aborted || !page.tree.hasUnfinished()) return;
    looking = view?.setTimeout(look, lookDelay) ?? null;
  };

  if (view && !signal.aborted) {
    // The document itself, since a page may replace its root.
    observe(document);
    listen();
    const navigation = (view as Window & { navigation?: PageNavigation }).navigation;
    navigation?.addEventListener('navigatesuccess', schedule, { signal });
    navigation?.addEventListener('currententrychange', schedule, { signal });
  }
  signal.addEventListener(
    'abort',
    () => {
      observer.disconnect();
      for (const waiting of [timer, looking]) if (waiting !== null) view?.clearTimeout(waiting);
    },
    { once: true },
  );

  return {
    page,
    slices,
    later,
    read: async () => {
      const done = await slices.run(
        () => readAgain(page, new URL(document.location.href)),
        () => note(observer.takeRecords()),
      );
      if (!done) {
        // The changes that it met were taken from the observer: nothing else would call for another one.
        later();
        return null;
      }
      rest(done.spent * sliced);
      if (!page.tree.hasUnfinished()) lookDelay = lookAfter;
      lookLater();
      return done;
    },
  };
}
