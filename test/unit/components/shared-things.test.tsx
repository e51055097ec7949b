// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import data from 'virtual:targets';
import { beforeEach, expect, test, vi } from 'vitest';
import type { DashboardEdge } from '../../../components/dashboard/house.ts';
import { SharedThings } from '../../../components/dashboard/team/shared-things.tsx';
import { type BucketStanding, readBucket, standingFor, storedBucket, takeBucket } from '../../../lib/bucket.ts';
import { layOrganisation } from '../../../lib/organisation.ts';
import { bucketOrders, orderShared } from '../../../lib/team/bucket-orders.ts';
import { joinTeam, type Team } from '../../../lib/team/connection.ts';
import example from '../../../targets/policy.example.json';
import { stubLocks } from '../exchange/locks.ts';
import { freshJournal } from '../log/sample.ts';
import { drawIn } from './house.tsx';

/** A machine that does much else may take its time. */
const waitFor = <T,>(ask: () => T | Promise<T>) => vi.waitFor(ask, 10_000);
const now = new Date('2026-11-22T06:00:00Z');
const team: Team = {
  server: 'wss://nats.eksempelby.example',
  user: 'eksempelby-leder',
  password: 'hemmelig',
  organisation: 'eksempelby',
  unit: '',
  role: 'lead',
  authors: false,
  since: now.toISOString(),
};
const policyOf = (name: string) => ({ ...example, organisation: { name, cvr: null } });
const value = (sequence: number, content: unknown) => ({
  key: 'policy.eksempelby',
  sequence,
  at: '2026-11-21T06:00:00.000Z',
  body: new TextEncoder().encode(JSON.stringify(content)),
  gone: false,
});
const take = (before: BucketStanding, sequence: number, content: unknown) =>
  takeBucket(before, 'organisation', [value(sequence, content)], { data, now });
const good = take(standingFor(null, team), 7, policyOf('Eksempelby Kommune'));

beforeEach(() => void stubLocks());

/** The part as it stands with what is stored of the server, and a way to see what is stored after. */
async function drawn(standing: BucketStanding, role: Team['role']) {
  const journal = freshJournal();
  await joinTeam(journal, { ...team, role });
  let stored: unknown = storedBucket(standing);
  const parts = () => ({ managed: {}, source: null, policy: null, packs: null, bucket: stored });
  const bucket = {
    get: async () => stored,
    set: async (content: unknown) => {
      stored = content;
    },
  };
  const edge = { bucket, organisation: { parts: async () => parts() } } as Partial<DashboardEdge> as DashboardEdge;
  const place = document.body.appendChild(document.createElement('div'));
  const draw = () =>
    drawIn(place, <SharedThings team={{ ...team, role }} />, {
      journal,
      edge,
      organisation: layOrganisation(data, parts(), 'da'),
    });
  draw();
  const button = (text: string) =>
    waitFor(() => {
      const found = [...place.querySelectorAll('button')].find(({ textContent }) => textContent === text);
      if (!found) throw new Error(`no button ${text}`);
      return found;
    });
  const says = (text: string) => waitFor(() => expect(place.textContent).toContain(text));
  return { place, journal, draw, button, says, stored: () => readBucket(stored) };
}

test('what the server gave stands with whose it is and when, and goes out of use and back', async () => {
  const { place, draw, button, says, stored } = await drawn(good, 'buyer');
  await says('Eksempelby Kommune · indkøbspolitik');
  await says('Fra jeres organisation via nats.eksempelby.example. Delt 21.11.2026');
  (await button('Tag ud af brug her')).click();
  await waitFor(() => expect(stored()?.held.map(({ off }) => off)).toEqual([true]));
  draw();
  await says('Ikke i brug i denne browser.');
  (await button('Tag i brug igen')).click();
  await waitFor(() => expect(stored()?.held.map(({ off }) => off)).toEqual([false]));
  // A buyer shares nothing and takes nothing back.
  expect(place.textContent).not.toContain('Træk tilbage for alle');
  expect(place.querySelector('input')).toBeNull();
});

test('a version that was refused is told with its reason, and that the one before still holds', async () => {
  const { says } = await drawn(take(good, 8, { ...policyOf('E'), script: 'alert(1)' }), 'buyer');
  await says('En ny version af policy.eksempelby');
  await says('Den version, der gjaldt før, gælder stadig.');
  await says('policy: file:');
});

test('a lead shares a file over the version that was seen, and takes it back; what would be refused does not leave', async () => {
  const { place, journal, button, says } = await drawn(good, 'lead');
  const choose = async (content: unknown) => {
    const input = await waitFor(() => {
      const found = place.querySelector('input');
      if (!found) throw new Error('no way to choose a file');
      return found;
    });
    const file = new File([JSON.stringify(content)], 'politik.json');
    Object.defineProperty(input, 'files', { value: [file], configurable: true });
    input.dispatchEvent(new Event('change', { bubbles: true }));
  };
  await choose({ ...policyOf('Eksempelby Ny'), script: 'alert(1)' });
  await says('»politik.json« er ikke delt, fordi den ikke kan bruges:');
  expect(await bucketOrders(journal)).toEqual([]);
  await choose(policyOf('Eksempelby Ny'));
  await says('policy.eksempelby venter på at blive delt.');
  const [order] = await bucketOrders(journal);
  expect(order).toMatchObject({ key: 'policy.eksempelby', over: 7 });
  expect(JSON.parse(order?.body ?? '')).toMatchObject({ organisation: { name: 'Eksempelby Ny' } });
  (await button('Fortryd')).click();
  await waitFor(async () => expect(await bucketOrders(journal)).toEqual([]));
  (await button('Træk tilbage for alle')).click();
  await says('policy.eksempelby bliver trukket tilbage, når serveren har svaret.');
  expect(await bucketOrders(journal)).toEqual([{ key: 'policy.eksempelby', body: null, over: 7 }]);
  await orderShared(journal, { key: 'policy.eksempelby', body: 'x', over: 3, refused: 'newer' });
  await says('En anden har delt en nyere version.');
});
