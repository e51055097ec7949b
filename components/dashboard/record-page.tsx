import { useState } from 'preact/hooks';
import type { Context } from '../../lib/log/context.ts';
import { onJournal } from '../../lib/log/database.ts';
import { confirm, correct, undo, withdraw } from '../../lib/log/journal.ts';
import { toJournalError } from '../../lib/log/journal-error.ts';
import { historyOf } from '../../lib/log/queries.ts';
import type { CurrentRow } from '../../lib/log/rows.ts';
import type { DecisionInput, Revision } from '../../lib/log/schema.ts';
import { writeContext } from '../../lib/log/write-context.ts';
import { DecisionForm } from '../ui/decision-form.tsx';
import { allDetails } from '../ui/decision-input.ts';
import { Dialog } from '../ui/dialog.tsx';
import { Field } from '../ui/field.tsx';
import { Heading } from './heading.tsx';
import { contentIn, findTarget, type House, targetTitle, useHouse } from './house.ts';
import { useLive } from './live.ts';
import { filtersOf } from './log-filter.ts';
import { RecordFields } from './record-fields.tsx';
import { RecordHistory } from './record-history.tsx';
import { formatRoute, type Route } from './routes.ts';
import { Trouble } from './trouble.tsx';

/** One record: what holds now, its whole history, and correcting, withdrawing or confirming it. */
export function RecordPage({ route }: { route: Route }) {
  const house = useHouse();
  const { translate, journal } = house;
  const recordId = route.id ?? '';
  const live = useLive(recordId, () =>
    onJournal(journal, 'everything', async () => ({
      row: await journal.current.get(recordId),
      history: await historyOf(journal, recordId),
    })),
  );
  if (live.state === 'failed') return <Trouble code={live.error.code} detail={live.error.detail} page="log" />;
  const back = (
    <p class="breadcrumb">
      <a href={formatRoute({ page: 'log', query: filtersOf(route.query) })}>{translate('record.back')}</a>
    </p>
  );
  // One shape for all three answers: the heading that has the focus stays the same element.
  if (live.state === 'loading') {
    return (
      <article class="record">
        {back}
        <Heading>{translate('record.title')}</Heading>
        <p role="status">{translate('loading')}</p>
      </article>
    );
  }
  const { row, history } = live.value;
  if (row === undefined) {
    return (
      <article class="record">
        {back}
        <Heading>{translate('record.unknown')}</Heading>
        <p>{translate('record.unknownText')}</p>
      </article>
    );
  }
  return (
    <article class="record">
      {back}
      <Heading>{targetTitle(house, row.target.id, row.target.version)}</Heading>
      <p class="lead">
        <a href={row.procedure.url} target="_blank" rel="noreferrer">
          {row.procedure.title}
          <span class="visually-hidden"> {translate('link.newTab')}</span>
        </a>
      </p>
      <RecordActions row={row} />
      <RecordFields row={row} />
      <RecordHistory history={history} current={row.id} />
    </article>
  );
}

/** What was just done, and the revision to take back. */
interface Done {
  text: string;
  revision: string;
}

