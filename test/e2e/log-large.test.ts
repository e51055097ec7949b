import type { Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Revision } from '../../lib/log/schema.ts';
import { loadTargets } from '../../lib/targets/load.ts';
import { root } from '../commands/built.ts';
import { madeOf, makeJournal } from '../fixtures/large-journal.ts';
import { browsersFor, type Driven } from './harness/both.ts';
import { fillJournal } from './harness/demo-journal.ts';
import { until } from './harness/until.ts';

/**
 * Procedures in the journal, with some four decisions each. The suite fills in a tenth of what
 * `PROCEDURES=24500 npx vitest run --project e2e test/e2e/log-large.test.ts` does: a hundred thousand decisions.
 */
const procedures = Number(process.env.PROCEDURES ?? 2_500);
const plan = { procedures, from: '2025-01-02', to: '2026-11-20', units: ['Vej', 'Ejendomme', 'Skoler'] };
/** Rows that may be in the page at most, of however many there are: a few screens. */
const drawnAtMost = 250;

describe.each(browsersFor('long'))('a log of many thousand decisions in %s', (_, launch) => {
  let browser: Driven;
  let page: Page;
  /** The log as it must be shown: the newest first. */
  let log: Revision[];
  let references: Map<string, string | null>;

  beforeAll(async () => {
    const data = await loadTargets(`${root}/targets/`);
    const made = [...makeJournal({ ...madeOf(data), ...plan })];
    log = made.flatMap(({ revisions }) => revisions).sort(newestFirst);
    references = new Map(made.map(({ procedure }) => [procedure.id, procedure.reference]));
    browser = await launch();
    await browser.setSettings({ language: 'da', unit: 'Vej' });
    await fillJournal(browser, plan);
    page = await browser.dashboard('/settings');
  }, 900_000);
  afterAll(() => browser.close());

  function newestFirst(a: Revision, b: Revision): number {
    if (a.decidedAt !== b.decidedAt) return a.decidedAt < b.decidedAt ? 1 : -1;
    return a.recordId < b.recordId ? 1 : -1;
  }

  const whole = 'period=own&from=2025-01-01&to=2026-12-31';

  /** What the page holds of the log: its rows with their numbers, from 1, and how many it says that there are. */
  const shown = () =>
    page.evaluate(() => {
      const rows = [...document.querySelectorAll('.log-table tr[data-record]')];
      const head = document.querySelector('.log-table thead th')?.getBoundingClientRect().bottom ?? 0;
      const numberOf = (row: Element | undefined) => Number(row?.getAttribute('aria-rowindex') ?? 1) - 1;
      return {
        rows: rows.map((row) => ({ record: row.getAttribute('data-record') ?? '', number: numberOf(row) })),
        count: Number(document.querySelector('.log-table')?.getAttribute('aria-rowcount') ?? 0) - 1,
        top: numberOf(rows.find((row) => row.getBoundingClientRect().bottom > Math.max(0, head) + 12)),
        nodes: document.querySelectorAll('.log-table *').length,
      };
    });
  type Shown = Awaited<ReturnType<typeof shown>>;

  /** Waits, as long as a slow machine takes, until the page shows what is asked for. */
  const shows = (test: (now: Shown) => boolean, what: string) =>
    until(
      async () => {
        const now = await shown();
        return now.rows.length > 0 && test(now) ? now : null;
      },
      what,
      120_000,
    );

  /** Scrolls to what is the bottom by then, as often as that moves while more rows come, until it shows further rows. */
  const scrolledBeyond = (number: number) =>
    until(
      async () => {
        await page.evaluate(() => scrollTo({ top: document.documentElement.scrollHeight, behavior: 'instant' }));
        const now = await shown();
        return now.rows.length > 0 && now.top > number ? now : null;
      },
      `rows beyond number ${number}`,
      120_000,
    );

  /** Every row drawn is the one of its number, and only a few are drawn. */
  function expectRight({ rows, nodes }: Shown, of: readonly Revision[] = log): void {
    expect(rows.map(({ record }) => record)).toEqual(rows.map(({ number }) => of[number - 1]?.recordId));
    expect(rows.length).toBeLessThan(drawnAtMost);
    expect(nodes).toBeLessThan(drawnAtMost * 40);
  }

  const open = (query: string) => page.evaluate((to) => location.assign(to), `#/log?${whole}${query}`);

  it('begins with the newest, and says how many there are', async () => {
    expect(log.length).toBeGreaterThan(4 * procedures);
    await open('');
    const now = await shows(({ count, top }) => count === log.length && top === 1, 'the first rows');
    expectRight(now);
  });

  it('shows the right rows wherever it is scrolled to, and never many', async () => {
    for (let screens = 0, before = 1; screens < 8; screens += 1) {
      const now = await scrolledBeyond(before);
      expectRight(now);
      before = now.top;
    }
  }, 300_000);

  it('goes to its end and back to its beginning with one key', async () => {
    // In one step: rows that were scrolled away from a moment ago may go, but not the one that has the focus.
    await page.evaluate(() => document.querySelector<HTMLElement>('tr[data-record] a')?.focus());
    await page.keyboard.press('End');
    const end = await shows(({ rows }) => rows.at(-1)?.number === log.length, 'the last row');
    expectRight(end);
    await page.keyboard.press('Home');
    expectRight(await shows(({ rows }) => rows[0]?.number === 1, 'the first row'));
  }, 300_000);

  it('opens in the middle at a day, and goes on from there both ways', async () => {
    await open('&at=2025-12-15');
    // Its last decision of that day; days are those of Denmark.
    const start = log.findIndex(({ decidedAt }) => decidedAt < '2025-12-15T23:00:00.000Z');
    expect(start).toBeGreaterThan(procedures);
    expect(log.length - start).toBeGreaterThan(procedures);
    expectRight(await shows(({ top }) => top === start + 1, `row ${start + 1}`));
    await page.evaluate(() => scrollBy({ top: -3 * innerHeight, behavior: 'instant' }));
    expectRight(await shows(({ top }) => top <= start, 'newer rows'));
    await page.evaluate(() => scrollBy({ top: 6 * innerHeight, behavior: 'instant' }));
    expectRight(await shows(({ top }) => top > start + 1, 'older rows'));
  }, 300_000);

  it('finds every decision of one tender among them', async () => {
    const wanted = log[procedures * 2];
    const reference = references.get(wanted?.procedureId ?? '');
    const own = log.filter(({ procedureId }) => procedureId === wanted?.procedureId);
    await open(`&q=${reference}`);
    const { rows } = await shows(
      (now) => now.rows.length === own.length && now.rows[0]?.record === own[0]?.recordId,
      `the decisions of ${reference}`,
    );
    expect(rows.map(({ record }) => record)).toEqual(own.map(({ recordId }) => recordId));
  }, 300_000);

  it('is filtered, and shows the right rows of what is left', async () => {
    const left = log.filter(({ unit, verdict }) => unit === 'Skoler' && verdict === 'notMet');
    expect(left.length).toBeGreaterThan(50);
    await open('&unit=Skoler&verdict=notMet');
    const now = await shows(({ count, top }) => count === left.length && top === 1, 'the rows of the filter');
    expectRight(now, left);
    expectRight(await scrolledBeyond(now.top), left);
  }, 300_000);
});
