import type { CatalogueTarget } from './load.ts';
import { stateOn } from './validity.ts';

/** A target that was decided on and of which something newer is in force. */
export interface Renewed {
  /** Id that older decisions name. */
  target: string;
  /** Decisions on versions below this are on older ones; null where all are, as the target was replaced by another. */
  below: number | null;
  /** What is in force now. */
  by: { id: string; version: number };
}

/**
 * What is newer in the packs on a day: later versions, and targets that replace others. Only what was verified against
 * its source calls for a second look.
 */
export function renewedTargets(targets: readonly CatalogueTarget[], day: string): Renewed[] {
  const standing = targets.filter((target) => target.verified && stateOn(target, day) === 'inForce');
  return standing.flatMap(({ id, version, supersedes }) => {
    const newest = standing.every((other) => other.id !== id || other.version <= version);
    if (!newest) return [];
    const by = { id, version };
    const replaced = supersedes.filter((old) => standing.every((other) => other.id !== old));
    return [
      ...(version > 1 ? [{ target: id, below: version, by }] : []),
      ...replaced.map((target) => ({ target, below: null, by })),
    ];
  });
}
