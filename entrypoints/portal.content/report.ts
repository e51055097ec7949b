import type { Advice } from '../../lib/advice/advise.ts';
import type { PageReport } from '../../lib/messages.ts';
import type { Reading } from '../../lib/portals/tender.ts';

/** The PageReport: what was read and what is shown. No page text beyond quoted words of at most 80 characters. */
export function reportOf(reading: Reading, advice: Advice | null, timings: PageReport['timings']): PageReport {
  const { adapter, kind, state, tender } = reading;
  return {
    adapter,
    kind,
    state,
    tender,
    findings: (advice?.shown ?? []).map(({ target, area, score, reasons, coverage }) => ({
      target,
      area,
      score,
      reasons: reasons.map(({ kind: reasonKind, text, where }) => ({ kind: reasonKind, text, where })),
      coverage,
    })),
    tips: advice?.tips ?? [],
    timings,
  };
}
