import type { Page } from 'puppeteer';
import type { MatchIndex, MatchTarget } from '../../lib/matching/finding.ts';
import type { TargetData } from '../../lib/targets/load.ts';
import type { MatchingRow, MatchingTask } from '../bench/matching.ts';
import { createVocabulary } from '../bench/vocabulary.ts';

const counts = [1_000, 5_000, 20_000];
const lengths = [10_000, 100_000, 1_048_576, 10_485_760];
/** The slow ways are left out of longer texts. */
const longestForAll = 1_048_576;

/** Runs every way to find terms on every size, in a page that has `bench.runMatching`. */
export async function benchMatching(
  page: Page,
  data: Omit<TargetData, 'files'>,
  index: MatchIndex,
): Promise<MatchingRow[]> {
  const vocabulary = createVocabulary(data, index);
  const rows: MatchingRow[] = [];
  for (const count of counts) {
    const terms = vocabulary.terms(count);
    for (const length of lengths) {
      const task: MatchingTask = {
        terms,
        text: vocabulary.text(length, terms),
        index: indexOf(terms, index),
        rounds: 15,
        short: length > longestForAll,
      };
      rows.push(
        (await page.evaluate(
          (given) =>
            (globalThis as unknown as { bench: { runMatching: (task: unknown) => MatchingRow } }).bench.runMatching(
              given,
            ),
          task as unknown as Record<string, never>,
        )) as MatchingRow,
      );
    }
  }
  return rows;
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
export function printMatching(rows: readonly MatchingRow[]): void {
  const names = Object.keys(rows[0]?.ways ?? {});
  const cell = (value: number | undefined) =>
    (value === undefined ? '–' : value.toFixed(value < 10 ? 2 : 0)).padStart(13);
  const floors = new Map(lengths.map((length) => [length, floorOf(rows, length)]));
  console.log(
    `\n${'terms'.padStart(6)}${'characters'.padStart(12)}${names.map((name) => name.padStart(13)).join('')}${'regexp / ours'.padStart(15)}${'ours / floor'.padStart(14)}`,
  );
  for (const { terms, characters, ways } of rows) {
    const [ours, regexp] = [ways.ours?.milliseconds ?? Number.NaN, ways.regexp?.milliseconds ?? Number.NaN];
    const cells = names.map((name) => cell(ways[name]?.milliseconds)).join('');
    const ratios = [
      `${(regexp / ours).toFixed(2)} x`.padStart(15),
      `${(ours / (floors.get(characters) ?? Number.NaN)).toFixed(1)} x`.padStart(14),
    ];
    console.log(`${String(terms).padStart(6)}${String(characters).padStart(12)}${cells}${ratios.join('')}`);
  }
  printGrowth(rows);
}

/** How our time grows with the text and with the terms, each as one ratio that stays about 1 or is told its bound. */
function printGrowth(rows: readonly MatchingRow[]): void {
  const oursAt = (terms: number, characters: number): number =>
    rows.find((row) => row.terms === terms && row.characters === characters)?.ways.ours?.milliseconds ?? Number.NaN;
  const growth = oursAt(5_000, 10_485_760) / oursAt(5_000, 1_048_576) / 10;
  const terms = oursAt(20_000, 1_048_576) / oursAt(5_000, 1_048_576);
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
