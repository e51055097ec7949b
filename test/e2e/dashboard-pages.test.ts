import type { Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CurrentRow, ProcedureStateRow } from '../../lib/log/rows.ts';
import { browsersFor, type Driven } from './harness/both.ts';
import { demoPolicy, fillJournal } from './harness/demo-journal.ts';
import { eachScheme, pageViolations } from './harness/panel.ts';
import { until } from './harness/until.ts';

const year = new Date().getFullYear() - 1;
const whole = `period=own&from=${year}-01-01&to=${year}-12-31`;

/** Every page, with what is there once it has been drawn. */
const pages = {
  overview: '.chart-canvas canvas[data-theme]',
  // Its parts stand there hidden until all of them have been read.
  missing: 'main > :not([hidden]) > .missing table',
  log: 'tr[data-record]',
  decision: '.history li',
  correction: '.decision-form',
  tender: '.checklist-step',
  targets: 'main table',
  target: 'main article',
  documents: '.drop-place',
  pastedText: 'main textarea',
  export: '.radio-group',
  import: '.drop-place',
  folder: '.part',
  backup: '.drop-place',
  settings: '.sites',
  privacy: '.definitions',
} as const;
type PageName = keyof typeof pages;

describe.each(browsersFor('long'))('every page of the dashboard in %s', (_, launch) => {
  let browser: Driven;
  let routes: Record<PageName, string>;
  beforeAll(async () => {
    browser = await launch();
    await browser.setSettings({ unit: 'Teknik og Miljø' });
    await fillJournal(browser, { procedures: 20, from: `${year}-01-01`, to: `${year}-12-20`, authors: ['indkøber 7'] });
    await browser.store({ policy: demoPolicy(year) });
    const { current, procedureState } = (await browser.journal()) as unknown as {
      current: CurrentRow[];
      procedureState: ProcedureStateRow[];
    };
    const row = current.find(({ verdict }) => verdict === 'notMet');
    const waiting = procedureState.find(({ waiting: open }) => open === 1) ?? procedureState[0];
    routes = {
      overview: `/overview?${whole}`,
      missing: '/missing',
      log: `/log?${whole}&placement=awardCriteria`,
      decision: `/log/${row?.recordId}`,
      correction: `/log/${row?.recordId}?edit=evidence`,
      tender: `/procedure/${waiting?.procedureId}`,
      targets: '/targets',
      target: `/targets/${row?.target.id}`,
      documents: '/documents',
      pastedText: '/documents/text',
      export: '/exchange?area=it',
      import: '/exchange/import',
      folder: '/exchange/folder',
      backup: '/exchange/backup',
      settings: '/settings',
      privacy: '/settings/privacy',
    };
  });
  afterAll(() => browser.close());

  const names = Object.keys(pages) as PageName[];
  describe.each(names)('%s', (name) => {
    let page: Page;
    beforeAll(async () => {
      await browser.setSettings({ language: 'da' });
      page = await browser.dashboard(routes[name]);
      await page.waitForSelector(pages[name]);
    });
    afterAll(() => page.close());

    const speaks = (language: string) =>
      until(() => page.evaluate((wanted) => document.documentElement.lang === wanted, language), `"${language}"`);

    it('breaks no rule of axe, in light and dark', async () => {
      await speaks('da');
      await eachScheme(page, async () => expect(await pageViolations(page)).toEqual([]));
    });

    it.each(['nb', 'en'] as const)('breaks none in %s either, which an open page takes over', async (language) => {
      await browser.setSettings({ language });
      await speaks(language);
      await page.waitForSelector(pages[name]);
      expect(await pageViolations(page)).toEqual([]);
    });

    it('does not scroll sideways at 400 per cent, nor does anything in it but a matrix', async () => {
      await browser.setSettings({ language: 'da' });
      await speaks('da');
      await page.setViewport({ width: 320, height: 256 });
      // Drawings follow the window a moment later.
      const fits = () => page.evaluate(() => document.documentElement.scrollWidth <= 320 || null);
      await until(fits, 'the page to fit the window');
      const sideways = await page.$$eval('main *', (elements) =>
        elements
          .filter((element) => element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 0)
          .filter((element) => /auto|scroll/.test(getComputedStyle(element).overflowX))
          .map((element) => element.className)
          .filter((className) => !className.includes('matrix')),
      );
      expect(sideways).toEqual([]);
    });
  });
});
