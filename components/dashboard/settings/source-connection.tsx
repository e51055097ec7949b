import { useState } from 'preact/hooks';
import { hostPattern } from '../../../lib/sites.ts';
import type { SourceProblem } from '../../../lib/source.ts';
import { formatMoment } from '../../ui/format.ts';
import { useHouse } from '../house.ts';
import { ProblemLines } from './problem-lines.tsx';

/** The address that the organisation keeps packs and policy at: where, when it was asked, what came, and what to do. */
export function SourceConnection({ address }: { address: string }) {
  const { translate, edge, organisation } = useHouse();
  const { source } = organisation;
  const [busy, setBusy] = useState(false);
  const { host } = new URL(address);
  const at = (moment: string) => formatMoment(moment, translate.locale);
  const problem = source?.problem ?? null;

  const visit = async () => {
    setBusy(true);
    await edge.organisation.visit().finally(() => setBusy(false));
  };
  const grant = async () => {
    // The browser asks only straight from the click.
    if (await edge.sites.request([hostPattern(new URL(address))])) await visit();
  };
  return (
    <div class="connection">
      <p>
        <strong>{translate('source.title')}</strong>: <span class="breakable">{address}</span>
      </p>
      <p class="hint">
        {translate('managed.locked')} {translate('source.often')}{' '}
        {source?.fetchedAt ? translate('source.fetched', { at: at(source.fetchedAt) }) : translate('source.never')}
      </p>
      <div role="status">
        {problem && source && (
          <div class="notice">
            <p>
              {translate('source.tried', { at: at(source.triedAt) })} {problemWords(problem)}{' '}
              {source.bundle && translate('source.kept')}
            </p>
            {problem.code === 'content' && <ProblemLines problems={problem.problems} file={problem.file} />}
            {problem.code === 'unreachable' && <p>{translate('source.grantText', { host })}</p>}
          </div>
        )}
      </div>
      <p class="form-actions">
        <button type="button" class="button small" disabled={busy} onClick={() => void visit()}>
          {translate('source.visit')}
        </button>
        {problem?.code === 'unreachable' && (
          <button type="button" class="button small" disabled={busy} onClick={() => void grant()}>
            {translate('source.grant', { host })}
          </button>
        )}
      </p>
    </div>
  );

  function problemWords(of: SourceProblem): string {
    return translate(`source.problem.${of.code}`, of.code === 'status' ? { status: String(of.status) } : {});
  }
}
