import 'fake-indexeddb/auto';
import { setTimeout as delay } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import type { JetStreamManager } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/nats-core';
import { recountRollups } from '../../../lib/log/find/queries.ts';
import { listen } from '../../../lib/team/listen.ts';
import { queueLost } from '../../../lib/team/lost.ts';
import { publish } from '../../../lib/team/publish.ts';
import { receive } from '../../../lib/team/receive.ts';
import { readRollups, rollupsHere, writeRollups } from '../../../lib/team/rollups.ts';
import { streams } from '../../../lib/team/subjects.ts';
import { installLocks } from '../../commands/node-locks.ts';
import { type LossBrowser, lossBrowser } from './loss-browser.ts';
import { type Cluster, type Node, startCluster } from './nats.ts';
import { smallDisksMissing } from './small-disk.ts';
import { type Member, member, provisioned } from './team.ts';
import { until } from './until.ts';

/** What can go wrong with a team's servers, each in turn. */
export const troubles = ['leader', 'network', 'disk', 'room', 'power'] as const;
export type Trouble = (typeof troubles)[number];

/** What was found after all that went wrong. */
export interface LossFigures {
  writers: number;
  browsers: number;
  /** What went wrong, and how many seconds later all that was said meanwhile was acknowledged. */
  troubles: { name: Trouble; seconds: number }[];
  /** Decisions that a journal reported as logged. */
  logged: number;
  /** Messages of all kinds in the stream, and those of them that it holds more than once; they do no harm. */
  messages: number;
  repeated: number;
  readers: number;
  /** Logged decisions that a reader who may have them has not: must be 0. */
  missing: number;
  /** Revisions that a reader has and nobody logged, or of another unit: must be 0. */
  surplus: number;
  /** Rows of readers' journals that a recount comes out otherwise for, and figures on the server that do: must be 0. */
  wrongFigures: number;
  /** Who lacks what or has too much, in words. */
  faults: string[];
}

interface LossOptions {
  writers: number;
  /** Decisions of each writer in each trouble. */
  decisions: number;
  trials: readonly Trouble[];
  /** Whether two real browsers take part; one of them is killed between the commit and the word to the team. */
  browsers: boolean;
  /** Whether Firefox takes part too, reads its unit and logs a decision in each trouble. */
  firefox?: boolean;
  /** Whether a node that was cut off is given an empty store, as whoever operates one of 2.9 is told to. */
  mend?: boolean;
  onTrouble?: (trouble: LossFigures['troubles'][number]) => void;
}

const teknik = 'Teknik og Miljø';
const born = 'Børn og Unge';
const users: Record<string, string> = { [teknik]: 'eksempelby-teknik', [born]: 'eksempelby-boern' };
/** Long enough for any machine: what is waited for comes in seconds. */
const patience = 240_000;
/** How often a browser's whole journal is read to see whether something has come, in milliseconds. */
const lookEvery = 500;
const diskBytes = 256 * 1_048_576;
const maker = { tool: { version: '0.1.0', data: '2026-11' }, now: new Date('2026-11-09T12:00:00Z') };

/** Everything that takes part. */
interface Scene {
  cluster: Cluster;
  manager: JetStreamManager;
  operator: NatsConnection;
  writers: Member[];
  browsers: LossBrowser[];
  /** Of the browsers the one that logs a decision in each trouble. */
  firefox: LossBrowser | null;
  /** Every logged decision with the unit that it was logged for. */
  logged: Map<string, string>;
  decisions: number;
  mend: boolean;
}

/**
 * Lets many writers log decisions while one thing after the other goes wrong with their servers, and compares in the end
 * what was reported as logged with what every reader holds.
 */
