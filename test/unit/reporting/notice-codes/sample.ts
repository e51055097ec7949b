import type { NoticeDecision, NoticeSource } from '../../../../lib/reporting/notice-codes/notice-codes.ts';
import type { Target } from '../../../../lib/targets/schema.ts';

/** A current decision of which a test names only what it is about. */
export function decisionOn(target: string, part: Partial<NoticeDecision> = {}): NoticeDecision {
  return {
    kind: 'decision',
    verdict: 'met',
    recordId: `record-${target}-${part.lotId ?? 'all'}`,
    lotId: null,
    target: { id: target, version: 1, scheme: 'DK-POGI' },
    goals: [],
    gpp: [],
    vehicles: null,
    day: '2026-11-20',
    ...part,
  };
}

/** A target relevant to the procedure, everywhere or in some lots. */
export function relevantTarget(target: string, lots: string[] = [], counts = true) {
  return { target, version: 1, area: 'it' as const, lots, counts };
}

const words: Record<string, Pick<Target, 'requirement'>> = {
  screens: { requirement: { da: 'Skærme er i klasse D eller bedre.', en: 'Monitors are in class D or better.' } },
  trainees: { requirement: { da: 'Leverandøren har elever.', en: 'The supplier has trainees.' } },
  local: { requirement: { da: 'Alle indkøb følger aftalen.' } },
};

/** A procedure with its decisions; the packs know the targets `screens`, `trainees` and `local`. */
export function sourceOf(rows: NoticeDecision[], procedure: Partial<NoticeSource['procedure']> = {}): NoticeSource {
  return {
    rows,
    procedure: { lots: [], cpv: { main: null, additional: [] }, relevant: [], ...procedure },
    target: (id) => {
      const known = words[id];
      return known ? { ...known, eforms: { bt774: [], bt775: [], bt776: [], bt805: [] } } : null;
    },
  };
}

/** A lot of which only its id and its CPV codes matter. */
export const lotOf = (id: string, cpv: string[] = []) => ({ id, title: null, cpv, value: null });
