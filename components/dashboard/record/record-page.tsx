import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Context } from '../../../lib/log/context.ts';
import { onJournal } from '../../../lib/log/database.ts';
import { historyOf } from '../../../lib/log/find/queries.ts';
import { confirm, correct, undo, withdraw } from '../../../lib/log/journal.ts';
import type { CurrentRow } from '../../../lib/log/rows.ts';
import type { Revision } from '../../../lib/log/schema.ts';
import { sharingOf } from '../../../lib/team/sharing.ts';
import { Field } from '../../ui/field.tsx';
import { ConfirmDialog } from '../confirm-dialog.tsx';
import { type Done, DoneNote } from '../done-note.tsx';
import { Heading } from '../heading.tsx';
import { targetTitle, useHouse } from '../house.ts';
import { useLive } from '../live.ts';
import { filtersOf } from '../log/log-filter.ts';
import { formatRoute, type Route } from '../routes.ts';
import { Trouble } from '../trouble.tsx';
import { useWrite } from '../use-write.ts';
import { RecordConflict } from './record-conflict.tsx';
import { RecordFields } from './record-fields.tsx';
import { RecordForm } from './record-form.tsx';
import { RecordHistory } from './record-history.tsx';

/** One record: what holds now, its whole history, and correcting, withdrawing or confirming it. */
export function RecordPage({ route }: { route: Route }) {
  const house = useHouse();
  const { translate, journal } = house;
  const recordId = route.id ?? '';
  const live = useLive(recordId, () =>
    onJournal(journal, 'everything', async () => {
      const row = await journal.current.where('records').equals(recordId).first();
      const sharing = row ? await sharingOf(journal, [row]) : null;
      return { row, sharing, history: await historyOf(journal, recordId) };
    }),
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
  const { row, sharing, history } = live.value;
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
        <a href={formatRoute({ page: 'procedure', id: row.procedureId })}>{row.procedure.title}</a>
      </p>
      {sharing && <p role="status">{translate(`sharing.${sharing[row.id] ?? 'shared'}`)}</p>}
      <RecordActions row={row} history={history} edit={route.query.edit ?? ''} />
      <RecordFields row={row} />
      <RecordHistory history={history} current={row.id} />
    </article>
  );
}

interface RecordActionsProps {
  row: CurrentRow;
  history: readonly Revision[];
  /** What a link asks for: to correct the decision, or to add its evidence. */
  edit: string;
}

function RecordActions({ row, history, edit }: RecordActionsProps) {
  const { translate, journal } = useHouse();
  const decided = row.kind === 'decision';
  const [open, setOpen] = useState<'correct' | 'withdraw' | null>(edit === '' ? null : 'correct');
  const [done, setDone] = useState<Done | null>(null);
  const { busy, error, write } = useWrite();
  const say = async (work: (context: Context) => Promise<Revision>, text: string | null) => {
    const revision = await write(work);
    if (revision === null) return;
    setDone(text === null ? null : { text, revision: revision.id });
    setOpen(null);
  };
  return (
    <section aria-label={translate('record.actions')} class="record-actions">
      <DoneNote
        done={done}
        busy={busy}
        onUndo={(revision) => void say((context) => undo(journal, revision, context), null)}
      />
      {row.conflict && (
        <RecordConflict
          row={row}
          history={history}
          busy={busy}
          onChoose={(chosen) =>
            say((context) => confirm(journal, row.recordId, context, chosen), translate('record.confirmed'))
          }
        />
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
        <Correction wantsEvidence={edit === 'evidence'}>
          <RecordForm
            heading={<h2>{translate(decided ? 'record.correct' : 'record.decideAgain')}</h2>}
            subject={{ lotId: row.lotId, targetId: row.target.id, phase: row.phase }}
            row={row}
            version={row.target.version}
            purpose="correct"
            busy={busy}
            error={error}
            onSubmit={(input) =>
              say((context) => correct(journal, row.recordId, input, context), translate('record.corrected'))
            }
            onCancel={() => setOpen(null)}
          />
        </Correction>
      )}
      {open === 'withdraw' && (
        <Withdrawal
          busy={busy}
          error={error}
          onConfirm={(reason) =>
            say((context) => withdraw(journal, row.recordId, reason, context), translate('record.withdrawn'))
          }
          onClose={() => setOpen(null)}
        />
      )}
    </section>
  );
}

/** The form's place on the page; who came for the evidence is taken to it. */
function Correction({ wantsEvidence, children }: { wantsEvidence: boolean; children: ComponentChildren }) {
  const { translate } = useHouse();
  const card = useRef<HTMLElement>(null);
  useEffect(() => {
    const place = wantsEvidence ? card.current?.querySelector<HTMLElement>('[data-detail="evidence"]') : card.current;
    place?.scrollIntoView({ block: wantsEvidence ? 'center' : 'nearest' });
    place?.querySelector<HTMLElement>('select, input, textarea')?.focus({ preventScroll: true });
  }, []);
  return (
    <section class="card" ref={card} aria-label={translate('record.correct')}>
      {children}
    </section>
  );
}

interface WithdrawalProps {
  busy: boolean;
  error: string | null;
  onConfirm: (reason: string) => void;
  onClose: () => void;
}

function Withdrawal({ busy, error, onConfirm, onClose }: WithdrawalProps) {
  const { translate } = useHouse();
  const [reason, setReason] = useState('');
  const [asked, setAsked] = useState(false);
  const area = useRef<HTMLTextAreaElement>(null);
  const isMissing = reason.trim() === '';
  const submit = () => {
    if (!isMissing) return onConfirm(reason.trim());
    setAsked(true);
    area.current?.focus();
  };
  return (
    <ConfirmDialog
      title={translate('record.withdrawTitle')}
      action={translate('record.withdraw')}
      busy={busy}
      error={error}
      onConfirm={submit}
      onClose={onClose}
    >
      <p>{translate('record.withdrawText')}</p>
      <Field
        label={translate('record.withdrawReason')}
        problem={asked && isMissing ? translate('record.withdrawReasonMissing') : null}
      >
        {(control) => (
          <textarea
            {...control}
            ref={area}
            required
            rows={3}
            maxLength={2000}
            value={reason}
            onInput={(event) => setReason(event.currentTarget.value)}
          />
        )}
      </Field>
    </ConfirmDialog>
  );
}