export async function tryLosses(options: LossOptions): Promise<LossFigures> {
  installLocks();
  const closing: (() => Promise<unknown>)[] = [];
  try {
    const browsers: LossBrowser[] = options.browsers ? await Promise.all([lossBrowser(teknik), lossBrowser(born)]) : [];
    const firefox = options.firefox ? await lossBrowser(teknik, 'firefox') : null;
    if (firefox) browsers.push(firefox);
    const origins = browsers.map(({ origin }) => origin);
    const disk = smallDisksMissing() === null && options.trials.includes('disk') ? { disk: diskBytes } : {};
    const cluster = await startCluster({ trial: true, cuttable: true, origins, ...disk });
    closing.push(cluster.stop, ...browsers.map(({ close }) => close));
    const { manager, connection: operator } = await provisioned(cluster);
    closing.push(() => operator.close());
    const writers: Member[] = [];
    for (let index = 0; index < options.writers; index += 1) {
      const unit = index % 3 === 0 ? born : teknik;
      const writer = await joined(cluster, users[unit] ?? '', { unit });
      closing.push(() => writer.link.connection.close());
      writers.push(writer);
    }
    const port = (index: number) => cluster.nodes[index]?.websocket ?? 0;
    const [first, second] = browsers.filter((browser) => browser !== firefox);
    await first?.join(port(0), { user: 'eksempelby-leder', role: 'lead' });
    await second?.join(port(1), { user: 'eksempelby-boern', role: 'buyer' });
    await firefox?.join(port(2), { user: 'eksempelby-teknik', role: 'buyer' });
    const { decisions, mend = false } = options;
    const scene: Scene = { cluster, manager, operator, writers, browsers, firefox, logged: new Map(), decisions, mend };
    const suffered: LossFigures['troubles'] = [];
    const lead = await joined(cluster, 'eksempelby-leder', { role: 'lead' });
    closing.push(() => lead.link.connection.close());
    const ended = new AbortController();
    const listening = keepHearing(lead, ended.signal);
    closing.push(async () => {
      ended.abort();
      await listening;
    });
    for (const name of options.trials) {
      const start = performance.now();
      if (name === 'network') await killUntold(scene);
      await suffer[name](scene);
      if (name === 'network') await startUntold(scene);
      const trouble = { name, seconds: (performance.now() - start) / 1000 };
      suffered.push(trouble);
      options.onTrouble?.(trouble);
    }
    ended.abort();
    await listening;
    return await judge(scene, lead, suffered);
  } finally {
    // The servers last, so that nobody looks for them in vain.
    for (const close of closing.reverse()) await close();
  }
}

/** Somebody new in the team, however busy its servers are. */
const joined = (...who: Parameters<typeof member>) => until(() => member(...who), 'a connection', patience);

let day = 0;

/**
 * Every writer logs some decisions and tells the team of them, and Firefox one.
 * @returns of each writer, and of Firefox behind them, when all of it is acknowledged
 */
async function write({ writers, firefox, logged, decisions }: Scene): Promise<Promise<unknown>[]> {
  day += 1;
  const at = new Date(Date.UTC(2026, 0, 1 + (day % 300), 8)).toISOString();
  if (firefox) logged.set(await firefox.log(`firefox-${day}`), firefox.unit);
  const told = await Promise.all(
    writers.map(async (writer) => {
      const { device, team } = writer.link;
      for (let index = 0; index < decisions; index += 1) {
        const { id } = await writer.decide(`${device.slice(0, 8)}-${index % 3}`, `it-${day}`, at);
        logged.set(id, team.unit);
      }
      // In an array, so that the caller does not wait for it yet.
      return [tell(writer)] as const;
    }),
  );
  return [...told.map(([promise]) => promise), ...(firefox ? [tells(firefox)] : [])];
}

const tell = ({ db, link }: Member) =>
  until(async () => (await publish(db, link)).problem === null || null, 'all acknowledgements', patience, 100);

/** Has the server's leader looked through for what it lost, and tells that again. */
const lookAgain = ({ db, link }: Member) =>
  until(
    async () => {
      await queueLost(db, link);
      return (await publish(db, link)).problem === null;
    },
    'all that was told',
    patience,
    100,
  );

