import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { ElementHandle, Page, Realm } from 'puppeteer';
import { until } from './until.ts';

/**
 * The world of our content script in a page: from there, and only from there, its closed shadow roots can be entered.
 * Waits until the content script runs.
 */
export function contentWorld(page: Page): Promise<Realm> {
  return until(() => page.extensionRealms()[0], `a content script in ${page.url()}`);
}

/**
 * A control of the page or of the panel by role and accessible name, as a screen reader finds it.
 * @throws when it does not appear within ten seconds
 */
export async function control(page: Page, role: string, name: string): Promise<ElementHandle> {
  const selector = `::-p-aria([name=${JSON.stringify(name)}][role=${JSON.stringify(role)}])`;
  const found = await page.waitForSelector(selector, { timeout: 10_000 });
  if (!found) throw new Error(`no ${role} called ${name}`);
  return found;
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

interface Axe {
  run: (
    context: Document | { include: string[][] },
    options: { resultTypes: string[] },
  ) => Promise<{ violations: { id: string; help: string; nodes: { html: string }[] }[] }>;
}

function axeSource(): Promise<string> {
  return readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
}
