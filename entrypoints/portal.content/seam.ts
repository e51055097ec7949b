import type { Advice } from '../../lib/advice/advise.ts';
import type { Failure, Hello, PageReport, Replies } from '../../lib/messages.ts';
import type { fieldUseOf } from '../../lib/portals/form/field-use.ts';
import type { Slices } from '../../lib/portals/page/slices.ts';
import type { Reading } from '../../lib/portals/tender.ts';
import type { PageLife } from './page-life.ts';

/** What the script that reads gives the one that advises. */
export interface ReadPage {
  document: Document;
  hello: Hello;
  /** What a field is good for; the official labels that say so are large, and stay with reading. */
  fieldUseOf: typeof fieldUseOf;
  /** The document, its open shadow roots and its frames of the same origin, as the last reading met them. */
  roots: () => readonly (Document | ShadowRoot)[];
  /** The compiled targets of the day, on their way since the adviser was asked for. */
  index: Promise<Replies['page/index'] | Failure>;
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
   * @returns whether the page now stands for it; else it stands for the one before, and is to be read again
   */
  take: (reading: Reading) => Promise<boolean>;
  /** The page holds no tender, or none yet: takes everything of ours out of it. */
  leave: () => void;
  /** What is shown, without what was called a wrong finding here. */
  advice: () => Advice | null;
  /** A key of the browser's was pressed for the panel, or the team has heard more; without a tender there is nothing to do. */
  press: (key: `panel/${'toggle' | 'next' | 'log'}` | 'team/told') => void;
}

/** Starts to advise on one page. */
export type StartAdviser = (page: ReadPage) => Adviser;

/** The scripts that follow the content script into a page, with what each leaves there for the one before it. */
interface Offers {
  /** Reads; where the product is on. */
  reader: (document: Document, hello: Hello) => PageLife;
  /** Matches, advises and shows; where a tender was read. */
  adviser: StartAdviser;
}
export type PageScript = keyof Offers;

/**
 * All scripts of ours in a page run in the same isolated world, whose global no page has a way to, and a symbol is no
 * name that an element of the page could be found under.
 */
const placeOf = (script: PageScript): symbol => Symbol.for(`groent-lys.${script}`);

/** Called by a script when it is put into a page; doing so again changes nothing. */
export function offer<T extends PageScript>(script: T, start: Offers[T]): void {
  Object.defineProperty(globalThis, placeOf(script), { value: start, configurable: true });
}

/** What a script has left; null while it has not run here. */
export function offered<T extends PageScript>(script: T): Offers[T] | null {
  const place = placeOf(script);
  return Object.hasOwn(globalThis, place) ? ((globalThis as Record<symbol, unknown>)[place] as Offers[T]) : null;
}
