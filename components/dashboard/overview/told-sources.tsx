import { formatNumber } from '../../../lib/i18n.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { formatMoment, formatShare, noFigure } from '../../ui/format.ts';
import { useHouse } from '../house.ts';
import type { Query } from '../routes.ts';
import { overviewOf } from './overview-links.ts';
import { type Counting, counted } from './overview-model.ts';
import type { Overview, Told } from './overview-reading.ts';
import { ToldDownload } from './told-download.tsx';
import { stateOf } from './told-words.ts';

interface ToldSourcesProps {
  overview: Overview & { told: Told };
  counting: Counting;
  query: Query;
}

/** Organisation by organisation: how it stands, and when, from what state and with what its figures were computed. */
export function ToldSources({ overview, counting, query }: ToldSourcesProps) {
  const { translate, today } = useHouse();
  const { locale } = translate;
  const { told, unitRows, currency, indicators } = overview;
  const isMany = told.kind === 'partnership';
  const rowOf = (organisation: string) => {
    if (isMany) return unitRows.find(({ key }) => key === organisation);
    return { allMet: indicators.I2, completeness: indicators.I12 };
  };
  return (
    <section class="part" aria-labelledby="told-sources">
      <h2 id="told-sources">{translate('told.sources')}</h2>
      <p class="muted">{translate('told.sourcesText')}</p>
      <DataTable
        caption={translate('table.of', { title: translate('told.sources') })}
        hideCaption
        columns={[
          { label: translate('filter.organisation') },
          { label: translate('overview.figure.I2'), numeric: true },
          { label: translate('overview.tendersBehind'), numeric: true },
          { label: translate('overview.figure.I12'), numeric: true },
          { label: translate('told.state') },
          { label: translate('told.computedAt') },
          { label: translate('told.upTo'), numeric: true },
          { label: translate('told.version') },
        ]}
        rows={told.organisations.map((one) => {
          const { organisation, latest } = one;
          const row = overview.beside ? undefined : rowOf(organisation);
          return {
            key: organisation,
            cells: [
              isMany && !query.unit ? (
                <a href={overviewOf(query, { unit: organisation })}>{organisation}</a>
              ) : (
                organisation
              ),
              row ? formatShare(counted(row.allMet, counting, currency).share, locale) : noFigure,
              row ? formatNumber(row.allMet.denominator, locale) : noFigure,
              row ? formatShare(counted(row.completeness, counting, currency).share, locale) : noFigure,
              stateOf(one, today, translate),
              latest ? formatMoment(latest.computedAt, locale) : noFigure,
              latest ? formatNumber(latest.sequence, locale) : noFigure,
              latest ? translate('told.versions', { tool: latest.tool.version, data: latest.tool.data }) : noFigure,
            ],
          };
        })}
      />
      {!overview.beside && <ToldDownload overview={overview} />}
    </section>
  );
}
