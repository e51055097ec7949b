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
