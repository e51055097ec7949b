import type { CompiledIndex } from '../../lib/matching/compiled.ts';
import type { MatchIndex } from '../../lib/matching/finding.ts';
import { launchChromium } from '../e2e/harness/chromium.ts';

const rounds = 15;

/** How a page comes by its index, in milliseconds; medians. */
export interface ColdIndex {
  /** From the message to the answer, with a background that slept: its start is in it. */
  first: number;
  /** The same from one that is awake: the index on its way alone. */
  transfer: number;
  /** From the answer to the matcher. */
  decode: number;
  /** What the page is spared: the matcher from the words. */
  compile: number;
}

/**
 * Asks for the index as a page does, each time from a service worker that has been stopped, and once more from the one
 * that has answered.
 * @param script `bench/matching.ts` as one script
 */
export async function benchCold(script: string, index: MatchIndex): Promise<ColdIndex> {
  const chromium = await launchChromium();
  try {
    const page = await chromium.dashboard('/settings');
    await page.evaluate(script);
    const ask = (): Promise<number> =>
      page.evaluate(async () => {
        for (;;) {
          const start = performance.now();
          // A message that met the background while it ended is no measurement.
          const answer = (await chrome.runtime.sendMessage({ type: 'page/index' }).catch(() => null)) as {
            index: CompiledIndex;
          } | null;
          if (answer === null) continue;
          Object.assign(globalThis, { answered: answer.index });
          return performance.now() - start;
        }
      });
    const [first, transfer]: [number[], number[]] = [[], []];
    for (let round = 0; round < rounds; round++) {
      await chromium.stopBackground();
      first.push(await ask());
      transfer.push(await ask());
    }
    const load = (await page.evaluate(
      (own) => {
        const { bench, answered } = globalThis as unknown as {
          bench: { loadTimes: (compiled: unknown, index: unknown) => unknown };
          answered: unknown;
        };
        return bench.loadTimes(answered, own);
      },
      index as unknown as Record<string, never>,
    )) as Pick<ColdIndex, 'decode' | 'compile'>;
    return { first: median(first), transfer: median(transfer), ...load };
  } finally {
    await chromium.closeQuietly();
  }
}

const median = (times: readonly number[]): number => [...times].sort((a, b) => a - b)[times.length >> 1] ?? Number.NaN;

export function printCold({ first, transfer, decode, compile }: ColdIndex): void {
  console.log(
    `the index of the packs, from a background that slept to the answer: ${first.toFixed(1)} ms; from one awake: ${transfer.toFixed(1)} ms`,
  );
  console.log(
    `from the answer to the matcher: ${decode.toFixed(1)} ms, ${((decode / compile) * 100).toFixed(0)} % of compiling it (${compile.toFixed(0)} ms); below 10 % is asked`,
  );
}
