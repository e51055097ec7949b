import type { Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadTargets } from '../../lib/targets/load.ts';
import { root } from '../commands/built.ts';
import { madeOf, makeJournal } from '../fixtures/large-journal.ts';
import { browsersFor, type Driven } from './harness/both.ts';
import { demoPolicy, demoUnits, fillJournal } from './harness/demo-journal.ts';
import { catchSaved, savedBytes } from './harness/files.ts';
import { control, eachScheme, pageViolations } from './harness/panel.ts';
import { until } from './harness/until.ts';

const lastYear = new Date().getFullYear() - 1;
const plan = { procedures: 320, from: `${lastYear}-01-01`, to: `${lastYear}-12-20`, authors: ['indkøber 7'] };
const route = '/overview?period=last-year';

/** What the overview must say of the journal, counted from what was made and without any code of the product. */
async function expected(unit: string | null): Promise<{ allMet: number; of: number; followed: number; met: number }> {
  const counts = { allMet: 0, of: 0, followed: 0, met: 0 };
  const given = madeOf(await loadTargets(`${root}/targets/`));
  for (const { procedure, revisions } of makeJournal({ units: demoUnits, ...given, ...plan })) {
    if (unit !== null && procedure.unit !== unit) continue;
    counts.followed += 1;
    if (revisions.length === 0) continue;
    counts.met += revisions.filter(({ verdict }) => verdict === 'met').length;
    const verdicts = procedure.relevant
      .filter(({ area }) => area !== 'all')
      .map(({ target }) => revisions.find((revision) => revision.target.id === target)?.verdict ?? 'open');
    const applicable = verdicts.filter((verdict) => verdict !== 'notApplicable');
    if (applicable.length === 0) continue;
    counts.of += 1;
    if (applicable.every((verdict) => verdict === 'met')) counts.allMet += 1;
  }
  return counts;
}

const mainText = (page: Page) => page.evaluate(() => document.querySelector('main')?.innerText ?? '');
const hashOf = (page: Page) => page.evaluate(() => decodeURIComponent(location.hash).replaceAll('+', ' '));
const says = (page: Page, text: string) =>
  until(async () => ((await mainText(page)).includes(text) ? true : null), `"${text}" on the page`);
const answerOf = (page: Page) =>
  page.evaluate(() => (document.querySelector('#answer')?.textContent ?? '').replaceAll('\u00a0', ' '));

