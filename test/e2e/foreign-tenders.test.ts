import type { Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ForeignTender, foreignTenders } from '../fixtures/foreign-tenders.ts';
import { browsersFor, type Driven } from './harness/both.ts';
import { inPanel, panelText } from './harness/panel.ts';
import { until } from './harness/until.ts';

const says = (page: Page, text: string) =>
  until(async () => ((await panelText(page)).includes(text) ? true : null), `"${text}" in the panel`);

describe.each(browsersFor('long'))('a tender in Swedish or German in %s', (_, launch) => {
  let browser: Driven;
  beforeAll(async () => {
    browser = await launch({
      answers: new Map(Object.values(foreignTenders).map(({ address, html }) => [address, html])),
    });
    await browser.setSettings({ language: 'da', buyerKind: 'pogiMember' });
    await browser.switchOn('https://www.kommersannons.se', 'https://www.simap.ch');
  });
  afterAll(() => browser.close());

  it.each<[keyof typeof foreignTenders, target: string, word: string, coverage: string]>([
    ['cars', 'eu-cvd-graense-2026', 'personbilar', 'covered'],
    ['cleaning', 'se-rengoering-bas', 'Lokalvård', 'partly'],
    ['computers', 'se-it-garanti-av', 'Bärbara datorer', 'partly'],
    ['buses', 'eu-cvd-tung', 'Linienbussen', 'covered'],
    ['toys', 'eu-ftalat-0-14', 'Spielzeug', 'covered'],
    ['fleet', 'eu-cvd-graense-2026', 'Personenkraftwagen', 'partly'],
  ])('%s: finds %s by its own words, and what it asks', async (name, target, word, coverage) => {
    const { address, language, title }: ForeignTender = foreignTenders[name];
    const page = await browser.openPage(address);
    const report = await browser.pageReport(page);
    expect(report.tender).toMatchObject({ title, language });
    const found = report.findings.find((finding) => finding.target === target);
    expect(found?.coverage).toBe(coverage);
    const words = found?.reasons.filter(({ kind }) => kind === 'term').map(({ text }) => text);
    expect(words).toContain(word);
    await page.close();
  });

  it('is shown in the buyer’s language, with the criterion in English and a word about it', async () => {
    const page = await browser.openPage(foreignTenders.toys.address);
    await browser.pageReport(page);
    await (await inPanel(page, '.pill')).click();
    await says(page, '1 mål gælder, og det står allerede i teksten.');
    await (await inPanel(page, '.card-title button')).click();
    await says(page, '»Spielzeug«');
    await says(page, 'Kriteriet findes ikke på udbuddets sprog. Her er det på engelsk.');
    await says(page, 'The toys may contain at most 0.1 per cent');
    await page.close();
  });
});
