import { areaOfCode } from '../../lib/matching/cpv-match.ts';
import { adviser } from './advise-line.ts';
import { evaluateArticles } from './articles.ts';
import { evaluateCoverage } from './evaluate-coverage.ts';
import { evaluateFitted } from './evaluate-fitted.ts';
import { evaluateLabels } from './evaluate-labels.ts';
import { areasBelow, type Counts, count, curve, empty, figures, type Judged, misses, shownOf } from './evaluation.ts';
import { judgedByEye } from './judged.ts';
import { halfOf, halves, languageOfLine, tenderLines } from './tender-lines.ts';

/**
 * `npm run --silent evaluate -- FILE.jsonl [options]`: the areas that the page would show on a tender's text alone,
 * against the areas of the codes that its buyer chose. Printed for all lines and for both halves, split by `group`.
 *
 * --half tune|confirm  the figures by language and area of one half
 * --lang da,nb,en      languages; these are the default
 * --curve              precision and recall at every threshold, for both halves
 * --misses [50]        the worst misses of the half, or of all
 * --fitted             what a bar fitted to the codes would give instead of the one in use, by cross-validation
 * --labels             FILE is the table of CPV labels: each label as a title, without what was learned from labels
 * --json               the same as JSON
 *
 * `npm run --silent evaluate -- --articles`: the articles of `test/fixtures/articles.tsv`, as a shop's page is read.
 *
 * `npm run --silent evaluate -- --coverage`: what the page would say that a text already asks for, against the verdicts
 * in `test/fixtures/coverage`; --half names the half whose disagreements are listed.
 */
const [file, ...options] = process.argv.slice(2);
if (file !== '--articles' && file !== '--coverage' && (!file || file.startsWith('--'))) {
  console.error(
    'Usage: npm run --silent evaluate -- FILE.jsonl [--half tune|confirm] [--lang da,nb,en] [--curve] [--misses [N]] [--fitted] [--json]\n' +
      '       npm run --silent evaluate -- CPV.tsv --labels [--lang da]\n' +
      '       npm run --silent evaluate -- --articles [--half tune|confirm]\n' +
      '       npm run --silent evaluate -- --coverage [--half tune|confirm] [--json]',
  );
  process.exit(2);
}
const optionOf = (name: string): string | undefined => {
  const value = options.includes(name) ? options[options.indexOf(name) + 1] : undefined;
  return value?.startsWith('--') ? undefined : value;
};
const languages = (optionOf('--lang') ?? (options.includes('--labels') ? 'da' : 'da,nb,en'))
  .split(',')
  .map((lang) => languageOfLine({ lang }) ?? '');

if (file === '--articles') await evaluateArticles(optionOf('--half'));
else if (file === '--coverage') {
  await evaluateCoverage(optionOf('--half') === 'confirm' ? 'confirm' : 'tune', options.includes('--json'));
} else if (options.includes('--labels')) await evaluateLabels(file, languages);
else if (options.includes('--fitted')) await evaluateFitted(file, languages);
else await evaluateTenders(file);

