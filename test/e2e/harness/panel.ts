import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { ElementHandle, Frame, Page } from 'puppeteer';
import { chooseMedium, chooseScheme } from './firefox-window.ts';
import type { ContentWorld } from './firefox-world.ts';
import { until } from './until.ts';

/** How the world of our content script is entered in a page of Firefox; what is not in here is a page of Chromium. */
const inFirefox = new WeakMap<Page, (frame?: Frame) => ContentWorld>();

/** Says of a page that Firefox shows it, and how our content script's world is entered there. */
export function shownByFirefox(page: Page, world: (frame?: Frame) => ContentWorld): void {
  inFirefox.set(page, world);
}

/**
 * The world of our content script in a page: from there, and only from there, its closed shadow roots can be entered.
 * Waits until the content script runs; in Firefox, where nothing tells, the world is there before it.
 * @param frame one of the page's frames instead of the page
 */
export async function contentWorld(page: Page, frame?: Frame): Promise<ContentWorld> {
  const world = inFirefox.get(page);
  if (world) return world(frame);
  return until(() => (frame ?? page).extensionRealms()[0], `a content script in ${(frame ?? page).url()}`);
}

/**
 * A control of the page or of the panel by role and accessible name, as a screen reader finds it.
 * @throws when it does not appear within ten seconds
 */
export async function control(page: Page, role: string, name: string): Promise<ElementHandle> {
  const world = inFirefox.get(page)?.();
  if (world) {
    return until(
      async () => (await world.evaluateHandle(controlInWorld, role, name)).asElement() as ElementHandle | null,
      `a ${role} called ${name}`,
    );
  }
  const selector = `::-p-aria([name=${JSON.stringify(name)}][role=${JSON.stringify(role)}])`;
  const found = await page.waitForSelector(selector, { timeout: 30_000 });
  if (!found) throw new Error(`no ${role} called ${name}`);
  return found;
}

/** Runs in the world of our content script: the drawn control of that role and name, in the page or in what is ours. */
function controlInWorld(role: string, name: string): Element | null {
  const roles: Record<string, string> = {
    button: 'button, input:is([type=button], [type=submit])',
    link: 'a[href]',
    checkbox: 'input[type=checkbox]',
    radio: 'input[type=radio]',
    combobox: 'select',
    textbox: 'textarea, input:is(:not([type]), [type=text], [type=search])',
  };
  const wanted = `:is([role=${role}]${roles[role] ? `, :is(${roles[role]}):not([role])` : ''})`;
  const words = (node: Node): string => {
    if (node.nodeType === Node.TEXT_NODE) return node.nodeValue ?? '';
    if (!(node instanceof Element) || node.getAttribute('aria-hidden') === 'true') return '';
    const own = node.getAttribute('aria-label');
    return own ?? [...node.childNodes].map(words).join('');
  };
  const nameOf = (element: Element) => {
    const by = element.getAttribute('aria-labelledby')?.split(/\s+/) ?? [];
    const root = element.getRootNode() as Document | ShadowRoot;
    const named = by.flatMap((id) => root.getElementById(id) ?? []);
    const labels = [...((element as HTMLInputElement).labels ?? [])];
    const text = [named, labels, [element]].find((nodes) => nodes.length > 0) ?? [];
    return (element.getAttribute('aria-label') ?? text.map(words).join(' ')).replace(/\s+/g, ' ').trim();
  };
  const roots: (Document | ShadowRoot)[] = [document];
  for (const element of document.querySelectorAll<HTMLElement>('*:not(svg, svg *)')) {
    const root = element.shadowRoot ? null : chrome.dom.openOrClosedShadowRoot(element);
    if (root) roots.push(root);
  }
  for (const root of roots) {
    for (const element of root.querySelectorAll(wanted)) {
      if (element.getClientRects().length > 0 && nameOf(element) === name) return element;
    }
  }
  return null;
}

/** The first element in our closed shadow roots that a selector matches; waits until there is one. */
export async function inPanel(page: Page, selector: string): Promise<ElementHandle> {
  const world = await contentWorld(page);
  return until(async () => {
    const handle = await world.evaluateHandle((wanted) => {
      for (const element of document.querySelectorAll<HTMLElement>('*:not(svg, svg *)')) {
        const found = chrome.dom.openOrClosedShadowRoot(element)?.querySelector(wanted);
        if (found && !element.shadowRoot) return found;
      }
      return null;
    }, selector);
    return handle.asElement() as ElementHandle | null;
  }, `${selector} in the panel`);
}

