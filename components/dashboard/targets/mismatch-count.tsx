import { mismatchesOf } from '../../../lib/log/feedback.ts';
import { useHouse } from '../house.ts';
import { useLive } from '../live.ts';
import { formatRoute } from '../routes.ts';

/** Before anything was logged: the count knows no period. */
const firstDay = '2020-01-01';

/** How often buyers said that a target did not fit where it was shown; nothing while nobody has. */
export function MismatchCount({ target }: { target: string }) {
  const { translate, journal, today } = useHouse();
  const live = useLive(`mismatches ${target}`, () => mismatchesOf(journal, target));
  if (live.state !== 'ready' || live.stale || live.value === 0) return null;
  const query = { target, kind: 'mismatch', period: 'own', from: firstDay, to: today };
  return (
    <p class="notice">
      {translate('target.mismatches', { count: live.value })}{' '}
      <a class="screen-only" href={formatRoute({ page: 'log', query })}>
        {translate('target.mismatches.show')}
      </a>
    </p>
  );
}
