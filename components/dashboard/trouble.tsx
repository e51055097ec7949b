import type { ErrorCode } from '../../lib/messages.ts';
import { Heading } from './heading.tsx';
import { useHouse } from './house.ts';
import { formatRoute, type PageName } from './routes.ts';

/** Troubles with words of their own; any other is told as one of the journal. */
const troubles = ['journal-newer', 'journal-quota', 'journal-closed', 'extension-updated', 'page-failed'];

interface TroubleProps {
  code: ErrorCode | 'page-failed';
  page: PageName;
  /** Technical words for support, behind a fold. */
  detail?: string | null;
}

/** The page that stands where the journal cannot be read: what happened, what is kept and what to do. */
export function Trouble({ code, page, detail = null }: TroubleProps) {
  const { translate } = useHouse();
  const known = troubles.find((name) => name === code);
  const name = known ?? 'journal-failed';
  return (
    <>
      <Heading>{translate(`nav.${page}`)}</Heading>
      <section class="notice trouble" role="alert" aria-labelledby="trouble-title">
        <h2 id="trouble-title">{translate(`trouble.${name}.title`)}</h2>
        <dl>
          <dt>{translate('trouble.happened')}</dt>
          <dd>{translate(`trouble.${name}.happened`)}</dd>
          <dt>{translate('trouble.kept')}</dt>
          <dd>{translate(`trouble.${name}.kept`)}</dd>
          <dt>{translate('trouble.todo')}</dt>
          <dd>{translate(`trouble.${name}.todo`)}</dd>
        </dl>
        <p class="form-actions">
          <button type="button" class="button primary" onClick={() => location.reload()}>
            {translate('trouble.reload')}
          </button>
          <a class="button" href={formatRoute({ page: 'targets' })}>
            {translate('trouble.targets')}
          </a>
        </p>
        {detail && (
          <details>
            <summary>{translate('trouble.detail')}</summary>
            <p>
              <code>{detail}</code>
            </p>
          </details>
        )}
      </section>
    </>
  );
}
