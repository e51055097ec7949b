import { type JournalDatabase, openJournal } from '../../../lib/log/database.ts';
import type { Context, TargetVersion } from '../../../lib/log/journal.ts';
import type { DecisionInput, ProcedureFacts, RelevantTarget } from '../../../lib/log/schema.ts';
import type { AreaId } from '../../../lib/targets/schema.ts';

let databases = 0;

/** An empty journal of its own. */
export function freshJournal(): JournalDatabase {
  databases += 1;
  return openJournal({ name: `journal-${databases}` });
}

/** Predictable UUIDs: …-000000000001, …-000000000002. */
export function countedIds(): () => string {
  let count = 0;
  return () => {
    count += 1;
    return `00000000-0000-4000-8000-${String(count).padStart(12, '0')}`;
  };
}

export const deviceA = '11111111-1111-4111-8111-111111111111';
export const deviceB = '22222222-2222-4222-8222-222222222222';

/** Target ids tell their area: `it-1` lies in `it`, `food-2` in `food`, `all-1` in `all`. */
export function targetOf(id: string, codes: Partial<Pick<TargetVersion, 'goals' | 'gpp'>> = {}): TargetVersion | null {
  const area = id.replace(/-\d+$/, '') as AreaId;
  if (id.startsWith('unknown')) return null;
  return {
    id,
    version: 1,
    scheme: 'DK-POGI',
    area,
    goals: codes.goals ?? ['clim-mitig'],
    gpp: codes.gpp ?? ['national'],
  };
}

export function contextAt(now: string, over: Partial<Context> = {}): Context {
  return {
    now: new Date(now),
    timezone: 'Europe/Copenhagen',
    device: deviceA,
    author: null,
    unit: 'Indkøb',
    toolVersion: '0.1.0',
    dataVersion: '2026-11',
    target: (id) => targetOf(id),
    ...over,
  };
}

export function factsOf(name: string, over: Partial<ProcedureFacts> = {}): ProcedureFacts {
  return {
    title: `Udbud af ${name}`,
    buyer: { name: 'Aarhus Kommune', id: '55133018', scheme: 'DK-CVR' },
    reference: `sag-${name}`,
    procedureId: null,
    publicationNumber: null,
    cpv: { main: '30200000', additional: [] },
    value: { amount: 1_000_000, currency: 'DKK' },
    deadline: '2026-12-01T12:00:00+01:00',
    language: 'da',
    lots: [],
    portal: 'udbud-dk',
    url: `https://udbud.dk/detaljevisning?noticeId=${name}`,
    ...over,
  };
}

export function relevantOf(...targets: string[]): RelevantTarget[] {
  return targets.map((target) => ({
    target,
    version: 1,
    area: target.replace(/-\d+$/, '') as AreaId,
    lots: [],
    counts: true,
  }));
}

export function inputOf(
  targetId: string,
  verdict: DecisionInput['verdict'],
  over: Partial<DecisionInput> = {},
): DecisionInput {
  return {
    lotId: null,
    targetId,
    verdict,
    reason: verdict === 'met' ? null : { code: 'timing', text: null },
    placement: [],
    awardWeightPct: null,
    measured: null,
    ecolabels: [],
    evidence: [],
    vehicles: null,
    phase: null,
    ...over,
  };
}
