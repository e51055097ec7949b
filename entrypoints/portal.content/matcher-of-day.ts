import { matcherOf } from '../../lib/matching/compiled.ts';
import type { Matcher } from '../../lib/matching/matcher.ts';
import { dayOf } from '../../lib/targets/validity.ts';
import { ask } from './background-link.ts';
import type { ReadPage } from './seam.ts';

/** The compiled targets of the day; another day has other targets in force. */
export interface MatcherOfDay {
  /** Null when the background could not be asked. */
  on: (day: string) => Promise<Matcher | null>;
  /** Whether a new day has begun since the targets were fetched. */
  isOutdated: () => boolean;
}

/**
 * @param onNew called whenever targets are fetched: words of the ones before may no longer hold
 * @param first the answer that was asked for before there was anybody to take it
 */
export function createMatcherOfDay(onNew: () => void, first: ReadPage['index'] | null = null): MatcherOfDay {
  let underWay = first;
  let known: { matcher: Matcher; day: string } | null = null;
  return {
    on: async (day) => {
      if (known?.day !== day) {
        const reply = await (underWay ?? ask({ type: 'page/index' }));
        underWay = null;
        onNew();
        known = reply.ok ? { matcher: matcherOf(reply.index), day } : null;
      }
      return known?.matcher ?? null;
    },
    isOutdated: () => known !== null && known.day !== dayOf(new Date()),
  };
}
