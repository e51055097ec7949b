import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { jetstream } from '@nats-io/jetstream';
import type { Page } from 'puppeteer';
import type { Catalogue } from '../../lib/targets/apply-policy.ts';
import type { Team } from '../../lib/team/connection.ts';
import { messageOf } from '../../lib/team/message.ts';
import { journalSubject } from '../../lib/team/subjects.ts';
import { filePieces, recordsOf } from '../bench/journal-import.ts';
import type { fileInput, heldNow, Told } from '../bench/team.ts';
import { type Chromium, launchChromium } from '../e2e/harness/chromium.ts';
import { longCall } from '../e2e/harness/long-call.ts';
import { type Cluster, natsPassword, startCluster } from '../e2e/harness/nats.ts';
import { dial, provisioned } from '../e2e/harness/team.ts';
import { type JournalPlan, makeJournal } from '../fixtures/large-journal.ts';
import { factsOf, inputOf } from '../unit/log/sample.ts';
import { memoryOf, watchMemory } from './browser-memory.ts';
import { root } from './built.ts';
import { bundle } from './bundle.ts';
import { planOf } from './filled-journals.ts';
import { type TeamWeight, teamWeight } from './team-weight.ts';

/** Milliseconds, and the most memory of the browser over what it held before, in MB; null where the system does not say. */
interface Cost {
  milliseconds: number;
  peak: number | null;
}

/** What a team's server holds of so many decisions. */
interface Stream {
  decisions: number;
  messages: number;
  /** Of the messages without their subjects and headers. */
  bytes: number;
  /** The number of the last message. */
  last: number;
}

/**
 * `asSaid`: in the order of time, as a team says it. `toldAgain`: as browsers tell all they hold to a server that was set up
 * anew, which is in no order of time.
 */
type StreamOrder = 'asSaid' | 'toldAgain';

/** A new lead's catch-up with so many decisions, beside the import of the same from a file. */
export interface CatchUpRow extends Stream {
  order: StreamOrder;
  team: Cost;
  file: Cost;
}

/** Milliseconds: median and 95th percentile. */
type Spread = readonly [median: number, edge: number];

/** What `npm run bench -- --team` finds. */
export interface TeamBench {
  weight: TeamWeight;
  catchUp: CatchUpRow[];
  /** A decision until the journal has it, from there until three servers do; and a tender's decisions as a file. */
  publish: { times: number; log: Spread; tell: Spread; file: Spread } | null;
}

/** What the bench's code puts beside the page's own, as far as it is called at once. */
interface InPage {
  bench: { fileInput: typeof fileInput; heldNow: typeof heldNow };
}

/** Milliseconds between two words on how far it has come. */
const tellEvery = 300_000;
const flightSize = 500;
const published = 200;
const smallFiles = 50;
const unit = 'Teknik og Miljø';
const say = (words: string) => void process.stderr.write(`${words}\n`);

/**
 * Measures the team's edge against a real cluster of three on this machine, as the shipped extension's dashboard in Chromium
 * has it, beside the import of the same decisions from a file in a browser of its own.
 * @param keep is given what has been found so far, each time something has
 * @param isBeside measures the catch-up and the file at the same time instead of one after the other, which takes less
 *   time where they take hours; both are slower for it, and the one that takes longer has the machine to itself in the end
 */
