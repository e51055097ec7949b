import type { Area, AreaId, Case, CriterionEntry } from './schema.ts';

/** What there is to look at in an area beside its targets. */
export interface AreaPointer {
  /** Id of the best of it: a case of good practice, else a criterion to look up, else `area:<area>`. */
  id: string;
  cases: number;
  /** Criteria of which the packs know that they exist, not what they ask. */
  entries: number;
}

/**
 * Where to send a buyer whose purchase lies in an area although no target in force fits it. The best case is one that
 * went well and has a measured effect, then the newest; the page carries the numbers and the id alone.
 */
export function areaPointers(data: {
  areas: readonly Area[];
  cases: readonly Case[];
  entries: readonly CriterionEntry[];
}): Partial<Record<AreaId, AreaPointer>> {
  return Object.fromEntries(
    data.areas.map(({ id }) => {
      const cases = data.cases.filter(({ area }) => area === id);
      const entries = data.entries.filter(({ area }) => area === id);
      const [best] = [...cases].sort((a, b) => worth(b) - worth(a) || (a.id < b.id ? -1 : 1));
      return [id, { id: best?.id ?? entries[0]?.id ?? `area:${id}`, cases: cases.length, entries: entries.length }];
    }),
  );
}

function worth({ wentWrong, resultKind, year }: Case): number {
  return (wentWrong ? 0 : 20_000) + (resultKind === 'effect' ? 10_000 : 0) + (year ?? 0);
}
