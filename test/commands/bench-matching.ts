import { readFile } from 'node:fs/promises';
import type { Page } from 'puppeteer';
import type { MatchIndex, MatchTarget } from '../../lib/matching/finding.ts';
import { compileIndex, findHits, type Matcher } from '../../lib/matching/matcher.ts';
import type { TargetData } from '../../lib/targets/load.ts';
import type { MatchingRow, MatchingTask } from '../bench/matching.ts';
import { createVocabulary } from '../bench/vocabulary.ts';

/**
 * Lists of terms, each with the places per million characters at which ours finds one in the titles and descriptions of
 * Danish and Norwegian tenders: `npm run bench -- --density FILE` counts them.
 */
const lists = [
  { count: 1_000, density: 3_850 },
  { count: 5_000, density: 11_200 },
  { count: 20_000, density: 11_200 },
];
const [tenKilobytes, hundredKilobytes, megabyte, tenMegabytes] = [10_000, 100_000, 1_048_576, 10_485_760] as const;
const lengths: readonly number[] = [tenKilobytes, hundredKilobytes, megabyte, tenMegabytes];
/** The slow ways are left out of longer texts. */
const longestForAll = megabyte;
const rounds = 15;
/** One text has terms as densely as this times, to show what they cost. */
const denser = 2;
/** The list of terms by which ratios and growth are judged. */
const judged = 5_000;
/**
 * Places per million characters of the synthetic text by which the goals were set, at 5,000 terms: 1,394 in 1 Mi
 * characters.
 */
const thin = 1_330;

/** All rows, those of texts as dense as tenders first. */
export interface MatchingTable {
  rows: MatchingRow[];
  dense: MatchingRow[];
  thin: MatchingRow[];
}

/** Runs every way to find terms on every size, in a page that has the functions of `bench/matching.ts`. */
export async function benchMatching(
  page: Page,
  data: Omit<TargetData, 'files'>,
  index: MatchIndex,
): Promise<MatchingTable> {
  const vocabulary = createVocabulary(data, index);
  const table: MatchingTable = { rows: [], dense: [], thin: [] };
  for (const { count, density } of lists) {
    const terms = vocabulary.terms(count);
    const own = indexOf(terms, index);
    await inPage(page, 'prepareMatching', { terms, index: own });
    const matcher = compileIndex(own);
    const measure = async (
      length: number,
      wanted: number,
      isWanted?: (word: string) => boolean,
    ): Promise<MatchingRow> => {
      const chance = densityIn(matcher, [vocabulary.text(megabyte / 4, terms, 0, isWanted)]);
      const task: MatchingTask = {
        text: vocabulary.text(length, terms, Math.max(0, wanted - chance), isWanted),
        rounds,
        passes: Math.max(1, Math.round(megabyte / length)),
        short: length > longestForAll,
      };
      return inPage(page, 'runMatching', task);
    };
    for (const length of lengths) table.rows.push(await measure(length, density));
    if (count !== judged) continue;
    table.dense.push(await measure(megabyte, density * denser));
    table.thin.push(await measure(megabyte, thin, (word) => findHits(matcher, word, 'da').length === 0));
  }
  return table;
}

async function inPage<T>(page: Page, name: string, given: unknown): Promise<T> {
  return (await page.evaluate(
    (called, parameter) =>
      (globalThis as unknown as { bench: Record<string, (one: unknown) => unknown> }).bench[called]?.(parameter),
    name,
    given as Record<string, never>,
  )) as T;
}

/** Places per million characters of some texts at which a matcher finds something. */
function densityIn(matcher: Matcher, texts: readonly string[]): number {
  let [places, characters] = [0, 0];
  for (const text of texts) {
    places += new Set(findHits(matcher, text, 'da').map(({ start, end }) => `${start} ${end}`)).size;
    characters += text.length;
  }
  return (places / characters) * 1_000_000;
}

/** Prints how dense the terms of each list stand in the Danish and Norwegian tenders of a file. */
export async function printDensity(data: Omit<TargetData, 'files'>, index: MatchIndex, file: string): Promise<void> {
  const lines = (await readFile(file, 'utf8')).split('\n').filter((line) => line !== '');
  const texts = lines
    .map((line) => JSON.parse(line) as { lang?: string; title?: string; description?: string })
    .filter(({ lang }) => lang === 'da' || lang === 'nb' || lang === 'no')
    .map(({ title = '', description = '' }) => `${title}\n${description}`);
  const vocabulary = createVocabulary(data, index);
  for (const { count, density } of lists) {
    const found = densityIn(compileIndex(indexOf(vocabulary.terms(count), index)), texts);
    console.log(
      `${count} terms: ${Math.round(found)} places per million characters; the texts of the bench have ${density}`,
    );
  }
}

