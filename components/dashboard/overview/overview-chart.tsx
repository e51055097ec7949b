import type { ChartSpec } from '../../ui/chart-spec.ts';
import { ChartWithTable } from '../../ui/chart-with-table.tsx';
import type { Column } from '../../ui/data-table.tsx';
import { formatDay } from '../../ui/format.ts';
import { areaName, type House, targetTitle, useHouse } from '../house.ts';
import { portalName } from '../portal-name.ts';
import type { Query } from '../routes.ts';
import { saveFile } from '../save-file.ts';
import type { Overview } from './overview-reading.ts';
import { tellersOf } from './told-words.ts';

interface OverviewChartProps {
  title: string;
  summary: string;
  spec: ChartSpec;
  categoryLabel: string;
  extra?: readonly (Column & { cells: readonly string[] })[];
  tableOpen?: boolean;
  overview: Pick<Overview, 'period' | 'told'>;
  query: Query;
}

/** A chart of the overview with its table and its picture, which says period, filter and source by itself. */
export function OverviewChart({ title, overview, query: _, ...chart }: OverviewChartProps) {
  const house = useHouse();
  const { translate, settings, today } = house;
  const { locale } = translate;
  const organisation = settings.organisation.name;
  return (
    <ChartWithTable
      label={title}
      {...chart}
      picture={{
        title,
        subtitle: viewText(overview.period, house),
        source: overview.told
          ? translate('picture.sourceTold', { count: tellersOf(overview.told).length, day: formatDay(today, locale) })
          : translate(organisation ? 'picture.sourceOf' : 'picture.source', {
              organisation,
              day: formatDay(today, locale),
            }),
        save: (blob) =>
          saveFile({ blob, name: `${fileName(title)}-${overview.period.from}-${overview.period.to}.png` }),
      }}
      translate={translate}
      theme={settings.theme}
    />
  );
}

/** The period and its filter in words: "1. januar 2026 til 31. december 2026 · Teknik og Miljø · Møbler". */
export function viewText(
  { from, to, unit, area, target, portal, author, placement }: Overview['period'],
  house: Pick<House, 'data' | 'translate' | 'today'>,
): string {
  const { translate } = house;
  const { locale } = translate;
  return [
    translate('overview.period', { from: formatDay(from, locale), to: formatDay(to, locale) }),
    unit,
    area && areaName(house, area),
    target && targetTitle(house, target),
    portal && portalName(portal, translate),
    author,
    placement && translate(`placement.${placement}`),
  ]
    .filter(Boolean)
    .join(' · ');
}

/** A title as a file name that every system takes. */
function fileName(title: string): string {
  const letters: Record<string, string> = { æ: 'ae', ø: 'oe', å: 'aa' };
  return title
    .toLowerCase()
    .replace(/[æøå]/g, (letter) => letters[letter] ?? letter)
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}
