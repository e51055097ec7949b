import { jetstream, jetstreamManager } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/nats-core';
import { openJournal } from '../../lib/log/database.ts';
import type { JournalRecord } from '../../lib/log/journal-record.ts';
import { loadTargets } from '../../lib/targets/load.ts';
import type { Team } from '../../lib/team/connection.ts';
import { messageOf } from '../../lib/team/message.ts';
import { askMember, organisationsOf } from '../../lib/team/partnership.ts';
import { provision, usualProvision } from '../../lib/team/provision.ts';
import { readRollup, rollupsHere } from '../../lib/team/rollups.ts';
import { journalSubject, membersSubject, rollupSubject, streams } from '../../lib/team/subjects.ts';
import { fill } from '../bench/journal.ts';
import { recordsOf } from '../bench/journal-import.ts';
import { startCluster } from '../e2e/harness/nats.ts';
import { dial, provisioned } from '../e2e/harness/team.ts';
import { until } from '../e2e/harness/until.ts';
import { type JournalPlan, madeOf, makeJournal } from '../fixtures/large-journal.ts';
import { root } from './built.ts';

export const year = 2026;
const units = ['Teknik og Miljø', 'Børn og Unge', 'Social og Sundhed', 'Kultur og Fritid', 'Indkøb'];
const months = Array.from({ length: 12 }, (_, index) => `${year}-${String(index + 1).padStart(2, '0')}`);
const flightSize = 500;
/** Journals that differ; further organisations have one of these over again. */
const differentJournals = 12;
const patience = 120_000;
const maker = { tool: { version: '0.1.0', data: 'made' } };

/** What a simulation has measured. */
export interface Measured {
  /** Bytes as they are sent, with their subject. */
  kinds: { kind: string; messages: number; bytes: number }[];
  decisions: number;
  /** As the streams of all organisations store them, on each node. */
  journal: { messages: number; bytes: number };
  figures: { messages: number; bytes: number };
  publishSeconds: number;
  /** The secretariat's reading of every organisation's figures as a whole. */
  read: { months: number; milliseconds: number };
  /** Organisations whose procedures in the secretariat's figures are not those that were made. */
  wrong: number;
}

export interface Simulation {
  organisations: number;
  procedures: number;
  tell: (words: string) => void;
}

/** One made organisation: what it says, and its figures. */
interface Made {
  messages: { subject: (organisation: string) => string; kind: string; body: Uint8Array; id: string }[];
  decisions: number;
  /** Procedures with at least one decision. */
  decided: number;
  figures: (organisation: string) => Promise<Map<string, unknown>>;
}

const nameOf = (index: number) => `kommune-${index + 1}`;

/** An account for each organisation with a door to the partnership's, as in the example. */
export function accountsOf(names: readonly string[]): string {
  const door = (name: string) => `"$JS.API.DIRECT.GET.GL_ROLLUPS.gl.${name}.rollup.@.*.*"`;
  const accounts = names.map(
    (name) => `  ${name}: {
    jetstream: enabled
    exports: [{ service: ${door(name)}, accounts: [PARTNERSKAB] }]
    users: [{ user: ${name}, password: $GL_PASSWORD }]
  }`,
  );
  const imports = names.map(
    (name) => `{ service: { account: ${name}, subject: ${door(name)} }, to: "gl.${name}.figures.*.*" }`,
  );
  return `accounts {
  SYS: { users: [{ user: system, password: $GL_PASSWORD }] }
  PARTNERSKAB: {
    jetstream: enabled
    imports: [${imports.join('\n')}]
    users: [{ user: partnerskab-drift, password: $GL_PASSWORD }]
  }
${accounts.join('\n')}
}
`;
}

