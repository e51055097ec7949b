import type { Target } from './schema.ts';

/** Where a target stands on a day. Whether it was verified against its source is another question: `target.verified`. */
export type TargetState = 'inForce' | 'coming' | 'historical' | 'outdated' | 'draft';

/**
 * The state of a target on a day (`YYYY-MM-DD`), from its dates and from what its source said when it was read.
 * Dates count whole: `to: "2026"` ends with 31 December, `from: "2023-05"` begins with 1 May. A coming step enters
 * into force by itself when its day is reached; a draft never does, because somebody has to adopt it first.
 */
export function stateOn(target: Pick<Target, 'valid' | 'sourceState'>, day: string): TargetState {
  const { valid, sourceState } = target;
  if (sourceState === 'outdated' || sourceState === 'historical') return sourceState;
  if (valid.to !== null && day.slice(0, valid.to.length) > valid.to) return 'historical';
  if (sourceState === 'draft') return 'draft';
  if (valid.from !== null) return day.slice(0, valid.from.length) < valid.from ? 'coming' : 'inForce';
  return sourceState;
}

/** The calendar day of a moment in the device's own zone, as `YYYY-MM-DD`. */
export function dayOf(moment: Date): string {
  const pad = (value: number) => String(value).padStart(2, '0');
  return `${moment.getFullYear()}-${pad(moment.getMonth() + 1)}-${pad(moment.getDate())}`;
}
