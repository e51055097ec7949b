import { useEffect, useState } from 'preact/hooks';
import { patternsIn, type Site } from '../../../lib/sites.ts';
import type { SitesEdge } from '../../ui/switch-site.ts';

/** What the browser has granted of a site. */
export interface Grant {
  /** All its hosts. */
  whole: boolean;
  /** Match patterns of its hosts that are granted where not all are. */
  part: string[];
}

/** Grants by site id, kept up with what the user changes here or in the browser; null until they are known. */
export function useGrants(edge: SitesEdge, sites: readonly Site[]): ReadonlyMap<string, Grant> | null {
  const [grants, setGrants] = useState<ReadonlyMap<string, Grant> | null>(null);
  const ids = sites.map(({ id }) => id).join(' ');
  useEffect(() => {
    let turn = 0;
    const read = async () => {
      turn += 1;
      const own = turn;
      const granted = await edge.granted();
      const entries = await Promise.all(
        sites.map(async (site): Promise<[string, Grant]> => {
          const whole = await edge.contains(site.patterns);
          return [site.id, { whole, part: whole ? [] : patternsIn(site, granted) }];
        }),
      );
      if (own === turn) setGrants(new Map(entries));
    };
    void read();
    const stop = edge.onChanged(() => void read());
    return () => {
      turn = -1;
      stop();
    };
    // The list is new at each drawing; its ids say when it has changed.
  }, [edge, ids]);
  return grants;
}
