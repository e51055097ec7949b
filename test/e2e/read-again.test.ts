import { fileURLToPath } from 'node:url';
import puppeteer, { type Browser, type Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ensureChromium, tryFirefox } from '../commands/browsers.ts';
import { bundle } from '../commands/bundle.ts';
import { isEveryStory } from './harness/both.ts';
import { quietPreferences } from './harness/quiet-firefox.ts';

const script = await bundle(fileURLToPath(new URL('in-page/read-again.ts', import.meta.url)), 'inPage');

interface InPage {
  checkReadAgain: (numRuns: number) => string | null;
}

const chromium = () =>
  puppeteer.launch({
    executablePath: ensureChromium(),
    pipe: true,
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  });
const { path: firefoxPath } = tryFirefox();
const firefox = () =>
  puppeteer.launch({ browser: 'firefox', executablePath: firefoxPath ?? '', extraPrefsFirefox: quietPreferences });

describe.each([
  ['Chromium', chromium],
  ...(isEveryStory && firefoxPath !== null ? [['Firefox', firefox] as const] : []),
] as const)('a page that is read again in %s', (_, launch) => {
  let browser: Browser;
  let page: Page;
  beforeAll(async () => {
    browser = await launch();
    page = await browser.newPage();
    await page.setContent('<!doctype html><title>Udbud</title>');
    await page.addScriptTag({ content: script });
  });
  afterAll(() => browser.close());

  it('after any changes gives what reading it anew gives', async () => {
    const counterexample = await page.evaluate(() =>
      (globalThis as unknown as { inPage: InPage }).inPage.checkReadAgain(50),
    );
    expect(counterexample).toBeNull();
  });
});
