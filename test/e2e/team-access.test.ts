import 'fake-indexeddb/auto';
import { jetstream } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/nats-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BucketPlace } from '../../lib/bucket.ts';
import { emptySums } from '../../lib/log/rollups/sums.ts';
import { bucketValues, tellBucket } from '../../lib/team/bucket.ts';
import { bucketOrders, orderShared } from '../../lib/team/bucket-orders.ts';
import { inboxOf, type Team } from '../../lib/team/connection.ts';
import { organisationsOf } from '../../lib/team/partnership.ts';
import { problemOf } from '../../lib/team/problem.ts';
import { type Purchase, purchaseBook, sayPurchase } from '../../lib/team/purchases.ts';
import { readTold } from '../../lib/team/read-told.ts';
import type { TeamRollup } from '../../lib/team/rollup-schema.ts';
import { membersSubject, rollupSubject } from '../../lib/team/subjects.ts';
import { readPurchases, tellPurchases } from '../../lib/team/tell-purchases.ts';
import {
  knownKey,
  knownMonths,
  scopeIn,
  type ToldKind,
  toldDatabase,
  toldOrganisations,
} from '../../lib/team/told-figures.ts';
import { freshJournal } from '../unit/log/sample.ts';
import { type Cluster, natsMissing, startCluster } from './harness/nats.ts';
import { dial, type Member, member, provisioned } from './harness/team.ts';
import { until } from './harness/until.ts';

const missing = natsMissing();
const device = '00000001-0000-4000-8000-000000000000';
const streamNames = ['GL_JOURNAL', 'GL_ROLLUPS', 'KV_GL_SHARED', 'GL_PURCHASES'];
const kinds = ['sighting', 'revision', 'tip', 'step', 'outcome', 'unfollowed'];

/** The client's own second is short for a busy machine. */
const asked = { timeout: 20_000 };

/** What rewrites or takes away what was said, or looks at more than a filter allows. Nobody's everyday user may. */
const onStreams = streamNames.flatMap((name) => [
  `$JS.API.STREAM.CREATE.${name}`,
  `$JS.API.STREAM.UPDATE.${name}`,
  `$JS.API.STREAM.DELETE.${name}`,
  `$JS.API.STREAM.PURGE.${name}`,
  `$JS.API.STREAM.MSG.DELETE.${name}`,
  `$JS.API.STREAM.SNAPSHOT.${name}`,
  `$JS.API.STREAM.RESTORE.${name}`,
  `$JS.API.STREAM.PEER.REMOVE.${name}`,
  `$JS.API.STREAM.LEADER.STEPDOWN.${name}`,
  `$JS.API.DIRECT.GET.${name}`,
  `$JS.API.CONSUMER.LIST.${name}`,
  `$JS.API.CONSUMER.NAMES.${name}`,
  `$JS.API.CONSUMER.DURABLE.CREATE.${name}.mine`,
  `$JS.API.CONSUMER.DELETE.${name}.theirs`,
]);
const readJournal = [
  '$JS.API.CONSUMER.CREATE.GL_JOURNAL',
  '$JS.API.CONSUMER.CREATE.GL_JOURNAL.mine',
  '$JS.API.CONSUMER.CREATE.GL_JOURNAL.mine.gl.eksempelby.journal.>',
];
const wholeJournal = [...readJournal, '$JS.API.STREAM.MSG.GET.GL_JOURNAL'];
const journalOf = (unit: string) =>
  [...kinds, 'tombstone'].map((kind) => `gl.eksempelby.journal.${unit}.${device}.${kind}`);
const listening = [
  '>',
  'gl.>',
  'gl.eksempelby.journal.>',
  'gl.eksempelby.rollup.>',
  'gl.news.>',
  'gl.news.gl.*.rollup.Teknik_og_Miljø.*.*',
  '_INBOX.>',
  '$JS.>',
  '$KV.>',
  '$SYS.>',
];
const partnership = 'partnerskab-sekretariat';
/** The news of figures is for who reads all of them. */
const hears: Record<string, string> = { 'eksempelby-sekretariat': 'gl.eksempelby.rollup.>' };
const users = ['eksempelby-teknik', 'eksempelby-boern', 'eksempelby-leder', 'eksempelby-sekretariat', partnership];
/** An organisation neither speaks for another nor into what the partnership shares. */
const asOthers = ['gl.naboby.purchase.mine', 'gl.partnership.$KV.GL_SHARED.pack.theirs'];

