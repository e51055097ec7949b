import { z } from 'zod';
import { type JournalDatabase, onJournal } from '../database.ts';
import { type Procedure, shortText } from '../schema.ts';

const codes = z.array(shortText(60)).max(300);

/** What the buyer approved for one lot. Codes are written "BT-774 circ-econ". */
const approvedLotSchema = z.strictObject({
  lotId: shortText(60).nullable(),
  on: codes,
  /** All that was shown, so that what came later is known as new. */
  seen: codes,
  energy: z.strictObject({
    item: shortText(20).nullable(),
    basis: shortText(20).nullable(),
    label: shortText(20).nullable(),
  }),
});

/**
 * The codes for a procedure's notice as the buyer approved them: nothing of its own, only which of the codes that follow
 * from the decisions go into which type of notice. Kept on this device alone.
 */
export const noticeApprovalSchema = z.strictObject({
  subtype: shortText(4),
  lots: z.array(approvedLotSchema).max(501),
  at: z.iso.datetime(),
  day: z.iso.date(),
});
export type NoticeApproval = z.infer<typeof noticeApprovalSchema>;
export type ApprovedLot = NoticeApproval['lots'][number];

const keyOf = (id: string): string => `notice:${id}`;

/** What was approved last, under any id of the procedure; null when nothing was. @throws {JournalError} */
export function noticeApprovalOf(
  db: JournalDatabase,
  { members }: Pick<Procedure, 'members'>,
): Promise<NoticeApproval | null> {
  return onJournal(db, 'everything', async () => {
    const rows = await db.meta.bulkGet(members.map(keyOf));
    const read = rows.flatMap((row) => noticeApprovalSchema.safeParse(row?.value).data ?? []);
    return read.sort((a, b) => (a.at < b.at ? -1 : 1)).at(-1) ?? null;
  });
}

/** Keeps an approval in place of the one before, or takes it back (null). @throws {JournalError} */
export function approveNotice(
  db: JournalDatabase,
  { id, members }: Pick<Procedure, 'id' | 'members'>,
  approval: NoticeApproval | null,
): Promise<void> {
  return onJournal(db, 'earlierDecisions', () =>
    db.transaction('rw', db.meta, async () => {
      await db.meta.bulkDelete(members.map(keyOf));
      if (approval !== null) await db.meta.put({ key: keyOf(id), value: noticeApprovalSchema.parse(approval) });
    }),
  );
}
