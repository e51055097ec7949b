import { fileURLToPath } from 'node:url';
import puppeteer, { type Browser, type Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ensureChromium } from '../commands/browsers.ts';
import { bundle } from '../commands/bundle.ts';

const script = await bundle(fileURLToPath(new URL('in-page/read-again.ts', import.meta.url)), 'inPage');

interface InPage {
  checkReadAgain: (numRuns: number) => string | null;
}

describe('a page that is read again', () => {
  let browser: Browser;
  let page: Page;
  beforeAll(async () => {
    browser = await puppeteer.launch({
      executablePath: ensureChromium(),
      pipe: true,
      args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
    });
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