const forbidden: Record<string, string[]> = {
  'eksempelby-teknik': [
    ...journalOf('Børn_og_Unge'),
    `gl.eksempelby.journal.Teknik_og_Miljø.${device}.tombstone`,
    `gl.naboby.journal.Teknik_og_Miljø.${device}.revision`,
    'gl.eksempelby.rollup.@.@.2026-03',
    '$KV.GL_SHARED.policy.eksempelby',
    ...asOthers,
    ...wholeJournal,
    '$JS.API.CONSUMER.CREATE.GL_JOURNAL.mine.gl.eksempelby.journal.Børn_og_Unge.>',
    '$JS.API.STREAM.MSG.GET.GL_ROLLUPS',
    ...onStreams,
  ],
  'eksempelby-boern': [
    ...journalOf('Teknik_og_Miljø'),
    `gl.eksempelby.journal.Børn_og_Unge.${device}.tombstone`,
    '$JS.API.CONSUMER.CREATE.GL_JOURNAL.mine.gl.eksempelby.journal.Teknik_og_Miljø.>',
    ...wholeJournal,
    ...onStreams,
  ],
  'eksempelby-leder': [...asOthers, `gl.naboby.rollup.@.@.2026-03`, '$JS.API.STREAM.MSG.GET.GL_JOURNAL', ...onStreams],
  'eksempelby-sekretariat': [
    ...journalOf('Teknik_og_Miljø'),
    'gl.eksempelby.rollup.@.@.2026-03',
    'gl.eksempelby.purchase.mine',
    '$KV.GL_SHARED.policy.eksempelby',
    '$JS.API.STREAM.INFO.GL_JOURNAL',
    ...wholeJournal,
    ...onStreams,
  ],
  [partnership]: [
    ...journalOf('Teknik_og_Miljø'),
    'gl.eksempelby.rollup.@.@.2026-03',
    '$JS.API.DIRECT.GET.GL_ROLLUPS.gl.eksempelby.rollup.@.@.2026-03',
    '$JS.API.STREAM.MSG.GET.GL_ROLLUPS',
    'gl.eksempelby.purchase.mine',
    '$KV.GL_SHARED.members.partnerskab',
    '$JS.API.STREAM.INFO.GL_JOURNAL',
    ...wholeJournal,
    ...onStreams,
  ],
};

