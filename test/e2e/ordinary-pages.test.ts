import type { Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type BadPage, badPages } from '../fixtures/bad-pages.ts';
import { type OrdinaryPage, ordinaryPages } from '../fixtures/ordinary-pages.ts';
import { browsersFor, type Driven } from './harness/both.ts';

const origin = 'https://site.example';

/** Nodes of ours in the page. */
const ours = (page: Page) => page.evaluate(() => document.querySelectorAll('[data-groent-lys]').length);

describe.each(browsersFor('long'))('on a site of one’s own that is switched on in %s', (name, launch) => {
  let browser: Driven;
  beforeAll(async () => {
    browser = await launch();
    await browser.switchOn(origin);
  });
  afterAll(() => browser.close());

  it('says nothing on fifty pages that are no tenders', { timeout: 240_000 }, async () => {
    const answers = new Map(ordinaryPages.map(({ path, html }) => [origin + path, html]));
    const saidOn = async ({ name, path }: OrdinaryPage): Promise<unknown[]> => {
      const page = await browser.openPage(origin + path, { answers });
      const { kind, findings, tips } = await browser.pageReport(page);
      const shown = await ours(page);
      await page.close();
      const isSilent = ['none', 'list', 'login'].includes(kind) && findings.length + tips.length + shown === 0;
      return isSilent ? [] : [{ name, kind, findings: findings.length, tips, shown }];
    };
    // Each report takes the time in which a page might still fill, so several pages wait side by side.
    const said: unknown[] = [];
    for (let start = 0; start < ordinaryPages.length; start += 26) {
      said.push(...(await Promise.all(ordinaryPages.slice(start, start + 26).map(saidOn))).flat());
    }
    expect(said).toEqual([]);
  });

  it('reads badly made pages or leaves them, without an error in the console', { timeout: 120_000 }, async () => {
    const read = await Promise.all(
      badPages.map(async ({ html }, index) => {
        const address = `${origin}/bad/${index}`;
        const page = await browser.openPage(address, { answers: new Map([[address, html]]) });
        const { tender } = await browser.pageReport(page);
        await page.close();
        return tender.title?.slice(0, 18) ?? null;
      }),
    );
    // Firefox shows our code the document as it is, whatever the page's elements are called.
    const isLeft = ({ clobbers }: BadPage) => clobbers === true && name === 'Chromium';
    const expected = badPages.map((page) => (isLeft(page) ? null : (page.title?.slice(0, 18) ?? null)));
    expect(read).toEqual(expected);
    expect(browser.consoleErrors).toEqual([]);
  });
});
