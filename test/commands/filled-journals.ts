import type { Page } from 'puppeteer';
import type { Catalogue } from '../../lib/targets/apply-policy.ts';
import { benchUnits, benchYear } from '../bench/journal-steps.ts';
import { type Chromium, launchChromium } from '../e2e/harness/chromium.ts';
import { longCall } from '../e2e/harness/long-call.ts';
import { type JournalPlan, madeOf } from '../fixtures/large-journal.ts';
import { root } from './built.ts';
import { bundle } from './bundle.ts';

/** The shipped extension in a browser of its own, with a journal of one size. */
export interface FilledJournal {
  chromium: Chromium;
  /** The code of test/bench/journal.ts, for `inPage`. */
  script: string;
  plan: JournalPlan;
  decisions: number;
  /** Says how far the bench has come, beside its tables. */
  tell: (words: string) => void;
}

interface JournalSizes {
  /** Decisions, about. */
  sizes: readonly number[];
  /** Folder that keeps the browser with the largest journal, so that a later run fills on or finds it; null for none. */
  profile: string | null;
}

const decisionsEach = 4.2;

/** Fills the shipped extension's journal to each size, hands it over, and closes its browser. */
export async function eachJournal(
  data: Catalogue,
  { sizes, profile }: JournalSizes,
  work: (filled: FilledJournal) => Promise<void>,
): Promise<void> {
  const script = await bundle(`${root}/test/bench/journal.ts`, 'bench');
  const tell = (words: string) => void process.stderr.write(`${words}\n`);
  for (const size of sizes) {
    tell(`filling a journal of ${size.toLocaleString('en')} decisions …`);
    const isKept = profile !== null && size === Math.max(...sizes);
    const chromium = await launchChromium(isKept ? { profile } : {});
    try {
      await chromium.setSettings({ language: 'da', unit: '' });
      const plan = planOf(data, size);
      const start = performance.now();
      const decisions = await inPage(chromium, script, (page) => {
        page.on('console', (message) => message.type() === 'info' && tell(message.text()));
        return longCall(page, 'fill', plan);
      });
      if (typeof decisions !== 'number') throw new Error('the journal could not be filled');
      tell(`filled in ${((performance.now() - start) / 1000).toFixed(0)} s`);
      // Once is enough: all sizes are filled by the same code.
      if (size === Math.min(...sizes)) {
        const wrong = (await inPage(chromium, script, (page) => longCall(page, 'differences'))) as string[];
        if (wrong.length > 0) throw new Error(`filled wrongly: ${wrong.slice(0, 5).join(', ')}`);
      }
      await work({ chromium, script, plan, decisions, tell });
    } finally {
      await chromium.closeQuietly();
    }
  }
}

/**
 * Works in a dashboard page of its own with the bench's code in it, so that nothing is left of what was measured before.
 * @throws where the page goes down, as it does when a million rows do not fit into its memory
 */
export async function inPage<T>(chromium: Chromium, script: string, work: (page: Page) => Promise<T>): Promise<T> {
  const page = await chromium.dashboard('/settings');
  try {
    await page.evaluate(script);
    const down = new Promise<never>((_, reject) => page.once('error', reject));
    return await Promise.race([work(page), down]);
  } finally {
    await page.close().catch(() => {});
  }
}

/** A journal of about so many decisions, over two years. */
export function planOf(data: Catalogue, size: number): JournalPlan {
  return {
    procedures: Math.round(size / decisionsEach),
    from: `${benchYear - 1}-01-01`,
    to: `${benchYear}-11-20`,
    units: benchUnits,
    ...madeOf(data),
  };
}
