import type { KeyInput, Page } from 'puppeteer';
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

/** The page through the keyboard alone. */
export function keyboardOf(page: Page): Keyboard {
  const keys = async (...wanted: KeyInput[]) => {
    for (const key of wanted) await page.keyboard.press(key);
  };
  const at = () => page.evaluate(stopNow);

  async function to(name: string, direction: 'forward' | 'back' = 'forward'): Promise<Stop> {
    const passed: string[] = [];
    const places = new Set<number>();
    for (let presses = 0; presses < manyStops; presses += 1) {
      if (direction === 'back') await page.keyboard.down('Shift');
      await page.keyboard.press('Tab');
      if (direction === 'back') await page.keyboard.up('Shift');
      const stop = await at();
      // Between the last control and the first the focus is with the browser itself.
      if (stop.tag === 'body' || stop.isText) continue;
      // Firefox brings it into view a moment later.
      if (!stop.seen) await until(async () => (await at()).seen || null, `the focus to be seen at "${stop.name}"`);
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
    },
  };
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
