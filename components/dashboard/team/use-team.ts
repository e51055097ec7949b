import { signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { writeContext } from '../../../lib/log/write-context.ts';
import { teamOf } from '../../../lib/team/connection.ts';
import { useHouse } from '../house.ts';
import { useLive } from '../live.ts';
import type { TeamActivity } from './team-life.ts';

/** What goes on with the team, for every part of the page; null while there is no team, or another page speaks with it. */
export const activity = signal<TeamActivity | null>(null);

/**
 * Keeps the connection to the team while the page is open. Without a team nothing is loaded and nothing is tried; what
 * speaks with the server comes in only with one.
 */
export function useTeamLife(): void {
  const { journal, data, packs, settings, edge } = useHouse();
  const standing = useLive('team', () => teamOf(journal));
  const team = standing.state === 'ready' ? standing.value : null;
  const key = team && JSON.stringify(team);
  useEffect(() => {
    if (key === null) return;
    const end = new AbortController();
    const live = async () => {
      const { device } = await writeContext(journal, data, settings, edge.toolVersion);
      const { keepTeam } = await import('./team-life.ts');
      const tool = { version: edge.toolVersion, data: data.version };
      const tell = (now: TeamActivity) => {
        if (!end.signal.aborted) activity.value = now;
      };
      const told = () => void edge.teamChanged();
      const shared = { parts: edge.organisation.parts, bucket: edge.bucket, packs };
      await keepTeam({ journal, device, tool, tell, told, shared, signal: end.signal });
    };
    live().catch((error: unknown) => {
      if (!end.signal.aborted) console.error(error);
    });
    return () => {
      end.abort();
      activity.value = null;
    };
  }, [key, journal]);
}
