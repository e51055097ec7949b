import { useEffect } from 'preact/hooks';
import { type AsideFigure, toldDatabase, toldStanding, wantMonths } from '../../../lib/team/told-figures.ts';
import { formatMoment } from '../../ui/format.ts';
import { useHouse } from '../house.ts';
import { useLive } from '../live.ts';
import { formatRoute, type Query } from '../routes.ts';
import { activity } from '../team/use-team.ts';
import { monthsOfOverview, type Overview, type Told } from './overview-reading.ts';
import { isOld, tellersOf } from './told-words.ts';

interface ToldStandingProps {
  overview: Overview & { told: Told };
  query: Query;
}

/** Whose figures are shown and how old they are; how fetching them goes on; and why the log behind is not here. */
export function ToldStanding({ overview, query }: ToldStandingProps) {
  const { translate, journal, today } = useHouse();
  const { told } = overview;
  const database = toldDatabase(journal);
  const standing = useLive('told standing', async () => ({
    ...(await toldStanding(database)),
    hasOwnLog: (await journal.journal.limit(1).count()) > 0,
  }));
  const wanted = JSON.stringify(monthsOfOverview(overview, today));
  useEffect(() => {
    // Whoever holds the connection, in this window or another, reads what is looked at.
    wantMonths(database, JSON.parse(wanted)).catch((error: unknown) => console.error(error));
  }, [database, wanted]);
  const { readAt, progress, aside, hasOwnLog } =
    standing.state === 'ready' ? standing.value : { readAt: null, progress: null, aside: [], hasOwnLog: false };
  return (
    <section class="told" aria-label={translate('told.title')}>
      <Whose told={told} />
      <p role="status" class="hint">
        <Fetching readAt={readAt} progress={progress} />
      </p>
      <p class="hint">
        {translate('told.why')} {query.period === 'own' && translate('told.months')}{' '}
        {hasOwnLog && (
          <a href={formatRoute({ page: 'overview', query: { source: 'own' } })}>{translate('told.ownLog')}</a>
        )}
      </p>
      <Aside aside={aside} />
    </section>
  );
}

/** How many have told, when their figures were computed, and who is missing. */
function Whose({ told }: { told: Told }) {
  const { translate, today } = useHouse();
  const tellers = tellersOf(told);
  const [oldest, newest] = [tellers[0], tellers.at(-1)];
  const count = told.organisations.length;
  if (oldest === undefined || newest === undefined) return null;
  const at = ({ latest }: typeof oldest) => formatMoment(latest.computedAt, translate.locale);
  const missing = {
    none: count - tellers.length,
    old: tellers.filter((teller) => isOld(teller, today)).length,
    away: told.organisations.filter(({ isAway, latest }) => isAway && latest !== null).length,
  };
  return (
    <p>
      <strong>
        {count === 1
          ? translate('told.of', { organisation: oldest.organisation })
          : translate('told.ofMany', { told: tellers.length, count })}
      </strong>{' '}
      {at(oldest) === at(newest)
        ? translate('told.computed', { at: at(newest) })
        : translate('told.computedBetween', { oldest: at(oldest), newest: at(newest) })}{' '}
      {(['none', 'old', 'away'] as const)
        .filter((kind) => missing[kind] > 0)
        .map((kind) => translate(`told.missing.${kind}`, { count: missing[kind] }))
        .join(' ')}
    </p>
  );
}

function Fetching({ readAt, progress }: { readAt: string | null; progress: { done: number; of: number } | null }) {
  const { translate } = useHouse();
  const now = activity.value;
  const at = readAt && formatMoment(readAt, translate.locale);
  if (now?.state === 'waiting') {
    return <>{at ? translate('told.disconnected', { at }) : translate('told.disconnectedFirst')}</>;
  }
  if (progress !== null && progress.of > progress.done) {
    return <>{translate('told.fetching', { done: progress.done, count: progress.of })}</>;
  }
  return <>{at ? translate('told.fetched', { at }) : translate('told.fetchingFirst')}</>;
}

/** Figures that cannot be used: how many, and which. */
function Aside({ aside }: { aside: readonly AsideFigure[] }) {
  const { translate } = useHouse();
  if (aside.length === 0) return null;
  return (
    <details>
      <summary>{translate('told.aside', { count: aside.length })}</summary>
      <p class="hint">{translate('told.asideText')}</p>
      <ul>
        {aside.map(({ subject, at }) => (
          <li key={subject}>
            <code class="breakable">{subject}</code> {formatMoment(at, translate.locale)}
          </li>
        ))}
      </ul>
    </details>
  );
}