describe.each(browsersFor('long'))('a team lead looks at a year in %s', (_, launch) => {
  let browser: Driven;
  beforeAll(async () => {
    browser = await launch();
    await browser.setSettings({ language: 'da', role: 'lead' });
    await fillJournal(browser, plan);
    await browser.store({ policy: demoPolicy(lastYear) });
  });
  afterAll(() => browser.close());

  it('the first sentence says how many tenders meet all targets, as a count by hand does', async () => {
    const { allMet, of, followed } = await expected(null);
    const page = await browser.dashboard(route);
    await says(page, 'af udbuddene opfylder alle relevante indkøbsmål');
    expect(await answerOf(page)).toContain(`(${allMet} af ${of})`);
    await says(page, `af ${followed} fulgte udbud`);
    await says(page, '17 % ville være det ideelle');
    await says(page, 'Der er ingen udbud fra de samme måneder året før at sammenligne med.');
    await says(page, `Måltal for ${lastYear}`);
    await says(page, 'Ikke nået');
    await page.close();
  });

  it('a unit is chosen, stands in the address, and is taken back by the back button', async () => {
    const page = await browser.dashboard(route);
    await says(page, 'opfylder alle relevante');
    const whole = await answerOf(page);
    const unit = await control(page, 'combobox', 'Enhed');
    await unit.select('Ejendomme');
    const { allMet, of } = await expected('Ejendomme');
    await until(
      async () => ((await answerOf(page)).includes(`(${allMet} af ${of})`) ? true : null),
      'the figures of the unit',
    );
    expect(await hashOf(page)).toBe('#/overview?period=last-year&unit=Ejendomme');
    await page.evaluate(() => history.back());
    await until(async () => ((await answerOf(page)) === whole ? true : null), 'the figures of all units');
    await page.close();
  });

  it('one portal, person or placement counts decisions, and says why no tenders', async () => {
    const page = await browser.dashboard(`${route}&author=${encodeURIComponent('indkøber 7')}`);
    const { met } = await expected(null);
    await says(page, 'kan der kun tælles beslutninger');
    expect(await mainText(page)).toContain(`${met} beslutninger`);
    expect(await pageViolations(page)).toEqual([]);
    await page.close();
  });

  it('figures and cells lead to the decisions behind them, by keyboard alone', async () => {
    const page = await browser.dashboard(route);
    await says(page, 'Produktområder måned for måned');
    await (await control(page, 'link', 'Se beslutningerne (Mindst ét mål opfyldt)')).press('Enter');
    await until(async () => ((await hashOf(page)).startsWith('#/log') ? true : null), 'the log');
    expect(await hashOf(page)).toBe('#/log?period=last-year&verdict=met');
    // Else what is found next is what stood there before.
    await page.waitForSelector('tr[data-record]');
    await page.evaluate(() => history.back());
    await says(page, 'Produktområder måned for måned');
    const grid = await page.evaluate(() => {
      const cells = [...document.querySelectorAll<HTMLElement>('[role="grid"] tbody :is(a, td[tabindex])')];
      cells.find(({ tabIndex }) => tabIndex === 0)?.focus();
      return cells.filter(({ tabIndex }) => tabIndex === 0).length;
    });
    expect(grid).toBe(1);
    await page.keyboard.press('End');
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowRight');
    const at = await page.evaluate(() => {
      const cell = document.activeElement?.closest('td');
      return { column: cell?.cellIndex, row: (cell?.parentElement as HTMLTableRowElement | null)?.rowIndex };
    });
    expect(at).toEqual({ column: 2, row: 1 });
    await page.evaluate(() => document.querySelector<HTMLElement>('[role="grid"] tbody a')?.focus());
    await page.keyboard.press('Enter');
    await until(async () => ((await hashOf(page)).startsWith('#/log') ? true : null), 'the log');
    expect(await hashOf(page)).toMatch(
      new RegExp(`^#/log\\?area=[a-z-]+&from=${lastYear}-\\d\\d-01&period=own&to=${lastYear}-\\d\\d-\\d\\d$`),
    );
    await page.close();
  });

  it('a chart is saved as a picture', async () => {
    const page = await browser.dashboard(route);
    await catchSaved(page);
    await (await control(page, 'button', 'Hent som billede (Hvorfor målene ikke er opfyldt)')).click();
    const { name, bytes } = await savedBytes(page);
    expect(name).toBe(`hvorfor-maalene-ikke-er-opfyldt-${lastYear}-01-01-${lastYear}-12-31.png`);
    const picture = Buffer.from(bytes);
    expect(picture.subarray(1, 4).toString()).toBe('PNG');
    expect(picture.readUInt32BE(16)).toBe(2240);
    await page.close();
  });

  it('is printed in light colours from a dark screen, which is dark again afterwards', async () => {
    const page = await browser.dashboard(route);
    const canvas = 'canvas[aria-label^="Hvorfor"]';
    const drawn = (theme: string) =>
      until(
        () =>
          page.evaluate(
            (selector, wanted) => {
              const found = document.querySelector<HTMLCanvasElement>(selector);
              return found?.dataset.theme?.startsWith(`${wanted} `) ? found.toDataURL() : null;
            },
            canvas,
            theme,
          ),
        `the chart in ${theme}`,
      );
    await browser.setSettings({ theme: 'light' });
    const light = await drawn('light');
    await browser.setSettings({ theme: 'dark' });
    const dark = await drawn('dark');
    expect(dark).not.toBe(light);
    const seen = await page.evaluate((selector) => {
      const now = () => ({
        theme: document.documentElement.dataset.theme,
        chart: document.querySelector<HTMLCanvasElement>(selector)?.toDataURL(),
        text: getComputedStyle(document.body).color,
      });
      dispatchEvent(new Event('beforeprint'));
      const paper = now();
      dispatchEvent(new Event('afterprint'));
      return { paper, screen: now() };
    }, canvas);
    expect(seen.paper).toEqual({ theme: 'light', chart: light, text: 'rgb(28, 33, 38)' });
    expect(seen.screen).toEqual({ theme: 'dark', chart: dark, text: 'rgb(231, 235, 238)' });
    expect(
      Buffer.from(await page.pdf({ format: 'A4' }))
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-');
    await until(
      () => page.evaluate(() => document.documentElement.dataset.theme === 'dark' || null),
      'the dark screen after the printing',
    );
    await browser.setSettings({ theme: 'auto' });
    await page.close();
  });

  it('axe finds nothing with every table open, in light and dark', async () => {
    const page = await browser.dashboard(route);
    await says(page, 'Alle nøgletal');
    await page.evaluate(() => {
      for (const part of document.querySelectorAll('details')) part.open = true;
    });
    await says(page, 'Prioriterede områder');
    await eachScheme(page, async () => expect(await pageViolations(page)).toEqual([]));
    await page.close();
  });

  it('at four times its size nothing runs out of the page', async () => {
    const page = await browser.dashboard(route);
    await page.setViewport({ width: 320, height: 256 });
    await says(page, 'Alle nøgletal');
    // Drawings follow the window a moment later.
    const fits = () => page.evaluate(() => document.documentElement.scrollWidth <= 320 || null);
    await until(fits, 'the page to fit the window');
    await page.close();
  });

  it('an empty view says how to get out of it', async () => {
    const page = await browser.dashboard(`${route}&unit=Ingen`);
    await says(page, 'Ingen udbud i dette udsnit');
    await (await control(page, 'link', 'Fjern filtrene')).click();
    await says(page, 'opfylder alle relevante');
    expect(await hashOf(page)).toBe('#/overview?period=last-year');
    await page.close();
  });
});
