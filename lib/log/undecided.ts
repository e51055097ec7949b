import type { Revision } from './schema.ts';

/** The findings of a list that nobody has decided on yet, neither for the whole tender nor for one of its lots. */
export function undecided<T extends { target: string }>(
  list: readonly T[],
  decisions: readonly Pick<Revision, 'kind' | 'target'>[],
): T[] {
  const decided = new Set(decisions.filter(({ kind }) => kind === 'decision').map(({ target }) => target.id));
  return list.filter(({ target }) => !decided.has(target));
}
