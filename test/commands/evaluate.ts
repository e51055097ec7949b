import { areaOfCode } from '../../lib/matching/cpv-match.ts';
import { adviser } from './advise-line.ts';
import { type Counts, count, empty, figures } from './evaluation.ts';
import { languageOfLine, tenderLines } from './tender-lines.ts';

/**
 * `npm run --silent evaluate -- FILE.jsonl [--lang da,nb,en] [--json]`: the areas that the page would show on a
 * tender's text alone, against the areas of the codes that its buyer chose.
 */
const [file, ...options] = process.argv.slice(2);
if (!file || file.startsWith('--')) {
  console.error('Usage: npm run --silent evaluate -- FILE.jsonl [--lang da,nb,en] [--json]');
  process.exit(2);
}
const asked = options[options.indexOf('--lang') + 1];
const languages = (options.includes('--lang') && asked ? asked : 'da,nb,en')
  .split(',')
  .map((lang) => languageOfLine({ lang }) ?? '');

const { areas, adviseOn } = await adviser();
const byLanguage = new Map<string, Counts>(languages.map((language) => [language, empty()]));
const byArea = new Map<string, Counts>();
const total = empty();
const onBad = () => {
  process.exitCode = 1;
};
for await (const { cpv = [], ...text } of tenderLines(file, onBad)) {
  const own = byLanguage.get(languageOfLine(text) ?? '');
  if (!own || (text.level !== undefined && text.level !== 'procedure')) continue;
  const [main = '', ...others] = cpv;
  const tender = {
    shown: new Set(adviseOn(text).shown.map(({ area }) => area)),
    main: areaOfCode(main, areas),
    all: new Set([main, ...others].map((code) => areaOfCode(code, areas)).filter((area) => area !== null)),
  };
  for (const counts of [own, total]) count(counts, tender);
  for (const { id } of areas) {
    if (id === 'all') continue;
    const counts = byArea.get(id) ?? empty();
    byArea.set(id, counts);
    const shown = new Set([...tender.shown].filter((area) => area === id));
    count(counts, { ...tender, shown, main: tender.main === id ? id : null });
  }
}

const result = {
  total: figures(total),
  byLanguage: Object.fromEntries([...byLanguage].map(([language, counts]) => [language, figures(counts)])),
  byArea: Object.fromEntries([...byArea].map(([area, counts]) => [area, figures(counts)])),
};
if (options.includes('--json')) console.log(JSON.stringify(result, null, 2));
else print();

function print(): void {
  const row = (name: string, { precision, recall, f, clean, tenders, shown }: ReturnType<typeof figures>) =>
    [name, precision, recall, f, clean]
      .map((cell) => (typeof cell === 'string' ? cell.padEnd(16) : (cell?.toFixed(3) ?? '–').padStart(10)))
      .concat(String(tenders).padStart(9), String(shown).padStart(7))
      .join('');
  const head = ['precision', 'recall', 'F', 'clean'].map((name) => name.padStart(10)).join('');
  console.log(`${''.padEnd(16)}${head}${'tenders'.padStart(9)}${'shown'.padStart(7)}`);
  for (const [language, one] of Object.entries(result.byLanguage)) console.log(row(language, one));
  console.log(row('all', result.total));
  console.log('');
  for (const [area, one] of Object.entries(result.byArea)) console.log(row(area, { ...one, clean: null }));
}
