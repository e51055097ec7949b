import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { decide, undo } from '../../../lib/log/journal.ts';
import { isDecision } from '../../../lib/log/rollups/rollups.ts';
import type { CurrentRow, TargetStatus } from '../../../lib/log/rows.ts';
import { formatDay } from '../../ui/format.ts';
import { VerdictLabel } from '../../ui/verdict-label.tsx';
import { type Done, DoneNote } from '../done-note.tsx';
import { areaName, findTarget, targetTitle, useHouse } from '../house.ts';
import { setFilters } from '../navigation.ts';
import { RecordForm } from '../record/record-form.tsx';
import { formatRoute, type Route } from '../routes.ts';
import { useWrite } from '../use-write.ts';
import type { WholeProcedure } from './whole-procedure.ts';

/** A procedure's targets, by area: where each stands, with its decisions, and the form for one that is open. */
export function ProcedureTargets({ whole, route }: { whole: WholeProcedure; route: Route }) {
  const house = useHouse();
  const { translate, journal } = house;
  const { state, rows, procedure } = whole;
  const { decide: chosen = '', lot = '' } = route.query;
  const lotId = lot || null;
  const { busy, error, write } = useWrite();
  const [done, setDone] = useState<Done | null>(null);
  const targets = targetsOf(whole);
  const areas = [...new Set(targets.map(({ area }) => area))];
  const open = targets.filter(({ status }) => status === 'open').length;
  const close = () => setFilters(route, { decide: '', lot: '' });
  return (
    <section class="part" aria-labelledby="targets">
      <h2 id="targets">{translate('procedure.targets')}</h2>
      {targets.length === 0 && <p class="empty">{translate('procedure.noTargets')}</p>}
      {targets.length > 0 && (
        <p>{open === 0 ? translate('procedure.allDecided') : translate('missing.openCount', { count: open })}</p>
      )}
      <DoneNote
        done={done}
        busy={busy}
        onUndo={async (revision) => {
          if (await write((context) => undo(journal, revision, context))) setDone(null);
        }}
      />
      {chosen !== '' && findTarget(house, chosen) !== null && (
        <FormCard key={`${chosen} ${lot}`}>
          {lotId !== null && <p>{translate('procedure.lot', { lot: lotId })}</p>}
          <RecordForm
            heading={<h3>{targetTitle(house, chosen)}</h3>}
            subject={{ lotId, targetId: chosen, phase: null }}
            row={rows.find((row) => row.target.id === chosen && row.lotId === lotId) ?? null}
            version={findTarget(house, chosen)?.version}
            purpose="log"
            busy={busy}
            error={error}
            onSubmit={async (input) => {
              const revision = await write((context) => decide(journal, procedure.id, input, context));
              if (revision === null) return;
              const verdict = translate(`verdict.${input.verdict}`);
              setDone({ text: translate('procedure.logged', { verdict }), revision: revision.id });
              close();
            }}
            onCancel={close}
          />
        </FormCard>
      )}
      {areas.map((area) => (
        <div key={area} class="procedure-area">
          <h3>{areaName(house, area)}</h3>
          <table class="list">
            <caption class="visually-hidden">{areaName(house, area)}</caption>
            <thead>
              <tr>
                <th scope="col">{translate('targets.target')}</th>
                <th scope="col" class="verdict">
                  {translate('log.verdict')}
                </th>
                <th scope="col" class="act">
                  {translate('procedure.next')}
                </th>
              </tr>
            </thead>
            <tbody>
              {targets
                .filter((target) => target.area === area)
                .map(({ id, status }) => (
                  <tr key={id}>
                    <th scope="row">
                      <a href={formatRoute({ page: 'targets', id })}>{targetTitle(house, id)}</a>
                    </th>
                    <td>
                      <VerdictLabel verdict={status} translate={translate} />
                    </td>
                    <td>
                      {status === 'open' ? (
                        <a href={formatRoute({ page: 'procedure', id: route.id, query: { decide: id } })}>
                          {translate('procedure.decide')}
                          <span class="visually-hidden"> {targetTitle(house, id)}</span>
                        </a>
                      ) : (
                        <DecisionLinks rows={rows.filter((row) => row.target.id === id && isDecision(row))} />
                      )}
                    </td>
                  </tr>
                ))}
            </tbody>
          </table>
        </div>
      ))}
      {state === undefined && <p class="muted">{translate('procedure.notCounted')}</p>}
    </section>
  );
}

interface StandingTarget {
  id: string;
  area: string;
  status: TargetStatus;
}

/** Every target that counts or was decided on, the open ones of an area first. */
function targetsOf({ state }: WholeProcedure): StandingTarget[] {
  const order = (status: TargetStatus) => (status === 'open' ? 0 : 1);
  return Object.entries(state?.targets ?? {})
    .map(([id, { area, status }]) => ({ id, area, status }))
    .sort((a, b) => order(a.status) - order(b.status));
}

/** The decisions on a target, one for each lot, each leading to its record. */
function DecisionLinks({ rows }: { rows: readonly CurrentRow[] }) {
  const { translate } = useHouse();
  return (
    <ul class="plain-list">
      {rows.map((row) => (
        <li key={row.recordId}>
          <a href={formatRoute({ page: 'log', id: row.recordId })}>
            {translate('procedure.see', { day: formatDay(row.day, translate.locale, 'short') })}
          </a>
          {row.lotId !== null && <span class="below">{translate('procedure.lot', { lot: row.lotId })}</span>}
          {row.unproven === 1 && <span class="below">{translate('log.noEvidence')}</span>}
          {row.conflict && <span class="below attention">{translate('log.conflict')}</span>}
        </li>
      ))}
    </ul>
  );
}

/** A form that was asked for by a link: it comes into view and takes the focus. */
function FormCard({ children }: { children: ComponentChildren }) {
  const card = useRef<HTMLElement>(null);
  useEffect(() => {
    card.current?.scrollIntoView({ block: 'start' });
    card.current?.focus({ preventScroll: true });
  }, []);
  const { translate } = useHouse();
  return (
    <section class="card" tabIndex={-1} ref={card} aria-label={translate('procedure.decide')}>
      {children}
    </section>
  );
}
