import 'fake-indexeddb/auto';
import { readFile } from 'node:fs/promises';
import { request } from 'node:http';
import { jetstream } from '@nats-io/jetstream';
import type { Page } from 'puppeteer';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { formatShare } from '../../components/ui/format.ts';
import { bucketValues, tellBucket } from '../../lib/team/bucket.ts';
import { bucketOrders, orderShared } from '../../lib/team/bucket-orders.ts';
import { teamLock } from '../../lib/team/connection.ts';
import { publish } from '../../lib/team/publish.ts';
import { type Purchase, purchaseBook, quarterOf, quartersFrom, sayPurchase } from '../../lib/team/purchases.ts';
import { receive } from '../../lib/team/receive.ts';
import { readRollups } from '../../lib/team/rollups.ts';
import { membersSubject } from '../../lib/team/subjects.ts';
import { readPurchases, tellPurchases } from '../../lib/team/tell-purchases.ts';
import { stubLocks } from '../unit/exchange/locks.ts';
import { factsOf, inputOf } from '../unit/log/sample.ts';
import { type Chromium, launchChromium } from './harness/chromium.ts';
import { demoPolicy } from './harness/demo-journal.ts';
import { catchSaved, savedFile } from './harness/files.ts';
import { firefoxMissing, firefoxOrigin, launchFirefox } from './harness/firefox.ts';
import { managingMissing } from './harness/managed.ts';
import { type Cluster, natsMissing, natsPassword, startCluster } from './harness/nats.ts';
import { control, inPanel, pageViolations, panelText } from './harness/panel.ts';
import { type Member, member, provisioned, tellFigures } from './harness/team.ts';
import { until } from './harness/until.ts';

const missing = natsMissing();
const noFirefox = firefoxMissing() ?? managingMissing('firefox');
const notice = 'https://ted.europa.eu/da/notice/-/detail/917342-2026';
const unit = 'Teknik og Miljø';
const target = 'pogi-ikt-energi';
const decision = inputOf(target, 'met');
const relevant = [{ target, version: 1, area: 'it', lots: [], counts: true }];