async function evaluateTenders(path: string): Promise<void> {
  const { areas, recognise } = await adviser();
  const judged: Judged[] = [];
  const onBad = () => {
    process.exitCode = 1;
  };
  for await (const { cpv = [], ...text } of tenderLines(path, onBad)) {
    const language = languageOfLine(text) ?? '';
    if (!languages.includes(language) || (text.level !== undefined && text.level !== 'procedure')) continue;
    const found = cpv.map((code) => areaOfCode(code, areas));
    judged.push({
      id: text.id,
      language,
      half: halfOf(text),
      title: text.title,
      code: cpv[0] ?? '',
      scores: recognise(text).map(({ area, score, reasons }) => ({
        area,
        score,
        words: reasons.map((one) => one.text),
      })),
      main: found[0] ?? null,
      all: new Set(found.filter((area) => area !== null)),
      below: new Set(cpv.flatMap((code) => areasBelow(code, areas))),
    });
  }
  const half = halves.find((name) => name === optionOf('--half'));
  const chosen = judged.filter((tender) => half === undefined || tender.half === half);
  if (options.includes('--misses')) return printMisses(chosen, Number(optionOf('--misses') ?? 50));
  const result = {
    total: figures(counted(chosen)),
    halves: Object.fromEntries(
      halves.map((name) => [name, figures(counted(judged.filter((tender) => tender.half === name)))]),
    ),
    byLanguage: Object.fromEntries(
      languages.map((language) => [
        language,
        figures(counted(chosen.filter((tender) => tender.language === language))),
      ]),
    ),
    byArea: Object.fromEntries(
      areas
        .filter(({ id }) => id !== 'all')
        .map(({ id }) => [id, figures(counted(chosen.map((tender) => only(id, tender))))]),
    ),
  };
  const curves = Object.fromEntries(
    halves.map((name) => [name, curve(judged.filter((tender) => tender.half === name))]),
  );
  if (options.includes('--json')) console.log(JSON.stringify({ ...result, curves }, null, 2));
  else if (options.includes('--curve')) printCurves(curves);
  else {
    printTables(half, result);
    const { shown, right, coded } = await judgedByEye(judged);
    if (shown > 0) {
      console.log(`\njudged by reading: ${right} of ${shown} areas shown on the tune half are right`);
      console.log(
        `of those ${right}, ${coded} lie under a code of the buyer: reading alone cannot come above that share`,
      );
    }
  }
}

function counted(tenders: readonly Judged[]): Counts {
  const counts = empty();
  for (const tender of tenders) count(counts, { ...tender, shown: shownOf(tender) });
  return counts;
}

/** A tender as one area sees it. */
function only(area: string, tender: Judged): Judged {
  const scores = tender.scores.filter((one) => one.area === area);
  return { ...tender, scores, main: tender.main === area ? area : null };
}

type Figures = ReturnType<typeof figures>;

function printTables(
  half: string | undefined,
  {
    total,
    halves: byHalf,
    byLanguage,
    byArea,
  }: Record<'halves' | 'byLanguage' | 'byArea', Record<string, Figures>> & {
    total: Figures;
  },
): void {
  const row = (name: string, { precision, recall, f, clean, tenders, shown }: Figures) =>
    [name, precision, recall, f, clean]
      .map((cell) => (typeof cell === 'string' ? cell.padEnd(16) : (cell?.toFixed(3) ?? '–').padStart(10)))
      .concat(String(tenders).padStart(9), String(shown).padStart(7))
      .join('');
  const above = (name: string, { precisionWithAbove }: Figures) =>
    `${name}: ${precisionWithAbove?.toFixed(3) ?? '–'} of the areas shown are right if a code above the area counts as right`;
  const head = ['precision', 'recall', 'F', 'clean'].map((name) => name.padStart(10)).join('');
  console.log(`${(half ?? '').padEnd(16)}${head}${'tenders'.padStart(9)}${'shown'.padStart(7)}`);
  for (const [language, one] of Object.entries(byLanguage)) console.log(row(language, one));
  console.log(row('all', total));
  console.log('');
  for (const [name, one] of Object.entries(byHalf)) console.log(row(name, one));
  console.log('');
  for (const [name, one] of Object.entries(byHalf)) console.log(above(name, one));
  console.log('');
  for (const [area, one] of Object.entries(byArea)) console.log(row(area, { ...one, clean: null }));
}

function printCurves(curves: Record<string, ReturnType<typeof curve>>): void {
  console.log('half      threshold  precision    recall         F   shown');
  for (const [name, points] of Object.entries(curves)) {
    for (const { threshold, precision, recall, f, shown } of points) {
      const cells = [precision, recall, f].map((cell) => (cell?.toFixed(3) ?? '–').padStart(10)).join('');
      console.log(`${name.padEnd(10)}${threshold.toFixed(2).padStart(9)}${cells}${String(shown).padStart(8)}`);
    }
  }
}

function printMisses(tenders: readonly Judged[], most: number): void {
  for (const { tender, area, kind, score, words } of misses(tenders).slice(0, most)) {
    const said = words.slice(0, 4).join(', ');
    console.log(
      [tender.half, kind, area, score.toFixed(2), tender.id, tender.language, tender.code, tender.title, said].join(
        '\t',
      ),
    );
  }
}
