import type { Advice } from '../../lib/advice/advise.ts';
import type { Reason } from '../../lib/matching/finding.ts';
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
      reasons: spoken(reasons),
      coverage,
    })),
    areas: (advice?.areas ?? []).map(({ area, pointer, score, reasons }) => ({
      area,
      target: pointer.id,
      score,
      reasons: spoken(reasons),
    })),
    tips: advice?.tips ?? [],
    timings,
  };
}

/** Reasons without their place in the reading, which means nothing outside the page. */
function spoken(reasons: readonly Reason[]): Omit<Reason, 'span'>[] {
  return reasons.map(({ kind, text, where }) => ({ kind, text, where }));
}
