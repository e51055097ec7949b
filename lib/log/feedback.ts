import { type JournalDatabase, onJournal } from './database.ts';

/** After every key that can follow a text. */
const afterAnyText: never[] = [];

/**
 * In how many procedures a target was called a wrong finding, whoever did: what the pack should hear. Withdrawn ones do
 * not count. No figure of the reporting knows of them.
 * @throws {JournalError}
 */
export function mismatchesOf(db: JournalDatabase, targetId: string): Promise<number> {
  return onJournal(db, 'everything', async () => {
    const procedures = new Set<string>();
    await db.current
      .where('[target.id+decidedAt+recordId]')
      .between([targetId], [targetId, afterAnyText])
      .filter(({ kind }) => kind === 'mismatch')
      .each(({ procedureId }) => procedures.add(procedureId));
    return procedures.size;
  });
}
