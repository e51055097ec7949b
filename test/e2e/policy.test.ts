import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ElementHandle, Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Policy } from '../../lib/targets/policy.ts';
import { type ExamplePortal, serveExamplePortal } from '../fixtures/example-portal/server.ts';
import { type Chromium, launchChromium } from './harness/chromium.ts';
import { control, inPanel, pageViolations, panelText, panelViolations } from './harness/panel.ts';
import { until } from './harness/until.ts';

const exampleFile = fileURLToPath(new URL('../../targets/policy.example.json', import.meta.url));
const silver = '/targets/dk-spisemaerke-soelv';
/** As the page writes it: the figure and its unit stay in one line. */
const both = '75\u00a0% (fælles mål: 60\u00a0%)';

const mainText = (page: Page) => page.evaluate(() => document.querySelector('main')?.innerText ?? '');
const pageSays = (page: Page, text: string) =>
  until(async () => ((await mainText(page)).includes(text) ? true : null), `"${text}" on the page`);

describe("an organisation's policy", () => {
  let chromium: Chromium;
  let portal: ExamplePortal;
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'groent-lys-policy-'));
    portal = await serveExamplePortal();
    chromium = await launchChromium();
    await chromium.setSettings({ language: 'da', buyerKind: 'municipality' });
    await chromium.switchOn(portal.origin);
  });
  afterAll(async () => {
    await chromium.close();
    await portal.close();
    await rm(folder, { recursive: true, force: true });
  });

  /** Chooses a file in the settings, as the file dialog would. */
  async function choose(page: Page, file: string): Promise<void> {
    const input = (await page.waitForSelector('input[type="file"]')) as ElementHandle<HTMLInputElement> | null;
    await input?.uploadFile(file);
  }
  async function stored(): Promise<Policy | undefined> {
    const page = await chromium.dashboard('/settings');
    const { policy } = await page.evaluate(() => chrome.storage.local.get('policy'));
    await page.close();
    return policy as Policy | undefined;
  }

  it('is taken in from a file in the settings', async () => {
    const page = await chromium.dashboard('/settings');
    await choose(page, exampleFile);
    await pageSays(page, 'Politikken gælder nu.');
    await pageSays(page, 'Engdal Kommune');
    expect(await mainText(page)).toContain('1 strammet mål, 1 eget mål, 1 mål slået fra, 1 eksempel');
    expect(await pageViolations(page)).toEqual([]);
    expect((await stored())?.organisation.name).toBe('Engdal Kommune');
    await page.close();
  });

  it('stands beside the shared value on the page of the target', async () => {
    const page = await chromium.dashboard(silver);
    await pageSays(page, `Jeres politik: ${both}`);
    const text = await mainText(page);
    expect(text).toContain('Byrådet har vedtaget 75 % økologi i kommunens køkkener.');
    expect(text).toContain('mindst 75 % af råvareindkøbet');
    expect(text).toContain('Jeres måltal for Fødevarer');
    expect(await pageViolations(page)).toEqual([]);
    await page.close();
  });

  it('marks its targets in the list', async () => {
    const page = await chromium.dashboard('/targets?policy=own');
    await pageSays(page, '3 indkøbsmål');
    const text = await mainText(page);
    for (const tag of ['Strammet i jeres politik', 'Eget mål', 'Slået fra i jeres politik'])
      expect(text).toContain(tag);
    expect(await pageViolations(page)).toEqual([]);
    await page.close();
  });

  it('speaks in the panel, and what it switched off is gone from there', async () => {
    const page = await chromium.openPage(`${portal.origin}/udbud/ny`);
    const report = await chromium.pageReport(page);
    const found = report.findings.map(({ target }) => target);
    expect(found).toContain('dk-spisemaerke-soelv');
    expect(found).not.toContain('dk-spisemaerke-bronze');
    await (await inPanel(page, 'button')).click();
    await until(async () => ((await panelText(page)).includes('Spisemærke i sølv') ? true : null), 'the target');
    const buttons = await inPanel(page, '.panel-body');
    await buttons.evaluate((body) => {
      for (const folded of body.querySelectorAll('details')) folded.open = true;
      const titles = [...body.querySelectorAll<HTMLElement>('.card-title button')];
      titles.find(({ textContent }) => textContent?.includes('Spisemærke i sølv'))?.click();
    });
    await until(async () => ((await panelText(page)).includes(both) ? true : null), 'both values in the panel');
    expect(await panelText(page)).toContain('Jeres politik');
    expect(await panelViolations(page)).toEqual([]);
    await page.close();
  });

  it('stays as it is when a broken file is chosen, which says path and reason', async () => {
    const good = JSON.parse(await readFile(exampleFile, 'utf8')) as Policy;
    const broken = join(folder, 'brudt.json');
    const laxer = good.stricter.map((entry) => ({ ...entry, thresholds: [{ metric: 0, value: 50 }] }));
    await writeFile(broken, JSON.stringify({ ...good, organisation: { name: 'Andre', cvr: null }, stricter: laxer }));
    const page = await chromium.dashboard('/settings');
    await choose(page, broken);
    await pageSays(
      page,
      'policy: stricter.0.thresholds.0.value: 50 er ikke strammere end det fælles måls >= 60 for »dk-spisemaerke-soelv«.',
    );
    await pageSays(page, 'Den politik, der gjaldt før, gælder stadig.');
    await writeFile(broken, '{"schema": 1');
    await choose(page, broken);
    await pageSays(page, 'policy: file: Filen er ikke gyldig JSON');
    expect(await pageViolations(page)).toEqual([]);
    expect((await stored())?.organisation.name).toBe('Engdal Kommune');
    await page.close();
  });

  it('is removed after a question, and comes back by undo', async () => {
    const page = await chromium.dashboard('/settings');
    await (await control(page, 'button', 'Fjern politikken')).click();
    const dialog = await page.waitForSelector('dialog .danger');
    await dialog?.click();
    await pageSays(page, 'Politikken er fjernet.');
    expect(await stored()).toBeUndefined();
    await (await control(page, 'button', 'Fortryd')).click();
    await pageSays(page, 'Engdal Kommune');
    expect((await stored())?.organisation.name).toBe('Engdal Kommune');
    await page.close();
  });
});
