import type { AreaId } from '../../targets/schema.ts';
import type {
  CurrentRow,
  DecisionMeasures,
  DecisionRollup,
  DecisionRollupKey,
  ProcedureStateRow,
  StatusCounts,
  TargetStatus,
} from '../rows.ts';
import type { Money, Procedure, Revision, TipRecord, Verdict } from '../schema.ts';
import {
  addAmounts,
  addCounts,
  addMeasure,
  addMeasures,
  emptyMeasure,
  hundredths,
  type Measure,
  type Measures,
  measureOf,
  type Sign,
} from './measure.ts';
import { weightingOf } from './weighting.ts';

/** Whether a row is a decision that stands; withdrawn ones and mismatches are left out of every figure. */
export function isDecision<T extends Revision>(row: T): row is T & { kind: 'decision'; verdict: Verdict } {
  return row.kind === 'decision' && row.verdict !== null;
}

/**
 * The procedure's value once: its own, else the sum of its lots when each has one in the same currency. A part of the
 * lots would understate it, so it is then not known.
 */
export function procedureValue({ value, lots }: Pick<Procedure, 'value' | 'lots'>): Money | null {
  if (value) return value;
  const values = lots.flatMap((lot) => lot.value ?? []);
  const [first] = values;
  if (!first || values.length < lots.length || values.some(({ currency }) => currency !== first.currency)) return null;
  const amount = values.reduce((sum, value) => hundredths(sum + hundredths(value.amount)), 0);
  return { amount, currency: first.currency };
}

/** Value that a decision on a lot, or on the whole procedure for null, concerns. A procedure of one lot is that lot. */
export function decisionValue(procedure: Procedure, lotId: string | null): Pick<Revision, 'value' | 'valueLevel'> {
  const whole = procedureValue(procedure);
  const own = procedure.lots.find(({ id }) => id === lotId)?.value ?? null;
  if (lotId !== null && own) return { value: own, valueLevel: 'lot' };
  if (!whole) return { value: null, valueLevel: null };
  return { value: whole, valueLevel: lotId !== null && procedure.lots.length === 1 ? 'lot' : 'procedure' };
}

/** Measures of no decision. */
export function emptyMeasures(): DecisionMeasures {
  return {
    ...emptyMeasure(),
    reasons: {},
    placements: {},
    goals: {},
    gpp: {},
    ecolabel: emptyMeasure(),
    weight: { decisions: emptyMeasure(), sum: 0, sumByValue: {}, atLeast30: emptyMeasure() },
    vehicles: {
      inScope: emptyMeasure(),
      total: 0,
      clean: 0,
      zero: 0,
      allClean: emptyMeasure(),
      allZero: emptyMeasure(),
    },
    portals: {},
    authors: {},
  };
}

/** Weights are kept to hundredths of a per cent, so that sums come out the same in any order. */
const addWeights = (a: number, b: number, sign: Sign) => Math.round((a + sign * b) * 100) / 100;

/** Measures, `b` added to or taken from `a`. */
export function addDecisionMeasures(a: DecisionMeasures, b: DecisionMeasures, sign: Sign): DecisionMeasures {
  return {
    ...addMeasure(a, b, sign),
    reasons: addMeasures(a.reasons, b.reasons, sign),
    placements: addMeasures(a.placements, b.placements, sign),
    goals: addMeasures(a.goals, b.goals, sign),
    gpp: addMeasures(a.gpp, b.gpp, sign),
    ecolabel: addMeasure(a.ecolabel, b.ecolabel, sign),
    weight: {
      decisions: addMeasure(a.weight.decisions, b.weight.decisions, sign),
      sum: addWeights(a.weight.sum, b.weight.sum, sign),
      sumByValue: addAmounts(a.weight.sumByValue, b.weight.sumByValue, sign),
      atLeast30: addMeasure(a.weight.atLeast30, b.weight.atLeast30, sign),
    },
    vehicles: {
      inScope: addMeasure(a.vehicles.inScope, b.vehicles.inScope, sign),
      total: a.vehicles.total + sign * b.vehicles.total,
      clean: a.vehicles.clean + sign * b.vehicles.clean,
      zero: a.vehicles.zero + sign * b.vehicles.zero,
      allClean: addMeasure(a.vehicles.allClean, b.vehicles.allClean, sign),
      allZero: addMeasure(a.vehicles.allZero, b.vehicles.allZero, sign),
    },
    portals: addCounts(a.portals, b.portals, sign),
    authors: addCounts(a.authors, b.authors, sign),
  };
}

/** What the figures need of a row of the log. */
export type Figured = Revision & Pick<CurrentRow, 'firstDay'>;

/** Key of a row of `decisionRollup`. */
export function rollupKey({ day, unit, area, target, verdict }: DecisionRollup): DecisionRollupKey {
  return [day, unit, area, target, verdict];
}

/**
 * What one row of `current` adds to `decisionRollup`; null for a row that is not a decision.
 * A value is unallocated when the decision concerns one lot and only the whole procedure's value is known.
 */
export function contribution(row: Figured): DecisionRollup | null {
  if (!isDecision(row)) return null;
  const { firstDay: day, unit, area, verdict } = row;
  return { day, unit, area, target: row.target.id, verdict, ...measuresOf(row) };
}

