import { type JudgedSentence, judgeSentences, verdicts } from './coverage-sentences.ts';
import { halves } from './tender-lines.ts';

/**
 * Prints how far the code agrees with the table of sentences in `test/fixtures/coverage`: what was said of each verdict's
 * sentences, how many quotes lie on the marked place, for both halves, and the disagreements of one.
 * @param half whose disagreements are listed; those of the other stay unseen while the code is being worked on
 */
export async function evaluateCoverage(half: (typeof halves)[number], json: boolean): Promise<void> {
  const judged = await judgeSentences();
  const unlike = judged.filter((one) => one.half === half && (one.given !== one.expected || one.isPlaced === false));
  if (json) return console.log(JSON.stringify({ ...figuresByHalf(judged), disagreements: unlike }, null, 2));
  console.log(['', 'said →', ...verdicts, 'agree', 'of', ''].map((cell) => cell.padStart(10)).join(''));
  for (const [name, { rows, agree, of, placed, quoted }] of Object.entries(figuresByHalf(judged))) {
    for (const [verdict, row] of Object.entries(rows)) {
      const total = verdicts.reduce((sum, one) => sum + row[one], 0);
      const cells = [
        name,
        verdict,
        ...verdicts.map((one) => row[one]),
        row[verdict as never],
        total,
        share(row[verdict as never], total),
      ];
      console.log(cells.map((cell) => String(cell).padStart(10)).join(''));
    }
    console.log(['', 'all', '', '', '', agree, of, share(agree, of)].map((cell) => String(cell).padStart(10)).join(''));
    console.log(
      ['', 'places', '', '', '', placed, quoted, share(placed, quoted)]
        .map((cell) => String(cell).padStart(10))
        .join(''),
    );
  }
  console.log(`\nDisagreements of the half "${half}":`);
  for (const { id, target, expected, given, isPlaced, quote, text } of unlike) {
    const said = given === expected && isPlaced === false ? 'another place' : given;
    console.log(`${id}  ${target}  ${expected}, said ${said}${quote ? ` (»${quote}«)` : ''}\n    ${text}`);
  }
}

const share = (part: number, whole: number): string => (whole === 0 ? '–' : (part / whole).toFixed(3));

function figuresByHalf(judged: readonly JudgedSentence[]) {
  return Object.fromEntries(halves.map((half) => [half, figures(judged.filter((one) => one.half === half))]));
}

/** What was said of the sentences of each verdict, how many verdicts and how many places agree. */
export function figures(judged: readonly JudgedSentence[]) {
  const said = (expected: string, given: string) =>
    judged.filter((one) => one.expected === expected && one.given === given).length;
  const quoted = judged.filter(({ isPlaced }) => isPlaced !== null);
  return {
    rows: Object.fromEntries(
      verdicts.map((expected) => [
        expected,
        { covered: said(expected, 'covered'), partly: said(expected, 'partly'), missing: said(expected, 'missing') },
      ]),
    ),
    agree: judged.filter(({ given, expected }) => given === expected).length,
    of: judged.length,
    placed: quoted.filter(({ isPlaced }) => isPlaced).length,
    quoted: quoted.length,
  };
}
