import 'fake-indexeddb/auto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { changeTeamState, teamState } from '../../lib/team/connection.ts';
import { publish } from '../../lib/team/publish.ts';
import { lacksMessages, receive } from '../../lib/team/receive.ts';
import { writeRollups } from '../../lib/team/rollups.ts';
import { streams } from '../../lib/team/subjects.ts';
import { stubLocks } from '../unit/exchange/locks.ts';
import { type Cluster, natsMissing, startCluster } from './harness/nats.ts';
import { hearAll, joiners, type Member, patientManager, provisioned } from './harness/team.ts';

const missing = natsMissing();
const maker = { tool: { version: '0.1.0', data: '2026-11' }, now: new Date('2026-03-09T12:00:00Z') };

describe.skipIf(missing)(`what a team's server gave up or passed over${missing ? ` (${missing})` : ''}`, () => {
  let cluster: Cluster;
  const { open, join, close } = joiners(() => cluster);

  beforeAll(async () => {
    cluster = await startCluster();
    open.push((await provisioned(cluster)).connection);
  });
  afterAll(async () => {
    await close();
    await cluster?.stop();
  });
  beforeEach(() => void stubLocks());

  it('notices what the server gave up before it was heard, and leaves the figures to who heard it', async () => {
    const { connection } = await provisioned(cluster, { replicas: 1 }, 'naboby-drift');
    open.push(connection);
    const manager = await patientManager(connection);
    const here = () => join('naboby-drift', { organisation: 'naboby', role: 'lead' });
    const [anna, early, late] = [await here(), await here(), await here()];
    await anna.decide('gone', 'it-1', '2026-03-03T10:00:00Z');
    await publish(anna.db, anna.link);
    await receive(early.db, early.link);
    const { state } = await manager.streams.info(streams.journal);
    const said = await anna.decide('kept', 'it-1', '2026-03-04T10:00:00Z');
    await publish(anna.db, anna.link);
    await manager.streams.purge(streams.journal, { seq: state.last_seq + 1 });
    const held = async ({ db }: Member) => (await db.journal.toArray()).map(({ id }) => id);
    expect(await receive(late.db, late.link)).toMatchObject({ added: 1, setAside: 0 });
    expect([await held(late), await teamState(late.db)]).toMatchObject([[said.id], { missed: state.last_seq }]);
    await expect(writeRollups(late.db, late.link, maker)).rejects.toMatchObject({ code: 'gap' });
    expect(await receive(early.db, early.link)).toMatchObject({ added: 1, setAside: 0 });
    expect((await teamState(early.db)).missed).toBe(0);
    expect((await writeRollups(early.db, early.link, maker)).left).toBe(0);
    // Said once, and no more when the user has brought the words back.
    await changeTeamState(late.db, { missed: 0 });
    await receive(late.db, late.link);
    expect((await teamState(late.db)).missed).toBe(0);
    expect((await writeRollups(late.db, late.link, maker)).written).toBe(0);
  });

  it('reads again what a server passed over, and no more than once what never comes', async () => {
    const { connection } = await provisioned(cluster, { replicas: 1 }, 'naboby-drift');
    open.push(connection);
    const manager = await patientManager(connection);
    const here = () => join('naboby-drift', { organisation: 'naboby', role: 'lead' });
    const [anna, reader] = [await here(), await here()];
    await receive(reader.db, reader.link);
    const before = await teamState(reader.db);
    const said = await anna.decide('over', 'it-1', '2026-03-05T10:00:00Z');
    await publish(anna.db, anna.link);
    const { state } = await manager.streams.info(streams.journal);
    // As if the two had been left out, and the reader had gone on behind them.
    await changeTeamState(reader.db, { sequence: state.last_seq, mark: '', missed: 0 });
    expect(await lacksMessages(reader.db, reader.link)).toBe(true);
    await expect(writeRollups(reader.db, reader.link, maker)).rejects.toMatchObject({ code: 'busy' });
    expect((await receive(reader.db, reader.link)).added).toBe(1);
    expect(await reader.db.journal.get(said.id)).toBeDefined();
    expect(await lacksMessages(reader.db, reader.link)).toBe(false);
    expect((await writeRollups(reader.db, reader.link, maker)).left).toBe(0);
    const after = { heard: before.heard + 2, absent: 0, missed: 0, sequence: state.last_seq };
    expect(await teamState(reader.db)).toMatchObject(after);
    await changeTeamState(reader.db, { heard: before.heard, absent: 2 });
    await receive(reader.db, reader.link);
    expect(await teamState(reader.db)).toMatchObject({ heard: before.heard, absent: 2 });
  });

  it('waits for what is on its way before it says that something was passed over', async () => {
    const [anna, birk] = [await join('eksempelby-teknik'), await join('eksempelby-teknik')];
    await hearAll(birk);
    await anna.decide('on-its-way', 'it-1', '2026-03-06T08:00:00Z');
    await publish(anna.db, anna.link);
    // The words of another unit may stand behind it, so that only the next moment tells.
    expect(await lacksMessages(birk.db, birk.link)).toBe(false);
    const comes = () => hearAll(birk).then(() => undefined);
    expect(await lacksMessages(birk.db, birk.link, comes)).toBe(false);
    const { heard } = await teamState(birk.db);
    await changeTeamState(birk.db, { heard: heard - 1 });
    expect(await lacksMessages(birk.db, birk.link, async () => {})).toBe(true);
  });
});
