import 'fake-indexeddb/auto';
import { type JetStreamManager, jetstream } from '@nats-io/jetstream';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { queueTombstones } from '../../lib/log/outbox.ts';
import { changeTeamState, teamState } from '../../lib/team/connection.ts';
import { listen } from '../../lib/team/listen.ts';
import { problemOf } from '../../lib/team/problem.ts';
import { publish } from '../../lib/team/publish.ts';
import { receive } from '../../lib/team/receive.ts';
import { journalFilter, journalSubject, ownFilter, streams } from '../../lib/team/subjects.ts';
import { stubLocks } from '../unit/exchange/locks.ts';
import { type Cluster, natsMissing, startCluster } from './harness/nats.ts';
import { answering, hearAll, joiners, type Member, patientManager, provisioned } from './harness/team.ts';
import { until } from './harness/until.ts';

const missing = natsMissing();
const born = 'Børn og Unge';

describe.skipIf(missing)(`the server that leads a team's journal${missing ? ` (${missing})` : ''}`, () => {
  let cluster: Cluster;
  let operator: Awaited<ReturnType<typeof provisioned>>;
  /** For what is asked once. */
  let patient: JetStreamManager;
  const { open, join, close } = joiners(() => cluster);
  const info = () => operator.manager.streams.info(streams.journal);
  const leader = async () => (await info()).cluster?.leader;
  /** Lets another server lead. It can when it holds all there is, and does when it has taken that in. @returns its name */
  const stepDown = async () => {
    const before = await until(async () => {
      const now = await info();
      const others = now.cluster?.replicas ?? [];
      const isWhole = others.length === 2 && others.every(({ current, offline, lag }) => current && !offline && !lag);
      return isWhole && now;
    }, 'three servers that hold the same');
    await operator.connection.request(`$JS.API.STREAM.LEADER.STEPDOWN.${streams.journal}`, '', { timeout: 20_000 });
    return until(async () => {
      const now = await info();
      const isWhole = now.state.last_seq === before.state.last_seq && now.state.messages === before.state.messages;
      return now.cluster?.leader !== before.cluster?.leader && isWhole && now.cluster?.leader;
    }, 'another leader');
  };
  const tell = ({ db, link }: Member) => publish(db, link);
  /** Tells until the leader has all, was looked through, and nothing waits: one who leads anew may first be busy. */
  const tellAll = async (teller: Member) => {
    const all = { acknowledged: 0, refused: 0 };
    await until(async () => {
      const { acknowledged, refused, problem } = await tell(teller);
      all.acknowledged += acknowledged;
      all.refused += refused;
      return problem === null && (await teamState(teller.db)).leader !== '';
    }, 'all words on the server that leads');
    return all;
  };
  /** Listens as a dashboard does that stays open: while nobody leads the server is busy, and is asked again. */
  const keepHearing = async ({ db, link }: Member, signal: AbortSignal) => {
    while (!signal.aborted) {
      await receive(db, link, { stay: true, signal, lookEvery: 100 }).catch((error: unknown) => {
        if (problemOf(error).code !== 'busy') throw error;
      });
    }
  };
  const held = async ({ db }: Member) => (await db.journal.toArray()).map(({ id }) => id);
  /** Where the one who has come last waits for the next message. */
  const readAt = async () => {
    let [last, place] = ['', ''];
    for await (const { cluster: at, created, num_waiting: waiting } of operator.manager.consumers.list(
      streams.journal,
    )) {
      if (waiting > 0 && created > last) [last, place] = [created, at?.leader ?? ''];
    }
    return place;
  };

  /** How many messages of a device the stream holds. */
  const countOf = async ({ link }: Member) => {
    const filter = ownFilter('eksempelby', link.team.unit, link.device);
    const { state } = await patient.streams.info(streams.journal, { subjects_filter: filter });
    return Object.values(state.subjects ?? {}).reduce((sum, count) => sum + count, 0);
  };

  beforeAll(async () => {
    cluster = await startCluster();
    operator = await provisioned(cluster);
    open.push(operator.connection);
    patient = await patientManager(operator.connection);
  });
  afterAll(async () => {
    await close();
    await cluster?.stop();
  });
  beforeEach(() => void stubLocks());

  it('is the one that everybody reads from, and is followed when another one leads', async () => {
    const anna = await join('eksempelby-teknik');
    const reader = await join('eksempelby-leder', { role: 'lead' });
    const stay = new AbortController();
    const listening = keepHearing(reader, stay.signal);
    const isReadAtLeader = async () => (await readAt()) === (await leader());
    try {
      await until(isReadAtLeader, 'a reader at the leader');
      for (const project of ['one', 'two']) {
        await stepDown();
        const { id } = await anna.decide(project, 'it-1', '2026-03-01T08:00:00Z');
        await until(async () => (await tell(anna)).problem === null, 'the acknowledgement');
        await until(async () => (await held(reader)).includes(id), 'the decision');
        await until(isReadAtLeader, 'the reader at the new leader');
      }
    } finally {
      stay.abort();
      await listening;
    }
    expect((await teamState(reader.db)).heard).toBe(4);
  });

  it('is not believed once it leads no more: what has come from it is left', async () => {
    const [anna, birk] = [await join('eksempelby-teknik'), await join('eksempelby-teknik')];
    await anna.decide('left', 'it-1', '2026-03-01T08:30:00Z');
    await tell(anna);
    let infos = 0;
    const connection = answering(birk.link.connection, async (subject, ask) => {
      if (!subject.endsWith(`.STREAM.INFO.${streams.journal}`)) return null;
      infos += 1;
      // The first two are asked before anything is read.
      if (infos <= 2) return null;
      return { ...(await ask()).json<object>(), cluster: { name: 'groent-lys', leader: 'another' } };
    });
    await expect(receive(birk.db, { ...birk.link, connection })).rejects.toMatchObject({ code: 'busy' });
    expect([await held(birk), (await teamState(birk.db)).heard]).toEqual([[], 0]);
    expect((await receive(birk.db, birk.link)).added).toBeGreaterThan(0);
  });

  it('is read again by whoever stays once a connection that was gone is back', async () => {
    const [anna, birk] = [await join('eksempelby-teknik'), await join('eksempelby-teknik')];
    await hearAll(birk);
    const stay = new AbortController();
    const listening = keepHearing(birk, stay.signal);
    try {
      for (const project of ['there', 'back']) {
        const { id } = await anna.decide(project, 'it-1', '2026-03-01T09:00:00Z');
        await until(async () => (await tell(anna)).problem === null, 'the acknowledgement');
        await until(async () => (await held(birk)).includes(id), 'the decision');
        await birk.link.connection.reconnect();
      }
    } finally {
      stay.abort();
      await listening;
    }
  });

  it('is told again what it has lost of what was acknowledged, and nothing else', async () => {
    const [anna, carla] = [await join('eksempelby-teknik'), await join('eksempelby-boern', { unit: born })];
    const kept = await anna.decide('kept', 'it-1', '2026-03-02T08:00:00Z');
    const lost = await anna.decide('lost', 'it-1', '2026-03-02T09:00:00Z');
    await carla.decide('hers', 'it-1', '2026-03-02T10:00:00Z');
    await tell(anna);
    await tell(carla);
    // As when it was cut off while the others agreed on the message.
    const filter = journalFilter('eksempelby', 'Teknik og Miljø');
    const all = { stream: streams.journal, filter, from: 1, stay: false, signal: undefined };
    for await (const part of listen(anna.link, all)) {
      for (const message of part) {
        if (message.json<{ data: { id: string } }>().data.id !== lost.id) continue;
        await patient.streams.deleteMessage(streams.journal, message.seq);
      }
    }
    expect(await tell(anna)).toEqual({ acknowledged: 0, refused: 0, problem: null });
    const now = await stepDown();
    expect(await tellAll(anna)).toEqual({ acknowledged: 1, refused: 0 });
    expect((await teamState(anna.db)).leader).toBe(now);
    expect(await tell(anna)).toEqual({ acknowledged: 0, refused: 0, problem: null });
    expect(await tell(carla)).toEqual({ acknowledged: 0, refused: 0, problem: null });
    const late = await join('eksempelby-teknik');
    await hearAll(late);
    expect(await held(late)).toEqual(expect.arrayContaining([kept.id, lost.id]));
  });

  it('is asked for a number alone where it holds as many messages as were told and acknowledged', async () => {
    const anna = await join('eksempelby-teknik');
    let read = 0;
    const connection = answering(anna.link.connection, async (subject) => {
      if (subject.includes('.CONSUMER.CREATE.')) read += 1;
      return null;
    });
    const said = { db: anna.db, link: { ...anna.link, connection } };
    for (const project of ['one', 'two']) {
      await anna.decide(project, 'it-1', '2026-03-02T14:00:00Z');
      expect(await publish(said.db, said.link)).toMatchObject({ problem: null });
    }
    // A decision, and the tender that it is of.
    expect((await teamState(anna.db)).told).toBe(4);
    await stepDown();
    expect(await publish(said.db, said.link)).toEqual({ acknowledged: 0, refused: 0, problem: null });
    expect(read).toBe(0);
    // A server that has them twice, or keeps what it did not acknowledge, may lack others instead.
    const deaf = answering(anna.link.connection, async (subject) => {
      if (subject.startsWith('gl.')) throw new Error('no answer');
      return null;
    });
    await anna.decide('three', 'it-1', '2026-03-02T15:00:00Z');
    expect((await publish(anna.db, { ...anna.link, connection: deaf })).problem).not.toBeNull();
    expect((await teamState(anna.db)).told).toBeNull();
    expect(await publish(said.db, said.link)).toMatchObject({ problem: null });
    expect(read).toBeGreaterThan(0);
    expect((await teamState(anna.db)).told).toBe(await countOf(anna));
  });

  it('is told again by a lead what was ordered to be deleted', async () => {
    const [lead, other] = [
      await join('eksempelby-leder', { role: 'lead' }),
      await join('eksempelby-leder', { role: 'lead' }),
    ];
    const said = await lead.decide('deleted', 'it-1', '2026-03-02T12:00:00Z');
    await tell(lead);
    const deletion = { kind: 'record', id: said.recordId, at: '2026-03-02T13:00:00.000Z', upTo: null } as const;
    await lead.db.tombstones.put(deletion);
    await queueTombstones(lead.db, [deletion]);
    expect(await tell(lead)).toMatchObject({ acknowledged: 1, problem: null });
    await hearAll(other);
    expect(await other.db.tombstones.toArray()).toEqual([deletion]);
    const { state } = await patient.streams.info(streams.journal);
    await patient.streams.deleteMessage(streams.journal, state.last_seq);
    await stepDown();
    // Whichever lead knows of it.
    await changeTeamState(other.db, { sentAt: '2026-03-02T13:00:00.000Z' });
    expect(await tellAll(other)).toEqual({ acknowledged: 1, refused: 0 });
    const late = await join('eksempelby-teknik');
    await receive(late.db, late.link);
    expect(await late.db.tombstones.toArray()).toEqual([deletion]);
    expect(await held(late)).not.toContain(said.id);
  });

  it('begins anew for who reads one unit when another unit’s message stands where they left off', async () => {
    const [anna, carla] = [await join('eksempelby-teknik'), await join('eksempelby-boern', { unit: born })];
    await anna.decide('before', 'it-1', '2026-03-03T08:00:00Z');
    await tell(anna);
    await carla.decide('between', 'it-1', '2026-03-03T09:00:00Z');
    await tell(carla);
    const { state } = await patient.streams.info(streams.journal);
    await receive(anna.db, anna.link);
    const { heard, mark } = await teamState(anna.db);
    expect(heard).toBeGreaterThan(0);
    await changeTeamState(anna.db, { sequence: state.last_seq, mark });
    const colleague = await join('eksempelby-teknik');
    await colleague.decide('after', 'it-1', '2026-03-03T10:00:00Z');
    await tell(colleague);
    expect(await receive(anna.db, anna.link)).toMatchObject({ added: 1 });
    // What it has said itself is looked for, too.
    expect(await teamState(anna.db)).toMatchObject({ heard: heard + 2, absent: 0, leader: '' });
  });

  it('is asked again for what is left when the connection was gone before all was read', async () => {
    const [birk, many] = [await join('eksempelby-teknik'), 2_000];
    const stream = jetstream(operator.connection, { timeout: 30_000 });
    const subject = journalSubject('eksempelby', { unit: 'Teknik og Miljø', device: birk.link.device }, 'revision');
    await Promise.all(Array.from({ length: many }, () => stream.publish(subject, '{}')));
    const { state } = await patient.streams.info(streams.journal);
    const filter = journalFilter('eksempelby', 'Teknik og Miljø');
    const reading = { stream: streams.journal, filter, from: 1, stay: false, signal: undefined };
    const read = async () => {
      for await (const [message] of listen(birk.link, reading)) {
        if (message && message.seq < many) await birk.link.connection.reconnect();
      }
    };
    expect(await read().then(() => 'all', problemOf)).toMatchObject({ code: 'busy' });
    let isGone = false;
    const onPart = () => {
      if (isGone) return;
      isGone = true;
      void birk.link.connection.reconnect();
    };
    expect(await receive(birk.db, birk.link, { onPart })).toMatchObject({ sequence: state.last_seq, setAside: many });
  });
});
