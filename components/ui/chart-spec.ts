/** How a series is filled besides its colour, so that it is told apart without seeing colours. */
export type Fill = 'solid' | 'stripes' | 'dots' | 'cross' | 'outline';

export interface Series {
  key: string;
  label: string;
  /** Name of the custom property that holds the colour: `--chart-met`. */
  color: string;
  fill: Fill;
  /** One value per category; null where there is nothing to show. */
  values: readonly (number | null)[];
}

/** A chart as data; the drawing and the table beside it are made from the same one. */
export interface ChartSpec {
  /** `rows`: bars lie and the categories stand on the left; `columns`: bars stand, for a run of time. */
  direction: 'rows' | 'columns';
  /** Bars of one category are put on top of each other. */
  stacked: boolean;
  categories: readonly string[];
  series: readonly Series[];
  /** Highest value of the axis where it is known beforehand (1 for shares). */
  maximum?: number;
  /** A value in words, for axis, labels and table. */
  format: (value: number) => string;
}

/** Height in px that gives each bar room: fixed for columns, growing with the number of rows. */
export function chartHeight({ direction, categories, series, stacked }: ChartSpec): number {
  if (direction === 'columns') return 280;
  const bars = stacked ? 1 : Math.max(1, series.length);
  return 44 + categories.length * (bars * 18 + 18);
}

/** A name in lines of at most so many characters, broken between words; a longer word stays whole. */
export function wrapName(name: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of name.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
