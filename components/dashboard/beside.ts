import type { LogFilter } from '../../lib/log/find/filter.ts';
import { placementSchema } from '../../lib/targets/schema.ts';
import type { Query } from './routes.ts';

/** Filters of which one is chosen at a time, beside period, unit, area and target, which combine freely. */
export const besideNames = ['portal', 'author', 'placement'] as const;

/** The one portal, person or placement that an address asks for; of several the first. */
export function besideOf({ portal, author, placement }: Query): Pick<LogFilter, (typeof besideNames)[number]> {
  if (portal) return { portal };
  if (author) return { author };
  const known = placementSchema.options.find((code) => code === placement);
  return known ? { placement: known } : {};
}
