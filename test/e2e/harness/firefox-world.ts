import type { ElementHandle, Frame, KeyInput, Page, Realm } from 'puppeteer';
import { until } from './until.ts';

/** The part of a content script's world that stories use, as puppeteer has it for Chromium. */
export type ContentWorld = Pick<Realm, 'evaluate' | 'evaluateHandle'>;

/** Runs a function, given as its source, in our content script's world in a tab. */
type Run = (work: InWorld) => Promise<unknown>;

interface InWorld {
  /** The function, or the text of a script. */
  source: string;
  given: unknown[];
  /** Number of the element that the function gets first; null for none. */
  self: number | null;
  answer: 'value' | 'element' | 'elements';
}

interface Scripting {
  tabs: { query: (wanted: object) => Promise<{ id?: number; url?: string; active: boolean }[]> };
  scripting: {
    executeScript: (wanted: object) => Promise<{ result?: { value?: unknown } | null; error?: { message?: string } }[]>;
  };
}

/**
 * The world of our content script in a page in Firefox. WebDriver has no word for it, and sees nothing of a closed shadow
 * root; but a page of the extension may run a function there, and elements are held there by number. Clicks and keys
 * come from outside all the same, at the place where the element stands.
 * @param desk a page of the extension that is asked
 * @param frame one of the page's frames instead of the page
 */
export function firefoxWorld(desk: () => Promise<Page>, page: Page, frame?: Frame): ContentWorld {
  const run: Run = async ({ source, given, self, answer }) => {
    const own = await desk();
    // The page knows where it is; of one that came back from the history nobody else is told.
    const address = await page.evaluate(() => location.href);
    // The function must stand in the script itself: no page of ours makes one from a text.
    const script = `(${askTab})(${runInTab.toString().replace('FUNCTION', () => `(${source})`)},
      ${JSON.stringify([address, frame?.url() ?? null, self, answer, given])})`;
    const text = (await own.evaluate(script)) as string | undefined;
    return text === undefined ? undefined : (JSON.parse(text) as { value?: unknown }).value;
  };
  const sourceOf = (work: unknown) => (typeof work === 'string' ? `() => { ${work}\n }` : String(work));
  const world = {
    evaluate: (work: unknown, ...given: unknown[]) =>
      run({ source: sourceOf(work), given, self: null, answer: 'value' }),
    async evaluateHandle(work: unknown, ...given: unknown[]) {
      const held = await run({ source: sourceOf(work), given, self: null, answer: 'element' });
      return { asElement: () => (typeof held === 'number' ? heldElement(held, run, page) : null) };
    },
  };
  return world as unknown as ContentWorld;
}

/** An element that is held by number in the content script's world, with those methods of a handle that stories use. */
function heldElement(self: number, run: Run, page: Page): ElementHandle {
  const ask = (work: (element: HTMLElement, ...given: never[]) => unknown, ...given: unknown[]) =>
    run({ source: String(work), given, self, answer: 'value' });
  const find = async (all: boolean, selector: string): Promise<ElementHandle[]> => {
    const work = all
      ? (element: HTMLElement, wanted: string) => [...element.querySelectorAll(wanted)]
      : (element: HTMLElement, wanted: string) => [element.querySelector(wanted)].filter((one) => one !== null);
    const found = (await run({ source: String(work), given: [selector], self, answer: 'elements' })) as number[];
    return found.map((one) => heldElement(one, run, page));
  };
  const box = () => ask(boxInView) as Promise<{ x: number; y: number; width: number; height: number }>;
  /** The box once it has stood still for a frame: what was just drawn is put in its place by the next one. */
  const boxAtRest = async () => {
    let before = '';
    const isAtRest = async () => {
      const now = await box();
      if (JSON.stringify(now) === before) return now;
      before = JSON.stringify(now);
      await ask(nextFrame);
      return null;
    };
    return until(isAtRest, 'the element to stand still');
  };
  const focus = () => ask((element) => element.focus());
  const element = {
    evaluate: ask,
    async evaluateHandle(work: unknown, ...given: unknown[]) {
      const held = await run({ source: String(work), given, self, answer: 'element' });
      return { asElement: () => (typeof held === 'number' ? heldElement(held, run, page) : null) };
    },
    boundingBox: box,
    focus,
    async click() {
      const { x, y, width, height } = await boxAtRest();
      if (width === 0 || height === 0) throw new Error('the element is not drawn: nothing can be clicked');
      await page.mouse.click(x + width / 2, y + height / 2);
    },
    async press(key: KeyInput) {
      await focus();
      await page.keyboard.press(key);
    },
    async type(text: string) {
      await focus();
      await page.keyboard.type(text);
    },
    $: async (selector: string) => (await find(false, selector))[0] ?? null,
    $$: (selector: string) => find(true, selector),
  };
  return element as unknown as ElementHandle;
}

/** Runs in the world of our content script. */
function boxInView(element: HTMLElement): { x: number; y: number; width: number; height: number } {
  const inView = () => {
    const { top, bottom, left, right } = element.getBoundingClientRect();
    return top >= 0 && bottom <= innerHeight && left >= 0 && right <= innerWidth;
  };
  if (!inView()) element.scrollIntoView({ block: 'center', inline: 'nearest', behavior: 'instant' });
  const { x, y, width, height } = element.getBoundingClientRect();
  return { x, y, width, height };
}

/** Runs in the world of our content script; a tab that is not in front has no frames. */
function nextFrame(): Promise<void> {
  return new Promise((resolve) => {
    requestAnimationFrame(() => resolve());
    setTimeout(resolve, 100);
  });
}

/** Runs in a page of the extension. */
async function askTab(
  func: unknown,
  [address, frame, ...args]: [address: string, frame: string | null, ...args: unknown[]],
): Promise<string | undefined> {
  const { tabs, scripting } = (globalThis as unknown as { browser: Scripting }).browser;
  const there = (await tabs.query({})).filter(({ url }) => url === address);
  const tabId = (there.find(({ active }) => active) ?? there[0])?.id;
  if (tabId === undefined) throw new Error(`no tab at ${address}`);
  const target = { tabId, allFrames: frame !== null };
  const answers = await scripting.executeScript({ target, func, args: [frame, ...args] });
  for (const { error } of answers) if (error) throw new Error(error.message ?? String(error));
  const found = answers.find(({ result }) => result !== null && result !== undefined);
  if (!found) throw new Error(`nobody answers in ${frame ?? address}`);
  return JSON.stringify(found.result);
}

declare function FUNCTION(...given: unknown[]): unknown;

/** Runs in the world of our content script, where the work itself has been put in. */
async function runInTab(
  frame: string | null,
  self: number | null,
  answer: InWorld['answer'],
  given: unknown[],
): Promise<{ value?: unknown } | null> {
  if (frame !== null && location.href !== frame) return null;
  const world = globalThis as unknown as { heldElements?: unknown[]; chrome: { dom?: object } };
  world.heldElements ??= [];
  // Firefox has the same by another name.
  world.chrome.dom ??= {
    openOrClosedShadowRoot: (element: { openOrClosedShadowRoot?: unknown }) => element.openOrClosedShadowRoot,
  };
  const held = world.heldElements;
  const subject = self === null ? [] : [held[self]];
  const value = await FUNCTION(...subject, ...given);
  const hold = (element: unknown) => held.push(element) - 1;
  if (answer === 'value') return { value: value ?? null };
  if (answer === 'elements') return { value: (value as unknown[]).map(hold) };
  return { value: value ? hold(value) : null };
}