export async function benchTeam(
  data: Catalogue,
  sizes: readonly number[],
  keep: (found: TeamBench) => Promise<void>,
  isBeside = false,
): Promise<TeamBench> {
  const script = await bundle(`${root}/test/bench/team.ts`, 'bench');
  const found: TeamBench = { weight: await teamWeight(), catchUp: [], publish: null };
  const tell = async (words: string) => {
    say(words);
    await keep(found);
  };
  await tell(weightLine(found.weight));
  for (const size of sizes) {
    const plan = planOf(data, size);
    const isFirst = size === sizes[0];
    const start = isBeside ? startFor(2) : startFor(1);
    const ofFile = async () => {
      const file = await besideFile(script, plan, size, isFirst ? smallFiles : 0, start);
      say(`from a file: ${costOf(file.cost)}`);
      return file;
    };
    const early = isBeside ? ofFile() : null;
    // Awaited below; an error of the team's part comes first.
    early?.catch(() => null);
    const team = await besideServer(script, plan, size, 'asSaid', isFirst ? published : 0, start);
    say(`as it was said: ${costOf(team.cost)}`);
    const file = await (early ?? ofFile());
    const again = isFirst ? await besideServer(script, plan, size, 'toldAgain', 0) : null;
    if (again) say(`told again: ${costOf(again.cost)}`);
    found.catchUp.push({ ...team.stream, order: 'asSaid', team: team.cost, file: file.cost });
    if (again) found.catchUp.push({ ...again.stream, order: 'toldAgain', team: again.cost, file: file.cost });
    for (const row of found.catchUp.slice(again ? -2 : -1)) await tell(catchUpLine(row));
    if (!isFirst) continue;
    const [log, told] = [team.told.map(({ log }) => log), team.told.map(({ tell }) => tell)];
    found.publish = { times: told.length, log: spreadOf(log), tell: spreadOf(told), file: spreadOf(file.small) };
    await tell(publishLine(found.publish));
  }
  return found;
}

type Start = () => Promise<void>;

/** Lets so many begin together: each waits until all have come. */
function startFor(count: number): Start {
  let missing = count;
  let begin: () => void = () => undefined;
  const begun = new Promise<void>((resolve) => {
    begin = resolve;
  });
  return () => {
    missing -= 1;
    if (missing <= 0) begin();
    return begun;
  };
}

/** The team's part: catch-up, and then some decisions one by one. */
async function besideServer(
  script: string,
  plan: JournalPlan,
  size: number,
  order: StreamOrder,
  single: number,
  start = startFor(1),
) {
  const chromium = await launchChromium();
  const cluster = await startCluster({
    trial: true,
    origins: [`chrome-extension://${chromium.extensionId}`],
    room: '8GB',
  });
  try {
    await chromium.setSettings({ language: 'da', unit });
    const { connection } = await provisioned(cluster);
    await connection.close();
    say(`telling a team ${size.toLocaleString('en')} decisions …`);
    const stream = await tellAll(cluster, order === 'asSaid' ? byMonth(plan, size) : byId(plan, size));
    const page = await openPage(chromium, script);
    await start();
    const cost = await measured(chromium, () =>
      watched(page, 'as it was said', longCall(page, 'catchUpTime', teamAt(cluster), stream.last, stream.decisions)),
    );
    const messages = Array.from({ length: single }, (_, index) => decisionOf(`single-${index}`));
    const told = (await longCall(page, 'publishTimes', messages)) as Told[];
    return { stream, cost, told };
  } finally {
    await chromium.closeQuietly();
    await cluster.stop();
  }
}

/** The file's part: the import of the same, and then of some small files. */
async function besideFile(script: string, plan: JournalPlan, size: number, few: number, start: Start) {
  const chromium = await launchChromium();
  const folder = await mkdtemp(join(tmpdir(), 'groent-lys-bench-'));
  try {
    await chromium.setSettings({ language: 'da', unit });
    const page = await openPage(chromium, script);
    const { file, decisions } = await writeFileOf(folder, plan, size);
    const input = await page.evaluateHandle(() => (globalThis as unknown as InPage).bench.fileInput());
    await input.uploadFile(file);
    await start();
    const cost = await measured(chromium, () =>
      watched(page, 'from a file', longCall(page, 'importChosen', decisions)),
    );
    const small = (await longCall(page, 'smallImportTimes', plan, few)) as number[];
    return { cost, small };
  } finally {
    await chromium.closeQuietly();
    await rm(folder, { recursive: true });
  }
}

