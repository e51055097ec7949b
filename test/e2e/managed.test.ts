import { execFileSync, spawnSync } from 'node:child_process';
import { createHash, X509Certificate } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadTargets } from '../../lib/targets/load.ts';
import { type Chromium, launchChromium } from './harness/chromium.ts';
import { type Firefox, firefoxMissing, launchFirefox } from './harness/firefox.ts';
import { managingMissing } from './harness/managed.ts';
import { pageViolations } from './harness/panel.ts';
import { until } from './harness/until.ts';

/** The values that the README shows. */
const readme = await readFile(new URL('../../README.md', import.meta.url), 'utf8');
const example = JSON.parse(/```json\n(\{\n {2}"organisationName"[\s\S]*?)```/.exec(readme)?.[1] ?? 'null') as Record<
  string,
  unknown
>;

const says = (page: Page, text: string) =>
  until(
    () => page.evaluate((wanted) => document.querySelector('main')?.innerText.includes(wanted) || null, text),
    `"${text}" on ${page.url()}`,
  );

/** What the settings show of the example, and that none of it can be changed. */
async function showsExample(page: Page): Promise<void> {
  await says(page, 'Your organisation manages Grønt Lys in this browser');
  // Without a unit to speak for nothing is connected yet.
  await says(page, "Your organisation has set the team's server. Choose your unit above");
  const fields = await page.evaluate(() =>
    [...document.querySelectorAll('label')].flatMap((label) => {
      const { control } = label;
      if (control instanceof HTMLInputElement && control.readOnly) return [[label.innerText, control.value]];
      if (control instanceof HTMLSelectElement && label.innerText === 'Unit')
        return [[label.innerText, [...control.options].map(({ text }) => text).join(', ')]];
      return [];
    }),
  );
  expect(fields).toEqual([
    ['Name of the organisation', 'Engdal Kommune'],
    ['CVR number', '12345678'],
    ['Type of organisation', 'Municipality'],
    ['Unit', 'Choose a unit, Indkøb, Teknik og Miljø'],
  ]);
  // Drawn once the browser has said what is granted.
  await page.waitForSelector('.site-row');
  const rows = await page.$$eval('.site-row', (all) => all.map((row) => (row as HTMLElement).innerText));
  const comdia = rows.find((row) => row.startsWith('Comdia'));
  expect(comdia).toContain('Not allowed');
  expect(comdia).toContain('Managed by your organisation.');
  const ted = rows.find((row) => row.startsWith('TED'));
  expect(ted).toMatch(/Quiet[\s\S]*Managed by your organisation\. Kun antallet\./);
}

const missing = managingMissing('chromium');
const noOpenssl = spawnSync('openssl', ['version']).status !== 0;

