import { mkdir, rm } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { jetstream } from '@nats-io/jetstream';
import type { Page } from 'puppeteer';
import { loadTargets } from '../../lib/targets/load.ts';
import { type Purchase, quarterOf, quartersFrom } from '../../lib/team/purchases.ts';
import { purchaseSubject, streams } from '../../lib/team/subjects.ts';
import { type Chromium, launchChromium } from '../e2e/harness/chromium.ts';
import { demoPolicy } from '../e2e/harness/demo-journal.ts';
import { type Cluster, natsPassword, startCluster } from '../e2e/harness/nats.ts';
import { control } from '../e2e/harness/panel.ts';
import { provisioned } from '../e2e/harness/team.ts';
import { until } from '../e2e/harness/until.ts';
import { factsOf, inputOf } from '../unit/log/sample.ts';
import { root } from './built.ts';
import { hasDisplay } from './display.ts';

const pictures = join(root, '.results', 'team');
const organisation = 'eksempelby';
const unit = 'Teknik og Miljø';
const people = {
  buyer: { user: 'eksempelby-teknik', role: 'buyer', unit },
  lead: { user: 'eksempelby-leder', role: 'lead', unit: '' },
} as const;
/** What the buyer has decided so far: the tender, its area, and the verdict on that area's first targets. */
const decided = [
  ['Kontormøbler til rådhuset', 'furniture', 'met'],
  ['Skolemøbler', 'furniture', 'met'],
  ['Bærbare computere', 'it', 'met'],
  ['Skærme og dockingstationer', 'it', 'notMet'],
  ['Rengøring af skoler', 'cleaning', 'met'],
  ['Rengøringsmidler', 'cleaning', 'notMet'],
] as const;
const patience = 60_000;

/** What must go when the trial ends, the last begun first. */
type End = () => Promise<unknown>;

/**
 * Runs the trial: servers, streams, two browsers with different roles, and the lead's dashboard with what the buyer had
 * logged. It ends with Ctrl-C, with the last window, or by itself when asked; nothing of it is left then.
 */
export async function runTrial({ end }: { end: boolean }): Promise<void> {
  const ends: End[] = [];
  const stopped = new AbortController();
  const stop = () => stopped.abort(new Error('stopped'));
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
  try {
    await Promise.race([
      begin(ends, { end, signal: stopped.signal }),
      new Promise<void>((_, reject) => stopped.signal.addEventListener('abort', () => reject(stopped.signal.reason))),
    ]);
  } catch (error) {
    if (!stopped.signal.aborted) throw error;
  } finally {
    for (const one of ends.reverse()) await one().catch((error: Error) => console.error(error.message));
    console.log('The trial has ended: its servers, its browsers and their folders are gone.');
  }
}

async function begin(ends: End[], { end, signal }: { end: boolean; signal: AbortSignal }): Promise<void> {
  const launch = async () => {
    const launching = launchChromium({
      headless: !hasDisplay,
      viewport: hasDisplay ? null : undefined,
      keepsOnSignals: true,
    });
    // Registered at once: a browser that is still starting when the trial ends must go too.
    ends.push(async () => (await launching).closeQuietly());
    return launching;
  };
  const [buyer, lead] = await Promise.all([launch(), launch()]);
  const starting = startCluster({
    trial: true,
    origins: [buyer, lead].map(({ extensionId }) => `chrome-extension://${extensionId}`),
  });
  ends.push(async () => (await starting).stop());
  const cluster = await starting;
  signal.throwIfAborted();
  await makeStreams(cluster, ends);
  signal.throwIfAborted();
  console.log(words(cluster));
  await rm(pictures, { recursive: true, force: true });
  await mkdir(pictures, { recursive: true });

  const year = new Date().getFullYear();
  await Promise.all([
    buyer.setSettings({ language: 'da', unit }),
    lead.setSettings({ language: 'da', role: 'lead', unit }),
  ]);
  const buyers = await joinTeam(buyer, cluster, 'buyer');
  const said = await decide(buyers);
  const leads = await joinTeam(lead, cluster, 'lead');
  await sharePolicy(leads, year);
  await save(leads, 'lead-settings', '.connection');
  const overview = await lead.dashboard('/overview');
  await until(
    async () => (((await lead.journal()).journal ?? []).length >= said ? true : null),
    "the buyer's decisions at the lead",
    patience,
  );
  await overview.bringToFront();
  await until(() => overview.$('main table, main canvas'), 'the figures on the overview', patience);
  await until(
    async () => (await (await buyer.worker()).evaluate(() => chrome.storage.local.get('bucket'))).bucket ?? null,
    "the lead's policy at the buyer",
    patience,
  );
  await save(overview, 'lead-overview', 'main');
  const targets = await buyer.dashboard('/targets?area=furniture');
  await lookForOthers(targets);
  await save(targets, 'buyer-who-else', '.who-else');

  console.log(
    `The buyer told ${said} decisions, and the lead has heard them all. The lead shared a policy, which the buyer's ` +
      `browser has taken over, and the buyer sees what another organisation plans to buy.\nPictures are in ${relative(root, pictures)}.`,
  );
  if (end) return;
  console.log(`Press Ctrl-C to end${hasDisplay ? ', or close the windows' : ''}.`);
  await Promise.all(
    [buyer, lead].map(({ browser }) => new Promise<void>((resolve) => browser.once('disconnected', () => resolve()))),
  );
}

