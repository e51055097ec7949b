import 'fake-indexeddb/auto';
import { jetstream } from '@nats-io/jetstream';
import { errors } from '@nats-io/nats-core';
import { connect } from '@nats-io/transport-node';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { recountRollups } from '../../lib/log/find/queries.ts';
import { follow, logDecision, unfollow } from '../../lib/log/journal.ts';
import { queueEverything } from '../../lib/log/outbox.ts';
import { changeTeamState, teamState } from '../../lib/team/connection.ts';
import { type Dial, openTeam } from '../../lib/team/open.ts';
import { publish } from '../../lib/team/publish.ts';
import { receive } from '../../lib/team/receive.ts';
import { readRollups, rollupsHere, writeRollups } from '../../lib/team/rollups.ts';
import { journalSubject, type SubjectKind, streams } from '../../lib/team/subjects.ts';
import { stubLocks } from '../unit/exchange/locks.ts';
import { contextAt, factsOf, inputOf } from '../unit/log/sample.ts';
import { authorityOf, type Cluster, natsMissing, startCluster } from './harness/nats.ts';
import { answering, hearAll, joiners, patientManager, provisioned } from './harness/team.ts';
import { until } from './harness/until.ts';

const missing = natsMissing();
const born = 'Børn og Unge';
const maker = { tool: { version: '0.1.0', data: '2026-11' }, now: new Date('2026-03-09T12:00:00Z') };

