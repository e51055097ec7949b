import 'fake-indexeddb/auto';
import { describe, expect, test } from 'vitest';
import { bucketOrders, orderShared } from '../../../lib/team/bucket-orders.ts';
import { joinTeam, leaveTeam, type Team } from '../../../lib/team/connection.ts';
import {
  choosePurchases,
  keepPurchases,
  type Purchase,
  purchaseBook,
  quarterOf,
  quartersFrom,
  readPurchase,
  sameNeed,
  sayPurchase,
} from '../../../lib/team/purchases.ts';
import { freshJournal } from '../log/sample.ts';

const id = '11111111-1111-4111-8111-111111111111';
const purchase: Purchase = {
  schema: 1,
  id,
  organisation: 'Naboby Kommune',
  area: 'furniture',
  cpv: ['39110000'],
  quarter: '2027-Q2',
  contact: 'procurement',
  announcedAt: '2026-11-22T06:00:00.000Z',
  withdrawn: false,
};
const subject = `gl.Naboby_Kommune.purchase.${id}`;
const body = (content: unknown) => new TextEncoder().encode(JSON.stringify(content));

describe('a planned purchase out of a message', () => {
  test('is read when it is whole and speaks for its subject', () =>
    expect(readPurchase(subject, body(purchase))).toEqual(purchase));

  test.each([
    ['says more than it may', { ...purchase, contactName: 'Anna Ager' }],
    ['names a role that is none', { ...purchase, contact: 'Anna Ager' }],
    ['speaks for another organisation', { ...purchase, organisation: 'Engdal Kommune' }],
    ['has another id than its subject', { ...purchase, id: '22222222-2222-4222-8222-222222222222' }],
    ['is about every purchase', { ...purchase, area: 'all' }],
    ['names no codes', { ...purchase, cpv: [] }],
    ['is no purchase', 'x'],
  ])('is left out when it %s', (_what, content) => expect(readPurchase(subject, body(content))).toBeNull());

  test('is left out under a subject of another kind', () =>
    expect(readPurchase(`gl.Naboby_Kommune.rollup.${id}`, body(purchase))).toBeNull());
});

describe('the same need', () => {
  const of = (over: Partial<Purchase>) => ({ ...purchase, ...over });
  const all = [
    of({ id: 'area-late', quarter: '2028-Q1', cpv: ['39150000'] }),
    of({ id: 'area-soon', quarter: '2027-Q1', cpv: ['39150000'] }),
    of({ id: 'kind', quarter: '2027-Q4' }),
    of({ id: 'kind-elsewhere', quarter: '2027-Q4', area: 'building', organisation: 'Aaby' }),
    of({ id: 'past', quarter: '2026-Q3' }),
    of({ id: 'other', area: 'it', cpv: ['30200000'] }),
  ];
  test('is the same kind of goods first, then the same area, the next ones first; what is past is not', () => {
    const found = sameNeed(all, { areas: ['furniture'], cpv: ['39113000'] }, '2026-11-22');
    expect(found.map((one) => one.id)).toEqual(['kind-elsewhere', 'kind', 'area-soon', 'area-late']);
  });
  test('without codes is the same area', () =>
    expect(sameNeed(all, { areas: ['it'], cpv: [] }, '2026-11-22').map((one) => one.id)).toEqual(['other']));
  test('holds what is due in the quarter that runs', () =>
    expect(sameNeed(all, { areas: ['furniture'], cpv: [] }, '2026-09-30').map((one) => one.id)).toContain('past'));
});

test('quarters follow each other over the year', () => {
  expect(['2026-01-01', '2026-03-31', '2026-11-22'].map(quarterOf)).toEqual(['2026-Q1', '2026-Q1', '2026-Q4']);
  expect(quartersFrom('2026-Q4', 3)).toEqual(['2026-Q4', '2027-Q1', '2027-Q2']);
});

describe('the book of planned purchases', () => {
  const now = new Date('2026-11-22T06:00:00Z');

  test('is off, and keeps nothing of others, until the user has chosen it', async () => {
    const db = freshJournal();
    await keepPurchases(db, { all: [purchase], now });
    expect(await purchaseBook(db)).toMatchObject({ on: false, all: [], readAt: null });
    await choosePurchases(db, true);
    await keepPurchases(db, { all: [purchase], now });
    expect(await purchaseBook(db)).toMatchObject({ on: true, all: [purchase], readAt: now.toISOString() });
    await choosePurchases(db, false);
    expect(await purchaseBook(db)).toMatchObject({ on: false, all: [], readAt: null });
  });

  test('keeps the last list when the partnership cannot be read', async () => {
    const db = freshJournal();
    await choosePurchases(db, true);
    await keepPurchases(db, { all: [purchase], now });
    await keepPurchases(db, { all: null, now: new Date('2026-11-23T06:00:00Z') });
    expect(await purchaseBook(db)).toMatchObject({
      all: [purchase],
      isAway: true,
      readAt: now.toISOString(),
    });
  });

  test('is empty, and off, when the user leaves the team or joins another', async () => {
    const db = freshJournal();
    const team: Team = {
      server: 'wss://nats.engdal.example',
      user: 'engdal',
      password: 'hemmelig',
      organisation: 'engdal',
      unit: '',
      role: 'lead',
      authors: false,
      since: now.toISOString(),
    };
    const isEmpty = async () => {
      const { on, waiting } = await purchaseBook(db);
      return [on, waiting.length, (await bucketOrders(db)).length];
    };
    const fill = async () => {
      await choosePurchases(db, true);
      await sayPurchase(db, purchase);
      await orderShared(db, { key: 'policy.engdal', body: '{}', over: 0 });
    };
    await joinTeam(db, team);
    await fill();
    await joinTeam(db, { ...team, authors: true });
    expect(await isEmpty()).toEqual([true, 1, 1]);
    await joinTeam(db, { ...team, organisation: 'nyby' });
    expect(await isEmpty()).toEqual([false, 0, 0]);
    await fill();
    await leaveTeam(db);
    expect(await isEmpty()).toEqual([false, 0, 0]);
  });

  test('holds the last word on each purchase until it was told', async () => {
    const db = freshJournal();
    await sayPurchase(db, purchase);
    await sayPurchase(db, { ...purchase, withdrawn: true });
    expect((await purchaseBook(db)).waiting).toEqual([{ ...purchase, withdrawn: true }]);
    await expect(sayPurchase(db, { ...purchase, contact: 'Anna' as 'procurement' })).rejects.toThrow();
  });
});