/** Streams and buckets of the organisation and its partnership, and what a neighbour has announced there. */
async function makeStreams(cluster: Cluster, ends: End[]): Promise<void> {
  const own = await provisioned(cluster);
  ends.push(() => own.connection.close());
  const shared = await provisioned(cluster, {}, 'partnerskab-drift', 'partnership');
  ends.push(() => shared.connection.close());
  const neighbour = await provisioned(cluster, {}, 'naboby-drift');
  ends.push(() => neighbour.connection.close());
  const now = new Date().toISOString();
  const purchase: Purchase = {
    schema: 1,
    id: crypto.randomUUID(),
    organisation: 'naboby',
    area: 'furniture',
    cpv: ['39110000'],
    quarter: quartersFrom(quarterOf(now), 3)[2] ?? '',
    contact: 'procurement',
    announcedAt: now,
    withdrawn: false,
  };
  await until(
    () =>
      jetstream(neighbour.connection).publish(
        purchaseSubject(purchase.organisation, purchase.id),
        JSON.stringify(purchase),
      ),
    `a purchase in ${streams.purchases}`,
    patience,
  );
}

/** Connects a browser as its user would, in Settings. */
async function joinTeam(browser: Chromium, cluster: Cluster, who: keyof typeof people): Promise<Page> {
  const { user, role, unit: place } = people[who];
  const page = await browser.dashboard('/settings');
  // By key: what is drawn above once the browser has answered moves everything away from the pointer.
  await (await page.waitForSelector('.connection > summary'))?.press('Enter');
  const fields = {
    'Serverens adresse': serverOf(cluster),
    Bruger: user,
    Adgangskode: natsPassword,
    'Organisation på serveren': organisation,
    'Enhed på serveren': place,
  };
  for (const [label, text] of Object.entries(fields)) {
    const field = await control(page, 'textbox', label);
    await field.evaluate((input) => (input as HTMLInputElement).select());
    if (text === '') await field.press('Backspace');
    else await field.type(text);
  }
  await page.select('.team-form select', role);
  await (await control(page, 'button', 'Forbind')).press('Enter');
  await until(
    async () => ((await page.$eval('main', ({ innerText }) => innerText)).includes('Forbundet.') ? true : null),
    `the connection of the ${who}`,
    patience,
  );
  return page;
}

/** Logs the buyer's decisions as the panel does, through the extension's background. @returns how many */
async function decide(page: Page): Promise<number> {
  const { targets } = await loadTargets(`${root}/targets/`);
  let count = 0;
  for (const [title, area, verdict] of decided) {
    const fitting = targets.filter((target) => target.area === area && target.sourceState === 'inForce');
    const relevant = fitting
      .slice(0, 2)
      .map(({ id, version }) => ({ target: id, version, area, lots: [], counts: true }));
    for (const { target } of relevant) {
      const procedure = factsOf(title.toLowerCase().replace(/[^a-zæøå]+/g, '-'), { title, buyer: null });
      const message = { type: 'decision/log', procedure, relevant, decision: inputOf(target, verdict) };
      const reply = (await page.evaluate((sent) => chrome.runtime.sendMessage(sent), message as never)) as {
        ok: boolean;
      };
      if (!reply.ok) throw new Error(`the decision on ${title} was not logged`);
      count += 1;
    }
  }
  return count;
}

/** Shares a policy from a file, as a lead does, and waits until it has come back. */
async function sharePolicy(page: Page, year: number): Promise<void> {
  const input = await until(
    () => page.$('section[aria-labelledby="shared"] input[type="file"]'),
    'the way to share a file',
    patience,
  );
  await input.evaluate(
    (element, text) => {
      const files = new DataTransfer();
      files.items.add(new File([text], 'politik.json', { type: 'application/json' }));
      (element as HTMLInputElement).files = files.files;
      element.dispatchEvent(new Event('change', { bubbles: true }));
    },
    JSON.stringify(demoPolicy(year)),
  );
  await until(() => page.$('section[aria-labelledby="shared"] .own-packs li'), 'the shared policy', patience);
}

/** Chooses to see what others plan to buy, and waits until it is there. */
async function lookForOthers(page: Page): Promise<void> {
  await (await page.waitForSelector('.who-else > summary'))?.press('Enter');
  await (await control(page, 'button', 'Slå til')).press('Enter');
  await until(() => page.$('.who-else .purchases li'), "the neighbour's planned purchase", patience);
}

const serverOf = ({ nodes }: Cluster): string => `ws://127.0.0.1:${nodes[0]?.websocket}`;

function words(cluster: Cluster): string {
  const [node] = cluster.nodes;
  return [
    'A cluster of three servers runs on this computer.',
    `  Browsers:  ${cluster.nodes.map(({ websocket }) => `ws://127.0.0.1:${websocket}`).join('  ')}`,
    `  Users:     ${Object.values(people)
      .map(({ user, role }) => `${user} (${role})`)
      .join(', ')}`,
    `  Password:  ${natsPassword}`,
    `  Figures:   GL_TEAM_PASSWORD=${natsPassword} npm run team -- rollup --server 127.0.0.1:${node?.client} ` +
      `--user eksempelby-leder --organisation ${organisation} --ca ${cluster.certificate.authority}`,
  ].join('\n');
}

/** A picture of what stands below the top of that part of the page. */
async function save(page: Page, name: string, part: string): Promise<void> {
  await page.bringToFront();
  await page.$eval(part, (element) => element.scrollIntoView());
  await page.screenshot({ path: join(pictures, `${name}.png`) as `${string}.png` });
}