/** All words in our closed shadow roots, as they are laid out; empty when nothing of ours is shown. */
export async function panelText(page: Page): Promise<string> {
  const world = await contentWorld(page);
  return world.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('*:not(svg, svg *)')]
      .filter((element) => !element.shadowRoot)
      .flatMap((element) => [...(chrome.dom.openOrClosedShadowRoot(element)?.children ?? [])])
      .filter(({ localName }) => localName !== 'style')
      .map((child) => (child as HTMLElement).innerText ?? '')
      .join('\n')
      .trim(),
  );
}

/**
 * Runs axe over what our content script shows. axe enters open shadow roots only, so in the content script's world,
 * where it runs, the closed ones are shown to it as open; the page sees nothing of that.
 * @returns one line for each violation: rule, what is wrong, where
 * @throws when there is nothing of ours to check, as an empty check proves nothing
 */
export async function panelViolations(page: Page): Promise<string[]> {
  const world = await contentWorld(page);
  const hosts = await world.evaluate(() => {
    let count = 0;
    for (const element of document.querySelectorAll<HTMLElement>('*:not(svg, svg *)')) {
      const closed = element.shadowRoot ? null : chrome.dom.openOrClosedShadowRoot(element);
      if (!closed) continue;
      Object.defineProperty(element, 'shadowRoot', { value: closed, configurable: true });
      element.setAttribute('data-axe-host', String(count++));
    }
    return count;
  });
  if (hosts === 0) throw new Error('nothing of ours is shown: there is no closed shadow root to check');
  try {
    await world.evaluate(await axeSource());
    return await world.evaluate(async () => {
      const { axe } = globalThis as unknown as { axe: Axe };
      const results = await axe.run({ include: [['[data-axe-host]']] }, { resultTypes: ['violations'] });
      return results.violations.flatMap((violation) =>
        violation.nodes.map((node) => `${violation.id}: ${violation.help}: ${node.html.slice(0, 200)}`),
      );
    });
  } finally {
    await world.evaluate(() => {
      for (const element of document.querySelectorAll('[data-axe-host]')) {
        element.removeAttribute('data-axe-host');
        Reflect.deleteProperty(element, 'shadowRoot');
      }
    });
  }
}

/** axe violations of a page of our own, dashboard or popup; the same rules and lines as `panelViolations`. */
export async function pageViolations(page: Page): Promise<string[]> {
  await page.evaluate(await axeSource());
  return page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: Axe };
    const results = await axe.run(document, { resultTypes: ['violations'] });
    return results.violations.flatMap((violation) =>
      violation.nodes.map((node) => `${violation.id}: ${violation.help}: ${node.html.slice(0, 200)}`),
    );
  });
}

/** Looks at a page in its light and in its dark colours, and leaves it as it was. */
export async function eachScheme(page: Page, look: () => Promise<void>): Promise<void> {
  const firefox = await isFirefox(page);
  const choose = (scheme: string | null) =>
    firefox
      ? chooseScheme(page.browser(), scheme)
      : page.emulateMediaFeatures(scheme === null ? [] : [{ name: 'prefers-color-scheme', value: scheme }]);
  for (const scheme of ['light', 'dark']) {
    await choose(scheme);
    await until(
      () => page.evaluate((wanted) => matchMedia(`(prefers-color-scheme: ${wanted})`).matches || null, scheme),
      `${scheme} colours`,
    );
    await look();
  }
  await choose(null);
}

/** Looks at a page as it stands on paper, and leaves it as it was. */
export async function onPaper<T>(page: Page, look: () => Promise<T>): Promise<T> {
  const firefox = await isFirefox(page);
  const choose = (medium: 'print' | null) =>
    firefox ? chooseMedium(page, medium) : page.emulateMediaType(medium ?? undefined);
  await choose('print');
  await until(() => page.evaluate(() => matchMedia('print').matches || null), 'the page on paper');
  const seen = await look();
  await choose(null);
  await until(() => page.evaluate(() => !matchMedia('print').matches || null), 'the page on the screen');
  return seen;
}

const isFirefox = async (page: Page) => (await page.browser().version()).startsWith('firefox');

interface Axe {
  run: (
    context: Document | { include: string[][] },
    options: { resultTypes: string[] },
  ) => Promise<{ violations: { id: string; help: string; nodes: { html: string }[] }[] }>;
}

function axeSource(): Promise<string> {
  return readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
}
