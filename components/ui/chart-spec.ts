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
  /** A line of its own under each name on the axis, such as how much is behind it. */
  axisNotes?: readonly string[];
  /** A line across each category's bar, such as a target figure; null where there is none. */
  marks?: { label: string; values: readonly (number | null)[] };
  /** What a part of a bar stands for: an address of ours; null where it leads nowhere. */
  hrefOf?: (category: number, series: string) => string | null;
  /** A value in words, for axis, labels and table. */
  format: (value: number) => string;
}

/** Characters that a name on the axis has in one line: in a narrow place the bars need the room. */
export function nameWidth(width: number): number {
  return width < 600 ? narrowName : 40;
}
const narrowName = 20;

/** The names on the axis, line by line. */
export function axisLines({ categories, axisNotes, direction }: ChartSpec, characters: number): string[][] {
  return categories.map((name, place) => {
    const note = axisNotes?.[place];
    const lines = direction === 'rows' ? wrapName(name, characters) : [name];
    return note === undefined ? lines : [...lines, note];
  });
}

/** Height in px that gives each bar and its name room: fixed for columns, growing with the number of rows. */
export function chartHeight(spec: ChartSpec): number {
  const { direction, categories, series, stacked } = spec;
  if (direction === 'columns') return 280;
  const bars = stacked ? 1 : Math.max(1, series.length);
  const lines = Math.max(1, ...axisLines(spec, narrowName).map(({ length }) => length));
  return 44 + categories.length * Math.max(bars * 18 + 18, lines * 16 + 8);
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
