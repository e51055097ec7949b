import type { JournalDatabase } from '../database.ts';
import type { Procedure, TipRecord } from '../schema.ts';

/** In how many other procedures a tip was shown, used and put away. */
export type TipHistory = Record<string, Record<TipRecord['action'], number>>;

/** Procedures looked back on, the last followed first: what was long ago says little of what helps now. */
const lookBack = 50;

/** What became of the tips in the procedures followed before this one; only inside `onJournal`. */
export async function tipHistoryOf(db: JournalDatabase, except: Procedure | null): Promise<TipHistory> {
  const recent = await db.procedures.orderBy('followedAt').reverse().limit(lookBack).toArray();
  const others = recent.filter(({ id }) => id !== except?.id);
  const home = new Map(others.flatMap(({ id, members }) => members.map((member) => [member, id])));
  const records = await db.tipRecords
    .where('procedureId')
    .anyOf([...home.keys()])
    .toArray();
  const history: TipHistory = {};
  const seen = new Set<string>();
  for (const { tip, action, procedureId } of records) {
    const key = `${tip} ${action} ${home.get(procedureId)}`;
    if (seen.has(key)) continue;
    seen.add(key);
    const counts = history[tip] ?? { shown: 0, used: 0, dismissed: 0 };
    history[tip] = { ...counts, [action]: counts[action] + 1 };
  }
  return history;
}
