import type { Advice } from '../../lib/advice/advise.ts';
import type { Hello, PageReport } from '../../lib/messages.ts';
import type { Slices } from '../../lib/portals/slices.ts';
import type { Reading } from '../../lib/portals/tender.ts';

/** What the script of every page gives the one that advises. */
export interface ReadPage {
  document: Document;
  hello: Hello;
  /** For long work on the page's thread. */
  slices: Slices;
  /** Ends with the product on this page. */
  signal: AbortSignal;
  /** Milliseconds of each step so far; the adviser fills in its own. */
  timings: PageReport['timings'];
  /** Asks for a reading of the page as it is by then. */
  readAgain: () => void;
}

/** Everything that follows from a reading: findings, advice, and what is shown of them. */
export interface Adviser {
  /**
   * Takes a complete reading.
   * @returns whether the page now stands for it; else it stands for the one before, and is read again when it changes
   */
  take: (reading: Reading) => Promise<boolean>;
  /** The page holds no tender, or none yet: takes everything of ours out of it. */
  leave: () => void;
  /** What is shown, without what was called a wrong finding here. */
  advice: () => Advice | null;
  togglePanel: () => void;
}

/** Starts to advise on one page. */
export type StartAdviser = (page: ReadPage) => Adviser;

/**
 * Where the second script leaves its start for the first. Both run in the same isolated world, whose global no page has
 * a way to, and a symbol is no name that an element of the page could be found under.
 */
const place = Symbol.for('groent-lys.adviser');

/** Called by the second script when it is put into a page; doing so again changes nothing. */
export function offerAdviser(start: StartAdviser): void {
  Object.defineProperty(globalThis, place, { value: start, configurable: true });
}

/** What the second script has left; null while it has not run here. */
export function offeredAdviser(): StartAdviser | null {
  if (!Object.hasOwn(globalThis, place)) return null;
  return (globalThis as { [place]?: StartAdviser })[place] ?? null;
}
