import { Fragment } from 'preact';
import type { Translator } from '../../lib/i18n.ts';
import type { PageReport } from '../../lib/messages.ts';
import { formatDay, formatMoment, formatMoney } from '../ui/format.ts';

interface PageFactsProps {
  report: PageReport;
  followed: boolean | null;
  translate: Translator;
}

/** What was read on the page. A field that was not found says so, so that the user sees what is missing. */
export function PageFacts({ report, followed, translate }: PageFactsProps) {
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
  return (
    <section aria-labelledby="tender">
      <h2 id="tender">{tender.title}</h2>
      <p class="targets">
        <strong>{translate('popup.targets', { count: findings.length })}</strong>
        {missing > 0 && <span>{translate('popup.missing', { count: missing })}</span>}
        {followed !== null && <span class="tag">{translate(followed ? 'popup.followed' : 'popup.notFollowed')}</span>}
      </p>
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
