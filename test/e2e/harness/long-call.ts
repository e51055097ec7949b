import type { Page } from 'puppeteer';
import { until } from './until.ts';

/** Where the page keeps how far the call has come. */
interface InPage {
  bench: Record<string, ((...given: unknown[]) => Promise<unknown>) | undefined>;
  longCall: { value: unknown } | { error: string } | null;
}

const hours = 3 * 3_600_000;

/**
 * Calls a function of `bench` (test/bench/journal.ts) in a page and waits for it. Puppeteer gives a call into a page three
 * minutes, also one that waits for something there; a large journal takes longer, so the page is asked now and then.
 * @throws what the function throws, as text
 */
export async function longCall(page: Page, name: string, ...given: unknown[]): Promise<unknown> {
  await page.evaluate(
    (wanted, parameters) => {
      const page = globalThis as unknown as InPage;
      page.longCall = null;
      const found = page.bench[wanted];
      if (!found) throw new Error(wanted);
      found(...(parameters as unknown[])).then(
        (value) => (page.longCall = { value }),
        (error: unknown) => (page.longCall = { error: String(error) }),
      );
    },
    name,
    given as never,
  );
  const came = await until(() => page.evaluate(() => (globalThis as unknown as InPage).longCall), name, hours, 250);
  if ('error' in came) throw new Error(`${name}: ${came.error}`);
  return came.value;
}
