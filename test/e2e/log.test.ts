import type { Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { browsersFor, type Driven } from './harness/both.ts';
import { fillJournal } from './harness/demo-journal.ts';
import { control, pageViolations } from './harness/panel.ts';
import { until } from './harness/until.ts';

describe.each(browsersFor('long'))('the log in %s', (_, launch) => {
  let browser: Driven;
  let page: Page;
  let decisions = 0;

  beforeAll(async () => {
    browser = await launch();
    await browser.setSettings({ language: 'da', unit: 'Vej' });
    await fillJournal(browser, { procedures: 400, from: '2025-01-02', to: '2026-11-20', units: ['Vej', 'Ejendomme'] });
    decisions = ((await browser.journal()).current ?? []).length;
    page = await browser.dashboard('/settings');
  });
  afterAll(() => browser.close());

  const whole = 'period=own&from=2025-01-01&to=2026-12-31';
  const open = (hash: string) => page.evaluate((to) => location.assign(to), `#/${hash}`);
  const says = (text: string) =>
    until(
      async () =>
        (await page.evaluate(() => document.querySelector('main')?.innerText ?? '')).includes(text) ? true : null,
      `"${text}" in the page`,
    );

  /** What has the focus: the number of its row, and which row stands at the top of the screen. */
  const place = () =>
    page.evaluate(() => {
      const row = document.activeElement?.closest('tr[data-record]');
      const table = document.querySelector('.log-table');
      return {
        focused: Number(row?.getAttribute('aria-rowindex') ?? 0),
        record: row?.getAttribute('data-record') ?? null,
        rows: document.querySelectorAll('tr[data-record]').length,
        count: Number(table?.getAttribute('aria-rowcount') ?? 0),
        busy: table?.getAttribute('aria-busy') !== 'false',
        units: [
          ...new Set([...document.querySelectorAll('tr[data-record] td:nth-child(5)')].map((cell) => cell.textContent)),
        ],
        hash: location.hash,
      };
    });
  const focusedAt = (test: (at: Awaited<ReturnType<typeof place>>) => boolean, what: string) =>
    until(async () => {
      const at = await place();
      return test(at) ? at : null;
    }, what);
  /** The rows of all decisions: their number may come before them, but not before they are asked for. */
  const all = (what: string) => focusedAt((at) => at.count === decisions + 1 && !at.busy, what);

  describe('the log of more decisions than are drawn', () => {
    it('says how many there are and draws a few screens of them', async () => {
      await open(`log?${whole}`);
      const { rows, count } = await focusedAt((at) => at.rows > 0 && at.count > 0, 'the rows');
      expect(decisions).toBeGreaterThan(1000);
      expect(count).toBe(decisions + 1);
      expect(rows).toBeLessThan(250);
      expect(await pageViolations(page)).toEqual([]);
    });

    it('is gone through with the keyboard from the first row to the last, and the focus is never lost', async () => {
      await page.focus('tr[data-record] a');
      await page.keyboard.press('ArrowDown');
      expect((await place()).focused).toBe(3);
      for (let presses = 0; presses < 30; presses += 1) await page.keyboard.press('PageDown');
      // At the last row that has been read so far, the focus waits for more.
      await until(async () => {
        if ((await place()).focused > 120) return true;
        await page.keyboard.press('PageDown');
        return null;
      }, 'a row far down');
      await page.keyboard.press('End');
      const last = await focusedAt((at) => at.focused === decisions + 1, 'the last row');
      expect(last.rows).toBeLessThan(250);
      await page.keyboard.press('Home');
      await focusedAt((at) => at.focused === 2, 'the first row');
    });

    it.each([0, 1500, 4321])('says the number of the first row that can be read, scrolled by %d', async (top) => {
      await page.evaluate((to) => scrollTo(0, to), top);
      await until(async () => {
        const { seen, said } = await page.evaluate(() => {
          const head = document.querySelector('.log-table thead th')?.getBoundingClientRect();
          const at = document.elementFromPoint((head?.left ?? 0) + 200, Math.max(0, head?.bottom ?? 0) + 13);
          const bar = document.querySelector<HTMLElement>('.log-bar')?.innerText ?? '';
          return {
            seen: Number(at?.closest('tr[data-record]')?.getAttribute('aria-rowindex')) - 1,
            said: Number(/nr\. ([\d.]+)/.exec(bar)?.[1]?.replaceAll('.', '')),
          };
        });
        return seen > 0 && seen === said ? true : null;
      }, 'the number of the row below the head');
    });

    it('is narrowed to one portal, person or place in the documents at a time', async () => {
      await open(`log?${whole}&portal=ted`);
      await focusedAt((at) => at.rows > 0, 'the rows of a portal');
      const beside = await control(page, 'combobox', 'Afgræns til');
      await beside.select('placement:awardCriteria');
      const { hash } = await focusedAt((at) => at.hash.includes('placement=awardCriteria'), 'the filter');
      expect(hash).not.toContain('portal');
      const { current } = (await browser.journal()) as { current?: { recordId: string; placement: string[] }[] };
      const placed = new Set(
        current?.filter(({ placement }) => placement.includes('awardCriteria')).map(({ recordId }) => recordId),
      );
      expect(placed.size).toBeLessThan(decisions);
      // The rows of the portal stand there until those of the filter have been read.
      await until(async () => {
        const shown = await page.$$eval('tr[data-record]', (all) => all.map((row) => row.getAttribute('data-record')));
        return shown.length > 0 && shown.every((record) => placed.has(record ?? ''));
      }, 'the rows of the filter and no others');
      await open(`log?${whole}`);
      await all('all rows again');
    });

    it('comes back to the row that was opened', async () => {
      await page.focus('tr[data-record] a');
      for (let presses = 0; presses < 12; presses += 1) await page.keyboard.press('PageDown');
      const before = await place();
      await page.keyboard.press('Enter');
      await page.waitForSelector('article.record');
      await page.evaluate(() => history.back());
      await focusedAt((at) => at.record === before.record, 'the row with the focus');
    });

    it('goes to a day in the middle, and the filters go back with the browser', async () => {
      await open(`log?${whole}&at=2026-01-15`);
      await says('15.01.2026');
      await focusedAt((at) => at.count === decisions + 1, 'the count of all');
      await open(`log?${whole}&unit=Ejendomme`);
      const fewer = await focusedAt((at) => at.rows > 0 && at.count > 1 && at.count < decisions, 'fewer rows');
      expect(fewer.hash).toContain('unit=Ejendomme');
      await page.evaluate(() => history.back());
      await focusedAt((at) => at.count === decisions + 1, 'all rows again');
    });

    it('finds the rows of one tender by its number', async () => {
      await open(`log?${whole}&q=000123`);
      await until(
        () =>
          page.evaluate(() => {
            const rows = [...document.querySelectorAll('tr[data-record]')];
            return rows.length > 0 && rows.every((row) => row.textContent?.includes('000123')) ? true : null;
          }),
        'the rows of the number',
      );
    });
  });

  it('many decisions are corrected as one and put back as one', async () => {
    await open(`log?${whole}&unit=Vej`);
    // One tender's rows, which may stand there from before, are of one unit, too; but they are few.
    await focusedAt((at) => at.count > 60 && at.units.length === 1 && at.units[0] === 'Vej', 'the rows of the unit');
    const boxes = await page.$$('tr[data-record] input');
    for (const box of boxes.slice(0, 3)) await box.click();
    await (await control(page, 'button', 'Ret de valgte')).click();
    // A dialog takes the focus when it opens, which is a moment after it was drawn.
    await page.waitForSelector('dialog[open] select');
    await page.select('dialog select', 'unit');
    const unit = await page.waitForSelector('dialog input');
    await unit?.type('Ejendomme');
    expect(await pageViolations(page)).toEqual([]);
    await (await control(page, 'button', 'Ret 3 beslutninger')).click();
    await says('3 beslutninger blev rettet samlet');
    // It stands on the page as soon as it was written, while the dialog still shuts that off.
    await page.waitForSelector('dialog', { hidden: true });
    await (await control(page, 'button', 'Fortryd hele rettelsen')).click();
    await says('3 beslutninger er som før.');
    const { journal } = await browser.journal();
    const revised = (journal as { rev: number; unit: string }[]).filter(({ rev }) => rev > 1);
    expect(revised.map(({ rev, unit }) => `${rev} ${unit}`).sort()).toEqual([
      '2 Ejendomme',
      '2 Ejendomme',
      '2 Ejendomme',
      '3 Vej',
      '3 Vej',
      '3 Vej',
    ]);
  });

  it('a decision is withdrawn with a reason, and not without', async () => {
    await open(`log?${whole}`);
    await all('the rows of all units');
    await page.focus('tr[data-record] a');
    await page.keyboard.press('Enter');
    await (await control(page, 'button', 'Træk beslutningen tilbage')).press('Enter');
    await page.waitForSelector('dialog[open]');
    const submit = await page.waitForSelector('dialog .danger');
    await submit?.press('Enter');
    await says('Skriv kort, hvorfor beslutningen trækkes tilbage.');
    expect(await pageViolations(page)).toEqual([]);
    // The focus stands in the field that is missing.
    await page.keyboard.type('Udbuddet er annulleret');
    await submit?.press('Enter');
    await says('Beslutningen er trukket tilbage.');
    const { journal } = await browser.journal();
    const withdrawn = (journal as { kind: string; reason: unknown }[]).filter(({ kind }) => kind === 'withdrawal');
    expect(withdrawn.map(({ reason }) => reason)).toEqual([{ code: 'other', text: 'Udbuddet er annulleret' }]);
  });

  describe('missing work', () => {
    it('leads to the tender, where the target is decided on', async () => {
      await open('missing');
      await says('Udbud med åbne mål');
      expect(await pageViolations(page)).toEqual([]);
      await page.locator('[aria-labelledby="missing-open"] a.below').click();
      await page.waitForSelector('.procedure .decision-form');
      expect(await pageViolations(page)).toEqual([]);
      await page.locator('.decision-form input[value="met"]').click();
      await (await control(page, 'button', 'Log som opfyldt')).click();
      await says('Logget: Opfyldt.');
    });

    it('a step of the checklist is marked, and a case stands at its target', async () => {
      await page.locator('.checklist-step button').click();
      await says('Gjort ');
      await page.locator('.outcome-stage button').click();
      await (await page.waitForSelector('.outcome-form textarea'))?.type('40 istandsatte stole');
      await page.locator('.outcome-form input[type="checkbox"]').click();
      await page.waitForSelector('.case-fields textarea');
      for (const [index, text] of ['Brugte stole', 'Besigtigelse', 'Halv pris'].entries()) {
        const fields = await page.$$('.case-fields textarea');
        await fields[index]?.type(text);
      }
      await (await control(page, 'button', 'Gem evalueringen')).click();
      await says('40 istandsatte stole');
      expect(await pageViolations(page)).toEqual([]);
      const target = await page.$eval('.procedure-area a', (link) => link.getAttribute('href') ?? '');
      await page.evaluate((to) => location.assign(to), target);
      await says('Det har vi selv gjort');
      await says('Besigtigelse');
    });

    it('a decision without evidence opens at its evidence', async () => {
      await open('missing');
      // Drawn at once with the other parts, so it is found before it can be seen.
      await page.locator('[aria-labelledby="missing-unproven"] a').click();
      await page.waitForSelector('[data-detail="evidence"]');
      await until(
        () => page.evaluate(() => document.activeElement?.closest('[data-detail="evidence"]') !== null || null),
        'the focus in the evidence',
      );
    });
  });
});
