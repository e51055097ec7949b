import type { PageReport } from '../../../lib/messages.ts';
import { until } from './until.ts';

export interface Settled {
  /** Whether a report is the one waited for, so that it need not stay the same for a while. */
  settled?: (report: PageReport) => boolean;
}

/**
 * Milliseconds for which a report must stay the same before it counts. A page may still be filled by its scripts, most
 * of all one that looks as if there were nothing in it.
 */
const settledAfter: Record<PageReport['state'], number> = {
  complete: 150,
  final: 1000,
  retryable: 10_000,
};

/**
 * The report of a page once it has settled; a page that has still not rendered after ten seconds gives the reading as it
 * then is.
 * @param ask the page; null before anyone answers there
 * @throws when nobody ever answered
 */
export async function settledReport(
  ask: () => Promise<PageReport | null>,
  address: string,
  { settled }: Settled = {},
): Promise<PageReport> {
  let latest: PageReport | null = null;
  let content = '';
  let since = performance.now();
  const isSettled = async () => {
    const report = await ask();
    if (!report) return null;
    latest = report;
    if (settled?.(report)) return report;
    const { timings: _, ...rest } = report;
    const now = JSON.stringify(rest);
    if (now !== content) since = performance.now();
    content = now;
    return performance.now() - since >= settledAfter[report.state] ? report : null;
  };
  return until(isSettled, `the report of ${address}`).catch((error: unknown) => {
    if (latest) return latest;
    throw error;
  });
}
