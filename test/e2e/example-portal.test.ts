import type { Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ExamplePortal, examplePages, serveExamplePortal } from '../fixtures/example-portal/server.ts';
import { browsersFor, type Driven } from './harness/both.ts';
import { until } from './harness/until.ts';

describe.each(browsersFor('long'))('the example portal in %s', (_, launch) => {
  let portal: ExamplePortal;
  let browser: Driven;
  beforeAll(async () => {
    portal = await serveExamplePortal();
    browser = await launch();
    await browser.switchOn(portal.origin);
  });
  afterAll(async () => {
    await portal.close();
    await browser.close();
  });

  /** Some pages put in their content by script; before that they look like pages without a tender. */
  const isWhole = (page: Page) =>
    until(() => page.evaluate(() => document.querySelector('[aria-busy]') === null), 'what the page puts in late');

  it.each([
    ['/udbud/2026-114', 'notice', 'Rengøring af skoler og dagtilbud, rengøringsmidler og kontormøbler', '90919300'],
    ['/soeg/2026-121', 'notice', 'Arbejdstøj til hjemmeplejen', '18110000'],
    ['/udbud/ny', 'form', 'Fødevarer til kommunens plejecentre og dagtilbud', '15000000'],
    ['/butik/kontorstol', 'item', 'Kontorstol Alma', null],
    ['/om', 'none', null, null],
  ])('%s is read as a %s', async (path, kind, title, cpv) => {
    const page = await browser.openPage(`${portal.origin}${path}`);
    await isWhole(page);
    const report = await browser.pageReport(page);
    expect({ kind: report.kind, title: report.tender.title, cpv: report.tender.cpv.main }).toEqual({
      kind,
      title,
      cpv,
    });
    await page.close();
  });

  it('is read anew when the content changes without a page load', async () => {
    const page = await browser.openPage(`${portal.origin}/soeg/2026-121`);
    await isWhole(page);
    const first = await browser.pageReport(page);
    await page.click('a[href="/soeg/2026-122"]');
    const second = await until(async () => {
      const report = await browser.pageReport(page);
      return report.tender.title === first.tender.title ? null : report;
    }, 'the second notice');
    expect(page.url()).toBe(`${portal.origin}/soeg/2026-122`);
    expect(second.tender.cpv.main).toBe('30213100');
    expect(new Set(second.findings.map(({ area }) => area))).toEqual(new Set(['it']));
    await page.close();
  });

  it('answers a strict policy with every notice, and an unknown path with 404', async () => {
    const strict = examplePages.filter(({ policy }) => policy?.includes("default-src 'none'"));
    expect(strict.length).toBeGreaterThanOrEqual(3);
    for (const { path } of strict) {
      const { headers } = await fetch(`${portal.origin}${path}`);
      expect(headers.get('content-security-policy')).toContain("script-src 'self'");
    }
    expect((await fetch(`${portal.origin}/udbud/../server.ts`)).status).toBe(404);
  });
});