describe.skipIf(missing)(`who may what with a team${missing ? ` (${missing})` : ''}`, () => {
  let cluster: Cluster;
  const open: NatsConnection[] = [];
  const connected = async (user: string) => {
    const connection = await until(() => dial(cluster, user), `a connection of ${user}`);
    open.push(connection);
    return connection;
  };
  beforeAll(async () => {
    cluster = await startCluster();
    open.push((await provisioned(cluster)).connection);
  });
  afterAll(async () => {
    await Promise.all(open.map((connection) => connection.close()));
    await cluster?.stop();
  });

  it.each(users)('refuses %s every word that is not theirs', async (user) => {
    const connection = await connected(user);
    const subjects = forbidden[user] ?? [];
    const answers = await Promise.all(
      subjects.map((subject) =>
        connection.request(subject, '{}', asked).then(
          () => `${subject} was taken`,
          (error: unknown) => problemOf(error).code,
        ),
      ),
    );
    expect(answers).toEqual(subjects.map(() => 'denied'));
  });

  it.each(users)('lets %s listen to their own answers alone', async (user) => {
    const connection = await connected(user);
    const others = users.filter((other) => other !== user).map((other) => `${inboxOf({ user: other })}.>`);
    const subjects = [...listening.filter((subject) => subject !== hears[user]), ...others];
    const answers = await Promise.all(
      subjects.map(
        (subject) =>
          new Promise<string>((resolve) => {
            connection.subscribe(subject, {
              callback: (error, { subject: heard }) => resolve(error ? problemOf(error).code : `heard ${heard}`),
            });
          }),
      ),
    );
    expect(answers).toEqual(subjects.map(() => 'denied'));
  });

  it('holds a reader to the filter that they may use, whatever the request says', async () => {
    const connection = await connected('eksempelby-teknik');
    const own = 'gl.eksempelby.journal.Teknik_og_Miljø.>';
    const ask = async (filter: string) => {
      const config = { name: 'mine', filter_subject: filter, ack_policy: 'none', deliver_policy: 'all' };
      const request = JSON.stringify({ stream_name: 'GL_JOURNAL', config });
      const answer = await connection.request(`$JS.API.CONSUMER.CREATE.GL_JOURNAL.mine.${own}`, request, asked);
      return answer.json<{ error?: { code: number }; name?: string }>();
    };
    expect((await ask('gl.eksempelby.journal.>')).error?.code).toBe(400);
    expect((await ask('gl.eksempelby.journal.Børn_og_Unge.>')).error?.code).toBe(400);
    expect((await ask(own)).name).toBe('mine');
  });

  it('hands on what is shared, each version over the one that was seen, and by nobody else', async () => {
    const [lead, buyer, neighbour] = [
      await member(cluster, 'eksempelby-leder', { role: 'lead' }),
      await member(cluster, 'eksempelby-teknik'),
      await member(cluster, 'naboby-drift', { organisation: 'naboby' }),
    ];
    open.push(...[lead, buyer, neighbour].map(({ link }) => link.connection));
    const read = async ({ link }: Member, from: BucketPlace) =>
      (await bucketValues(link, from)).map(({ key, body, gone }) => [
        key,
        gone ? null : new TextDecoder().decode(body),
      ]);
    const key = 'policy.eksempelby';
    await orderShared(lead.db, { key, body: 'one', over: 0 });
    await tellBucket(lead.db, lead.link);
    expect(await bucketOrders(lead.db)).toEqual([]);
    expect(await read(buyer, 'organisation')).toEqual([[key, 'one']]);
    // A lead who has not seen that version does not write over it; the same words again are no conflict.
    await orderShared(lead.db, { key, body: 'two', over: 0 });
    await orderShared(buyer.db, { key, body: 'mine', over: 1 });
    await tellBucket(lead.db, lead.link);
    await tellBucket(buyer.db, buyer.link);
    expect((await bucketOrders(lead.db)).map(({ refused }) => refused)).toEqual(['newer']);
    expect((await bucketOrders(buyer.db)).map(({ refused }) => refused)).toEqual(['denied']);
    await orderShared(lead.db, { key, body: null, over: 1 });
    await tellBucket(lead.db, lead.link);
    expect(await read(buyer, 'organisation')).toEqual([[key, null]]);
    // Shared anew after it was taken back.
    await orderShared(lead.db, { key, body: 'three', over: 0 });
    await tellBucket(lead.db, lead.link);
    expect(await read(buyer, 'organisation')).toEqual([[key, 'three']]);

    open.push((await provisioned(cluster, {}, 'partnerskab-drift', 'partnership')).connection);
    const secretariat = await member(cluster, partnership, { organisation: 'partnerskab', role: 'secretariat' });
    open.push(secretariat.link.connection);
    const heard = new Set<string>();
    const callback = (_: unknown, { subject }: { subject: string }) => void heard.add(subject);
    buyer.link.connection.subscribe('gl.partnership.$KV.GL_SHARED.>', { callback });
    // The server at hand knows of a listener before the others do; the same words said again change nothing.
    await until(async () => {
      await orderShared(secretariat.db, { key: 'pack.DK-Faelles', body: 'pack', over: 0 });
      await tellBucket(secretariat.db, secretariat.link);
      return heard.size > 0;
    }, 'the news of a pack');
    expect([...heard]).toEqual(['gl.partnership.$KV.GL_SHARED.pack.DK-Faelles']);
    for (const reader of [buyer, neighbour]) {
      expect(await read(reader, 'partnership')).toEqual([['pack.DK-Faelles', 'pack']]);
    }
    expect(await read(buyer, 'organisation')).toEqual([[key, 'three']]);
  });

  it('lets organisations see what the others plan to buy, until they take it back', async () => {
    open.push((await provisioned(cluster, {}, 'partnerskab-drift', 'partnership')).connection);
    const [buyer, neighbour] = [
      await member(cluster, 'eksempelby-teknik'),
      await member(cluster, 'naboby-drift', { organisation: 'naboby' }),
    ];
    open.push(buyer.link.connection, neighbour.link.connection);
    const purchase: Purchase = {
      schema: 1,
      id: crypto.randomUUID(),
      organisation: 'eksempelby',
      area: 'furniture',
      cpv: ['39110000'],
      quarter: '2027-Q2',
      contact: 'procurement',
      announcedAt: '2026-11-22T06:00:00.000Z',
      withdrawn: false,
    };
    await sayPurchase(buyer.db, purchase);
    await tellPurchases(buyer.db, buyer.link);
    expect((await purchaseBook(buyer.db)).waiting).toEqual([]);
    expect(await readPurchases(neighbour.link)).toEqual([purchase]);
    // Whoever writes another organisation's name into the words is not believed.
    await sayPurchase(neighbour.db, { ...purchase, id: crypto.randomUUID() });
    await tellPurchases(neighbour.db, neighbour.link);
    expect(await readPurchases(buyer.link)).toEqual([purchase]);
    await sayPurchase(buyer.db, { ...purchase, withdrawn: true });
    await tellPurchases(buyer.db, buyer.link);
    expect(await readPurchases(neighbour.link)).toEqual([]);
  });

  it("shows a partnership each member's figures as a whole, and no unit's", async () => {
    const [lead, secretariat] = [await connected('eksempelby-leder'), await connected(partnership)];
    const { connection: operator } = await provisioned(cluster, {}, 'partnerskab-drift', 'partnership');
    open.push(operator);
    const rollup = (unit: string | null, month: string): TeamRollup => ({
      organisation: 'eksempelby',
      unit,
      area: '',
      month,
      sequence: 7,
      computedAt: '2026-03-09T12:00:00.000Z',
      tool: { version: '0.1.0', data: '2026-11' },
      sums: emptySums(),
    });
    const store = async (connection: NatsConnection, subject: string, value: unknown) =>
      until(() => jetstream(connection).publish(subject, JSON.stringify(value)), `${subject} on the server`);
    const whole = [rollup(null, '2026-01'), rollup(null, '2026-03')];
    const news = new Set<string>();
    secretariat.subscribe('gl.news.gl.*.rollup.@.*.*', { callback: (_, { subject }) => void news.add(subject) });
    // News of them come in, once all servers know of the listener, and are no figures of the partnership's own.
    await until(async () => {
      for (const one of [...whole, rollup('Teknik og Miljø', '2026-01')]) {
        await store(lead, rollupSubject(one.organisation, one.unit, one.area, one.month), one);
      }
      return news.size === 2;
    }, 'the news of both months');
    const members = ['eksempelby', 'naboby', 'udenby'];
    await store(operator, membersSubject('partnerskab'), members);
    const team = { organisation: 'partnerskab', role: 'secretariat' } as Team;
    const link = { connection: secretariat, team, device };
    expect(await organisationsOf(link)).toEqual(members);
    const wanted = { months: ['2026-03', '2026-02', '2026-01'], before: [] };
    const told = toldDatabase(freshJournal());
    // Each server answers with what it holds, which is the last value a moment after it was acknowledged.
    await until(async () => {
      await readTold(told, link, { wanted, now: new Date() });
      const [first] = await toldOrganisations(told);
      return first?.isAway === false && Object.keys(await knownMonths(told, 'eksempelby')).length === 2;
    }, 'the figures');
    const { sequence, computedAt, tool } = rollup(null, '');
    const heldAs = (kind: ToldKind, all: TeamRollup[]) =>
      Object.fromEntries(
        all.map((one) => [knownKey(scopeIn(kind, one), one.month), { sequence, computedAt, areas: {} }]),
      );
    expect(await knownMonths(told, 'eksempelby')).toEqual(heldAs('partnership', whole));
    const standing = await toldOrganisations(told);
    expect(standing[0]?.latest).toEqual({ sequence, computedAt, tool });
    expect(standing.map(({ organisation, isAway }) => [organisation, isAway])).toEqual([
      ['eksempelby', false],
      // Belongs to the partnership, and has written no figures yet; and one that has opened no door to it.
      ['naboby', true],
      ['udenby', true],
    ]);
    expect([...news].sort()).toEqual([
      'gl.news.gl.eksempelby.rollup.@.@.2026-01',
      'gl.news.gl.eksempelby.rollup.@.@.2026-03',
    ]);
    const held = await secretariat.request('$JS.API.STREAM.INFO.GL_ROLLUPS', '', asked);
    expect(held.json<{ state: { messages: number } }>().state.messages).toBe(0);
    // The door opens on the whole organisation's figures alone, whatever is asked for.
    const answers = await Promise.all(
      ['gl.eksempelby.figures.Teknik_og_Miljø.@.2026-01', 'gl.eksempelby.figures.>'].map((subject) =>
        secretariat.request(subject, '', asked).then(
          () => 'answered',
          (error: unknown) => problemOf(error).code,
        ),
      ),
    );
    expect(answers).toEqual(['denied', 'denied']);
    const alone = {
      ...link,
      connection: await connected('eksempelby-sekretariat'),
      team: { ...team, organisation: 'eksempelby' },
    };
    expect(await organisationsOf(alone)).toEqual(['eksempelby']);
    const ownTold = toldDatabase(freshJournal());
    await readTold(ownTold, alone, { wanted, now: new Date() });
    // Of the own organisation the units' stand beside the wholes.
    const own = [...whole, rollup('Teknik og Miljø', '2026-01')];
    expect(await knownMonths(ownTold, 'eksempelby')).toEqual(heldAs('organisation', own));
  });

  it('keeps one organisation out of sight of another', async () => {
    const [ours, theirs] = [await connected('eksempelby-leder'), await connected('naboby-drift')];
    const heard: string[] = [];
    theirs.subscribe('gl.>', { callback: (_, { subject }) => void heard.push(subject) });
    await theirs.flush();
    const subject = `gl.eksempelby.journal.Teknik_og_Miljø.${device}.revision`;
    await jetstream(ours).publish(subject, '{}');
    // Whatever was on its way to them came before the answer to this.
    await theirs.flush();
    expect(heard).toEqual([]);
    const answer = await theirs.request('$JS.API.STREAM.INFO.GL_JOURNAL', '', asked);
    expect(answer.json<{ error?: { err_code: number } }>().error?.err_code).toBe(10_059);
  });
});