/** Makes organisations on three real servers, lets each tell a year, and a partnership read their figures. */
export async function simulate({ organisations, procedures, tell }: Simulation): Promise<Measured> {
  const { names, ofName } = await makeOrganisations({ organisations, procedures, tell }, differentJournals);
  const cluster = await startCluster({ trial: true, room: '8GB', more: accountsOf(names) });
  const open: NatsConnection[] = [];
  try {
    const { connection: partnership } = await provisioned(cluster, {}, 'partnerskab-drift', 'partnership');
    open.push(partnership);
    await jetstream(partnership).publish(membersSubject('partnerskab'), JSON.stringify(names));
    const kinds = new Map<string, { messages: number; bytes: number }>();
    const measured: Measured = {
      kinds: [],
      decisions: 0,
      journal: { messages: 0, bytes: 0 },
      figures: { messages: 0, bytes: 0 },
      publishSeconds: 0,
      read: { months: 0, milliseconds: 0 },
      wrong: 0,
    };
    for (const [index, name] of names.entries()) {
      tell(`${name} tells its year …`);
      const own = ofName(index);
      const connection = await dial(cluster, name);
      open.push(connection);
      const manager = await jetstreamManager(connection, { timeout: 10_000 });
      const provide = () => provision(manager, usualProvision).then(() => true);
      await until(provide, `the streams of ${name}`, patience);
      const start = performance.now();
      const said = own.messages.map(({ subject, kind, body, id }) => ({ subject: subject(name), kind, body, id }));
      await sendAll(connection, said);
      measured.publishSeconds += (performance.now() - start) / 1000;
      for (const { subject, kind, body } of said) {
        const sum = kinds.get(kind) ?? { messages: 0, bytes: 0 };
        kinds.set(kind, { messages: sum.messages + 1, bytes: sum.bytes + subject.length + body.length });
      }
      measured.decisions += own.decisions;
      const figures = [...(await own.figures(name))];
      await sendAll(
        connection,
        figures.map(([subject, value]) => ({ subject, body: new TextEncoder().encode(JSON.stringify(value)) })),
      );
      for (const [part, stream] of [
        ['journal', streams.journal],
        ['figures', streams.rollups],
      ] as const) {
        const { state } = await manager.streams.info(stream);
        measured[part].messages += state.messages;
        measured[part].bytes += state.bytes;
      }
    }
    measured.kinds = [...kinds].map(([kind, sum]) => ({ kind, ...sum }));
    const team = { organisation: 'partnerskab', role: 'secretariat' } as Team;
    const link = { connection: partnership, team, device: '' };
    const read = await until(
      async () => {
        const start = performance.now();
        const members = await organisationsOf(link);
        const all: { name: string; month: string; answer: Awaited<ReturnType<typeof askMember>> }[] = [];
        for (const month of months) {
          const ask = async (name: string) => ({ name, month, answer: await askMember(link, name, '', month) });
          all.push(...(await Promise.all(members.map(ask))));
        }
        const isWhole = members.length === names.length && all.every(({ answer }) => answer !== 'away');
        return isWhole ? { all, milliseconds: performance.now() - start } : null;
      },
      'the figures of all organisations',
      patience,
    );
    measured.read = { months: months.length, milliseconds: read.milliseconds };
    const counted = new Map<string, number>();
    for (const { name, month, answer } of read.all) {
      if (!(answer instanceof Uint8Array)) continue;
      const decided = readRollup(rollupSubject(name, null, '', month), answer)?.sums.procedures.decided?.count ?? 0;
      counted.set(name, (counted.get(name) ?? 0) + decided);
    }
    measured.wrong = names.filter((name, index) => counted.get(name) !== ofName(index).decided).length;
    return measured;
  } finally {
    await Promise.all(open.map((connection) => connection.close()));
    await cluster.stop();
  }
}

let journals = 0;

/**
 * Makes organisations with a year of tenders each.
 * @param different how many of them differ; further ones have one of these over again
 */
export async function makeOrganisations({ organisations, procedures, tell }: Simulation, different: number) {
  const names = Array.from({ length: organisations }, (_, index) => nameOf(index));
  const plan = { ...madeOf(await loadTargets(`${root}/targets/`)), procedures, units };
  const made: Made[] = [];
  for (const [index, name] of names.slice(0, different).entries()) {
    tell(`making ${name} …`);
    made.push(await makeOrganisation({ ...plan, seed: index + 1, from: `${year}-01-01`, to: `${year}-12-31` }));
  }
  return { names, ofName: (index: number) => made[index % made.length] as Made };
}