describe.skipIf(missing)(`a team on three servers${missing ? ` (${missing})` : ''}`, () => {
  let cluster: Cluster;
  let manager: Awaited<ReturnType<typeof patientManager>>;
  const { open, join, close } = joiners(() => cluster);
  const lead = () => join('eksempelby-leder', { role: 'lead' });

  beforeAll(async () => {
    cluster = await startCluster();
    const { connection } = await provisioned(cluster);
    open.push(connection);
    manager = await patientManager(connection);
  });
  afterAll(async () => {
    await close();
    await cluster?.stop();
  });
  beforeEach(() => void stubLocks());

  it('tells a decision to the own unit and to the lead, and not to another unit', async () => {
    const [anna, birk] = [await join('eksempelby-teknik'), await join('eksempelby-teknik')];
    const carla = await join('eksempelby-boern', { unit: born });
    const said = await anna.decide('pc', 'it-1', '2026-03-01T08:00:00Z');
    expect(await anna.db.outbox.count()).toBe(2);
    expect(await publish(anna.db, anna.link)).toEqual({ acknowledged: 2, refused: 0, problem: null });
    expect(await anna.db.outbox.count()).toBe(0);
    for (const reader of [birk, await lead()]) {
      expect(await hearAll(reader)).toEqual({ added: 1, conflicts: 0, setAside: 0 });
      expect(await reader.db.journal.toArray()).toEqual([{ ...said, author: null }]);
      const imports = await reader.db.imports.toArray();
      expect(imports.map(({ source, counts }) => [source, counts.added])).toEqual([['team', 1]]);
      expect(await reader.db.origins.toArray()).toEqual([{ id: said.id, importId: imports[0]?.id }]);
      expect(await recountRollups(reader.db)).toEqual({ differences: [] });
    }
    expect(await receive(carla.db, carla.link)).toMatchObject({ added: 0, setAside: 0 });
    expect(await carla.db.journal.count()).toBe(0);
    // Nothing that was heard is told on, and nothing that was told comes back as new.
    expect(await publish(birk.db, birk.link)).toEqual({ acknowledged: 0, refused: 0, problem: null });
    expect(await hearAll(anna)).toMatchObject({ added: 0, conflicts: 0, setAside: 0 });
    expect(await anna.db.journal.toArray()).toEqual([said]);
  });

  it('sends again what was not acknowledged, and the server takes it for the same', async () => {
    const anna = await join('eksempelby-teknik');
    await anna.decide('lost', 'it-1', '2026-03-02T08:00:00Z');
    const before = (await manager.streams.info(streams.journal)).state.last_seq;
    const deaf = answering(anna.link.connection, async (_, ask) => {
      await ask();
      throw new errors.TimeoutError();
    });
    expect(await publish(anna.db, { ...anna.link, connection: deaf })).toEqual({
      acknowledged: 0,
      refused: 0,
      problem: 'busy',
    });
    expect(await anna.db.outbox.count()).toBe(2);
    expect(await publish(anna.db, anna.link)).toEqual({ acknowledged: 2, refused: 0, problem: null });
    expect((await manager.streams.info(streams.journal)).state.last_seq).toBe(before + 2);
  });

  it.each([
    ['has not', 'it-1', false],
    ['cannot show', 'it-2', true],
  ])('sends again what the server says it has already and %s', async (_, target, isMute) => {
    const [anna, reader] = [await join('eksempelby-teknik'), await lead()];
    const said = await anna.decide('claimed', target, '2026-03-02T09:00:00Z');
    await hearAll(reader);
    const before = (await manager.streams.info(streams.journal)).state.last_seq;
    let claims = 2;
    const forgetful = answering(anna.link.connection, async (subject) => {
      if (isMute && subject.startsWith('$JS.API.')) throw new errors.TimeoutError();
      claims -= subject.startsWith('gl.') ? 1 : 0;
      if (!subject.startsWith('gl.') || claims < 0) return null;
      return { stream: streams.journal, seq: before, duplicate: true };
    });
    const link = { ...anna.link, connection: forgetful };
    expect(await publish(anna.db, link)).toEqual({ acknowledged: 2, refused: 0, problem: null });
    expect((await manager.streams.info(streams.journal)).state.last_seq).toBe(before + 2);
    expect(await hearAll(reader)).toMatchObject({ added: 1, conflicts: 0, setAside: 0 });
    expect((await reader.db.journal.toArray()).map(({ id }) => id)).toContain(said.id);
  });

  it('is held once by its readers when it is published again after the window', async () => {
    const own = { replicas: 1, duplicateWindow: 0.1 };
    const { connection } = await provisioned(cluster, own, 'naboby-drift');
    open.push(connection);
    const theirs = await patientManager(connection);
    const [anna, birk] = [
      await join('naboby-drift', { organisation: 'naboby' }),
      await join('naboby-drift', { organisation: 'naboby' }),
    ];
    const said = await anna.decide('twice', 'it-1', '2026-03-03T08:00:00Z');
    await publish(anna.db, anna.link);
    const length = async () => (await theirs.streams.info(streams.journal)).state.last_seq;
    expect(await length()).toBe(2);
    await until(async () => {
      await queueEverything(anna.db, anna.link.device);
      await publish(anna.db, anna.link);
      return (await length()) >= 4 || null;
    }, 'the end of the window');
    expect(await receive(birk.db, birk.link)).toMatchObject({ added: 1, conflicts: 0, setAside: 0 });
    expect(await birk.db.journal.toArray()).toEqual([{ ...said, author: null }]);
    expect(await birk.db.current.filter(({ conflict }) => conflict).count()).toBe(0);
    expect(await recountRollups(birk.db)).toEqual({ differences: [] });
  });

  it('tells weeks of decisions at once, in the order in which they were said', async () => {
    const [anna, birk] = [await join('eksempelby-teknik'), await join('eksempelby-teknik')];
    await hearAll(birk);
    const known = await birk.db.journal.count();
    for (let day = 1; day <= 20; day += 1) {
      await anna.decide(`weeks-${day % 5}`, `it-${day}`, `2026-03-${String(day).padStart(2, '0')}T08:00:00Z`);
    }
    expect(await publish(anna.db, anna.link)).toMatchObject({ refused: 0, problem: null });
    expect(await hearAll(birk)).toMatchObject({ added: 20, conflicts: 0, setAside: 0 });
    expect(await birk.db.journal.count()).toBe(known + 20);
    expect(await recountRollups(birk.db)).toEqual({ differences: [] });
  });

  it('reads and tells all again when a server that was restored holds another message where it left off', async () => {
    const anna = await join('eksempelby-teknik');
    const said = await anna.decide('restored', 'it-1', '2026-03-03T09:00:00Z');
    await publish(anna.db, anna.link);
    await hearAll(anna);
    const { sequence, mark } = await teamState(anna.db);
    expect(mark).toMatch(/^\d{19}$/);
    expect(await receive(anna.db, anna.link)).toMatchObject({ added: 0, setAside: 0, sequence });
    expect(await anna.db.outbox.count()).toBe(0);
    await changeTeamState(anna.db, { mark: '1' });
    expect(await receive(anna.db, anna.link)).toMatchObject({ added: 0, conflicts: 0, sequence });
    expect(await teamState(anna.db)).toMatchObject({ sequence, mark, leader: '' });
    await manager.streams.deleteMessage(streams.journal, sequence);
    expect((await anna.db.journal.toArray()).filter(({ device }) => device === anna.link.device)).toEqual([said]);
    // The backup was made before the decision and behind the tender.
    expect(await publish(anna.db, anna.link)).toEqual({ acknowledged: 1, refused: 0, problem: null });
    const late = await join('eksempelby-teknik');
    await hearAll(late);
    expect((await late.db.journal.toArray()).map(({ id }) => id)).toContain(said.id);
  });

  it('sets aside what is malformed or forged, says why, and goes on', async () => {
    const [anna, forger] = [await join('eksempelby-teknik'), await lead()];
    const said = await anna.decide('true', 'it-1', '2026-03-04T08:00:00Z');
    await publish(anna.db, anna.link);
    const reader = await lead();
    expect((await hearAll(reader)).setAside).toBe(0);
    const stream = jetstream(forger.link.connection);
    const speaker = { unit: 'Teknik og Miljø', device: anna.link.device };
    const forge = (kind: SubjectKind, body: unknown, over: Partial<typeof speaker> = {}) =>
      stream.publish(
        journalSubject('eksempelby', { ...speaker, ...over }, kind),
        typeof body === 'string' ? body : JSON.stringify(body),
      );
    const fake = { ...said, id: crypto.randomUUID(), author: null };
    const stone = { id: said.procedureId, at: '2026-03-05T08:00:00.000Z', upTo: null };
    await forge('revision', '{"type":"revision"');
    await forge('revision', { type: 'verdict', data: fake });
    await forge('revision', { type: 'revision', data: { ...fake, verdict: 'splendid' } });
    await forge('revision', { type: 'revision', data: fake }, { device: forger.link.device });
    await forge('revision', { type: 'revision', data: fake }, { unit: born });
    await forge('revision', { type: 'tombstone', data: { ...stone, kind: 'procedure' } });
    await forge(
      'unfollowed',
      { type: 'tombstone', data: { ...stone, kind: 'unfollowed' } },
      { device: forger.link.device },
    );
    const next = await anna.decide('true', 'it-2', '2026-03-06T08:00:00Z');
    await publish(anna.db, anna.link);
    expect(await hearAll(reader)).toMatchObject({ added: 1, setAside: 7 });
    const { setAside: counted, latestSetAside } = await teamState(reader.db);
    expect(counted).toBe(7);
    expect(latestSetAside.map(({ why, path }) => (path ? `${why} ${path}` : why)).reverse()).toEqual([
      'unreadable',
      'unknownKind verdict',
      'invalid verdict',
      'otherDevice',
      'otherUnit',
      'unknownKind revision',
      'otherDevice',
    ]);
    const held = (await reader.db.journal.toArray()).map(({ id }) => id);
    expect([held.includes(said.id), held.includes(next.id), held.includes(fake.id)]).toEqual([true, true, false]);
    expect(await reader.db.sightings.get(said.procedureId)).toBeDefined();
  });

  it('takes back what was followed by mistake, and keeps what the server refuses', async () => {
    const anna = await join('eksempelby-teknik');
    const reader = await lead();
    await anna.decide('kept', 'it-1', '2026-03-04T08:00:00Z');
    const facts = factsOf('mistake');
    const context = contextAt('2026-03-04T09:00:00Z', { device: anna.link.device, unit: anna.link.team.unit });
    const { id } = await follow(anna.db, facts, [], context);
    await publish(anna.db, anna.link);
    await hearAll(reader);
    expect(await reader.db.sightings.get(id)).toBeDefined();
    await unfollow(anna.db, facts, { ...context, now: new Date('2026-03-04T10:00:00Z') });
    expect(await publish(anna.db, anna.link)).toEqual({ acknowledged: 1, refused: 0, problem: null });
    await hearAll(reader);
    expect(await reader.db.sightings.get(id)).toBeUndefined();
    // A buyer may not speak for another unit: the word stays here, is marked, and holds up nothing behind it.
    const astray = { ...anna, link: { ...anna.link, team: { ...anna.link.team, unit: born } } };
    await logDecision(anna.db, factsOf('astray'), [], inputOf('it-1', 'met'), { ...context, unit: born });
    await anna.decide('kept', 'it-2', '2026-03-05T08:00:00Z');
    expect(await publish(astray.db, astray.link)).toEqual({ acknowledged: 2, refused: 2, problem: null });
    expect((await anna.db.outbox.toArray()).map(({ type, refused }) => [type, refused])).toEqual([
      ['sighting', 'denied'],
      ['revision', 'denied'],
    ]);
  });

  it('leaves the figures of the lead who has heard more, whoever writes first', async () => {
    const [anna, ahead, behind] = [await join('eksempelby-teknik'), await lead(), await lead()];
    await hearAll(behind);
    await anna.decide('figures', 'it-1', '2026-04-04T08:00:00Z');
    await publish(anna.db, anna.link);
    await hearAll(ahead);
    const [first, second] = [await teamState(behind.db), await teamState(ahead.db)];
    expect(second.sequence).toBe(first.sequence + 2);
    await Promise.all([
      writeRollups(behind.db, behind.link, maker),
      writeRollups(ahead.db, ahead.link, maker),
      writeRollups(behind.db, behind.link, maker),
    ]);
    const stamp = { sequence: second.sequence, computedAt: maker.now.toISOString(), tool: maker.tool };
    const recounted = await rollupsHere(ahead.db, 'eksempelby', stamp);
    expect(recounted.size).toBeGreaterThan(5);
    expect(await readRollups(ahead.link, 'eksempelby')).toEqual(recounted);
    const late = await writeRollups(behind.db, behind.link, maker);
    expect(late).toEqual({ written: 0, left: recounted.size });
    expect(await readRollups(ahead.link, 'eksempelby')).toEqual(recounted);
    const secretariat = await join('eksempelby-sekretariat', { role: 'secretariat', unit: '' });
    expect(await readRollups(secretariat.link, 'eksempelby')).toEqual(recounted);
    await expect(writeRollups(anna.db, anna.link, maker)).rejects.toMatchObject({ code: 'denied' });
    await expect(receive(secretariat.db, secretariat.link)).rejects.toMatchObject({ code: 'denied' });
  });

  it('says what is wrong with a connection', async () => {
    const { link } = await join('eksempelby-teknik');
    const [node] = cluster.nodes;
    const by: Dial = ({ servers: _, ...options }) =>
      connect({ ...options, servers: [`127.0.0.1:${node?.client}`], tls: { ca: authorityOf(cluster) } });
    const failing = (over: Partial<typeof link.team>, dialing = by) =>
      openTeam({ ...link.team, ...over }, link.device, dialing).catch(({ code }: { code: string }) => code);
    const nobody: Dial = (options) => connect({ ...options, servers: ['127.0.0.1:9'], reconnect: false });
    const untrusting: Dial = (options) => connect({ ...options, servers: [`127.0.0.1:${node?.client}`] });
    expect(await failing({}, nobody)).toBe('unreachable');
    expect(await failing({}, untrusting)).toBe('unreachable');
    expect(await failing({ password: 'forkert' })).toBe('credentials');
    expect(await failing({ user: 'nyby-drift' })).toBe('stream');
    const opened = await openTeam(link.team, link.device, by);
    expect(opened.connection.isClosed()).toBe(false);
    await opened.connection.close();
  });

  it('loses nothing that was acknowledged when the leader dies, and goes on when it is back', async () => {
    const [anna, reader] = [await join('eksempelby-teknik'), await lead()];
    await hearAll(reader);
    const said: string[] = [];
    const say = async (count: number) => {
      for (let index = 0; index < count; index += 1) {
        const { id } = await anna.decide('leader', `it-${said.length}`, '2026-05-01T08:00:00Z');
        said.push(id);
      }
    };
    const tell = () =>
      until(async () => (await publish(anna.db, anna.link)).problem === null || null, 'all acknowledgements', 30_000);
    await say(5);
    await tell();
    const { cluster: raft } = await manager.streams.info(streams.journal);
    const leader = cluster.nodes.find(({ name }) => name === raft?.leader);
    await say(10);
    const [, killed] = await Promise.all([tell(), leader?.kill().then(() => leader.name)]);
    await say(5);
    await tell();
    expect(killed).toBe(raft?.leader);
    expect(await anna.db.outbox.count()).toBe(0);
    leader?.start();
    await hearAll(reader);
    const held = (await reader.db.journal.toArray()).filter(({ device }) => device === anna.link.device);
    expect(held.map(({ id }) => id).sort()).toEqual([...said].sort());
    expect(await recountRollups(reader.db)).toEqual({ differences: [] });
    // The figures' own leader may have been on that server, too.
    await until(() => writeRollups(reader.db, reader.link, maker), 'a leader of the figures', 30_000);
    const { sequence } = await teamState(reader.db);
    const stamp = { sequence, computedAt: maker.now.toISOString(), tool: maker.tool };
    const recounted = await rollupsHere(reader.db, 'eksempelby', stamp);
    const told = await until(() => readRollups(reader.link, 'eksempelby'), 'the figures', 30_000);
    expect(told).toEqual(recounted);
    // Leaders of two streams are chosen in it, and each choice takes seconds on any machine.
  }, 120_000);
});
