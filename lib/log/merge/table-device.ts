import type { Revision } from '../schema.ts';

/**
 * Stands as the device of what came out of a table, which names none and holds less than the journal's own files: no
 * history, no deadline, no lots. What a device itself wrote always takes its place, in whatever order they come.
 */
export const tableDevice = '00000000-0000-8000-8000-7461626c6500';

/** Whether one copy of a row is the poorer one: out of a table, or out of one with less exact times. */
export function standsBack(
  copy: Pick<Revision, 'device' | 'decidedAt'>,
  other: Pick<Revision, 'device' | 'decidedAt'>,
): boolean {
  if (copy.device !== tableDevice) return false;
  return other.device !== tableDevice || copy.decidedAt < other.decidedAt;
}
