import type { Page } from 'puppeteer';
import { longCall } from '../e2e/harness/long-call.ts';
import type { JournalPlan } from '../fixtures/large-journal.ts';

/** What a step is given: the extension's own page with the journal, and `bench`, the code of test/bench/journal.ts. */
export interface JournalStep {
  name: string;
  /** Median milliseconds of the product. */
  own: (page: Page, plan: JournalPlan) => Promise<number>;
  /** The same the plain way; null where there is none to compare with. */
  plain: ((page: Page, plan: JournalPlan) => Promise<number>) | null;
  /** Takes many minutes, so it is left out unless this is among the command's words. */
  asked?: string;
}

export const benchYear = 2026;
export const benchUnits = [
  'Teknik og Miljø',
  'Børn og Unge',
  'Social og Sundhed',
  'Kultur og Fritid',
  'Indkøb og Udbud',
  'Ejendomme',
];

/** Two targets that every journal has decisions on. */
const benchTargets = ['pogi-ikt-co2', 'pogi-ikt-energi'];

/** The journal's last year, as the address asks for it whenever this is run. */
const year = `period=own&from=${benchYear}-01-01&to=${benchYear}-12-31`;

/** Times each is done; the median counts. */
const rounds = 7;

/** Everything that is measured on a journal, in this order; each is done on every size. */
export const journalSteps: readonly JournalStep[] = [
  {
    name: 'open the overview',
    own: (page) => medianOf(() => goTo(page, `#/overview?${year}`, '#/settings')),
    plain: (page) => medianOf(() => plainOverview(page), 3),
  },
  {
    name: 'change a filter',
    own: async (page) => {
      // By way of another page: an address that is shown already would not be read again.
      await goTo(page, `#/overview?${year}`, '#/settings');
      let turn = 0;
      const next = () => `#/overview?${year}&unit=${encodeURIComponent(benchUnits[turn++ % benchUnits.length] ?? '')}`;
      return medianOf(() => goTo(page, next()));
    },
    plain: (page) => medianOf(() => plainOverview(page, { unit: benchUnits[0] ?? '' }), 3),
  },
  {
    name: 'look at one target',
    own: async (page) => {
      await goTo(page, `#/overview?${year}`, '#/settings');
      let turn = 0;
      const next = () => `#/overview?${year}&target=${benchTargets[turn++ % benchTargets.length]}`;
      return medianOf(() => goTo(page, next()));
    },
    plain: (page) => medianOf(() => plainOverview(page, { target: benchTargets[0] ?? '' }), 3),
  },
  {
    name: 'open the log in the middle',
    own: (page) => medianOf(() => call(page, 'openLog', `#/log?${wholeLog}&at=${benchYear}-01-01`)),
    plain: (page) => medianOf(() => call(page, 'plainMiddle'), 3),
  },
  {
    name: 'find a word',
    own: (page) => medianOf(() => call(page, 'openLog', `#/log?${wholeLog}&q=${benchWords}`)),
    plain: (page) => medianOf(() => call(page, 'plainFind', benchWords), 3),
  },
  {
    name: 'record one decision',
    own: (page) => medianOf(() => call(page, 'recordOne', 'it')),
    plain: (page) => medianOf(() => call(page, 'plainRecord', wholeYear), 3),
  },
  {
    // Once, because it takes long; the last one, because it makes the journal larger.
    name: 'import 100 thousand',
    asked: '--import',
    own: (page, plan) => importing(page, plan, 'importTime'),
    plain: (page, plan) => importing(page, plan, 'plainImportTime'),
  },
];

const wholeLog = `period=own&from=${benchYear - 1}-01-01&to=${benchYear}-12-31`;
const wholeYear = { from: `${benchYear}-01-01`, to: `${benchYear}-12-31` };
/** The beginning of the numbers of a hundred tenders, in every journal. */
const benchWords = '0012';

/** Decisions in the file that is taken in. */
const imported = 100_000;

async function importing(page: Page, plan: JournalPlan, way: 'importTime' | 'plainImportTime'): Promise<number> {
  return Number(await longCall(page, way, plan, imported));
}

async function medianOf(measure: () => Promise<number>, count = rounds): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < count; round += 1) times.push(await measure());
  return times.sort((a, b) => a - b)[count >> 1] ?? 0;
}

/** What test/bench/journal.ts gives the page. */
interface InPage {
  bench: {
    goTo: (hash: string, first: string | null) => Promise<number>;
    plainTime: (period: { from: string; to: string; unit?: string; target?: string }) => Promise<number>;
    openLog: (hash: string) => Promise<number>;
    plainMiddle: () => Promise<number>;
    plainFind: (words: string) => Promise<number>;
    recordOne: (area: 'it') => Promise<number>;
    plainRecord: (period: { from: string; to: string }) => Promise<number>;
  };
}

/** Calls a function of `bench` in the page. */
function call(page: Page, name: keyof InPage['bench'], ...given: (string | object)[]): Promise<number> {
  return page.evaluate(
    (wanted, parameters) => {
      const { bench } = globalThis as unknown as { bench: Record<string, (...all: unknown[]) => Promise<number>> };
      const found = bench[wanted];
      if (!found) throw new Error(wanted);
      return found(...parameters);
    },
    name,
    given,
  );
}

function goTo(page: Page, hash: string, first: string | null = null): Promise<number> {
  return page.evaluate((...to) => (globalThis as unknown as InPage).bench.goTo(...to), hash, first);
}

function plainOverview(page: Page, filter: { unit?: string; target?: string } = {}): Promise<number> {
  const period = { from: `${benchYear}-01-01`, to: `${benchYear}-12-31`, ...filter };
  return page.evaluate((of) => (globalThis as unknown as InPage).bench.plainTime(of), period);
}
