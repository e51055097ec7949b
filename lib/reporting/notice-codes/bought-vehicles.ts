import { groupBy } from '../../log/collections.ts';
import type { Vehicles } from '../../log/schema.ts';
import type { NoticeDecision } from './notice-codes.ts';

/** Which count each code of OPT-155 names, in the order of the official list; those further on are part of those before. */
export const vehicleCounts = {
  vehicles: 'total',
  'vehicles-clean': 'clean',
  'vehicles-zero-emission': 'zero',
} as const satisfies Record<string, keyof Vehicles>;

/** The vehicles of one category under one kind of contract, as a result tells of them. */
export interface BoughtVehicles extends Pick<Vehicles, 'contractType' | 'category' | 'total' | 'clean' | 'zero'> {
  /** Decisions say different counts; the largest one stands. */
  isDisputed: boolean;
}

/**
 * What decisions say of vehicles in the directive's scope, once for each kind of contract and category: several targets
 * on the same purchase tell of the same vehicles, so their counts are not added up. Without a vehicle nothing is told.
 */
export function boughtVehicles(decisions: readonly Pick<NoticeDecision, 'vehicles'>[]): BoughtVehicles[] {
  const told = decisions.flatMap(({ vehicles }) => (vehicles?.inScope && vehicles.total > 0 ? [vehicles] : []));
  const groups = groupBy(told, ({ contractType, category }) => `${contractType ?? ''} ${category ?? ''}`);
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).flatMap(([, same]) => largestOf(same));
}

function largestOf(same: readonly Vehicles[]): BoughtVehicles[] {
  const [largest] = same.toSorted((a, b) => b.total - a.total || b.clean - a.clean || b.zero - a.zero);
  if (!largest) return [];
  const { contractType, category, total, clean, zero } = largest;
  const isDisputed = same.some((other) => other.total !== total || other.clean !== clean || other.zero !== zero);
  return [{ contractType, category, total, clean, zero, isDisputed }];
}