describe.skipIf(missing)(`a dashboard with a team${missing ? ` (${missing})` : ''}`, () => {
  let cluster: Cluster;
  let chromium: Chromium;
  let page: Page;
  let colleague: Member;
  let close: () => Promise<void>;
  const says = (text: string, on = page) =>
    until(
      async () =>
        (await on.evaluate(() => document.querySelector('main')?.innerText ?? '')).includes(text) ? true : null,
      `"${text}" on the page`,
    );
  /** The tender of that title, once the colleague has heard of it. */
  const atColleague = (title: string) =>
    until(async () => {
      await receive(colleague.db, colleague.link);
      return (await colleague.db.procedures.toArray()).find((procedure) => procedure.title === title);
    }, `"${title}" at the colleague`);
  const alarms = async () =>
    (await chromium.worker()).evaluate(async () => (await chrome.alarms.getAll()).map(({ name }) => name));
  const fill = async (label: string, text: string) => {
    const field = await control(page, 'textbox', label);
    await field.evaluate((input) => (input as HTMLInputElement).select());
    await field.type(text);
  };
  /** By key: what is drawn above once the browser or the server has answered moves a button away from the pointer. */
  const press = async (name: string, on = page) => (await control(on, 'button', name)).press('Enter');
  const isConnected = async () =>
    ((await chromium.journal()).meta ?? []).some((row) => (row as { key: string }).key === 'team');

  beforeAll(async () => {
    const html = await readFile(new URL('../fixtures/pages/ted-eforms-da.html', import.meta.url), 'utf8');
    chromium = await launchChromium({ answers: new Map([[notice, html]]) });
    const origins = [`chrome-extension://${chromium.extensionId}`, firefoxOrigin];
    cluster = await startCluster({ trial: true, origins });
    const { connection } = await provisioned(cluster);
    colleague = await member(cluster, 'eksempelby-teknik');
    close = async () => {
      await connection.close();
      await colleague.link.connection.close();
    };
    await chromium.setSettings({ language: 'da', unit });
  });
  afterAll(async () => {
    try {
      await close?.();
      await chromium?.close();
    } finally {
      await cluster?.stop();
    }
  });
  beforeEach(() => void stubLocks());

  it('is let in by its origin, and a web page is not', async () => {
    const answer = (origin: string) =>
      new Promise<number | undefined>((resolve, reject) => {
        const headers = {
          Connection: 'Upgrade',
          Upgrade: 'websocket',
          Origin: origin,
          'Sec-WebSocket-Version': '13',
          'Sec-WebSocket-Key': 'AAAAAAAAAAAAAAAAAAAAAA==',
        };
        const asked = request({ host: '127.0.0.1', port: cluster.nodes[0]?.websocket, headers });
        asked.on('upgrade', ({ statusCode }, socket) => {
          socket.destroy();
          resolve(statusCode);
        });
        asked.on('response', ({ statusCode }) => resolve(statusCode));
        asked.on('error', reject);
        asked.end();
      });
    expect(await answer(`chrome-extension://${chromium.extensionId}`)).toBe(101);
    expect(await answer('https://example.org')).toBe(403);
    expect(await answer('chrome-extension://aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa')).toBe(403);
  });

  it('says what is wrong, and keeps nothing until the server has answered as it should', async () => {
    page = await chromium.dashboard('/settings');
    await (await page.waitForSelector('.connection > summary'))?.press('Enter');
    await fill('Serverens adresse', 'ws://team.example.org');
    await fill('Bruger', 'eksempelby-leder');
    await fill('Adgangskode', 'forkert');
    await fill('Organisation på serveren', 'eksempelby');
    await press('Forbind');
    await says('Uden kryptering (ws://) kan kun en server på denne computer bruges.');
    await fill('Serverens adresse', `ws://127.0.0.1:${cluster.nodes[0]?.websocket}`);
    await press('Forbind');
    await says('Serveren kender ikke den bruger med den adgangskode.');
    expect([await isConnected(), await alarms()]).toEqual([false, []]);
    await page.bringToFront();
    await page.select('.team-form select', 'lead');
    await fill('Adgangskode', natsPassword);
    await press('Forbind');
    await says('Forbundet.');
    await until(async () => ((await alarms()).join() === 'team' ? true : null), 'the alarm');
    const foot = `sendes til jeres server 127.0.0.1:${cluster.nodes[0]?.websocket}`;
    await until(async () => (await page.$eval('footer', ({ innerText }) => innerText)).includes(foot), 'the footer');
    expect(await pageViolations(page)).toEqual([]);
  });

  it('hears what a colleague decided and shows it in the log; the figures go to the server', async () => {
    const said = await colleague.decide('pc', 'it-1', '2026-03-01T08:00:00Z');
    await until(
      async () => (await publish(colleague.db, colleague.link)).problem === null || null,
      "the colleague's words on the server",
    );
    await until(
      async () => (await chromium.journal()).journal?.some((row) => (row as { id: string }).id === said.id) || null,
      'the decision in the browser',
    );
    await says('Sidst modtaget');
    const secretariat = await member(cluster, 'eksempelby-sekretariat', { role: 'secretariat', unit: '' });
    try {
      await until(
        async () => (await readRollups(secretariat.link, 'eksempelby')).size > 0 || null,
        'figures on the server',
      );
    } finally {
      await secretariat.link.connection.close();
    }
  });

  it('tells it from the background while no dashboard is open, and the page says when it is shared', async () => {
    await page.close();
    page = await chromium.openPage(notice);
    const tender = await until(async () => (await chromium.pageReport(page)).tender.title, 'the tender');
    // Whoever holds this lock speaks with the server: what is logged meanwhile waits.
    const other = await chromium.browser.newPage();
    await other.goto(`chrome-extension://${chromium.extensionId}/manifest.json`);
    await other.evaluate((lock) => {
      return new Promise<void>((taken) => {
        const done = navigator.locks.request(lock, () => {
          taken();
          return new Promise<void>((free) => Object.assign(globalThis, { free }));
        });
        Object.assign(globalThis, { done });
      });
    }, teamLock);
    await page.bringToFront();
    await (await inPanel(page, '.pill')).click();
    await (await inPanel(page, '.card-title button')).click();
    await (await inPanel(page, '.verdict-buttons .primary')).click();
    const panelSays = (text: string) =>
      until(async () => (await panelText(page)).includes(text) || null, `"${text}" in the panel`, 30_000);
    await panelSays('Logget her. Deles, når teamets server har svaret.');
    // The background ends before anything was told; the next one finds it.
    await chromium.stopBackground();
    await other.evaluate(() => {
      const { free, done } = globalThis as unknown as { free: () => void; done: Promise<void> };
      free();
      return done;
    });
    expect(await alarms()).toEqual(['team']);
    await panelSays('Delt med teamet.');
    expect((await atColleague(tender)).unit).toBe(unit);
    await other.close();
    await page.close();
    page = await chromium.dashboard('/settings');
    await says('Forbundet.');
  });

  it('takes over what another lead shares while it is connected, and refuses what does not hold', async () => {
    const lead = await member(cluster, 'eksempelby-leder', { role: 'lead', unit: '' });
    const share = async (content: object, over: number) => {
      await orderShared(lead.db, { key: 'policy.eksempelby', body: JSON.stringify(content), over });
      await until(async () => {
        await tellBucket(lead.db, lead.link);
        return (await bucketOrders(lead.db)).length === 0 || null;
      }, 'the policy on the server');
    };
    try {
      const policy = demoPolicy(2026);
      await share(policy, 0);
      await says('Engdal Kommune · indkøbspolitik');
      const [{ sequence } = { sequence: 0 }] = await bucketValues(lead.link, 'organisation');
      await share({ ...policy, adapters: [{ selector: 'body' }] }, sequence);
      await says('Den version, der gjaldt før, gælder stadig.');
    } finally {
      await lead.link.connection.close();
    }
    expect(await pageViolations(page)).toEqual([]);
  });

  it('shows what a neighbour plans to buy once it is chosen, and announces an own purchase', async () => {
    const { connection } = await provisioned(cluster, {}, 'partnerskab-drift', 'partnership');
    await connection.close();
    const neighbour = await member(cluster, 'naboby-drift', { organisation: 'naboby' });
    const planned: Purchase = {
      schema: 1,
      id: crypto.randomUUID(),
      organisation: 'naboby',
      area: 'furniture',
      cpv: ['39110000'],
      quarter: quartersFrom(quarterOf(new Date().toISOString()), 3)[2] ?? '',
      contact: 'procurement',
      announcedAt: new Date().toISOString(),
      withdrawn: false,
    };
    const area = await chromium.dashboard('/targets?area=furniture');
    try {
      await sayPurchase(neighbour.db, planned);
      await until(async () => {
        await tellPurchases(neighbour.db, neighbour.link);
        return (await purchaseBook(neighbour.db)).waiting.length === 0 || null;
      }, "the neighbour's purchase on the server");
      await (await area.waitForSelector('.who-else > summary'))?.press('Enter');
      await press('Slå til', area);
      const item = await until(() => area.$('.who-else .purchases li'), "the neighbour's purchase");
      expect(await item.evaluate(({ textContent }) => textContent)).toContain('naboby');
      await (await area.waitForSelector('.who-else details summary'))?.press('Enter');
      await (await control(area, 'textbox', 'CPV-koder')).type('39130000');
      expect(await pageViolations(area)).toEqual([]);
      await press('Meld indkøbet', area);
      const announced = await until(
        async () => (await readPurchases(neighbour.link)).find(({ organisation }) => organisation === 'eksempelby'),
        'the announcement at the neighbour',
      );
      expect(announced).toMatchObject({ area: 'furniture', cpv: ['39130000'], contact: 'procurement' });
      await press('Træk tilbage', area);
      await until(
        async () =>
          (await readPurchases(neighbour.link)).every(({ organisation }) => organisation === 'naboby') || null,
        'its withdrawal',
      );
    } finally {
      await area.close();
      await neighbour.link.connection.close();
    }
  });

  it('tells what is decided in the browser, and leaves when it is told to', async () => {
    const message = { type: 'decision/log', procedure: factsOf('bus'), relevant, decision };
    const reply = await page.evaluate((sent) => chrome.runtime.sendMessage(sent), message as never);
    expect(reply).toMatchObject({ ok: true });
    const heard = await atColleague('Udbud af bus');
    expect(heard.unit).toBe(unit);
    await page.bringToFront();
    await press('Afbryd forbindelsen');
    await page.waitForSelector('.connection > summary');
    expect(await isConnected()).toBe(false);
    await until(async () => ((await alarms()).length === 0 ? true : null), 'the end of the alarm');
  });

  it("shows a partnership's secretariat its members' figures as their leads have them, and follows them", async () => {
    const { connection: operator } = await provisioned(cluster, {}, 'partnerskab-drift', 'partnership');
    const { connection: neighbours } = await provisioned(cluster, {}, 'naboby-drift');
    const leads = {
      eksempelby: await member(cluster, 'eksempelby-leder', { role: 'lead', unit: '' }),
      naboby: await member(cluster, 'naboby-drift', { role: 'lead', organisation: 'naboby' }),
    };
    /** How a row of the page says what a lead's own journal says. */
    const rowOf = (name: string, { I2, I12 }: Awaited<ReturnType<typeof tellFigures>>) =>
      [name, formatShare(I2.share, 'da'), I2.denominator, formatShare(I12.share, 'da')].join(' ');
    const allOf = (...of: Awaited<ReturnType<typeof tellFigures>>[]) =>
      `${of.reduce((sum, { I2 }) => sum + I2.numerator, 0)} af ${of.reduce((sum, { I2 }) => sum + I2.denominator, 0)} udbud`;
    const rows = () =>
      page.$$eval('section[aria-labelledby="told-sources"] tbody tr', (all) =>
        all.map(({ cells }) =>
          [...cells]
            .slice(0, 4)
            .map(({ textContent }) => textContent)
            .join(' '),
        ),
      );
    const shown = () =>
      page.$eval('section[aria-label="Alle relevante mål opfyldt"]', ({ innerText }) =>
        innerText.replaceAll('\u00a0', ' '),
      );
    try {
      const members = JSON.stringify(['eksempelby', 'naboby']);
      await until(() => jetstream(operator).publish(membersSubject('partnerskab'), members), 'the list of members');
      await leads.naboby.decide('bus', 'it-1', '2026-04-01T08:00:00Z');
      const [ours, theirs] = [await tellFigures(leads.eksempelby, 2026), await tellFigures(leads.naboby, 2026)];
      await page.bringToFront();
      await (await page.waitForSelector('.connection > summary'))?.press('Enter');
      await fill('Serverens adresse', `ws://127.0.0.1:${cluster.nodes[0]?.websocket}`);
      await fill('Bruger', 'partnerskab-sekretariat');
      await fill('Adgangskode', natsPassword);
      await fill('Organisation på serveren', 'partnerskab');
      await page.select('.team-form select', 'secretariat');
      await press('Forbind');
      await says('Forbundet.');
      await page.close();
      page = await chromium.dashboard('/overview?period=own&from=2026-01-01&to=2026-12-31');
      const leadsRows = [rowOf('eksempelby', ours), rowOf('naboby', theirs)].join();
      // Whoever does not answer within two seconds is asked again a minute later.
      const patience = 90_000;
      await until(async () => (await rows()).join() === leadsRows || null, "the leads' figures on the page", patience);
      await says('Nøgletal fra 2 af 2 organisationer.');
      await until(async () => (await shown()).includes(allOf(ours, theirs)), 'the figures of all');
      expect(await page.$$('main a[href^="#/log"]')).toEqual([]);
      expect(await pageViolations(page)).toEqual([]);
      await catchSaved(page);
      await press('Hent alle nøgletal som CSV');
      const { name: file, text } = await savedFile(page);
      expect(file).toBe('groent-lys-noegletal-fra-organisationer-2026-01-01--2026-12-31.csv');
      const allMet = ({ I2 }: typeof ours) => `I2 Alle relevante mål opfyldt;${I2.numerator};${I2.denominator};`;
      expect(text).toContain(`eksempelby;;${allMet(ours)}`);
      expect(text).toContain(`naboby;;${allMet(theirs)}`);
      await leads.naboby.decide('rack', 'it-1', '2026-04-02T08:00:00Z');
      const later = await tellFigures(leads.naboby, 2026);
      expect(later.I2.denominator).toBe(theirs.I2.denominator + 1);
      await until(async () => (await shown()).includes(allOf(ours, later)), 'the new figures', patience);
      await page.goto(page.url().replace(/#.*/, '#/settings'));
      await press('Afbryd forbindelsen');
      await page.waitForSelector('.connection > summary');
      expect(await isConnected()).toBe(false);
    } finally {
      const links = Object.values(leads).map(({ link }) => link.connection);
      await Promise.all([operator, neighbours, ...links].map((connection) => connection.close()));
    }
  }, 240_000);

  it.skipIf(noFirefox)(
    `is joined in Firefox by the organisation's policy, locked, and tells what is decided there${noFirefox ? ` (${noFirefox})` : ''}`,
    async () => {
      const server = `ws://127.0.0.1:${cluster.nodes[0]?.websocket}`;
      const team = { server, user: 'eksempelby-teknik', password: natsPassword, organisation: 'eksempelby' };
      const firefox = await launchFirefox({ managed: { units: [unit], team } });
      try {
        const settings = await firefox.dashboard('/settings');
        await says('Connected.', settings);
        await says('Managed by your organisation. Since', settings);
        const buttons = await settings.$$eval('.connection button', (all) => all.map(({ innerText }) => innerText));
        expect(buttons).toEqual([]);
        // From here on the background alone can speak with the server.
        await settings.close();
        const own = await firefox.blank();
        const isFree = () =>
          own.evaluate(async (lock) => {
            const { held = [] } = await navigator.locks.query();
            return held.every(({ name }) => name !== lock) || null;
          }, teamLock);
        await until(isFree, 'the end of the dashboard');
        const message = { type: 'decision/log', procedure: factsOf('rack'), relevant, decision };
        const reply = await own.evaluate((sent) => {
          const { browser } = globalThis as unknown as { browser: typeof chrome };
          return browser.runtime.sendMessage(sent);
        }, message);
        expect(reply).toMatchObject({ ok: true });
        expect((await atColleague('Udbud af rack')).unit).toBe(unit);
      } finally {
        await firefox.close();
      }
    },
    // A browser is started in it.
    120_000,
  );
});
