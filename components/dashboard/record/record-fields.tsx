import type { ComponentChildren } from 'preact';
import { formatNumber } from '../../../lib/i18n.ts';
import type { CurrentRow } from '../../../lib/log/rows.ts';
import type { Evidence } from '../../../lib/log/schema.ts';
import { formatDay, formatMoment, formatMoney } from '../../ui/format.ts';
import { areaName, contentIn, useHouse } from '../house.ts';
import { RowStanding } from '../log/log-row.tsx';
import { formatRoute } from '../routes.ts';
import { targetLink } from '../targets/target-table.tsx';

/** Every field of the revision that holds; empty ones are left out. */
export function RecordFields({ row }: { row: CurrentRow }) {
  const house = useHouse();
  const { translate, data } = house;
  const { locale } = translate;
  const { procedure, vehicles } = row;
  const labels = row.ecolabels.map((id) => {
    const label = data.ecolabels.find((known) => known.id === id);
    return label ? contentIn(label.name, locale).text : id;
  });
  return (
    <>
      <section class="part">
        <h2>{translate('record.decision')}</h2>
        <dl class="facts">
          <Fact name="log.verdict">
            <RowStanding row={row} house={house} />
          </Fact>
          <Fact name="decision.reason">
            {row.reason && (
              <>
                {translate(`reason.${row.reason.code}`)}
                {row.reason.text && <p class="quoted">{row.reason.text}</p>}
              </>
            )}
          </Fact>
          <Fact name="record.decidedAt">{formatMoment(row.decidedAt, locale)}</Fact>
          <Fact name="record.firstDay">{row.firstDay !== row.day && formatDay(row.firstDay, locale)}</Fact>
          <Fact name="filter.unit">{row.unit}</Fact>
          <Fact name="settings.author">{row.author}</Fact>
          <Fact name="decision.placement">
            {row.placement.map((code) => translate(`placement.${code}`)).join(', ')}
          </Fact>
          <Fact name="decision.awardWeight">
            {row.awardWeightPct !== null && formatNumber(row.awardWeightPct, locale)}
          </Fact>
          <Fact name="decision.measured">
            {row.measured && `${row.measured.metric}: ${formatNumber(row.measured.value, locale)} ${row.measured.unit}`}
          </Fact>
          <Fact name="decision.ecolabels">{labels.join(', ')}</Fact>
          <Fact name="decision.vehicles">
            {vehicles?.inScope &&
              translate('record.vehicles', { total: vehicles.total, clean: vehicles.clean, zero: vehicles.zero })}
            {vehicles && !vehicles.inScope && translate('record.vehiclesOutside')}
          </Fact>
          <Fact name="decision.evidence">
            {row.evidence.length > 0 && (
              <ul class="plain-list">
                {row.evidence.map((document) => (
                  <li key={JSON.stringify(document)}>
                    <EvidenceLine document={document} />
                  </li>
                ))}
              </ul>
            )}
          </Fact>
        </dl>
      </section>
      <section class="part">
        <h2>{translate('record.tender')}</h2>
        <p>
          <a href={formatRoute({ page: 'procedure', id: row.procedureId })}>{translate('record.wholeTender')}</a>
          {procedure.url !== '' && (
            <>
              {' · '}
              <a href={procedure.url} target="_blank" rel="noreferrer">
                {translate('procedure.open')}
                <span class="visually-hidden"> {translate('link.newTab')}</span>
              </a>
            </>
          )}
        </p>
        <dl class="facts">
          <Fact name="record.buyer">
            {procedure.buyer && [procedure.buyer.name, procedure.buyer.id].filter(Boolean).join(' · ')}
          </Fact>
          <Fact name="record.reference">{procedure.reference}</Fact>
          <Fact name="record.publication">{procedure.publicationNumber}</Fact>
          <Fact name="record.lot">{row.lotId}</Fact>
          <Fact name="record.cpv">{[procedure.cpv.main, ...procedure.cpv.additional].filter(Boolean).join(', ')}</Fact>
          <Fact name="record.value">{row.value && formatMoney(row.value, locale)}</Fact>
          <Fact name="record.phase">{row.phase && translate(`phase.${row.phase}`)}</Fact>
          <Fact name="filter.area">{areaName(house, row.area)}</Fact>
          <Fact name="targets.target">
            <a href={targetLink(row.target)}>
              {row.target.scheme} · {row.target.id} ·{' '}
              {translate('target.version', { version: String(row.target.version) })}
            </a>
          </Fact>
        </dl>
      </section>
    </>
  );
}

/** A name with its value; nothing at all where there is no value. */
export function Fact({ name, children }: { name: string; children: ComponentChildren }) {
  const { translate } = useHouse();
  const shown = [children]
    .flat()
    .some((child) => child !== null && child !== undefined && child !== false && child !== '');
  if (!shown) return null;
  return (
    <>
      <dt>{translate(name)}</dt>
      <dd>{children}</dd>
    </>
  );
}

export function EvidenceLine({ document }: { document: Evidence }) {
  const { translate } = useHouse();
  const title = document.title ?? document.url ?? translate(`evidenceKind.${document.kind}`);
  return (
    <>
      {document.url ? (
        <a href={document.url} target="_blank" rel="noreferrer">
          {title}
          <span class="visually-hidden"> {translate('link.newTab')}</span>
        </a>
      ) : (
        title
      )}{' '}
      <span class="muted">
        {translate(`evidenceKind.${document.kind}`)}
        {document.page && `, ${translate('record.page', { page: document.page })}`}
      </span>
      {document.quote && <blockquote>{document.quote}</blockquote>}
    </>
  );
}