/** So many decisions as a file of a folder. */
async function writeFileOf(folder: string, plan: JournalPlan, size: number) {
  const file = join(folder, 'bench.jsonl');
  let decisions = 0;
  async function* pieces() {
    decisions = yield* filePieces(plan, size);
  }
  await pipeline(pieces, createWriteStream(file));
  return { file, decisions };
}

/** Settings, where the connection is shown, with the bench's code beside the page's own. */
async function openPage(chromium: Chromium, script: string): Promise<Page> {
  const page = await chromium.dashboard('/settings');
  await page.waitForSelector('.connection');
  await page.evaluate(script);
  return page;
}

const teamAt = (cluster: Cluster): Team => ({
  server: `ws://127.0.0.1:${cluster.nodes[0]?.websocket ?? 0}`,
  user: 'eksempelby-leder',
  password: natsPassword,
  organisation: 'eksempelby',
  unit: '',
  role: 'lead',
  authors: false,
  since: '2026-03-01T00:00:00.000Z',
});

const target = 'pogi-ikt-energi';

/** What the panel says to the background when a decision is logged. */
const decisionOf = (procedure: string) => ({
  type: 'decision/log',
  procedure: factsOf(procedure),
  relevant: [{ target, version: 1, area: 'it', lots: [], counts: true }],
  decision: inputOf(target, 'met'),
});

/** Tells the team what a file of so many decisions holds, message by message. */
async function tellAll(cluster: Cluster, parts: Iterable<readonly Said[]>): Promise<Stream> {
  const connection = await dial(cluster, 'eksempelby-drift');
  const stream = jetstream(connection, { timeout: 60_000 });
  const told: Stream = { decisions: 0, messages: 0, bytes: 0, last: 0 };
  for (const records of parts) {
    for (let from = 0; from < records.length; from += flightSize) {
      const flight = records.slice(from, from + flightSize).map((record) => {
        const message = messageOf(record, false);
        if (message === null) throw new Error(`not told: ${record.type}`);
        const speaker = { unit: message.unit ?? unit, device: record.data.device };
        told.messages += 1;
        told.bytes += message.body.length;
        told.decisions += record.type === 'revision' ? 1 : 0;
        return stream.publish(journalSubject('eksempelby', speaker, message.kind), message.body, { msgID: message.id });
      });
      for (const { seq } of await Promise.all(flight)) told.last = Math.max(told.last, seq);
    }
  }
  await connection.close();
  return told;
}

type Said = Extract<ReturnType<typeof recordsOf>[number], { type: 'sighting' | 'revision' }>;

const momentOf = ({ type, data }: Said): string => (type === 'sighting' ? data.activeAt : data.decidedAt);

/** What `filePieces` puts into a file in the order of time; month by month, so that only one month's stands in memory. */
function* byMonth(plan: JournalPlan, decisions: number): Generator<Said[]> {
  /** The numbers of the procedures of which something was said in a month. */
  const months = new Map<string, number[]>();
  let number = plan.first ?? 0;
  for (const records of procedures(plan, decisions)) {
    for (const month of new Set(records.map((record) => momentOf(record).slice(0, 7)))) {
      const numbers = months.get(month) ?? [];
      numbers.push(number);
      months.set(month, numbers);
    }
    number += 1;
  }
  for (const [month, numbers] of [...months].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const records = numbers.flatMap((first) => [...procedures({ ...plan, first }, 1)].flat());
    yield records
      .filter((record) => momentOf(record).startsWith(month))
      .sort((a, b) => (momentOf(a) < momentOf(b) ? -1 : 1));
  }
}

/** The same as a browser tells all it holds: sightings first, each kind by its ids. */
function* byId(plan: JournalPlan, decisions: number): Generator<Said[]> {
  for (const type of ['sighting', 'revision']) {
    const records = [...procedures(plan, decisions)].flat().filter((record) => record.type === type);
    yield records.sort((a, b) => (a.data.id < b.data.id ? -1 : 1));
  }
}

