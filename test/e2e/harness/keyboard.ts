import type { KeyInput, Page } from 'puppeteer';
import { inFirefoxWindow } from './firefox-window.ts';
import { until } from './until.ts';

/** Where the keyboard is. */
interface Stop {
  /** The words of the control: its label, else its text. */
  name: string;
  tag: string;
  /** A place for reading, which took the focus when a control went away. */
  isText: boolean;
  /** Told apart from every other element of the page. */
  place: number;
  /** Whether the focus can be seen: an outline of its own or of its label, within the window. */
  seen: boolean;
}

/** Goes through a page as somebody without a pointer does. */
export interface Keyboard {
  /** The control that has the focus. */
  at: () => Promise<Stop>;
  /** Waits for the focus to come to a stop that holds these words or is this element; a page moves it after drawing. */
  rests: (on: RegExp | { tag: string }) => Promise<void>;
  /**
   * Presses Tab, or Shift and Tab, until a control's name begins with these words.
   * @throws where the focus goes in a circle or cannot be seen at a stop on the way
   */
  to: (name: string, direction?: 'forward' | 'back') => Promise<Stop>;
  /** Goes to a control and presses keys on it. */
  press: (name: string, ...keys: KeyInput[]) => Promise<void>;
  /** Goes to a field, takes out what stands there and types. */
  fill: (name: string, text: string) => Promise<void>;
  keys: (...keys: KeyInput[]) => Promise<void>;
}

/** Stops that no page has as many of. */
const manyStops = 600;

/**
 * Times that a page's last control may seem to keep the focus: without a window to go on to, Firefox stays there. A field
 * for a date has fewer parts.
 */
const atItsEnd = 6;

/** The page through the keyboard alone. */
export function keyboardOf(page: Page): Keyboard {
  const keys = async (...wanted: KeyInput[]) => {
    for (const key of wanted) await page.keyboard.press(key);
  };
  const at = () => page.evaluate(stopNow);

  /** Firefox hands the focus back to a page from beyond its end without showing it, where it has no window: given once more. */
  async function showFocus(): Promise<void> {
    await page.bringToFront();
    if (!(await page.browser().version()).startsWith('firefox')) return;
    await inFirefoxWindow(page.browser(), 'void gBrowser.selectedBrowser.focus()');
    await page.evaluate(() => {
      const control = document.activeElement as HTMLElement | null;
      control?.blur();
      control?.focus({ focusVisible: true } as FocusOptions);
    });
  }

  async function to(name: string, direction: 'forward' | 'back' = 'forward'): Promise<Stop> {
    const passed: string[] = [];
    const places = new Set<number>();
    let last = -1;
    let repeats = 0;
    for (let presses = 0; presses < manyStops; presses += 1) {
      if (repeats === atItsEnd) {
        await inFirefoxWindow(page.browser(), 'void gBrowser.selectedBrowser.focus()');
        await page.evaluate(focusFirst);
      } else {
        if (direction === 'back') await page.keyboard.down('Shift');
        await page.keyboard.press('Tab');
        if (direction === 'back') await page.keyboard.up('Shift');
      }
      const stop = await at();
      // Between the last control and the first the focus is with the browser itself, or with the dialog around them.
      if (stop.tag === 'body' || stop.tag === 'dialog' || stop.isText) continue;
      repeats = stop.place === last ? repeats + 1 : 0;
      last = stop.place;
      // Firefox brings it into view a moment later, and only in a tab that is in front.
      if (!stop.seen) {
        await showFocus();
        await until(async () => (await at()).seen, `the focus to be seen at "${stop.name}"`);
      }
      if (stop.name.startsWith(name)) return stop;
      // A field for a date has a stop for each of its parts.
      if (places.has(stop.place) && passed.at(-1) !== stop.name) break;
      places.add(stop.place);
      passed.push(stop.name);
    }
    throw new Error(`no control "${name}" in ${page.url()}, only ${passed.map((one) => `"${one}"`).join(', ')}`);
  }

  return {
    at,
    async rests(on) {
      await until(
        async () => {
          const { name, tag } = await at();
          return on instanceof RegExp ? on.test(name) : tag === on.tag;
        },
        `the focus on ${on instanceof RegExp ? on : on.tag}`,
      );
    },
    to,
    keys,
    async press(name, ...wanted) {
      await to(name);
      await keys(...wanted);
    },
    async fill(name, text) {
      await to(name);
      await page.keyboard.down('Control');
      await page.keyboard.press('a');
      await page.keyboard.up('Control');
      await page.keyboard.type(text);
      const now = await page.evaluate(() => (document.activeElement as HTMLInputElement | null)?.value);
      if (now !== text) throw new Error(`"${name}" holds "${now}" after "${text}" was typed`);
      // The page takes it up when it draws next; no hand is quicker than that.
      await page.evaluate(() => new Promise<void>((resolve) => requestAnimationFrame(() => setTimeout(resolve))));
    },
  };
}

/** Runs in the page: the focus comes back into it from the browser. */
function focusFirst(): void {
  const within = document.querySelector('dialog[open]') ?? document;
  const controls = within.querySelectorAll<HTMLElement>('a[href], button, input, select, textarea, summary');
  [...controls].find((control) => control.getClientRects().length > 0)?.focus({ focusVisible: true } as FocusOptions);
}

/** Runs in the page. */
function stopNow(): Stop {
  const element = (document.activeElement ?? document.body) as HTMLElement;
  const { labels } = element as HTMLInputElement;
  const words =
    element.getAttribute('aria-label') ??
    (labels && labels.length > 0 ? [...labels].map((label) => label.innerText).join(' ') : element.textContent);
  const all = globalThis as unknown as { stops?: Element[] };
  all.stops ??= [];
  if (!all.stops.includes(element)) all.stops.push(element);
  const drawn = [element, element.closest('label')].some((one) => {
    if (one === null) return false;
    const { outlineStyle, outlineWidth } = getComputedStyle(one);
    return outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2;
  });
  const { top, bottom, left, right } = element.getBoundingClientRect();
  const within = bottom > 0 && top < innerHeight && right > 0 && left < innerWidth;
  return {
    name: (words ?? '').replace(/\s+/g, ' ').trim(),
    tag: element.localName,
    isText: element.getAttribute('tabindex') === '-1',
    place: all.stops.indexOf(element),
    seen: drawn && within,
  };
}
