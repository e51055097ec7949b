import { useEffect } from 'preact/hooks';
import { deadlineMoment } from '../../../lib/log/procedures/missing.ts';
import { procedureValue } from '../../../lib/log/rollups/rollups.ts';
import type { Procedure } from '../../../lib/log/schema.ts';
import type { Need } from '../../../lib/team/purchases.ts';
import { formatDay, formatDaysAhead, formatMoment, formatMoney } from '../../ui/format.ts';
import { Heading } from '../heading.tsx';
import { useHouse } from '../house.ts';
import { InvoiceLabels } from '../invoice-labels.tsx';
import { WhoElse } from '../purchases/who-else.tsx';
import { Fact } from '../record/record-fields.tsx';
import { formatRoute, type Route } from '../routes.ts';
import { Trouble } from '../trouble.tsx';
import { ProcedureChecklist } from './procedure-checklist.tsx';
import { ProcedureNotice } from './procedure-notice.tsx';
import { ProcedureOutcomes } from './procedure-outcomes.tsx';
import { ProcedureTargets } from './procedure-targets.tsx';
import { useWholeProcedure, type WholeProcedure } from './whole-procedure.ts';

/** One tender from the first target to what was learned: what is decided and open, the checklist, and what came of it. */
export function ProcedurePage({ route }: { route: Route }) {
  const { translate } = useHouse();
  const id = route.id ?? '';
  const live = useWholeProcedure(id);
  const whole = live.state === 'ready' ? live.value : null;
  const title = whole?.procedure.title;
  useEffect(() => {
    if (title !== undefined) document.title = `${title} – ${translate('app.name')}`;
  }, [title, translate]);
  if (live.state === 'failed') return <Trouble code={live.error.code} detail={live.error.detail} page="procedure" />;
  // One shape for all answers: the heading that has the focus stays the same element.
  return (
    <article class="procedure">
      <p class="breadcrumb">
        <a href={formatRoute({ page: 'missing' })}>{translate('procedure.back')}</a>
      </p>
      <Heading>{title ?? translate(live.state === 'loading' ? 'nav.procedure' : 'procedure.unknown')}</Heading>
      {live.state === 'loading' && <p role="status">{translate('loading')}</p>}
      {live.state === 'ready' && whole === null && <p>{translate('procedure.unknownText')}</p>}
      {whole !== null && (
        <>
          <Facts procedure={whole.procedure} />
          <p>
            <a class="button" href={formatRoute({ page: 'note', id: whole.procedure.id })}>
              {translate('note.open')}
            </a>
          </p>
          <ProcedureTargets whole={whole} route={route} />
          <ProcedureNotice whole={whole} />
          <InvoiceLabels ids={whole.rows.flatMap(({ ecolabels }) => ecolabels)} />
          <WhoElse need={needOf(whole)} />
          <ProcedureChecklist whole={whole} />
          <ProcedureOutcomes whole={whole} />
        </>
      )}
    </article>
  );
}

/** What others may plan to buy too: the tender's codes, and the areas of its targets. */
function needOf({ procedure: { cpv }, rows }: WholeProcedure): Need {
  const areas = new Set(rows.map(({ area }) => area).filter((area) => area !== 'all'));
  return { areas: [...areas], cpv: [cpv.main, ...cpv.additional].flatMap((code) => code ?? []) };
}

function Facts({ procedure }: { procedure: Procedure }) {
  const { translate } = useHouse();
  const { locale } = translate;
  const { buyer, reference, publicationNumber, cpv, unit, url, followedAt, unfollowedAt } = procedure;
  const value = procedureValue(procedure);
  return (
    <>
      {url !== '' && (
        <p>
          <a href={url} target="_blank" rel="noreferrer">
            {translate('procedure.open')}
            <span class="visually-hidden"> {translate('link.newTab')}</span>
          </a>
        </p>
      )}
      {unfollowedAt !== null && <p class="notice">{translate('procedure.unfollowed')}</p>}
      <dl class="facts">
        <Fact name="procedure.deadline">{deadlineText(procedure, translate)}</Fact>
        <Fact name="record.buyer">{buyer && [buyer.name, buyer.id].filter(Boolean).join(' · ')}</Fact>
        <Fact name="record.reference">{reference}</Fact>
        <Fact name="record.publication">{publicationNumber}</Fact>
        <Fact name="filter.unit">{unit}</Fact>
        <Fact name="record.value">{value && formatMoney(value, locale)}</Fact>
        <Fact name="record.cpv">{[cpv.main, ...cpv.additional].filter(Boolean).join(', ')}</Fact>
        <Fact name="missing.followed">{formatDay(followedAt.slice(0, 10), locale)}</Fact>
      </dl>
    </>
  );
}

/** The deadline in the device's zone; how far ahead it is, while it is. */
function deadlineText({ deadline }: Procedure, { locale }: { locale: 'da' | 'nb' | 'en' }): string | null {
  const due = deadline === null ? null : deadlineMoment(deadline);
  if (due === null || deadline === null) return deadline;
  const words = deadline.length === 10 ? formatDay(deadline, locale) : formatMoment(due.toISOString(), locale);
  const now = new Date();
  return due < now ? words : `${words} (${formatDaysAhead(due, now, locale)})`;
}
