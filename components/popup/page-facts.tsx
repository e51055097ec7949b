import { Fragment } from 'preact';
import type { Translator } from '../../lib/i18n.ts';
import { undecided } from '../../lib/log/undecided.ts';
import type { PageReport, ProcedureState } from '../../lib/messages.ts';
import { formatDay, formatMoment, formatMoney } from '../ui/format.ts';
import { FindingList } from './finding-list.tsx';

interface PageFactsProps {
  report: PageReport;
  /** What the journal holds of it; null when it could not be asked. */
  journal: Pick<ProcedureState, 'followed' | 'decisions'> | null;
  titles: ReadonlyMap<string, string>;
  translate: Translator;
}

/** What was read on the page. A field that was not found says so, so that the user sees what is missing. */
export function PageFacts({ report, journal, titles, translate }: PageFactsProps) {
  const { tender, findings, kind } = report;
  // Nobody writes a text for an article of a shop, and it has no reference or deadline to look for.
  const isItem = kind === 'item' || kind === 'basket';
  const { locale } = translate;
  const { deadline, value, valueNote } = tender;
  const facts = [
    ['buyer', tender.buyer?.name],
    ['reference', tender.reference],
    ['cpv', tender.cpv.main],
    ['value', value === null ? valueNote : formatMoney(value, locale)],
    ['deadline', deadline && (deadline.length > 10 ? formatMoment(deadline, locale) : formatDay(deadline, locale))],
  ] as const;
  const shown = isItem ? facts.filter(([, fact]) => fact) : facts;
  const missing = isItem ? 0 : findings.filter((finding) => finding.coverage === 'missing').length;
  const decisions = journal?.followed ? journal.decisions : [];
  const decided = findings.length - undecided(findings, decisions).length;
  return (
    <section aria-labelledby="tender">
      <h2 id="tender">{tender.title}</h2>
      <p class="targets">
        <strong>{translate('popup.targets', { count: findings.length })}</strong>
        {missing > 0 && <span>{translate('popup.missing', { count: missing })}</span>}
        {journal !== null && (
          <span class="tag">{translate(journal.followed ? 'popup.followed' : 'popup.notFollowed')}</span>
        )}
      </p>
      {journal?.followed && findings.length > 0 && (
        <p>{decided === 0 ? translate('popup.decidedNone') : translate('popup.decided', { count: decided })}</p>
      )}
      <FindingList findings={findings} decisions={decisions} titles={titles} hasText={!isItem} translate={translate} />
      <dl>
        {shown.map(([name, fact]) => (
          <Fragment key={name}>
            <dt>{translate(`popup.${name}`)}</dt>
            <dd>{fact || <span class="muted">{translate('popup.notFound')}</span>}</dd>
          </Fragment>
        ))}
      </dl>
    </section>
  );
}
