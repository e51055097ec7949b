import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ElementHandle, Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { browsersFor, type Driven } from './harness/both.ts';
import { pasteBoard, pastedInto } from './harness/clipboard.ts';
import { demoPolicy, fillJournal } from './harness/demo-journal.ts';
import { loadAnew } from './harness/load-anew.ts';
import { pagesOf } from './harness/pages-of.ts';
import { control, onPaper, pageViolations } from './harness/panel.ts';
import { until } from './harness/until.ts';

const lastYear = new Date().getFullYear() - 1;
const route = '/report?period=last-year';
const mail = 'https://post.example/ny';
const sheetText = (page: Page) =>
  page.evaluate(() => document.querySelector<HTMLElement>('.report-sheet')?.innerText ?? '');
const ready = (page: Page) =>
  until(
    () =>
      page.evaluate(() => {
        const pictures = [...document.querySelectorAll('.report-chart')].map((chart) => chart.querySelector('img'));
        return pictures.length > 2 && pictures.every((picture) => picture?.complete && picture.naturalWidth > 0)
          ? true
          : null;
      }),
    'the report with its charts',
  );

describe.each(browsersFor('long'))('a team lead reports on a year in %s', (_, launch) => {
  let browser: Driven;
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'groent-lys-report-'));
    browser = await launch({ answers: new Map([[mail, pasteBoard]]) });
    await browser.setSettings({ language: 'da', role: 'lead', organisation: { name: 'Nordby Kommune', cvr: '' } });
  });
  afterAll(async () => {
    await browser.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('is told that an empty log gives no report, and what to do', async () => {
    const page = await browser.dashboard(route);
    await until(
      () => page.evaluate(() => document.querySelector('main')?.innerText.includes('kræver mindst ét fulgt') || null),
      'the word of it',
    );
    expect(await page.$('.report-sheet')).toBeNull();
    expect(await pageViolations(page)).toEqual([]);
    await page.close();
  });

  it('prints one page for those who decide, and what it rests on behind it', async () => {
    await fillJournal(browser, {
      procedures: 60,
      from: `${lastYear}-01-01`,
      to: `${lastYear}-12-20`,
      authors: ['indkøber 7'],
    });
    await browser.store({ policy: demoPolicy(lastYear) });
    const page = await browser.dashboard('/overview?period=last-year');
    await (await control(page, 'link', 'Lav en rapport')).press('Enter');
    await ready(page);
    const text = await sheetText(page);
    const order = ['Det gik godt', 'Hvad der er købt', 'Hvad der er opfyldt', 'Begrundelser', 'Sådan er tallene lavet'];
    const places = order.map((heading) => text.indexOf(heading));
    expect(places.every((place) => place > 0)).toBe(true);
    expect(places).toEqual([...places].sort((left, right) => left - right));
    expect(text).toContain(`Grønne indkøb ${lastYear}\n\nNordby Kommune`);
    expect(text).toMatch(/\d+ af 60 fulgte udbud er registreret\./);
    expect(text).not.toContain('indkøber 7');
    expect(await pageViolations(page)).toEqual([]);

    const { heights, hidden } = await onPaper(page, () =>
      page.evaluate(() => {
        const parts = [...document.querySelectorAll('.report-front, .report-section')];
        const beside = ['.site-header', '.report-controls', '.report-actions'];
        return {
          heights: parts.map((part) => part.getBoundingClientRect().height),
          hidden: beside.map((part) => getComputedStyle(document.querySelector(part) as Element).display),
        };
      }),
    );
    const [front, behind] = heights;
    // A4 less its margins, in px of CSS.
    expect(front).toBeLessThan(((297 - 38) / 25.4) * 96);
    expect(behind).toBeGreaterThan(0);
    expect(hidden).toEqual(['none', 'none', 'none']);
    const pages = await pagesOf(await page.pdf({ format: 'A4', preferCSSPageSize: true }));
    expect(pages).toBeGreaterThan(3);
    expect(pages).toBeLessThan(12);
    await page.close();
  });

  it('adds a title, a foreword and a logo, which stay; a file that is no picture changes nothing', async () => {
    const page = await browser.dashboard(route);
    await ready(page);
    const title = await control(page, 'textbox', 'Titel');
    await title.type('Grønt regnskab');
    await title.press('Tab');
    await until(async () => ((await sheetText(page)).startsWith('Grønt regnskab') ? true : null), 'the title');
    const svg = join(folder, 'logo.svg');
    await writeFile(
      svg,
      '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="80"><script>alert(1)</script><rect width="300" height="80" fill="#1b4965"/></svg>',
    );
    const choose = async (file: string) => {
      const input = (await page.$('input[type="file"]')) as ElementHandle<HTMLInputElement>;
      await input.uploadFile(file);
    };
    await choose(svg);
    const logo = () =>
      page.evaluate(() => document.querySelector<HTMLImageElement>('.report-logo')?.getAttribute('src') ?? null);
    const kept = await until(logo, 'the logo');
    expect(kept.startsWith('data:image/png;base64,')).toBe(true);

    const text = join(folder, 'logo.txt');
    await writeFile(text, 'no picture');
    await choose(text);
    await until(
      () => page.evaluate(() => document.querySelector('.problem')?.textContent?.includes('ikke et billede') || null),
      'the problem',
    );
    const broken = join(folder, 'logo.png');
    await writeFile(broken, 'no picture either');
    await choose(broken);
    await until(
      () => page.evaluate(() => document.querySelector('.problem')?.textContent?.includes('kunne ikke læses') || null),
      'the other problem',
    );
    expect(await logo()).toBe(kept);
    await loadAnew(page);
    await ready(page);
    expect(await logo()).toBe(kept);
    expect((await sheetText(page)).startsWith('Grønt regnskab')).toBe(true);
    await page.close();
  });

  it('takes the first page along as formatted text, by keyboard', async () => {
    const page = await browser.dashboard(route);
    await ready(page);
    await page.bringToFront();
    const copy = await control(page, 'button', 'Kopiér forsiden');
    await copy.focus();
    await page.keyboard.press('Enter');
    await until(
      () =>
        page.evaluate(() => document.querySelector('.report-actions')?.textContent?.includes('er kopieret') || null),
      'the word of it',
    );
    const { html } = await pastedInto(await browser.openPage(mail));
    expect(html).toContain('Grønt regnskab</h1>');
    expect(html).toMatch(/fulgte udbud er registreret/);
    await page.close();
  });
});
