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
/** The plain way takes minutes on a large journal. */
const plainRounds = ({ procedures }: JournalPlan) => (procedures > 100_000 ? 1 : 3);

/** Everything that is measured on a journal, in this order; each is done on every size. */
export const journalSteps: readonly JournalStep[] = [
  {
    name: 'open the overview',
    own: (page) => medianOf(() => goTo(page, `#/overview?${year}`, '#/settings')),
    plain: (page, plan) => medianOf(() => plainOverview(page), plainRounds(plan)),
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
    plain: (page, plan) => medianOf(() => plainOverview(page, { unit: benchUnits[0] ?? '' }), plainRounds(plan)),
  },
  {
    name: 'look at one target',
    own: async (page) => {
      await goTo(page, `#/overview?${year}`, '#/settings');
      let turn = 0;
      const next = () => `#/overview?${year}&target=${benchTargets[turn++ % benchTargets.length]}`;
      return medianOf(() => goTo(page, next()));
    },
    plain: (page, plan) => medianOf(() => plainOverview(page, { target: benchTargets[0] ?? '' }), plainRounds(plan)),
  },
  {
    name: 'open the log in the middle',
    own: (page) => medianOf(() => call(page, 'openLog', `#/log?${wholeLog}&at=${benchYear}-01-01`)),
    plain: (page, plan) => medianOf(() => call(page, 'plainMiddle'), plainRounds(plan)),
  },
  {
    name: 'find a word',
    own: (page) => medianOf(() => call(page, 'openLog', `#/log?${wholeLog}&q=${benchWords}`)),
    plain: (page, plan) => medianOf(() => call(page, 'plainFind', benchWords), plainRounds(plan)),
  },
  {
    name: 'record one decision',
    own: (page) => medianOf(() => call(page, 'recordOne', 'it')),
    plain: (page, plan) => medianOf(() => call(page, 'plainRecord', wholeYear), plainRounds(plan)),
  },
  {
    // Once, because it takes long; the last one, because it makes the journal larger.
    name: 'import 100 thousand',
    asked: '--import',
    own: (page, plan) => call(page, 'importTime', plan, imported),
    plain: (page, plan) => call(page, 'plainImportTime', plan, imported),
  },
];

const wholeLog = `period=own&from=${benchYear - 1}-01-01&to=${benchYear}-12-31`;
const wholeYear = { from: `${benchYear}-01-01`, to: `${benchYear}-12-31` };
/** The beginning of the numbers of a hundred tenders, in every journal. */
const benchWords = '0012';

/** Decisions in the file that is taken in. */
const imported = 100_000;

async function medianOf(measure: () => Promise<number>, count = rounds): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < count; round += 1) times.push(await measure());
  return times.sort((a, b) => a - b)[count >> 1] ?? 0;
}

/** Calls a function of test/bench/journal.ts in the page. */
async function call(page: Page, name: keyof typeof import('./journal.ts'), ...given: unknown[]): Promise<number> {
  return Number(await longCall(page, name, ...given));
}

const goTo = (page: Page, hash: string, first: string | null = null) => call(page, 'goTo', hash, first);

const plainOverview = (page: Page, filter: { unit?: string; target?: string } = {}) =>
  call(page, 'plainTime', { ...wholeYear, ...filter });
