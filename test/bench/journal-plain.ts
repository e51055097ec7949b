import type { JournalDatabase } from '../../lib/log/database.ts';
import type { CurrentRow } from '../../lib/log/rows.ts';

/**
 * The overview's figures the plain way, as one would write them without rollups: every row of the log into memory, and
 * grouped in JavaScript.
 */
export async function plainOverview(
  db: JournalDatabase,
  { from, to, unit, target }: { from: string; to: string; unit?: string; target?: string },
): Promise<number> {
  const rows = (await db.current.toArray()).filter(
    (row) =>
      row.kind === 'decision' &&
      row.firstDay >= from &&
      row.firstDay <= to &&
      (!unit || row.unit === unit) &&
      (!target || row.target.id === target),
  );
  const states = (await db.procedures.toArray()).filter((row) => !unit || row.unit === unit);
  const count = (keyOf: (row: CurrentRow) => string) => {
    const groups = new Map<string, number>();
    for (const row of rows) groups.set(keyOf(row), (groups.get(keyOf(row)) ?? 0) + 1);
    return groups;
  };
  const figures = [
    count(({ verdict }) => String(verdict)),
    count(({ firstDay, verdict }) => `${firstDay.slice(0, 7)} ${verdict}`),
    count(({ area, verdict }) => `${area} ${verdict}`),
    count(({ area, firstDay, verdict }) => `${area} ${firstDay.slice(0, 7)} ${verdict}`),
    count(({ unit: of, verdict }) => `${of} ${verdict}`),
    count(({ reason }) => String(reason?.code)),
  ];
  const decided = new Map<string, CurrentRow[]>();
  for (const row of rows) decided.set(row.procedureId, [...(decided.get(row.procedureId) ?? []), row]);
  const met = states.filter(({ id, relevant }) => {
    const own = decided.get(id) ?? [];
    return relevant.every(({ target }) => own.some((row) => row.target.id === target && row.verdict === 'met'));
  });
  return figures.reduce((sum, groups) => sum + groups.size, met.length);
}
