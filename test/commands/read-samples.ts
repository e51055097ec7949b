import { isDeepStrictEqual } from 'node:util';
import type { Adapter, Sample } from '../../lib/portals/adapter.ts';
import type { Answers } from '../e2e/harness/answers.ts';
import type { Driven } from '../e2e/harness/both.ts';
import { expectedOf, fixtureHtml, readAsExpected, sampledAdapters } from '../fixtures/samples.ts';

/** One value that a sample names: what it says and what was read. */
interface ReadValue {
  name: string;
  expected: unknown;
  read: unknown;
  exact: boolean;
}

/** One fixture page, read at its sample's address. */
export interface SampleRow {
  fixture: string;
  address: string;
  /** What was read, and the sample names too. */
  values: ReadValue[];
}

type PageSample = Sample & { adapter: Adapter; fixture: string };

async function pageSamples(): Promise<PageSample[]> {
  const sampled = await sampledAdapters();
  return sampled.flatMap(({ adapter, samples }) =>
    samples.flatMap((sample) => (sample.fixture ? [{ ...sample, adapter, fixture: sample.fixture }] : [])),
  );
}

/** Whether the manifest names the host: there the extension runs without being switched on. */
export function isOnFromStart({ href }: URL): boolean {
  return /^https:\/\/(ted\.europa\.eu|udbud\.dk|www\.udbud\.dk)(\/|$)/.test(href);
}

/**
 * What the shipped build reads from every sample's page, each shown in turn at the sample's address.
 * @param isWanted leaves samples out by the name of their page
 */
export async function readSamples(
  browser: Pick<Driven, 'openPage' | 'pageReport' | 'switchOn'>,
  isWanted: (fixture: string) => boolean = () => true,
): Promise<SampleRow[]> {
  const samples = (await pageSamples()).filter(({ fixture }) => isWanted(fixture));
  const urls = samples.map(({ address }) => new URL(address)).filter((url) => !isOnFromStart(url));
  await browser.switchOn(...new Set(urls.map(({ origin }) => origin)));
  const rows: SampleRow[] = [];
  for (let start = 0; start < samples.length; start += sideBySide) {
    const some = samples.slice(start, start + sideBySide);
    rows.push(...(await Promise.all(some.map((sample) => readSample(browser, sample)))));
  }
  return rows;
}

/** Pages that are read at once: while one rests, another is read. */
const sideBySide = 6;

async function readSample(browser: Pick<Driven, 'openPage' | 'pageReport'>, sample: PageSample): Promise<SampleRow> {
  const page = await browser.openPage(sample.address, { answers: answersOf(sample) });
  try {
    const expected = expectedOf(sample.adapter, sample);
    const report = await browser.pageReport(page, {
      // Nothing moves on these pages: what is right at once stays right.
      settled: (early) => isDeepStrictEqual(readAsExpected(early, expected), expected),
    });
    return rowOf(sample, expected, readAsExpected(report, expected));
  } finally {
    await page.close();
  }
}

/** The page at its address, and an empty answer for each script it names: an app's shell whose app never comes. */
function answersOf(sample: PageSample): Answers {
  const address = new URL(sample.address);
  address.hash = '';
  const html = fixtureHtml(sample.fixture);
  const answers = new Map<string, { body: string; contentType?: string }>([[address.href, { body: html }]]);
  for (const [, source] of html.matchAll(/<script[^>]*\ssrc="([^"]+)"/g)) {
    answers.set(new URL(source ?? '', address).href, { body: '', contentType: 'text/javascript' });
  }
  return answers;
}

/** The values side by side, in the sample's order. */
export function rowOf(
  { fixture, address }: { fixture: string; address: string },
  expected: Record<string, unknown>,
  read: Record<string, unknown>,
): SampleRow {
  const values = Object.keys(expected).map((name) => ({
    name,
    expected: expected[name],
    read: read[name],
    exact: isDeepStrictEqual(read[name], expected[name]),
  }));
  return { fixture, address, values };
}

/** Whether every value of the row was read exactly. */
export function isExact({ values }: SampleRow): boolean {
  return values.every(({ exact }) => exact);
}

/** Words of the table's first columns; every other value is only right or wrong there. */
const shown = ['adapter', 'kind', 'state'];

/**
 * The rows as a table: a mark for each value, "·" where the sample does not name it, and below each row what was
 * expected and read where they differ.
 */
export function printRows(rows: readonly SampleRow[]): string {
  const marked = [...new Set(rows.flatMap(({ values }) => values.map(({ name }) => name)))].filter(
    (name) => !shown.includes(name),
  );
  const header = ['fixture', ...shown, ...marked];
  const table = rows.map(({ fixture, values }) => {
    const of = (name: string) => values.find((value) => value.name === name);
    const word = (name: string) => `${of(name)?.exact ? '' : '✗ '}${String(of(name)?.read)}`;
    const mark = (name: string) => ({ true: '✓', false: '✗', undefined: '·' })[`${of(name)?.exact}`] ?? '·';
    return [fixture, ...shown.map(word), ...marked.map(mark)];
  });
  const widths = header.map((name, column) => Math.max(name.length, ...table.map((line) => line[column]?.length ?? 0)));
  const print = (line: string[]) =>
    line
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd();
  const all = rows.flatMap(({ values }) => values);
  return [
    print(header),
    ...rows.flatMap((row, index) => [print(table[index] ?? []), ...differences(row)]),
    '',
    `${rows.length} pages, ${rows.filter(isExact).length} read exactly; ${all.length} values, ${all.filter(({ exact }) => exact).length} exact`,
  ].join('\n');
}

function differences({ values }: SampleRow): string[] {
  return values
    .filter(({ exact }) => !exact)
    .map(
      ({ name, expected, read }) => `    ${name}: expected ${JSON.stringify(expected)}, read ${JSON.stringify(read)}`,
    );
}