describe.skipIf(missing !== null || noOpenssl)(
  `Chromium with a policy file${missing || noOpenssl ? ` (${missing ?? 'no openssl'})` : ''}`,
  () => {
    let chromium: Chromium;
    let server: Server;
    let folder: string;
    let bundle = '';
    let asked: (string | undefined)[];
    let letsRead = true;
    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'groent-lys-managed-'));
      const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
      const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-subj', '/CN=localhost'];
      execFileSync('openssl', ['req', '-x509', ...curve, '-days', '2', '-keyout', key, '-out', cert], {
        stdio: 'pipe',
      });
      asked = [];
      server = createServer({ key: await readFile(key), cert: await readFile(cert) }, (request, response) => {
        asked.push(request.headers.cookie ?? request.headers.referer);
        const anybody = letsRead ? { 'access-control-allow-origin': '*' } : {};
        response.writeHead(200, { 'content-type': 'application/json', ...anybody }).end(bundle);
      });
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
      const { publicKey } = new X509Certificate(await readFile(cert));
      const { targets } = await loadTargets(join(import.meta.dirname, '../../targets'));
      const { scheme: _, ...target } = targets.find(({ id }) => id === 'dk-spisemaerke-bronze') ?? {};
      const pack = { schema: 1, scheme: 'DK-Eng', organisation: 'Engdal', targets: [{ ...target, id: 'eng-okologi' }] };
      bundle = JSON.stringify({ schema: 1, policy: null, packs: [pack] });
      chromium = await launchChromium({
        managed: { ...example, source: `https://localhost:${(server.address() as AddressInfo).port}/groent-lys.json` },
        trusted: createHash('sha256')
          .update(publicKey.export({ type: 'spki', format: 'der' }))
          .digest('base64'),
        welcomed: true,
      });
    });
    afterAll(async () => {
      await chromium.close();
      server.close();
      await rm(folder, { recursive: true, force: true });
    });

    /** The settings, once nothing is to be drawn any more that moves the buttons of the connections. */
    const openSettings = async () => {
      const page = await chromium.dashboard('/settings');
      await page.waitForSelector('.site-row');
      await page.waitForSelector('.shortcuts dt');
      return page;
    };

    it('takes what it says, shows it as locked, and leaves no welcome open', async () => {
      const page = await chromium.dashboard('/settings');
      await showsExample(page);
      expect(await pageViolations(page)).toEqual([]);
      await until(async () => {
        const open = (await chromium.browser.pages()).filter((one) => one.url().includes('#/welcome'));
        return open.length === 0 || null;
      }, 'the end of the welcome');
      await page.close();
    });

    it('fetches packs from the organisation’s address once, with nothing about who asks, and tells where and when', async () => {
      const page = await chromium.dashboard('/settings');
      await says(page, 'Last fetched');
      await says(page, 'Fetched from the organisation’s address.');
      await page.evaluate(() => location.assign('#/targets/eng-okologi'));
      await says(page, 'eng-okologi');
      expect(asked).toEqual([undefined]);
      await page.close();
    });

    it('reads a server that lets nobody read once it is granted access, and asks for no more than its host', async () => {
      // While all is well: it grants for a moment, and what could not be read is read again then.
      await chromium.allowWhenAsked(['https://localhost/*']);
      letsRead = false;
      const page = await openSettings();
      const press = (name: string) => page.locator(`::-p-aria([name="${name}"][role="button"])`).click();
      await press('Fetch again now');
      await says(page, 'The address could not be reached or read. What was fetched before still applies.');
      expect(await pageViolations(page)).toEqual([]);
      const granted = () => page.evaluate(async () => (await chrome.permissions.getAll()).origins ?? []);
      expect(await granted()).not.toContain('https://localhost/*');
      await press(`Grant access to localhost:${(server.address() as AddressInfo).port}`);
      await until(
        () => page.evaluate(() => !document.querySelector('main')?.innerText.includes('could not be reached')),
        'the end of the problem',
      );
      expect(await granted()).toContain('https://localhost/*');
      await says(page, 'Last fetched');
      await page.close();
      // Each time in vain the browser itself complains in the background's console, as it should.
      const isOurs = (line: string) => !/groent-lys\.json.* blocked by CORS policy/.test(line);
      const complaints = chromium.consoleErrors.splice(0);
      expect(complaints.filter(isOurs)).toEqual([]);
      expect(complaints.length).toBeGreaterThan(0);
    });

    it('keeps the last good packs when the file is broken, and says why', async () => {
      const page = await openSettings();
      bundle = '{"schema":1,"policy":null,"packs":[],"script":"alert(1)"}';
      await says(page, 'Last fetched');
      await page.locator('::-p-aria([name="Fetch again now"][role="button"])').click();
      await says(page, 'Unrecognized key: "script"');
      await says(page, 'What was fetched before still applies.');
      await says(page, 'Engdal');
      expect(await pageViolations(page)).toEqual([]);
      await page.close();
    });
  },
);

const firefoxReason = firefoxMissing() ?? managingMissing('firefox');
describe.skipIf(firefoxReason)(`Firefox with a policies.json${firefoxReason ? ` (${firefoxReason})` : ''}`, () => {
  let firefox: Firefox;
  beforeAll(async () => {
    firefox = await launchFirefox({ managed: example, welcomed: true });
  });
  afterAll(() => firefox.close());

  it('takes what it says, shows it as locked, and opens no welcome', async () => {
    const page = await firefox.dashboard('/settings');
    await showsExample(page);
    const places = await Promise.all(
      (await firefox.browser.pages()).map((one) => one.evaluate(() => location.hash).catch(() => '')),
    );
    expect(places.filter((hash) => hash.startsWith('#/welcome'))).toEqual([]);
  });
});
