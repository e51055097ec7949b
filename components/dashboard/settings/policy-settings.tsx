import { useState } from 'preact/hooks';
import { formatNumber } from '../../../lib/i18n.ts';
import { applyPack } from '../../../lib/targets/own-pack.ts';
import type { Policy, PolicyProblem } from '../../../lib/targets/policy.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { noFigure } from '../../ui/format.ts';
import { ConfirmDialog } from '../confirm-dialog.tsx';
import { areaName, useHouse } from '../house.ts';
import { formatRoute } from '../routes.ts';
import { JsonFileInput } from './json-file-input.tsx';
import { OutcomeNotes, useOutcome } from './outcome.tsx';
import { takePolicy } from './own-files.ts';
import { ProblemLines } from './problem-lines.tsx';

/** The organisation's policy: a file is checked, taken as a whole or refused, replaced and removed. */
export function PolicySettings() {
  const { translate, edge, packs: installed, policy: held, organisation } = useHouse();
  const { outcome, attempt } = useOutcome<PolicyProblem>();
  const [asking, setAsking] = useState(false);
  const locked = held.state !== 'none' && held.origin !== 'file';
  // A policy may tighten the targets of the organisation's own packs.
  const data = organisation.packs.reduce((laid, { pack }) => (pack ? applyPack(laid, pack).data : laid), installed);

  const take = (file: File) =>
    attempt(async () => {
      const before = await edge.policy.get();
      const problems = await takePolicy(edge.policy, data, file, translate.locale);
      if (problems.length > 0) return { kind: 'refused', file: file.name, problems };
      return { kind: 'done', words: translate('policy.taken'), before };
    });
  const remove = () =>
    attempt(async () => {
      setAsking(false);
      const before = await edge.policy.get();
      await edge.policy.remove();
      return { kind: 'done', words: translate('policy.removed'), before };
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
      <OutcomeNotes
        outcome={outcome}
        kept={translate(held.state === 'none' ? 'policy.keptNone' : 'policy.kept')}
        failed={translate('policy.failed')}
        problems={(problems) => <ProblemLines problems={problems} file="policy" />}
        onUndo={undo}
      />
      {held.state === 'unreadable' && (
        <div class="notice">
          <p>{translate('policy.unreadable')}</p>
          <ProblemLines problems={held.problems} file="policy" />
        </div>
      )}
      {held.state === 'held' && <Held policy={held.policy} refused={held.refused} />}
      {locked ? (
        <p class="hint">{translate(`managed.origin.${held.origin}`)}</p>
      ) : (
        <JsonFileInput
          label={translate(held.state === 'none' ? 'policy.choose' : 'policy.replace')}
          hint={translate('policy.hint')}
          onFile={take}
        />
      )}
      {held.state !== 'none' && !locked && (
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
          <ProblemLines problems={refused} file="policy" />
        </div>
      )}
    </>
  );
}