async function leaderOf({ cluster, manager }: Scene): Promise<Node> {
  return until(
    async () => {
      const { cluster: raft } = await manager.streams.info(streams.journal);
      return cluster.nodes.find(({ name }) => name === raft?.leader);
    },
    'a leader',
    patience,
  );
}

/** All three hold all there is, so that the next trouble may take any of them. */
const whole = ({ manager }: Scene) =>
  until(
    async () => {
      const { cluster: raft } = await manager.streams.info(streams.journal);
      const others = raft?.replicas ?? [];
      return (others.length === 2 && others.every(({ current, offline, lag }) => current && !offline && !lag)) || null;
    },
    'three nodes that hold the same',
    patience,
  );

const suffer: Record<Trouble, (scene: Scene) => Promise<unknown>> = {
  async leader(scene) {
    const leader = await leaderOf(scene);
    const killed = leader.kill();
    const told = await write(scene);
    // A writer knows all three servers, a browser one address: it may be that of the one that is gone.
    await Promise.all([killed, ...told.slice(0, scene.writers.length)]);
    leader.start();
    await Promise.all(told);
    await whole(scene);
  },
  async network(scene) {
    const leader = await leaderOf(scene);
    leader.cut();
    // Those at the other two go on; whoever is at the one that was cut off waits. A browser does not say where it is.
    const isReached = (writer: Member | undefined) =>
      writer && !writer.link.connection.getServer().endsWith(`:${leader.client}`);
    const told = await write(scene);
    await Promise.all(told.filter((_, index) => isReached(scene.writers[index])));
    leader.heal();
    await Promise.all(told);
    await whole(scene);
    if (!scene.mend) return;
    await leader.kill();
    leader.empty();
    leader.start();
    await whole(scene);
  },
  async disk(scene) {
    const leader = await leaderOf(scene);
    const full = scene.cluster.nodes.find((node) => node !== leader);
    if (!full?.disk) return suffer.room(scene);
    full.disk.fill();
    await Promise.all(await write(scene));
    full.disk.clear();
    await full.kill();
    full.start();
    await whole(scene);
  },
  async room(scene) {
    const { manager } = scene;
    const { config, state } = await until(() => manager.streams.info(streams.journal), 'the stream', patience);
    const giveRoom = (max_bytes: number) =>
      until(() => manager.streams.update(streams.journal, { ...config, max_bytes }), 'a change of the room', patience);
    await giveRoom(Math.max(1, state.bytes));
    const told = await write(scene);
    const { db, link } = scene.writers[0] as Member;
    await until(async () => (await publish(db, link)).problem === 'full' || null, 'a server without room', patience);
    await giveRoom(-1);
    await Promise.all(told);
  },
  async power(scene) {
    const told = await write(scene);
    await Promise.all(scene.cluster.nodes.map(({ kill }) => kill()));
    for (const { start } of scene.cluster.nodes) start();
    await Promise.all(told);
    await whole(scene);
  },
};

const tells = (browser: LossBrowser) =>
  until(async () => (await browser.waiting()) === 0 || null, "a browser's words on the server", patience, lookEvery);

/** Kills a browser that has reported a decision as logged, and has told nobody. */
async function killUntold({ browsers, firefox, logged }: Scene): Promise<void> {
  const browser = browsers[1];
  if (!browser || browser === firefox) return;
  await tells(browser);
  browser.cut();
  logged.set(await browser.log(`killed-${logged.size}`), browser.unit);
  if ((await browser.waiting()) === 0) throw new Error('the browser was not to reach its server');
  await browser.kill();
  browser.heal();
}

/** Starts it again; its dashboard then tells what it had kept. */
async function startUntold({ browsers, firefox }: Scene): Promise<void> {
  const browser = browsers[1];
  if (!browser || browser === firefox) return;
  await browser.start();
  await tells(browser);
}

/** Listens as a dashboard does that stays open, whatever breaks off. */
async function keepHearing({ db, link }: Member, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await receive(db, link, { stay: true, signal }).catch(() => delay(100));
  }
}

