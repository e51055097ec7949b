import { useState } from 'preact/hooks';
import { formatNumber } from '../../../lib/i18n.ts';
import { type Policy, type PolicyProblem, policyLine } from '../../../lib/targets/policy.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { Field } from '../../ui/field.tsx';
import { noFigure } from '../../ui/format.ts';
import { ConfirmDialog } from '../confirm-dialog.tsx';
import { areaName, useHouse } from '../house.ts';
import { formatRoute } from '../routes.ts';
import { takePolicy } from './policy-store.ts';

/** What came of the last thing the user did here; `before` brings the policy back that was there. */
type Outcome =
  | { kind: 'taken' | 'removed'; before: unknown }
  | { kind: 'refused'; file: string; problems: PolicyProblem[] }
  | { kind: 'failed' };

/** The organisation's policy: a file is checked, taken as a whole or refused, replaced and removed. */
export function PolicySettings() {
  const { translate, edge, packs, policy: held } = useHouse();
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const [asking, setAsking] = useState(false);

  const attempt = async (work: () => Promise<Outcome | null>) => {
    try {
      setOutcome(await work());
    } catch (error) {
      console.error(error);
      setOutcome({ kind: 'failed' });
    }
  };
  const take = (file: File) =>
    attempt(async () => {
      const before = await edge.policy.get();
      const problems = await takePolicy(edge.policy, packs, file, translate.locale);
      return problems.length > 0 ? { kind: 'refused', file: file.name, problems } : { kind: 'taken', before };
    });
  const remove = () =>
    attempt(async () => {
      setAsking(false);
      const before = await edge.policy.get();
      await edge.policy.remove();
      return { kind: 'removed', before };
    });
  const undo = (before: unknown) =>
    attempt(async () => {
      await (before === undefined ? edge.policy.remove() : edge.policy.set(before));
      return null;
    });

  return (
    <section class="settings-group policy-settings" aria-labelledby="policy">
      <h2 id="policy">{translate('policy.title')}</h2>
      <p>{translate('policy.lead')}</p>
      <div role="status">
        {(outcome?.kind === 'taken' || outcome?.kind === 'removed') && (
          <p class="done">
            <span>{translate(`policy.${outcome.kind}`)}</span>
            <button type="button" class="button small" onClick={() => undo(outcome.before)}>
              {translate('action.undo')}
            </button>
          </p>
        )}
      </div>
      <div role="alert">
        {outcome?.kind === 'refused' && (
          <div class="notice">
            <p>
              <strong>{translate('policy.refused', { file: outcome.file })}</strong>{' '}
              {translate(held.state === 'none' ? 'policy.keptNone' : 'policy.kept')}
            </p>
            <Problems problems={outcome.problems} />
          </div>
        )}
        {outcome?.kind === 'failed' && <p class="notice">{translate('policy.failed')}</p>}
      </div>
      {held.state === 'unreadable' && (
        <div class="notice">
          <p>{translate('policy.unreadable')}</p>
          <Problems problems={held.problems} />
        </div>
      )}
      {held.state === 'held' && <Held policy={held.policy} refused={held.refused} />}
      <Field
        label={translate(held.state === 'none' ? 'policy.choose' : 'policy.replace')}
        hint={translate('policy.hint')}
      >
        {(control) => (
          <input
            {...control}
            type="file"
            accept=".json,application/json"
            onChange={({ currentTarget }) => {
              const [file] = currentTarget.files ?? [];
              // Emptied, so that the same file can be chosen again after it was mended.
              if (file) void take(file).finally(() => (currentTarget.value = ''));
            }}
          />
        )}
      </Field>
      {held.state !== 'none' && (
        <p>
          <button type="button" class="button danger" onClick={() => setAsking(true)}>
            {translate('policy.remove')}
          </button>
        </p>
      )}
      {asking && (
        <ConfirmDialog
          title={translate('policy.removeTitle')}
          action={translate('policy.remove')}
          onConfirm={remove}
          onClose={() => setAsking(false)}
        >
          <p>{translate('policy.removeText')}</p>
        </ConfirmDialog>
      )}
    </section>
  );
}

function Problems({ problems }: { problems: readonly PolicyProblem[] }) {
  const { translate } = useHouse();
  return (
    <ul class="problem-lines">
      {problems.map((problem) => {
        const line = policyLine(problem, translate);
        return (
          <li key={line}>
            <code>{line}</code>
          </li>
        );
      })}
    </ul>
  );
}

function Held({ policy, refused }: { policy: Policy; refused: readonly PolicyProblem[] }) {
  const house = useHouse();
  const { translate } = house;
  const parts = (['stricter', 'added', 'switchedOff', 'cases', 'sites'] as const).filter(
    (part) => policy[part].length > 0,
  );
  return (
    <>
      <dl class="facts">
        <dt>{translate('policy.organisation')}</dt>
        <dd>
          {policy.organisation.name}
          {policy.organisation.cvr && ` (${translate('policy.cvr', { number: policy.organisation.cvr })})`}
        </dd>
        {policy.contact && (
          <>
            <dt>{translate('policy.contact')}</dt>
            <dd>{policy.contact}</dd>
          </>
        )}
        <dt>{translate('policy.content')}</dt>
        <dd>
          {parts.map((part) => translate(`policy.count.${part}`, { count: policy[part].length })).join(', ') ||
            noFigure}
          <br />
          <a href={formatRoute({ page: 'targets', query: { policy: 'own' } })}>{translate('policy.show')}</a>
        </dd>
      </dl>
      {policy.figures.length > 0 && (
        <DataTable
          caption={translate('policy.figures')}
          columns={[
            { label: translate('filter.area') },
            { label: translate('policy.year'), numeric: true },
            { label: translate('policy.share'), numeric: true },
            { label: translate('policy.unit') },
            { label: translate('policy.note') },
          ]}
          rows={policy.figures.map(({ area, year, share, unit, note }) => ({
            key: `${area} ${year} ${unit}`,
            cells: [
              areaName(house, area),
              String(year),
              `${formatNumber(share, translate.locale)}\u00a0%`,
              translate(`policy.unit.${unit}`),
              note ?? noFigure,
            ],
          }))}
        />
      )}
      {refused.length > 0 && (
        <div class="notice">
          <p>{translate('policy.stale')}</p>
          <Problems problems={refused} />
        </div>
      )}
    </>
  );
}
