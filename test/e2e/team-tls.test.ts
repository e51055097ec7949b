import 'fake-indexeddb/auto';
import { createHash, X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer, type Server } from 'node:tls';
import type { Page } from 'puppeteer';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { publish } from '../../lib/team/publish.ts';
import { receive } from '../../lib/team/receive.ts';
import { stubLocks } from '../unit/exchange/locks.ts';
import { factsOf, inputOf } from '../unit/log/sample.ts';
import { browsersFor, type Driven } from './harness/both.ts';
import { trustAuthority } from './harness/firefox-window.ts';
import {
  authorityOf,
  type Certificate,
  type Cluster,
  makeCertificate,
  natsMissing,
  natsPassword,
  startCluster,
} from './harness/nats.ts';
import { type Member, member, provisioned } from './harness/team.ts';
import { until } from './harness/until.ts';

const missing = natsMissing();
const unit = 'Teknik og Miljø';
const target = 'pogi-ikt-energi';

/** Hash of a certificate's public key, as Chromium takes one to trust. */
function keyHash({ certificate }: Certificate): string {
  const { publicKey } = new X509Certificate(readFileSync(certificate));
  return createHash('sha256')
    .update(publicKey.export({ type: 'spki', format: 'der' }))
    .digest('base64');
}

describe.skipIf(missing).each(browsersFor('short'))(
  `a team's server with TLS, from %s${missing ? ` (${missing})` : ''}`,
  (name, launch) => {
    let cluster: Cluster;
    let driven: Driven;
    let page: Page;
    let colleague: Member;
    let close: () => Promise<void>;
    /** A server whose certificate is by an authority that nobody here trusts, and how often somebody spoke with it. */
    let stranger: Server;
    let spokenWith = 0;
    let folder: string;

    const says = (text: string) =>
      until(
        async () => (await page.evaluate(() => document.querySelector('main')?.innerText ?? '')).includes(text),
        `"${text}" on the page`,
      );
    const fill = async (label: string, text: string) => {
      const field = await until(async () => {
        const handle = await page.evaluateHandle((wanted) => {
          const labels = [...document.querySelectorAll<HTMLLabelElement>('.team-form label')];
          return labels.find(({ innerText }) => innerText.trim() === wanted)?.control ?? null;
        }, label);
        return handle.asElement();
      }, `the field ${label}`);
      await page.evaluate((input) => (input as HTMLInputElement).select(), field);
      await (field as Awaited<ReturnType<Page['$']>>)?.type(text);
    };
    const connect = async () => {
      await page.locator('.team-form [type=submit]').click();
    };
    const addressOf = (port: number) => `wss://127.0.0.1:${port}`;

    beforeAll(async () => {
      folder = mkdtempSync(join(tmpdir(), 'groent-lys-tls-'));
      const theirs = makeCertificate(folder);
      stranger = createServer({ key: readFileSync(theirs.key), cert: readFileSync(theirs.certificate) });
      stranger.on('secureConnection', () => {
        spokenWith += 1;
      });
      await new Promise<void>((resolve) => stranger.listen(0, '127.0.0.1', () => resolve()));
      // Nobody is kept out by an origin: Firefox has another one in each profile.
      cluster = await startCluster();
      const { connection } = await provisioned(cluster);
      colleague = await member(cluster, 'eksempelby-teknik');
      close = async () => {
        await connection.close();
        await colleague.link.connection.close();
      };
      driven = await launch({ trusted: keyHash(cluster.certificate) });
      await driven.setSettings({ language: 'da', unit });
    });
    afterAll(async () => {
      try {
        await close?.();
        await driven?.close();
      } finally {
        await cluster?.stop();
        stranger?.close();
        rmSync(folder, { recursive: true, force: true });
      }
    });
    beforeEach(() => void stubLocks());

    it('tells a server that the browser does not trust nothing, and says why it may be', async () => {
      page = await driven.dashboard('/settings');
      // Drawn above the form once the browser has answered: until then it moves.
      await page.waitForSelector('.site-row');
      await page.waitForSelector('.shortcuts dt');
      await page.locator('.connection > summary').click();
      const { port } = stranger.address() as AddressInfo;
      await fill('Serverens adresse', addressOf(port));
      await fill('Bruger', 'eksempelby-teknik');
      await fill('Adgangskode', natsPassword);
      await fill('Organisation på serveren', 'eksempelby');
      await connect();
      await says(`Ingen sikker forbindelse til 127.0.0.1:${port}.`);
      await says('browseren stoler ikke på dens certifikat');
      expect(spokenWith).toBe(0);
      // Chromium notes each refused connection by itself, in its own words.
      const refused = driven.consoleErrors.splice(0);
      expect(refused.filter((error) => !error.includes(`127.0.0.1:${port}`))).toEqual([]);
    });

    it('is joined by the form once the browser trusts its authority', async () => {
      const port = cluster.nodes[0]?.websocket ?? 0;
      await fill('Serverens adresse', addressOf(port));
      if (name === 'Firefox') {
        await connect();
        await says(`Ingen sikker forbindelse til 127.0.0.1:${port}.`);
        await trustAuthority(driven.browser, authorityOf(cluster));
      }
      await fill('Adgangskode', 'forkert');
      await connect();
      await says('Serveren kender ikke den bruger med den adgangskode.');
      await fill('Adgangskode', natsPassword);
      await connect();
      await says('Forbundet.');
    });

    it('hears a colleague through it, and tells what is decided here', async () => {
      const said = await colleague.decide('pc', 'it-1', '2026-03-01T08:00:00Z');
      await until(
        async () => (await publish(colleague.db, colleague.link)).problem === null,
        "the colleague's words on the server",
      );
      await until(
        async () => (await driven.journal()).journal?.some((row) => (row as { id: string }).id === said.id),
        'the decision in the browser',
      );
      const message = {
        type: 'decision/log',
        procedure: factsOf('bus'),
        relevant: [{ target, version: 1, area: 'it', lots: [], counts: true }],
        decision: inputOf(target, 'met'),
      };
      const reply = await page.evaluate((sent) => {
        const { browser = chrome } = globalThis as unknown as { browser?: typeof chrome };
        return browser.runtime.sendMessage(sent);
      }, message as never);
      expect(reply).toMatchObject({ ok: true });
      await until(async () => {
        await receive(colleague.db, colleague.link);
        return (await colleague.db.procedures.toArray()).some(({ title }) => title === 'Udbud af bus');
      }, 'the tender at the colleague');
    });
  },
  120_000,
);