async function judge(scene: Scene, lead: Member, suffered: LossFigures['troubles']): Promise<LossFigures> {
  const { cluster, browsers, firefox, logged } = scene;
  // As a dashboard does each minute: another server may lead by now, that has lost some of what was acknowledged.
  await Promise.all(scene.writers.map(lookAgain));
  for (const browser of browsers) await browser.reopen();
  const [fresh, ofTeknik] = [
    await joined(cluster, 'eksempelby-leder', { role: 'lead' }),
    await joined(cluster, 'eksempelby-teknik'),
  ];
  const found = { missing: 0, surplus: 0, wrongFigures: 0, faults: [] as string[] };
  const compare = (who: string, held: readonly string[], unit: string | null) => {
    const mayHave = new Set([...logged].flatMap(([id, of]) => (unit === null || of === unit ? id : [])));
    const has = new Set(held);
    const missing = [...mayHave].filter((id) => !has.has(id));
    const surplus = held.filter((id, place) => !mayHave.has(id) || held.indexOf(id) < place);
    if (missing.length > 0) found.faults.push(`${who} lacks ${missing.join(', ')} of ${mayHave.size}`);
    if (surplus.length > 0) found.faults.push(`${who} has too much: ${surplus.join(', ')}`);
    found.missing += missing.length;
    found.surplus += surplus.length;
  };
  // What never comes is counted in the end, and so it may be waited for in vain.
  const hasAll = (count: () => Promise<number>, unit: string | null) => {
    const wanted = [...logged.values()].filter((of) => unit === null || of === unit).length;
    return until(async () => (await count()) >= wanted || null, 'every decision', patience, lookEvery).catch(
      () => null,
    );
  };
  try {
    for (const [who, reader] of Object.entries({ 'the lead': lead, 'a new lead': fresh, 'one of a unit': ofTeknik })) {
      const unit = reader === ofTeknik ? teknik : null;
      await hasAll(async () => (await receive(reader.db, reader.link)) && reader.db.journal.count(), unit);
      compare(who, await reader.db.journal.toCollection().primaryKeys(), unit);
      found.wrongFigures += (await recountRollups(reader.db)).differences.length;
    }
    for (const [place, browser] of browsers.entries()) {
      const unit = browser === browsers[0] && browser !== firefox ? null : browser.unit;
      await hasAll(async () => (await browser.held()).length, unit);
      compare(`browser ${place + 1}`, await browser.held(), unit);
    }
    await until(() => writeRollups(fresh.db, fresh.link, maker), 'figures on the server', patience);
    const stamp = { sequence: 0, computedAt: '', tool: maker.tool };
    const recounted = await rollupsHere(fresh.db, 'eksempelby', stamp);
    const told = await until(() => readRollups(fresh.link, 'eksempelby'), 'the figures', patience);
    const subjects = new Set([...recounted.keys(), ...told.keys()]);
    for (const subject of subjects) {
      if (!isDeepStrictEqual(recounted.get(subject)?.sums, told.get(subject)?.sums)) found.wrongFigures += 1;
    }
    const { messages, repeated } = await until(() => countMessages(scene), 'all messages', patience);
    return {
      writers: scene.writers.length,
      browsers: browsers.length,
      troubles: suffered,
      logged: logged.size,
      messages,
      repeated,
      readers: 3 + browsers.length,
      ...found,
    };
  } finally {
    await fresh.link.connection.close();
    await ofTeknik.link.connection.close();
  }
}

/** Messages of the stream, and how many of them say again what another one says. */
async function countMessages({ operator }: Scene): Promise<{ messages: number; repeated: number }> {
  const said = new Set<string>();
  let messages = 0;
  const all = { stream: streams.journal, filter: 'gl.>', from: 1, stay: false, signal: undefined };
  for await (const part of listen({ connection: operator }, all)) {
    messages += part.length;
    for (const message of part) said.add(message.string());
  }
  return { messages, repeated: messages - said.size };
}