/** The terms as targets, as many to each and over as many areas as the packs have; every third in compounds on both sides. */
function indexOf(
  terms: readonly string[],
  { version, areas, cpvWords, titleWords, targets: own }: MatchIndex,
): MatchIndex {
  const ofOne = Math.round(own.reduce((sum, { terms }) => sum + terms.length, 0) / own.length);
  const ids = areas.map(({ id }) => id).filter((id) => id !== 'all');
  const targets = Array.from({ length: Math.ceil(terms.length / ofOne) }, (_, number): MatchTarget => {
    const words = terms.slice(number * ofOne, (number + 1) * ofOne);
    return {
      id: `bench-${number}`,
      version: 1,
      area: ids[number % ids.length] as string,
      binding: 'recommended',
      jurisdiction: 'DK',
      tier: 'core',
      state: 'inForce',
      cpv: [],
      except: [],
      terms: words.map((word, place) => ({ language: 'da', word, ...(place % 3 === 0 ? { compound: 'both' } : {}) })),
      coverage: [],
      thresholds: [],
      ecolabels: [],
    };
  });
  const plain = areas.map((area) => ({ ...area, terms: [], against: '' }));
  return { version, areas: plain, cpvWords, titleWords, targets, tips: [], ecolabels: [] };
}

/** The rows as a table, with ours as a ratio to the expression and to the floor of the same length. */
export function printMatching({ rows, dense, thin: thinly }: MatchingTable): void {
  const names = Object.keys(rows[0]?.ways ?? {});
  const number = (value: number) => value.toFixed(value < 1 ? 3 : value < 10 ? 2 : 1);
  const cell = (value: number | undefined) => (value === undefined ? '–' : number(value)).padStart(14);
  const floors = new Map(lengths.map((length) => [length, floorOf(rows, length)]));
  const print = ({ terms, characters, density, ways }: MatchingRow): void => {
    const [ours, regexp] = [ways.ours?.milliseconds ?? Number.NaN, ways.regexp?.milliseconds ?? Number.NaN];
    const cells = names.map((name) => cell(ways[name]?.milliseconds)).join('');
    const ratios = [
      `${(regexp / ours).toFixed(2)} x`.padStart(15),
      `${(ours / (floors.get(characters) ?? Number.NaN)).toFixed(1)} x`.padStart(14),
    ];
    const size = `${String(terms).padStart(6)}${String(characters).padStart(12)}${String(Math.round(density)).padStart(10)}`;
    console.log(`${size}${cells}${ratios.join('')}`);
  };
  const sum = ({ density, characters, ways }: MatchingRow, what: string): void => {
    const ours = ways.ours?.milliseconds ?? Number.NaN;
    const ofRegexp = (ways.regexp?.milliseconds ?? Number.NaN) / ours;
    const ofFloor = ours / (floors.get(characters) ?? Number.NaN);
    console.log(
      `${what}, ${Math.round(density)} places per million characters: ${ofRegexp.toFixed(2)} times as fast as the RegExp, ${ofFloor.toFixed(1)} times the floor`,
    );
  };
  const head = `${'terms'.padStart(6)}${'characters'.padStart(12)}${'places/M'.padStart(10)}`;
  console.log(
    `\nin milliseconds, medians of ${rounds}\n${head}${names.map((name) => name.padStart(14)).join('')}${'regexp / ours'.padStart(15)}${'ours / floor'.padStart(14)}`,
  );
  rows.forEach(print);
  console.log(`with terms ${denser} times as densely as in tenders:`);
  dense.forEach(print);
  console.log('with terms as thinly as in the text by which the goals were set:');
  thinly.forEach(print);
  console.log('–: too slow, left out of a text of that length');
  console.log(`at 1 MB and ${judged} terms at least 1.8 and at most 5 are asked, 2.5 and 3 are the goal:`);
  for (const row of rows) if (row.terms === judged && row.characters === megabyte) sum(row, '  as dense as tenders');
  for (const row of thinly) sum(row, '  as thin as the text by which the goals were set');
  printGrowth(rows);
}

/** How our time grows with the text and with the terms, each as one ratio that stays about 1 or is told its bound. */
function printGrowth(rows: readonly MatchingRow[]): void {
  const oursAt = (terms: number, characters: number): number =>
    rows.find((row) => row.terms === terms && row.characters === characters)?.ways.ours?.milliseconds ?? Number.NaN;
  const byLength = lengths.map((length) => ((oursAt(judged, length) / length) * 1_000_000).toFixed(2)).join(', ');
  const growth = oursAt(judged, tenMegabytes) / oursAt(judged, megabyte) / 10;
  const terms = oursAt(20_000, megabyte) / oursAt(judged, megabyte);
  console.log(`ours, milliseconds per million characters, from the shortest text to the longest: ${byLength}`);
  console.log(`ours, per character at 10 MB and 1 MB: ${growth.toFixed(2)} x; more than linear above 1`);
  console.log(`ours, 20,000 terms and 5,000 at 1 MB: ${terms.toFixed(2)} x; at most 1.5`);
}

/** The median of all runs of the floor at one length. */
function floorOf(rows: readonly MatchingRow[], length: number): number {
  const own = rows
    .filter(({ characters }) => characters === length)
    .map(({ ways }) => ways.floor?.milliseconds ?? Number.NaN)
    .sort((a, b) => a - b);
  return own[own.length >> 1] ?? Number.NaN;
}
