import { formatNumber } from '../../../lib/i18n.ts';
import type { SeriesRow } from '../../../lib/reporting/indicator-types.ts';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { noFigure } from '../../ui/format.ts';
import { useHouse } from '../house.ts';
import { compactMoney, counted } from '../overview/overview-model.ts';
import { shareText } from './report-front.ts';

interface RowsTableProps {
  title: string;
  head: string;
  rows: readonly SeriesRow[];
  nameOf: (key: string) => string;
  currency: string;
}

/** Tenders, verdicts and value per area or unit. */
export function RowsTable({ title, head, rows, nameOf, currency }: RowsTableProps) {
  const { translate } = useHouse();
  const { locale } = translate;
  const columns: Column[] = [
    { label: head },
    { label: translate('report.tenders'), numeric: true },
    { label: translate('report.allMet'), numeric: true },
    ...(['met', 'partiallyMet', 'notMet', 'open'] as const).map((verdict) => ({
      label: translate(`verdict.${verdict}`),
      numeric: true,
    })),
    { label: translate('report.value'), numeric: true },
  ];
  return (
    <DataTable
      caption={title}
      columns={columns}
      rows={rows.map(({ key, allMet, verdicts }) => {
        const value = counted(allMet, 'value', currency);
        return {
          key,
          cells: [
            nameOf(key),
            formatNumber(allMet.denominator, locale),
            allMet.denominator === 0 ? noFigure : shareText(allMet, translate),
            ...(['met', 'partiallyMet', 'notMet', 'open'] as const).map((verdict) =>
              formatNumber(verdicts[verdict], locale),
            ),
            value.denominator > 0 ? compactMoney(value.denominator, currency, locale) : noFigure,
          ],
        };
      })}
    />
  );
}
