import type { Page } from 'puppeteer';
import { loadTargets } from '../../../lib/targets/load.ts';
import type { Policy } from '../../../lib/targets/policy.ts';
import { root } from '../../commands/built.ts';
import { bundle } from '../../commands/bundle.ts';
import { type JournalPlan, madeOf } from '../../fixtures/large-journal.ts';
import type { Driven } from './both.ts';
import { longCall } from './long-call.ts';

/** Units of an invented municipality. */
export const demoUnits = ['Teknik og Miljø', 'Børn og Unge', 'Social og Sundhed', 'Kultur og Fritid', 'Ejendomme'];

/** Target figures of an invented municipality for a year; two of them are hard to reach. */
export const demoPolicy = (year: number): Policy => ({
  schema: 1,
  organisation: { name: 'Engdal Kommune', cvr: null },
  contact: null,
  added: [],
  stricter: [],
  switchedOff: [],
  figures: [
    { area: 'all', year, share: 60, unit: 'procedures', note: null },
    { area: 'cleaning', year, share: 50, unit: 'procedures', note: null },
    { area: 'it', year, share: 75, unit: 'procedures', note: null },
    { area: 'furniture', year, share: 65, unit: 'value', note: null },
    { area: 'food', year, share: 90, unit: 'procedures', note: null },
  ],
  cases: [],
  sites: [],
});

/** Fills the extension's own journal with what an invented municipality could have logged. */
export async function fillJournal(
  browser: Pick<Driven, 'dashboard'>,
  plan: Pick<JournalPlan, 'procedures' | 'from' | 'to'> & Partial<JournalPlan>,
): Promise<void> {
  const page = await browser.dashboard('/settings');
  await fillFrom(page, plan);
  await page.close();
}

async function fillFrom(page: Page, plan: Parameters<typeof fillJournal>[1]): Promise<void> {
  const data = await loadTargets(`${root}/targets/`);
  await page.evaluate(await bundle(`${root}/test/bench/journal.ts`, 'bench'));
  await longCall(page, 'fill', { units: demoUnits, ...madeOf(data), ...plan });
}
