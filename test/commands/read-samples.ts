import { isDeepStrictEqual } from 'node:util';
import type { PageReport } from '../../lib/messages.ts';
import type { Adapter, Sample } from '../../lib/portals/adapter.ts';
import type { PageKind } from '../../lib/portals/tender.ts';
import type { Chromium } from '../e2e/harness/chromium.ts';
import { fixtureHtml, readAsSample, sampledAdapters } from '../fixtures/samples.ts';

/** One fixture page at its address: how many of the values that its sample names were read exactly. */
interface SampleRow {
  adapter: string;
  fixture: string;
  kind: string;
  exact: number;
  named: number;
  /** Values read otherwise, as `field: read`. */
  others: string[];
}

/** A sample with a page. Left out are pages without anything: that is known only after waiting for ten seconds. */
interface PageSample {
  adapter: Adapter;
  sample: Sample & { fixture: string };
}

async function pageSamples(): Promise<PageSample[]> {
  const sampled = await sampledAdapters();
  return sampled.flatMap(({ adapter, samples }) =>
    samples.flatMap((sample) =>
      sample.fixture && sample.kind !== 'none' ? [{ adapter, sample: { ...sample, fixture: sample.fixture } }] : [],
    ),
  );
}

/** Whether the manifest names the host: there the extension runs without being switched on. */
export function isOnFromStart({ href }: URL): boolean {
  return /^https:\/\/(ted\.europa\.eu|udbud\.dk|www\.udbud\.dk)(\/|$)/.test(href);
}

/** What the shipped build reads from a sample's page, shown at the sample's address. */
async function readSample(chromium: Chromium, { sample }: PageSample): Promise<PageReport> {
  const address = new URL(sample.address);
  address.hash = '';
  const page = await chromium.openPage(sample.address, {
    answers: new Map([[address.href, fixtureHtml(sample.fixture)]]),
  });
  try {
    return await chromium.pageReport(page);
  } finally {
    await page.close();
  }
}

/** Every page sample of the kinds, or of all, opened in turn. */
export async function readSamples(chromium: Chromium, kinds?: readonly PageKind[]): Promise<SampleRow[]> {
  const rows: SampleRow[] = [];
  const on = new Set<string>();
  for (const page of await pageSamples()) {
    if (kinds && !kinds.includes(page.sample.kind)) continue;
    const url = new URL(page.sample.address);
    if (!isOnFromStart(url) && !on.has(url.origin)) await chromium.switchOn(url.origin);
    on.add(url.origin);
    rows.push(rowOf(page, await readSample(chromium, page)));
  }
  return rows;
}

function rowOf({ adapter, sample }: PageSample, report: PageReport): SampleRow {
  const expected: Record<string, unknown> = { adapter: adapter.id, kind: sample.kind, ...sample.expected };
  const read = readAsSample(report, sample.expected ?? {});
  const others = Object.keys(expected).filter((field) => !isDeepStrictEqual(read[field], expected[field]));
  return {
    adapter: adapter.id,
    fixture: sample.fixture,
    kind: report.kind,
    exact: Object.keys(expected).length - others.length,
    named: Object.keys(expected).length,
    others: others.map((field) => `${field}: ${JSON.stringify(read[field])}`),
  };
}

/** The rows as a table, with the sum below. */
export function printRows(rows: readonly SampleRow[]): string {
  const line = (cells: string[]) =>
    cells
      .map((cell, index) => cell.padEnd([18, 26, 8, 7][index] ?? 0))
      .join(' ')
      .trimEnd();
  const sum = (count: (row: SampleRow) => number) => rows.reduce((total, row) => total + count(row), 0);
  return [
    line(['adapter', 'page', 'kind', 'exact', 'read otherwise']),
    ...rows.map(({ adapter, fixture, kind, exact, named, others }) =>
      line([adapter, fixture, kind, `${exact}/${named}`, others.join('; ')]),
    ),
    line(['all', `${rows.length} pages`, '', `${sum(({ exact }) => exact)}/${sum(({ named }) => named)}`]),
  ].join('\n');
}