function measuresOf(row: Figured): DecisionMeasures {
  const own = measureOf(row.value, row.lotId === null || row.valueLevel === 'lot');
  const where = (condition: boolean): Measure => (condition ? own : emptyMeasure());
  const each = (codes: readonly string[]): Measures =>
    Object.fromEntries([...new Set(codes)].map((code) => [code, own]));
  const once = (code: string) => Object.fromEntries([[code, 1]]);
  const weight = row.awardWeightPct === null ? null : addWeights(row.awardWeightPct, 0, 1);
  const vehicles = row.vehicles?.inScope ? row.vehicles : null;
  const { total, clean, zero } = vehicles ?? { total: 0, clean: 0, zero: 0 };
  const weighed = weight === null ? [] : Object.entries(own.values).map(([code, sum]) => [code, sum * weight] as const);
  return {
    ...own,
    reasons: each(row.reason ? [row.reason.code] : []),
    placements: each(row.placement),
    goals: each(row.goals),
    gpp: each(row.gpp),
    ecolabel: where(row.ecolabels.length > 0),
    weight: {
      decisions: where(weight !== null),
      sum: weight ?? 0,
      sumByValue: addAmounts({}, Object.fromEntries(weighed), 1),
      atLeast30: where(weight !== null && weight >= 30),
    },
    vehicles: {
      inScope: where(vehicles !== null),
      total,
      clean,
      zero,
      allClean: where(total > 0 && clean === total),
      allZero: where(total > 0 && zero === total),
    },
    portals: once(row.portal),
    authors: row.author === null ? {} : once(row.author),
  };
}

/** A rollup row with a contribution added or taken away; null when nothing is left in it. */
export function applyContribution(
  row: DecisionRollup | undefined,
  part: DecisionRollup,
  sign: Sign,
): DecisionRollup | null {
  const { day, unit, area, target, verdict } = part;
  const measures = addDecisionMeasures(row ?? emptyMeasures(), part, sign);
  return measures.count === 0 ? null : { day, unit, area, target, verdict, ...measures };
}

/**
 * Where a target stands when several of its lots were decided: not applicable lots do not count; all met is met, all
 * not met is not met, anything between is partly met.
 */
export function combinedVerdict(verdicts: readonly Verdict[]): Verdict {
  const [first = 'notApplicable', ...others] = verdicts.filter((verdict) => verdict !== 'notApplicable');
  return others.every((verdict) => verdict === first) ? first : 'partiallyMet';
}

/** No target anywhere. */
export function emptyStatusCounts(): StatusCounts {
  return { met: 0, partiallyMet: 0, notMet: 0, notApplicable: 0, open: 0 };
}

/**
 * Where a procedure stands, from its own facts, its current rows and its tips. Its targets are the relevant ones that
 * count and those decided on; one called a mismatch leaves unless a decision on it stands.
 * @returns null when nothing is left to count: unfollowed and without a decision that stands.
 */
export function procedureStateRow(
  procedure: Pick<Procedure, 'id' | 'unit' | 'portal' | 'value' | 'lots' | 'relevant' | 'followedAt' | 'unfollowedAt'>,
  rows: readonly Figured[],
  tips: readonly Pick<TipRecord, 'action'>[],
): ProcedureStateRow | null {
  const decisions = rows.filter(isDecision);
  const followed = procedure.unfollowedAt === null;
  if (!followed && decisions.length === 0) return null;

  const mismatched = new Set(rows.filter(({ kind }) => kind === 'mismatch').map(({ target }) => target.id));
  const targets = new Map<string, { area: AreaId; status: TargetStatus }>();
  for (const { target, area, counts } of procedure.relevant) {
    if (counts && !mismatched.has(target)) targets.set(target, { area, status: 'open' });
  }
  for (const { target, area } of decisions) {
    const verdicts = decisions.filter((other) => other.target.id === target.id).map(({ verdict }) => verdict);
    targets.set(target.id, { area, status: combinedVerdict(verdicts) });
  }

  const areas: ProcedureStateRow['areas'] = {};
  for (const { area, status } of targets.values()) {
    const counts = areas[area] ?? emptyStatusCounts();
    areas[area] = { ...counts, [status]: counts[status] + 1 };
  }
  const green = decisions.filter(({ verdict }) => verdict === 'met' || verdict === 'partiallyMet');
  const isWaiting = followed && [...targets.values()].some(({ status }) => status === 'open');
  const weighting = weightingOf(decisions);
  const did = (action: TipRecord['action']) => tips.some((tip) => tip.action === action);
  return {
    procedureId: procedure.id,
    unit: procedure.unit,
    portal: procedure.portal,
    followedDay: followed ? procedure.followedAt.slice(0, 10) : null,
    day: decisions.map(({ firstDay }) => firstDay).sort()[0] ?? null,
    value: procedureValue(procedure),
    areas,
    targets: Object.fromEntries([...targets].sort(([a], [b]) => (a < b ? -1 : 1))),
    goals: [...new Set(green.flatMap(({ goals }) => goals))].sort(),
    tipsShown: did('shown'),
    tipsUsed: did('used'),
    ...(weighting && { weighting }),
    ...(isWaiting && { waiting: 1 as const }),
  };
}
