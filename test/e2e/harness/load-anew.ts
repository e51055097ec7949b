import type { Page } from 'puppeteer';
import { until } from './until.ts';

/** Loads a page of ours anew. The page itself is asked: Firefox never says that one of an extension has loaded. */
export async function loadAnew(page: Page): Promise<void> {
  await page.evaluate(() => {
    Object.assign(globalThis, { isOld: true });
    location.reload();
  });
  const isNew = () => !('isOld' in globalThis) && document.readyState === 'complete';
  await until(async () => (await page.evaluate(isNew)) || null, 'the page anew');
}
