import { type JournalDatabase, onJournal } from '../log/database.ts';

/** Days after which a backup is old. */
const oldAfter = 30;
/** Days for which the user may put the reminder off. */
const putOffFor = 7;
const day = 86_400_000;

/** How the journal is looked after. */
export interface BackupStanding {
  /** When the last backup was written; null when none was. */
  last: string | null;
  /** Whether anything was decided since, here or elsewhere. */
  isBehind: boolean;
  /** Whether it is time to ask for one. */
  isDue: boolean;
}

async function meta(db: JournalDatabase, key: string): Promise<string | null> {
  const row = await db.meta.get(key);
  return typeof row?.value === 'string' ? row.value : null;
}

/**
 * When the journal was last backed up, and whether it is time again: decisions have been logged since, and the oldest of
 * what is at risk, or the backup itself, is older than thirty days.
 * @throws {JournalError}
 */
export function backupStanding(db: JournalDatabase, now: Date): Promise<BackupStanding> {
  return onJournal(db, 'everything', async () => {
    const last = await meta(db, 'lastBackup');
    const since = await db.current
      .where('[decidedAt+recordId]')
      .above([last ?? '', []])
      .first();
    const putOff = await meta(db, 'backupPutOff');
    const from = last ?? since?.decidedAt ?? null;
    const isOld = from !== null && now.getTime() - Date.parse(from) > oldAfter * day;
    const isPutOff = putOff !== null && now.getTime() - Date.parse(putOff) < putOffFor * day;
    return { last, isBehind: since !== undefined, isDue: since !== undefined && isOld && !isPutOff };
  });
}

/** Notes that a backup was written. @throws {JournalError} */
export function noteBackup(db: JournalDatabase, at: Date): Promise<unknown> {
  return onJournal(db, 'everything', () => db.meta.put({ key: 'lastBackup', value: at.toISOString() }));
}

/** Notes that the user wants to be asked later. @throws {JournalError} */
export function putOffBackup(db: JournalDatabase, at: Date): Promise<unknown> {
  return onJournal(db, 'everything', () => db.meta.put({ key: 'backupPutOff', value: at.toISOString() }));
}
