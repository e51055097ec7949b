import { matcherOf } from '../../lib/matching/compiled.ts';
import type { Matcher } from '../../lib/matching/matcher.ts';
import { dayOf } from '../../lib/targets/validity.ts';
import { ask } from './background-link.ts';

/** The compiled targets of the day; another day has other targets in force. */
export interface MatcherOfDay {
  /** Null when the background could not be asked. */
  on: (day: string) => Promise<Matcher | null>;
  /** Whether a new day has begun since the targets were fetched. */
  isOutdated: () => boolean;
}

/** @param onNew called whenever targets are fetched: words of the ones before may no longer hold */
export function createMatcherOfDay(onNew: () => void): MatcherOfDay {
  let known: { matcher: Matcher; day: string } | null = null;
  return {
    on: async (day) => {
      if (known?.day !== day) {
        const reply = await ask({ type: 'page/index' });
        onNew();
        known = reply.ok ? { matcher: matcherOf(reply.index), day } : null;
      }
      return known?.matcher ?? null;
    },
    isOutdated: () => known !== null && known.day !== dayOf(new Date()),
  };
}