function RecordActions({ row }: { row: CurrentRow }) {
  const house = useHouse();
  const { translate, journal } = house;
  const [open, setOpen] = useState<'correct' | 'withdraw' | null>(null);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const [done, setDone] = useState<Done | null>(null);

  const write = async (work: (context: Context) => Promise<Revision>, text: string | null) => {
    setBusy(true);
    setError(null);
    try {
      const { id } = await work(await contextOf(house));
      setDone(text === null ? null : { text, revision: id });
      setOpen(null);
    } catch (cause) {
      setError(translate(`error.${toJournalError(cause, 'earlierDecisions').code}`));
    } finally {
      setBusy(false);
    }
  };
  const decided = row.kind === 'decision';
  return (
    <section aria-label={translate('record.actions')} class="record-actions">
      <div role="status">
        {done && (
          <p class="done">
            {done.text}{' '}
            <button
              type="button"
              class="button small"
              disabled={busy}
              onClick={() => write((context) => undo(journal, done.revision, context), null)}
            >
              {translate('action.undo')}
            </button>
          </p>
        )}
      </div>
      {row.conflict && (
        <div class="notice">
          <p>{translate('record.conflict')}</p>
          <button
            type="button"
            class="button"
            disabled={busy}
            onClick={() => write((context) => confirm(journal, row.recordId, context), translate('record.confirmed'))}
          >
            {translate('record.confirm')}
          </button>
        </div>
      )}
      {open !== 'correct' && (
        <div class="form-actions">
          <button type="button" class="button primary" onClick={() => setOpen('correct')}>
            {translate(decided ? 'record.correct' : 'record.decideAgain')}
          </button>
          {decided && (
            <button type="button" class="button danger" onClick={() => setOpen('withdraw')}>
              {translate('record.withdraw')}
            </button>
          )}
        </div>
      )}
      {error !== null && open === null && (
        <p class="problem" role="alert">
          {error}
        </p>
      )}
      {open === 'correct' && (
        <Correction
          row={row}
          busy={busy}
          error={error}
          onSubmit={(input) =>
            write((context) => correct(journal, row.recordId, input, context), translate('record.corrected'))
          }
          onCancel={() => setOpen(null)}
        />
      )}
      {open === 'withdraw' && (
        <Withdrawal
          busy={busy}
          error={error}
          onConfirm={(reason) =>
            write((context) => withdraw(journal, row.recordId, reason, context), translate('record.withdrawn'))
          }
          onClose={() => setOpen(null)}
        />
      )}
    </section>
  );
}

function contextOf({ journal, data, settings, edge }: House): Promise<Context> {
  return writeContext(journal, data, settings, edge.toolVersion);
}

interface CorrectionProps {
  row: CurrentRow;
  busy: boolean;
  error: string | null;
  onSubmit: (input: DecisionInput) => void;
  onCancel: () => void;
}

function Correction({ row, ...form }: CorrectionProps) {
  const house = useHouse();
  const { translate, data } = house;
  const { lotId, phase, target, verdict } = row;
  const subject = { lotId, targetId: target.id, phase };
  const initial: DecisionInput | null =
    verdict === null
      ? null
      : {
          ...subject,
          verdict,
          reason: row.reason,
          placement: row.placement,
          awardWeightPct: row.awardWeightPct,
          measured: row.measured,
          ecolabels: row.ecolabels,
          evidence: row.evidence,
          vehicles: row.vehicles,
        };
  const known = findTarget(house, target.id, target.version);
  return (
    <section class="card" aria-label={translate('record.correct')}>
      <DecisionForm
        {...form}
        target={{ id: target.id, thresholds: known?.thresholds ?? [] }}
        subject={subject}
        initial={initial}
        ask={allDetails}
        ecolabels={data.ecolabels.map(({ id, name }) => ({ id, name: contentIn(name, translate.locale).text }))}
        translate={translate}
        purpose="correct"
      />
    </section>
  );
}

interface WithdrawalProps {
  busy: boolean;
  error: string | null;
  onConfirm: (reason: string | null) => void;
  onClose: () => void;
}

function Withdrawal({ busy, error, onConfirm, onClose }: WithdrawalProps) {
  const { translate } = useHouse();
  const [reason, setReason] = useState('');
  return (
    <Dialog title={translate('record.withdrawTitle')} onClose={onClose}>
      <p>{translate('record.withdrawText')}</p>
      <Field label={translate('record.withdrawReason')}>
        {(control) => (
          <textarea
            {...control}
            rows={3}
            maxLength={2000}
            value={reason}
            onInput={(event) => setReason(event.currentTarget.value)}
          />
        )}
      </Field>
      {error !== null && (
        <p class="problem" role="alert">
          {error}
        </p>
      )}
      <p class="form-actions">
        <button type="button" class="button danger" disabled={busy} onClick={() => onConfirm(reason.trim() || null)}>
          {translate('record.withdraw')}
        </button>
        <button type="button" class="button" onClick={onClose}>
          {translate('action.cancel')}
        </button>
      </p>
    </Dialog>
  );
}
