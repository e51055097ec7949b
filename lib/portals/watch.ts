/** What `watchPage` needs. */
interface WatchOptions {
  document: Document;
  /** Ends everything: observer, listeners, timers. */
  signal: AbortSignal;
  /** Called after the page has settled, at most once for a burst of changes; what it does at once is timed. */
  onChange(): void;
}

/** Quiet time after the last change before the page is read again, in milliseconds. */
const quiet = 250;
/** A page that never rests is read again after this long all the same. */
const patience = 2000;
/** A slow page that never rests is left alone for this many times what its last reading took, so that it stays usable. */
const breather = 10;
/** The longest it is left alone for that, in milliseconds. */
const longestBreather = 15_000;
/** More records than this in one go: the page is being rebuilt, looking at each is not worth it. */
const storm = 1000;

/** Attribute of our own host element in the page; what happens in it is our doing. */
const own = '[data-groent-lys]';

function isOwn(node: Node): boolean {
  const element = node.nodeType === 1 ? (node as Element) : node.parentElement;
  return element?.closest(own) != null;
}

function matters(record: MutationRecord): boolean {
  if (isOwn(record.target)) return false;
  if (record.type !== 'childList') return true;
  const nodes = [...record.addedNodes, ...record.removedNodes];
  return nodes.some((node) => !isOwn(node) && (node.nodeType === 1 || /\S/.test(node.textContent ?? '')));
}

/** The part of the navigation interface that is used; Firefox before 147 has none. */
interface PageNavigation {
  addEventListener(type: string, listener: () => void, options: { signal: AbortSignal }): void;
}

/**
 * Watches a page that changes under way: late rendering, routes without a load, collapsed parts that arrive later,
 * typing. One observer; changes in our own host are ignored. A page in a tab that nobody looks at is left alone until
 * it is shown again.
 */
export function watchPage({ document, signal, onChange }: WatchOptions): void {
  const view = document.defaultView;
  if (!view || signal.aborted) return;
  let timer: number | null = null;
  let since = 0;
  let notBefore = 0;
  let isWaiting = false;

  const fire = () => {
    timer = null;
    since = 0;
    if (signal.aborted) return;
    isWaiting = document.visibilityState === 'hidden';
    if (isWaiting) return;
    const start = Date.now();
    onChange();
    const end = Date.now();
    notBefore = end + Math.min(longestBreather, breather * (end - start));
  };
  const schedule = () => {
    if (signal.aborted) return;
    const now = Date.now();
    if (since === 0) since = now;
    if (timer !== null) view.clearTimeout(timer);
    const settled = Math.min(quiet, since + patience - now);
    timer = view.setTimeout(fire, Math.max(0, settled, notBefore - now));
  };

  const observer = new view.MutationObserver((records) => {
    if (records.length > storm || records.some(matters)) schedule();
  });
  // The document itself, since a page may replace its root.
  observer.observe(document, {
    childList: true,
    subtree: true,
    characterData: true,
    attributes: true,
    attributeFilter: ['hidden', 'open', 'aria-hidden', 'aria-busy', 'value'],
  });

  const shownAgain = () => {
    if (isWaiting) schedule();
  };
  document.addEventListener('visibilitychange', shownAgain, { signal });
  view.addEventListener('hashchange', schedule, { signal });
  view.addEventListener('popstate', schedule, { signal });
  for (const type of ['input', 'change']) {
    document.addEventListener(
      type,
      (event) => {
        if (!(event.target instanceof view.Node) || !isOwn(event.target)) schedule();
      },
      { signal, passive: true },
    );
  }
  const navigation = (view as Window & { navigation?: PageNavigation }).navigation;
  navigation?.addEventListener('navigatesuccess', schedule, { signal });
  navigation?.addEventListener('currententrychange', schedule, { signal });

  signal.addEventListener(
    'abort',
    () => {
      observer.disconnect();
      if (timer !== null) view.clearTimeout(timer);
    },
    { once: true },
  );
}
