import type { Table } from 'dexie';
import { sameContent } from './same-content.ts';

/** Items by key, each group in the order it came in. */
export function groupBy<T>(items: readonly T[], key: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(key(item));
    if (group) group.push(item);
    else groups.set(key(item), [item]);
  }
  return groups;
}

/** Each once, in the order of their first coming. */
export function unique<T>(...lists: readonly (readonly T[])[]): T[] {
  return [...new Set(lists.flat())];
}

/** Rows that are missing or wrong, and the keys of those that should not be there. */
export function differences<T>(
  expected: readonly T[],
  stored: readonly T[],
  keyOf: (row: T) => string,
): { wrong: T[]; surplus: string[] } {
  const known = new Map(stored.map((row) => [keyOf(row), row]));
  const wrong = expected.filter((row) => !sameContent(row, known.get(keyOf(row))));
  const wanted = new Set(expected.map(keyOf));
  return { wrong, surplus: [...known.keys()].filter((key) => !wanted.has(key)) };
}

/**
 * The rows that an index holds under any of some keys, each row once. All keys are asked for at once: a cursor over them
 * (`anyOf`) waits for the browser at every single one, which is most of the time that an import takes.
 */
export async function rowsWith<Row, Key>(
  table: Table<Row, Key>,
  index: string,
  keys: readonly string[],
): Promise<Row[]> {
  const found = await Promise.all(unique(keys).map((key) => table.where(index).equals(key).toArray()));
  const name = String(table.schema.primKey.keyPath);
  const rows = new Map(found.flat().map((row) => [(row as Record<string, unknown>)[name], row]));
  return [...rows.values()];
}
