import type { Translator } from '../../i18n.ts';
import { indicatorLines } from '../indicator-lines.ts';
import type { Indicators } from '../indicator-types.ts';
import {
  type HandInFact,
  type HandInTable,
  shareColumns,
  shareRows,
  type TableCell,
  text,
  weightCells,
} from './table.ts';

/** Whose figures they are, and the state of its log that they were computed from. */
export interface FigureSource {
  organisation: string;
  /** Null for the whole organisation, empty for what has no unit. */
  unit: string | null;
  /** Whether the figures are current, in words. */
  state: string;
  /** Null while nothing was told. */
  told: {
    /** Moment as ISO 8601. */
    computedAt: string;
    /** Up to which message of the organisation's log they count. */
    sequence: number;
    tool: { version: string; data: string };
    indicators: Indicators;
  } | null;
}

/**
 * Every indicator of every source on a line of its own, for a spreadsheet or a program. Who has told nothing has one line
 * that says so: a figure that is missing is no nought.
 * @param texts of `handInNamespaces`
 */
export function sourcesTable(sources: readonly FigureSource[], texts: Translator): HandInTable {
  return {
    columns: [
      texts('filter.organisation'),
      texts('filter.unit'),
      texts('handIn.column.figure'),
      ...shareColumns.map((name) => texts(`handIn.column.${name}`)),
      texts('told.state'),
      texts('told.computedAt'),
      texts('told.upTo'),
      texts('told.version'),
    ],
    rows: sources.flatMap((source) => rowsOf(source, texts)),
  };
}

function rowsOf({ organisation, unit, state, told }: FigureSource, texts: Translator): TableCell[][] {
  const named = unit === '' ? texts('overview.noUnit') : unit;
  const head = [text(organisation), named === null ? null : text(named)];
  if (told === null) return [[...head, null, ...blank(shareColumns.length), text(state), null, null, null]];
  const end: TableCell[] = [
    text(state),
    text(told.computedAt),
    { kind: 'number', value: told.sequence },
    text(texts('told.versions', { tool: told.tool.version, data: told.tool.data })),
  ];
  const line = (figure: string, cells: TableCell[]): TableCell[] => {
    return [...head, text(figure), ...cells, ...blank(shareColumns.length - cells.length), ...end];
  };
  return [
    ...indicatorLines(told.indicators, texts).flatMap(({ id, label, share }) =>
      shareRows(share).map((cells) => line(`${id} ${label}`, cells)),
    ),
    line(texts('figures.weightMean'), weightCells(told.indicators)),
  ];
}

const blank = (count: number): TableCell[] => new Array<TableCell>(count).fill(null);

interface SourcesOrigin {
  period: { from: string; to: string };
  /** Name of the product area that the figures are narrowed to. */
  area: string | null;
  /** Day of the export, YYYY-MM-DD. */
  today: string;
  toolVersion: string;
  dataVersion: string;
}

/** What the table says of itself; how many decisions and how complete a log stand at each source. */
export function sourcesFacts(origin: SourcesOrigin, texts: Translator): HandInFact[] {
  const { period, area, today, toolVersion, dataVersion } = origin;
  return [
    [texts('handIn.note.period'), `${period.from}/${period.to}`],
    [texts('filter.area'), area ?? texts('filter.allAreas')],
    [texts('handIn.note.made'), today],
    [texts('handIn.note.tool'), toolVersion],
    [texts('handIn.note.data'), dataVersion],
  ];
}
