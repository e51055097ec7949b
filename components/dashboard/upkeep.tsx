import { useEffect, useRef, useState } from 'preact/hooks';
import { backupStanding, putOffBackup } from '../../lib/exchange/backup.ts';
import { clearAbandoned } from '../../lib/exchange/stage.ts';
import { takeIn } from '../../lib/exchange/take-in.ts';
import { onJournal } from '../../lib/log/database.ts';
import { underJournalLock } from '../../lib/log/lock.ts';
import { deleteByDuty } from '../../lib/log/retention.ts';
import { formatDay } from '../ui/format.ts';
import { visitIfAllowed } from './exchange/folder-run.ts';
import { usePersisted } from './exchange/persistence-part.tsx';
import { useHouse } from './house.ts';
import { useLive } from './live.ts';
import { formatRoute, type PageName } from './routes.ts';
import { useTeamLife } from './team/use-team.ts';

/** Between two visits to the shared folder while the dashboard is looked at. */
const visitEvery = 5 * 60_000;

/**
 * What the dashboard sees to by itself when it opens (imports that were left in the middle, the shared folder, how long
 * the organisation keeps its records), and what it reminds the user of.
 */
export function Upkeep({ page }: { page: PageName }) {
  const house = useHouse();
  const { translate, journal, today, organisation } = house;
  const { retentionYears } = organisation.managed.managed;
  const [resumed, setResumed] = useState(false);
  const [deleted, setDeleted] = useState(0);
  useTeamLife();
  const current = useRef(house);
  current.current = house;
  useEffect(() => {
    const resume = () =>
      underJournalLock(async () => {
        const left = await onJournal(journal, 'everything', () =>
          journal.imports.filter(({ state }) => state === 'applying').count(),
        );
        if (left === 0) return;
        await takeIn(journal);
        setResumed(true);
      });
    const visit = async () => {
      if (document.visibilityState === 'visible') await visitIfAllowed(current.current);
    };
    // What does not work now is tried again later; the pages of import and folder say what is wrong.
    const quietly = (work: () => Promise<unknown>) => work().catch(() => undefined);
    void quietly(() => clearAbandoned(journal));
    void quietly(resume).then(() => quietly(visit));
    const timer = setInterval(() => void quietly(visit), visitEvery);
    return () => clearInterval(timer);
  }, [journal]);
  useEffect(() => {
    if (retentionYears === undefined) return;
    const abort = new AbortController();
    const { signal } = abort;
    const options = { now: new Date(), signal };
    underJournalLock(() => deleteByDuty(journal, today, retentionYears, options), signal).then(
      (report) => setDeleted(report?.procedures ?? 0),
      // Tried again the next time; each purchase goes whole or not at all.
      () => undefined,
    );
    return () => abort.abort();
  }, [journal, today, retentionYears]);
  return (
    <>
      <p class={deleted > 0 ? 'upkeep' : 'visually-hidden'} role="status">
        {deleted > 0 && translate('privacy.dutyDone', { count: deleted, years: retentionYears ?? 0 })}
      </p>
      <p class={resumed ? 'upkeep' : 'visually-hidden'} role="status">
        {resumed && translate('import.resumed')}
      </p>
      {(page === 'overview' || page === 'log') && <BackupReminder />}
    </>
  );
}

/** Asks for a backup when the last one is old and the browser may clear the journal. */
function BackupReminder() {
  const { translate, journal, today } = useHouse();
  const [persisted] = usePersisted();
  const standing = useLive(`backup reminder ${today}`, () => backupStanding(journal, new Date()));
  if (persisted !== false || standing.state !== 'ready' || !standing.value.isDue) return null;
  const { last } = standing.value;
  return (
    <section class="upkeep" aria-label={translate('exchange.part.backup')}>
      <p>
        {last === null
          ? translate('backup.remindNever')
          : translate('backup.remind', { day: formatDay(last.slice(0, 10), translate.locale) })}
      </p>
      <p class="form-actions">
        <a class="button small" href={formatRoute({ page: 'exchange', id: 'backup' })}>
          {translate('backup.make')}
        </a>
        <button type="button" class="button small" onClick={() => void putOffBackup(journal, new Date())}>
          {translate('backup.later')}
        </button>
      </p>
    </section>
  );
}
