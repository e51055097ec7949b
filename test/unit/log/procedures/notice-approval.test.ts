import 'fake-indexeddb/auto';
import { expect, test } from 'vitest';
import { logDecision } from '../../../../lib/log/journal.ts';
import {
  approveNotice,
  type NoticeApproval,
  noticeApprovalOf,
} from '../../../../lib/log/procedures/notice-approval.ts';
import { procedureOf } from '../../../../lib/log/procedures/procedures.ts';
import { deleteByAge } from '../../../../lib/log/retention.ts';
import { contextAt, factsOf, freshJournal, inputOf, relevantOf } from '../sample.ts';

const energy = { item: null, basis: null, label: null };
const approval: NoticeApproval = {
  subtype: '16',
  lots: [{ lotId: null, on: ['BT-06 env-imp'], seen: ['BT-06 env-imp', 'BT-774 other'], energy }],
  at: '2024-03-02T08:00:00.000Z',
  day: '2024-03-02',
};

/** A journal of one decision of 2024, and its procedure. */
async function filled() {
  const db = freshJournal();
  const context = contextAt('2024-03-01T08:00:00Z');
  const { procedureId } = await logDecision(db, factsOf('pc'), relevantOf('it-1'), inputOf('it-1', 'met'), context);
  const procedure = await procedureOf(db, procedureId);
  if (!procedure) throw new Error('no procedure');
  return { db, procedure };
}

test('what was approved for a notice is known again, until it is taken back', async () => {
  const { db, procedure } = await filled();
  expect(await noticeApprovalOf(db, procedure)).toBeNull();
  await approveNotice(db, procedure, approval);
  expect(await noticeApprovalOf(db, procedure)).toEqual(approval);
  await approveNotice(db, procedure, { ...approval, subtype: '29' });
  expect((await noticeApprovalOf(db, procedure))?.subtype).toBe('29');
  await approveNotice(db, procedure, null);
  expect(await noticeApprovalOf(db, procedure)).toBeNull();
});

test('of two that were approved before two procedures became one, the later holds', async () => {
  const { db, procedure } = await filled();
  const other = '33333333-3333-4333-8333-333333333333';
  const later = { ...approval, subtype: '29', at: '2024-03-03T08:00:00.000Z' };
  await approveNotice(db, { id: other, members: [other] }, later);
  await approveNotice(db, procedure, approval);
  const together = { ...procedure, members: [procedure.id, other] };
  expect(await noticeApprovalOf(db, together)).toEqual(later);
  await approveNotice(db, together, approval);
  expect(await noticeApprovalOf(db, { members: [other] })).toBeNull();
});

test('what cannot be read counts as not approved', async () => {
  const { db, procedure } = await filled();
  await db.meta.put({ key: `notice:${procedure.id}`, value: { ...approval, day: 'i går' } });
  expect(await noticeApprovalOf(db, procedure)).toBeNull();
});

test('goes with its procedure when that is deleted by age', async () => {
  const { db, procedure } = await filled();
  await approveNotice(db, procedure, approval);
  await deleteByAge(db, '2025-01-01', { now: new Date('2026-11-01T08:00:00Z') });
  expect(await db.meta.where('key').startsWith('notice:').count()).toBe(0);
});
