import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { areaOfCode } from '../../lib/matching/cpv-match.ts';
import { stemOf } from '../../lib/matching/stem.ts';
import { canonicalPrint } from '../../lib/targets/lint.ts';
import {
  type Area,
  areaFileSchema,
  type CpvWords,
  type TextLanguage,
  textLanguages,
} from '../../lib/targets/schema.ts';

/**
 * `npm run learn -- CPV.tsv`: writes `targets/cpv-words.json` from the official labels of the CPV codes: the words
 * that stand in the labels of one area alone. Nothing is learned from
 * tenders. The file has a header and columns `code`, `label_da`, `label_nb`, `label_en`, `label_sv`, `label_de`; the build never reads it.
 */
const [file] = process.argv.slice(2);
if (!file) {
  console.error('Usage: npm run learn -- CPV.tsv');
  process.exit(2);
}
const folder = new URL('../../targets/', import.meta.url);
const areas = areaFileSchema.parse(JSON.parse(await readFile(new URL('areas.json', folder), 'utf8')));
const [header = '', ...lines] = (await readFile(file, 'utf8')).split('\n').filter(Boolean);
const columns = header.split('\t').map((name) => name.trim());
const rows = lines.map((line) => line.split('\t'));

/** Fewest labels with a word, and the share of them that must lie in one area. */
const few = 3;
const exclusive = 0.9;

const words = Object.fromEntries(textLanguages.map((language) => [language, wordsOf(language, areas)])) as CpvWords;
const content = {
  schema: 1,
  attribution:
    'Derived from the CPV 2008 labels: Danish, English, Swedish and German from the eForms SDK, © European Union; Norwegian from eforms-sdk-nor, © DFØ.',
  licence: 'CC BY 4.0',
  source: 'https://github.com/OP-TED/eForms-SDK',
  words,
};
await writeFile(fileURLToPath(new URL('cpv-words.json', folder)), canonicalPrint(content));

function wordsOf(language: TextLanguage, table: readonly Area[]): CpvWords[TextLanguage] {
  const column = columns.indexOf(`label_${language}`);
  if (column < 0) throw new Error(`${file}: no column label_${language}`);
  const counts = new Map<string, Map<string, number>>();
  for (const row of rows) {
    const area = areaOfCode(row[0] ?? '', table) ?? 'none';
    const stems = new Set((row[column]?.match(/\p{L}{3,}/gu) ?? []).map((word) => stemOf(word, language)));
    for (const stem of stems) {
      const own = counts.get(stem) ?? new Map<string, number>();
      counts.set(stem, own.set(area, (own.get(area) ?? 0) + 1));
    }
  }
  const byArea = new Map<string, string[]>();
  for (const [stem, own] of counts) {
    const all = [...own.values()].reduce((sum, count) => sum + count, 0);
    const [area = '', count = 0] = [...own].sort((a, b) => b[1] - a[1])[0] ?? [];
    if (area === 'none' || all < few || count / all < exclusive || !/^\p{Ll}+$/u.test(stem)) continue;
    // One more label without the word: what few labels say is less certain.
    const tenths = Math.floor((10 * count) / (all + 1));
    byArea.set(area, [...(byArea.get(area) ?? []), `${stem}${Math.min(9, tenths)}`]);
  }
  const sorted = [...byArea].sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(sorted.map(([area, stems]) => [area, stems.sort().join(' ')]));
}