/** What is said of one procedure after the other. */
function* procedures(plan: JournalPlan, decisions: number): Generator<Said[]> {
  let count = 0;
  for (const made of makeJournal({ ...plan, procedures: decisions, seed: 77 })) {
    yield recordsOf(made).filter((record) => record.type === 'sighting' || record.type === 'revision');
    count += made.revisions.length;
    if (count >= decisions) return;
  }
}

/** The milliseconds that something in a page says it took, and the most memory that the browser held meanwhile. */
async function measured({ browser }: Chromium, work: () => Promise<unknown>): Promise<Cost> {
  const before = await memoryOf(browser);
  const memory = watchMemory(browser);
  const milliseconds = Number(await work());
  const most = await memory.end();
  return { milliseconds, peak: before === null || most === null ? null : most - before };
}

/** Says now and then, while something fills the journal of a page, how far it has come. */
async function watched<Result>(page: Page, what: string, work: Promise<Result>): Promise<Result> {
  const start = performance.now();
  const watch = setInterval(async () => {
    const seconds = (performance.now() - start) / 1000;
    const held = await page.evaluate(() => (globalThis as unknown as InPage).bench.heldNow()).catch(() => null);
    if (held === null) return;
    const staged = held.staged === 0 ? '' : `, ${held.staged.toLocaleString('en')} chunks of the file to go`;
    say(`  ${what}: ${held.decisions.toLocaleString('en')} decisions after ${seconds.toFixed(0)} s${staged}`);
  }, tellEvery);
  return work.finally(() => clearInterval(watch));
}

function spreadOf(times: readonly number[]): Spread {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (part: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
  return [at(0.5), at(0.95)];
}

const costOf = ({ milliseconds, peak }: Cost) =>
  `${(milliseconds / 1000).toFixed(1)} s, ${peak === null ? '?' : peak.toFixed(0)} MB`;

function catchUpLine({ order, decisions, messages, bytes, team, file }: CatchUpRow): string {
  const ratio = (team.milliseconds / file.milliseconds).toFixed(2);
  const memory =
    team.peak === null || file.peak === null ? '' : ` and ${(team.peak / file.peak).toFixed(2)} x its memory`;
  return (
    `catch-up of ${decisions.toLocaleString('en')} decisions${order === 'asSaid' ? '' : ', told again,'} (${messages.toLocaleString('en')} messages, ` +
    `${(bytes / 1e6).toFixed(1)} MB): ${costOf(team)}; the same from a file: ${costOf(file)}; ` +
    `${ratio} x its time${memory}`
  );
}

function publishLine({ times, log, tell, file }: NonNullable<TeamBench['publish']>): string {
  const pair = ([median, edge]: Spread) => `${median.toFixed(0)} ms (95 %: ${edge.toFixed(0)} ms)`;
  return (
    `${times} decisions one by one: logged after ${pair(log)}, acknowledged by the servers ${pair(tell)} later; ` +
    `a tender's decisions from a file: ${pair(file)}; ${(tell[0] / file[0]).toFixed(2)} x`
  );
}

const kilobytes = (bytes: number) => `${(bytes / 1000).toFixed(1)} kB`;

const weightLine = ({ files, bytes, gzipped, dashboard }: TeamWeight) =>
  `loaded by a dashboard with a team alone: ${files.join(', ')}, ${kilobytes(bytes)}, ${kilobytes(gzipped)} gzipped; ` +
  `${(gzipped / dashboard).toFixed(2)} x what the dashboard begins with (${kilobytes(dashboard)})`;

/** What was found in one run. */
export function printTeam({ weight, catchUp, publish }: TeamBench): void {
  for (const row of catchUp) console.log(catchUpLine(row));
  if (publish) console.log(publishLine(publish));
  console.log(weightLine(weight));
}
