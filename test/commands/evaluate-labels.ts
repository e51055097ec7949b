import { readFile } from 'node:fs/promises';
import { areaOfCode } from '../../lib/matching/cpv-match.ts';
import { adviser } from './advise-line.ts';
import { count, empty, figures, shownOf } from './evaluation.ts';

/**
 * Recall and precision over the labels of all CPV codes, each taken for the title of a tender. The words that were
 * learned from these very labels are left out, so that what is measured is what people chose.
 */
export async function evaluateLabels(file: string, languages: readonly string[]): Promise<void> {
  const { areas, recognise } = await adviser({ withLabelWords: false });
  const [header = '', ...lines] = (await readFile(file, 'utf8')).split('\n').filter(Boolean);
  const columns = header.split('\t').map((name) => name.trim());
  for (const language of languages) {
    const column = columns.indexOf(`label_${language}`);
    if (column < 0) throw new Error(`${file}: no column label_${language}`);
    const labels = lines.map((line) => {
      const cells = line.split('\t');
      const [code = ''] = cells;
      const title = cells[column] ?? '';
      const main = areaOfCode(code, areas);
      return { main, shown: shownOf({ scores: named(recognise({ id: code, lang: language, title })) }) };
    });
    console.log(`${language.padEnd(16)} precision    recall         F   labels   shown`);
    for (const { id } of areas) {
      if (id === 'all') continue;
      print(
        id,
        labels.map(({ main, shown }) => ({
          main: main === id ? main : null,
          shown: new Set(shown.has(id) ? [id] : []),
        })),
      );
    }
    print(
      'inside',
      labels.filter(({ main }) => main !== null),
    );
    print('all', labels);
    const outside = labels.filter(({ main }) => main === null);
    const clean = outside.filter(({ shown }) => shown.size === 0).length;
    console.log(`outside the areas: ${outside.length} labels, ${clean} left clean\n`);
  }
}

const named = (scores: { area: string; score: number }[]) => scores.map((one) => ({ ...one, words: [] }));

function print(name: string, labels: readonly { main: string | null; shown: ReadonlySet<string> }[]): void {
  const counts = empty();
  for (const { main, shown } of labels) count(counts, { shown, main, all: new Set(main === null ? [] : [main]) });
  const { precision, recall, f, mains, shown } = figures(counts);
  const cells = [precision, recall, f].map((cell) => (cell?.toFixed(3) ?? '–').padStart(10)).join('');
  console.log(`${name.padEnd(16)}${cells}${String(mains).padStart(9)}${String(shown).padStart(8)}`);
}