async function makeOrganisation(plan: JournalPlan): Promise<Made> {
  const messages: Made['messages'] = [];
  let [decisions, decided] = [0, 0];
  for (const made of makeJournal(plan)) {
    decisions += made.revisions.length;
    decided += made.revisions.length > 0 ? 1 : 0;
    for (const record of recordsOf(made) as JournalRecord[]) {
      const message = messageOf(record, false);
      if (!message || !('device' in record.data)) continue;
      const speaker = { unit: message.unit ?? '', device: record.data.device };
      const subject = (organisation: string) => journalSubject(organisation, speaker, message.kind);
      messages.push({ subject, kind: message.kind, body: message.body, id: message.id });
    }
  }
  journals += 1;
  const name = `made-${journals}`;
  await fill(plan, name);
  const db = openJournal({ name });
  const stamp = { sequence: messages.length, computedAt: `${year + 1}-01-02T08:00:00.000Z`, ...maker };
  return { messages, decisions, decided, figures: (organisation) => rollupsHere(db, organisation, stamp) };
}

/** Sends messages, so and so many under way at once; each is acknowledged by the cluster. */
export async function sendAll(
  connection: NatsConnection,
  all: readonly { subject: string; body: Uint8Array; id?: string }[],
): Promise<void> {
  const stream = jetstream(connection, { timeout: 60_000 });
  for (let from = 0; from < all.length; from += flightSize) {
    const flight = all.slice(from, from + flightSize);
    await Promise.all(flight.map(({ subject, body, id }) => stream.publish(subject, body, id ? { msgID: id } : {})));
  }
}

/** The municipalities of Denmark, and a European partnership with as many organisations in each member state. */
const municipalities = 98;
const memberStates = 27;
/** Years that the journal keeps, as retention usually has it. */
const keptYears = 5;
/** Replicated streams that one cluster should hold; what is above stands in a cluster of its own. */
const streamsOfCluster = 1_000;
const streamsOfOrganisation = 3;

/** What the measured sizes mean at scale, line by line. */
export function scalePlan(
  { journal, figures, read, decisions, publishSeconds }: Measured,
  { organisations, procedures }: Pick<Simulation, 'organisations' | 'procedures'>,
): string[] {
  const number = (value: number, digits = 0) =>
    value.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits });
  const each = {
    messages: journal.messages / organisations,
    bytes: journal.bytes / organisations,
    figures: figures.bytes / organisations,
  };
  const nationFigures = municipalities * months.length;
  const gigabytes = (count: number) => number((count * (each.bytes * keptYears + each.figures * keptYears)) / 1e9, 2);
  const rate = (count: number) => number((count * each.messages) / (220 * 7 * 3600), 2);
  const organisationsOfCluster = Math.floor(streamsOfCluster / streamsOfOrganisation);
  return [
    `one organisation: ${number(procedures)} tenders, ${number(decisions / organisations)} decisions, ` +
      `${number(each.messages)} messages, ${number(each.bytes / 1e6, 1)} MB a year on each node`,
    `98 municipalities: ${number(municipalities * each.messages)} messages a year, ${rate(municipalities)} a second of a ` +
      `working day, ${gigabytes(municipalities)} GB on each node after ${keptYears} years; ` +
      `${number(municipalities * streamsOfOrganisation)} streams`,
    `27 member states with as many each: ${number(memberStates * municipalities * each.messages)} messages a year, ` +
      `${rate(memberStates * municipalities)} a second, ${gigabytes(memberStates * municipalities)} GB on each node if ` +
      `one cluster held them; at ${number(organisationsOfCluster)} organisations a cluster that is ` +
      `${number(Math.ceil((memberStates * municipalities) / organisationsOfCluster))} clusters, so one or more a state`,
    `a national secretariat reads ${number(nationFigures)} figures of whole organisations for a year, ` +
      `${number((read.milliseconds / (organisations * read.months)) * nationFigures)} ms at the rate measured; a European ` +
      `one ${number(memberStates * nationFigures)}`,
    `one node took ${number(journal.messages / publishSeconds)} messages a second here, ` +
      `${number(journal.messages / publishSeconds / ((memberStates * municipalities * each.messages) / (220 * 7 * 3600)))} ` +
      `times what all 27 states say together`,
  ];
}
