import { jetstream, jetstreamManager } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/nats-core';
import type { Page } from 'puppeteer';
import { streamConfigs, usualProvision } from '../../lib/team/provision.ts';
import type { TeamRollup } from '../../lib/team/rollup-schema.ts';
import { membersSubject, streams } from '../../lib/team/subjects.ts';
import { type Chromium, launchChromium } from '../e2e/harness/chromium.ts';
import { natsPassword, startCluster } from '../e2e/harness/nats.ts';
import { control } from '../e2e/harness/panel.ts';
import { dial, provisioned } from '../e2e/harness/team.ts';
import { until } from '../e2e/harness/until.ts';
import { accountsOf, makeOrganisations, type Simulation, sendAll, year } from './scale-simulation.ts';

/** Journals that differ; further organisations have one of these over again. */
const differentJournals = 4;
const patience = 300_000;

/** What a secretariat's dashboard has measured, in milliseconds. */
export interface MeasuredFigures {
  figures: number;
  bytes: number;
  /** From opening the overview to the answer of all organisations, and to the last area. */
  first: number;
  whole: number;
  /** From opening it again, without the server, to the answer. */
  again: number;
  /** What the page says of all tenders, and what was made. */
  said: string;
  made: number;
}

/**
 * Lets made organisations write a year's figures to three real servers, and reads them in the dashboard of a partnership's
 * secretariat in Chromium, by WebSocket.
 */
export async function simulateFigures({ organisations, procedures, tell }: Simulation): Promise<MeasuredFigures> {
  const { names, ofName } = await makeOrganisations({ organisations, procedures, tell }, differentJournals);
  const chromium = await launchChromium({});
  const origins = [`chrome-extension://${chromium.extensionId}`];
  const cluster = await startCluster({ trial: true, origins, room: '8GB', more: accountsOf(names) });
  const open: NatsConnection[] = [];
  const measured = { figures: 0, bytes: 0, made: 0 };
  let isStopped = false;
  try {
    const { connection: partnership } = await provisioned(cluster, {}, 'partnerskab-drift', 'partnership');
    open.push(partnership);
    await jetstream(partnership).publish(membersSubject('partnerskab'), JSON.stringify(names));
    for (const [index, name] of names.entries()) {
      tell(`${name} writes its figures …`);
      const connection = await dial(cluster, name);
      open.push(connection);
      const manager = await jetstreamManager(connection, { timeout: 10_000 });
      const config = streamConfigs(usualProvision).find((one) => one.name === streams.rollups);
      const provide = () => manager.streams.add({ ...config, name: streams.rollups }).then(() => true);
      await until(provide, `the figures' stream of ${name}`, patience);
      const figures = [...((await ofName(index).figures(name)) as Map<string, TeamRollup>)];
      const said = figures
        .filter(([, { unit }]) => unit === null)
        .map(([subject, value]) => ({ subject, body: new TextEncoder().encode(JSON.stringify(value)) }));
      await sendAll(connection, said);
      measured.figures += said.length;
      measured.bytes += said.reduce((sum, { body }) => sum + body.length, 0);
      measured.made += ofName(index).decided;
    }
    tell('the secretariat opens its overview …');
    await signIn(chromium, `ws://127.0.0.1:${cluster.nodes[0]?.websocket}`);
    const opened = await openOverview(chromium, organisations);
    await until(async () => (await says(opened.page, 'Nye tal kommer af sig selv')) || null, 'all areas', patience);
    const whole = performance.now() - opened.start;
    const said = await opened.page.$eval('.answer', ({ textContent }) => textContent ?? '');
    await opened.page.close();
    await cluster.stop();
    isStopped = true;
    const again = await openOverview(chromium, organisations);
    return { ...measured, first: opened.took, whole, again: again.took, said };
  } finally {
    await Promise.all(open.map((connection) => connection.close()));
    // That nobody answers at the end is meant, and told by the browser as an error.
    await chromium.close().catch(() => undefined);
    if (!isStopped) await cluster.stop();
  }
}

async function signIn(chromium: Chromium, server: string): Promise<void> {
  await chromium.setSettings({ language: 'da' });
  const page = await chromium.dashboard('/settings');
  await (await page.waitForSelector('.connection > summary'))?.click();
  for (const [label, text] of [
    ['Serverens adresse', server],
    ['Bruger', 'partnerskab-drift'],
    ['Adgangskode', natsPassword],
    ['Organisation på serveren', 'partnerskab'],
  ] as const) {
    const field = await control(page, 'textbox', label);
    await field.click({ count: 3 });
    await field.type(text);
  }
  await page.select('.team-form select', 'secretariat');
  await (await control(page, 'button', 'Forbind')).click();
  await until(async () => (await says(page, 'Forbundet.')) || null, 'the connection', patience);
  await page.close();
}

async function openOverview(chromium: Chromium, organisations: number) {
  const start = performance.now();
  const page = await chromium.dashboard(`/overview?period=own&from=${year}-01-01&to=${year}-12-31`);
  const all = `Nøgletal fra ${organisations} af ${organisations} organisationer.`;
  await until(async () => ((await says(page, all)) && (await says(page, 'alle relevante'))) || null, all, patience);
  return { page, start, took: performance.now() - start };
}

const says = (page: Page, text: string) =>
  page.evaluate((wanted) => (document.querySelector('main')?.innerText ?? '').includes(wanted), text);
