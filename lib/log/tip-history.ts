import type { JournalDatabase } from './database.ts';
import type { TipRecord } from './schema.ts';

/** In how many other procedures a tip was shown, used and put away. */
export type TipHistory = Record<string, Record<TipRecord['action'], number>>;

/** Procedures looked back on, the last followed first: what was long ago says little of what helps now. */
const lookBack = 50;

/** What became of the tips in the procedures followed before this one; only inside `onJournal`. */
export async function tipHistoryOf(db: JournalDatabase, except: string | null): Promise<TipHistory> {
  const recent = await db.procedures.orderBy('followedAt').reverse().limit(lookBack).primaryKeys();
  const others = recent.filter((id) => id !== except);
  const records = await db.tipRecords.where('procedureId').anyOf(others).toArray();
  const history: TipHistory = {};
  const seen = new Set<string>();
  for (const { tip, action, procedureId } of records) {
    const key = `${tip} ${action} ${procedureId}`;
    if (seen.has(key)) continue;
    seen.add(key);
    const counts = history[tip] ?? { shown: 0, used: 0, dismissed: 0 };
    history[tip] = { ...counts, [action]: counts[action] + 1 };
  }
  return history;
}
