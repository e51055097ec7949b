/** A stretch of text as a PDF draws it: where it begins, how wide and how high, in the page's own units. */
export interface DrawnText {
  str: string;
  x: number;
  /** Of the baseline, counted from below. */
  y: number;
  width: number;
  height: number;
}

/** What stands on one baseline without a gap that a column or a cell makes. */
export interface Line {
  text: string;
  x: number;
  end: number;
  y: number;
  height: number;
}

/** In heights of the letters: what is still the same baseline, a blank between words, a gap between columns. */
const sameBaseline = 0.4;
const wordGap = 0.12;
const columnGap = 1.8;

/** Puts the pieces together that stand on one baseline next to each other, in the order in which they are drawn. */
export function linesOf(pieces: readonly DrawnText[]): Line[] {
  const lines: Line[] = [];
  let line: Line | null = null;
  for (const { str, x, y, width, height } of pieces) {
    if (str === '') continue;
    if (str.trim() === '') {
      if (line && Math.abs(y - line.y) < line.height * sameBaseline && x >= line.x) {
        if (width <= line.height * columnGap && !line.text.endsWith(' ')) line.text += ' ';
      }
      continue;
    }
    const size = Math.max(height, 1);
    const gap: number = line === null ? 0 : x - line.end;
    const isNear: boolean =
      line !== null &&
      Math.abs(y - line.y) < Math.max(size, line.height) * sameBaseline &&
      gap > -size &&
      gap < Math.max(size, line.height) * columnGap;
    if (line !== null && isNear) {
      const isApart = gap > size * wordGap && !line.text.endsWith(' ') && !str.startsWith(' ');
      line.text += (isApart ? ' ' : '') + str;
      line.end = Math.max(line.end, x + width);
      line.height = Math.max(line.height, size);
    } else {
      line = { text: str, x, end: x + width, y, height: size };
      lines.push(line);
    }
  }
  return inColumns(lines.map((one) => ({ ...one, text: one.text.trim() })));
}

/** So many baselines with prose on both sides of a gap make two columns; fewer are a table. */
const fewestRows = 5;
const proseFrom = 18;

/**
 * Some programs draw two columns line by line across the page. Where prose stands so on both sides of one gap, the left
 * column is read before the right one; everything else stays in the order in which it was drawn.
 */
function inColumns(lines: readonly Line[]): Line[] {
  const crossings: number[] = [];
  for (let at = 0; at + 1 < lines.length; at++) {
    const [left, right] = [lines[at] as Line, lines[at + 1] as Line];
    const isRow = Math.abs(left.y - right.y) < left.height * sameBaseline && right.x > left.end;
    if (isRow && left.text.length >= proseFrom && right.text.length >= proseFrom) crossings.push(at);
  }
  if (crossings.length < fewestRows) return [...lines];
  const gutter = median(crossings.map((at) => (lines[at + 1] as Line).x));
  const height = median(crossings.map((at) => (lines[at] as Line).height));
  const rows = crossings.filter((at) => {
    const [left, right] = [lines[at] as Line, lines[at + 1] as Line];
    return Math.abs(right.x - gutter) < height * 2 && left.end < gutter;
  });
  const first = rows[0];
  const last = rows.at(-1);
  if (first === undefined || last === undefined || rows.length < fewestRows) return [...lines];
  const band = lines.slice(first, last + 2);
  if (band.some(({ x, end }) => x < gutter - height && end > gutter + height)) return [...lines];
  const isRight = ({ x }: Line): boolean => x >= gutter - height;
  return [
    ...lines.slice(0, first),
    ...band.filter((line) => !isRight(line)),
    ...band.filter(isRight),
    ...lines.slice(last + 2),
  ];
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? 0;
}

/** A paragraph put together from lines, with the size of its letters. */
export interface Paragraph {
  text: string;
  height: number;
}

const listMark = /^(?:[•·▪◦‣●○■□*–—-]\s|\(?\d{1,3}(?:\.\d{1,3}){0,4}[.)]?\s|\(?[a-zæøå][.)]\s)/iu;
/** A word behind a hyphen that stands for the end of the one before it: "miljø- og klimakrav". */
const pairedWord = /^(?:og|eller|samt|and|or|och|eller|und|oder|til)(?!\p{L})/u;

/** Puts lines together to paragraphs, so that a sentence is one, and the parts of divided words to words. */
export function paragraphsOf(lines: readonly Line[]): Paragraph[] {
  const leading = leadingOf(lines);
  const paragraphs: Paragraph[] = [];
  let before: Line | null = null;
  for (const line of lines) {
    const current = paragraphs.at(-1);
    if (current && before && goesOn(before, line, lines, leading)) current.text = joined(current.text, line.text);
    else if (current && before && isBeside(before, line)) current.text += `\t${line.text}`;
    else paragraphs.push({ text: line.text, height: line.height });
    before = line;
  }
  return paragraphs;
}

/** The usual distance from line to line. */
function leadingOf(lines: readonly Line[]): number {
  const steps = lines.flatMap((line, at) => {
    const next = lines[at + 1];
    const step = next ? line.y - next.y : 0;
    return step > line.height * 0.8 && step < line.height * 2.5 ? [step / line.height] : [];
  });
  return steps.length === 0 ? 1.2 : median(steps);
}

/** The next cell of a row. */
function isBeside(before: Line, line: Line): boolean {
  return Math.abs(before.y - line.y) < before.height * sameBaseline && line.x > before.end;
}

/** Whether a line goes on in the next: close beneath it, in the same letters, and no paragraph could end there. */
function goesOn(before: Line, line: Line, lines: readonly Line[], leading: number): boolean {
  const step = (before.y - line.y) / before.height;
  if (step < 0.5 || step > leading * 1.25) return false;
  if (Math.abs(before.height - line.height) > before.height * 0.12) return false;
  if (line.x > before.end || line.end < before.x || listMark.test(line.text)) return false;
  if (endsDivided(before.text)) return true;
  // The first word of the next line would have had room: its writer ended the paragraph here.
  const word = /^\S+/.exec(line.text)?.[0] ?? '';
  const wordWidth = ((line.end - line.x) * (word.length + 1)) / Math.max(1, line.text.length);
  const right = Math.max(
    ...lines.filter(({ x }) => Math.abs(x - line.x) < before.height * 3).map(({ end }) => end),
    before.end,
  );
  return before.end + wordWidth > right - before.height * 0.5;
}

const endsDivided = (text: string): boolean => /\p{L}[-\u00ad\u2010]$/u.test(text);

/** Two lines as one text: a word that was divided between them is whole again, a hyphen of its own stays. */
export function joined(first: string, next: string): string {
  if (/\u00ad$/.test(first)) return first.slice(0, -1) + next;
  if (!endsDivided(first)) return `${first} ${next}`;
  if (pairedWord.test(next)) return `${first} ${next}`;
  const isOwn = /(?:\p{Lu}|\d)[-\u2010]$/u.test(first) || !/^\p{Ll}/u.test(next);
  return isOwn ? first + next : first.slice(0, -1) + next;
}
