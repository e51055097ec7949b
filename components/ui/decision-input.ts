import type { Locale } from '../../lib/i18n.ts';
import type { DecisionInput, Evidence, ReasonCode, Vehicles, Verdict } from '../../lib/log/schema.ts';
import { inLocale } from '../../lib/targets/localized.ts';
import type { Detail, Localized, Placement, Threshold } from '../../lib/targets/schema.ts';
import { decimalMarkOf, readAddress, readDecimal, readWholeNumber } from './read-field.ts';

/** One document of the form, as text fields hold it. */
export interface EvidenceFields {
  kind: Evidence['kind'];
  title: string;
  url: string;
  page: string;
  quote: string;
}

/** What the decision form holds while it is being filled in: text as typed, nothing parsed yet. */
export interface DecisionFields {
  verdict: Verdict | null;
  reasonCode: ReasonCode | '';
  reasonText: string;
  placement: Placement[];
  awardWeight: string;
  measured: { metric: string; value: string; unit: string };
  ecolabels: string[];
  evidence: EvidenceFields[];
  vehicles: {
    inScope: '' | 'yes' | 'no';
    contractType: NonNullable<Vehicles['contractType']> | '';
    category: NonNullable<Vehicles['category']> | '';
    total: string;
    clean: string;
    zero: string;
  };
}

/** What the form needs to know of the target; a catalogue target fits. */
export interface DecisionTarget {
  id: string;
  thresholds: readonly Pick<Threshold, 'metric' | 'unit'>[];
}

/** What a decision concerns beside the fields: the lot (null for the whole tender), the target and the phase. */
export type DecisionSubject = Pick<DecisionInput, 'lotId' | 'targetId' | 'phase'>;

/** Field that a problem belongs to; documents carry their number (`evidence.0.url`). */
type ProblemField =
  | 'verdict'
  | 'reasonCode'
  | 'reasonText'
  | 'awardWeight'
  | 'measured'
  | 'vehicles'
  | `evidence.${number}.url`;

/** Problem per field as a key of the `decision` locale file. */
export type DecisionProblems = Partial<Record<ProblemField, string>>;

export const verdicts = ['met', 'partiallyMet', 'notMet', 'notApplicable'] as const satisfies readonly Verdict[];

export const reasonCodes = [
  'no-market-supply',
  'disproportionate-cost',
  'not-linked-to-subject',
  'insignificant-impact',
  'critical-interest',
  'statutory-minimum',
  'covered-elsewhere',
  'timing',
  'other',
] as const satisfies readonly ReasonCode[];

export const placements = [
  'technicalSpecifications',
  'selectionCriteria',
  'awardCriteria',
  'contractPerformanceConditions',
] as const satisfies readonly Placement[];

export const evidenceKinds = [
  'technicalSpecifications',
  'evaluationCriteria',
  'eligibilityCriteria',
  'contractDraft',
  'environmentalImpact',
  'marketStudies',
  'needsAssessment',
] as const satisfies readonly Evidence['kind'][];

export const contractTypes = ['veh-acq', 'pass-tran-serv', 'oth-serv-contr'] as const;
export const vehicleCategories = ['m1', 'm2', 'm3', 'n1', 'n2', 'n3'] as const;

/** Every detail, for the log, where a correction may touch any field. */
export const allDetails = [
  'placement',
  'awardWeight',
  'measuredValue',
  'ecolabel',
  'evidence',
  'vehicles',
] as const satisfies readonly Detail[];

/** The journal takes at most this many documents for one decision. */
export const maximumEvidence = 10;

/** An empty document; most evidence is a place in the specification. */
export function emptyEvidence(): EvidenceFields {
  return { kind: 'technicalSpecifications', title: '', url: '', page: '', quote: '' };
}

/**
 * The fields for a decision that is to be corrected, or empty ones with the target's own metric and unit filled in,
 * so that the buyer types the measured number alone.
 * @param locale decides the decimal mark, and the language of metric and unit
 */
export function toDecisionFields(
  initial: DecisionInput | null,
  target: DecisionTarget,
  locale: Locale,
): DecisionFields {
  const decimalMark = decimalMarkOf(locale);
  const threshold = target.thresholds[0];
  const inWords = (text: Localized | undefined) => (text === undefined ? '' : inLocale(text, locale));
  const number = (value: number | null | undefined) => (value == null ? '' : String(value).replace('.', decimalMark));
  const vehicles = initial?.vehicles ?? null;
  const inScope = vehicles === null ? '' : vehicles.inScope ? 'yes' : 'no';
  return {
    verdict: initial?.verdict ?? null,
    reasonCode: initial?.reason?.code ?? '',
    reasonText: initial?.reason?.text ?? '',
    placement: [...(initial?.placement ?? [])],
    awardWeight: number(initial?.awardWeightPct),
    measured: {
      metric: initial?.measured?.metric ?? inWords(threshold?.metric),
      value: number(initial?.measured?.value),
      unit: initial?.measured?.unit ?? inWords(threshold?.unit),
    },
    ecolabels: [...(initial?.ecolabels ?? [])],
    evidence: initial?.evidence.length
      ? initial.evidence.map((document) => ({
          kind: document.kind,
          title: document.title ?? '',
          url: document.url ?? '',
          page: document.page ?? '',
          quote: document.quote ?? '',
        }))
      : [emptyEvidence()],
    vehicles: {
      inScope,
      contractType: vehicles?.contractType ?? '',
      category: vehicles?.category ?? '',
      total: number(vehicles?.total),
      clean: number(vehicles?.clean),
      zero: number(vehicles?.zero),
    },
  };
}

/**
 * The decision that the fields say, or what is wrong with them, field by field. The journal checks again with its
 * schema; this runs in the portal page, where no Zod is. A reason is dropped when the verdict is "met".
 */
export function toDecisionInput(
  fields: DecisionFields,
  subject: DecisionSubject,
  locale: Locale,
): { ok: true; input: DecisionInput } | { ok: false; problems: DecisionProblems } {
  const decimalMark = decimalMarkOf(locale);
  const problems: DecisionProblems = {};
  const reasonText = trimmed(fields.reasonText, 2000);
  const explained = fields.verdict !== null && fields.verdict !== 'met';
  if (fields.verdict === null) problems.verdict = 'decision.problem.verdict';
  if (explained && fields.reasonCode === '') problems.reasonCode = 'decision.problem.reason';
  if (explained && fields.reasonCode === 'other' && reasonText === null)
    problems.reasonText = 'decision.problem.reasonText';

  const awardWeightPct = readWeight(fields.awardWeight, decimalMark, problems);
  const measured = readMeasured(fields.measured, decimalMark, problems);
  const evidence = readEvidence(fields.evidence, problems);
  const vehicles = readVehicles(fields.vehicles, problems);

  if (fields.verdict === null || Object.keys(problems).length > 0) return { ok: false, problems };
  return {
    ok: true,
    input: {
      ...subject,
      verdict: fields.verdict,
      reason: explained && fields.reasonCode !== '' ? { code: fields.reasonCode, text: reasonText } : null,
      placement: placements.filter((placement) => fields.placement.includes(placement)),
      awardWeightPct,
      measured,
      ecolabels: fields.ecolabels,
      evidence,
      vehicles,
    },
  };
}

/** The cleaned text, cut to what the journal takes; null when nothing is left. */
function trimmed(text: string, maximum: number): string | null {
  const clean = text.trim().slice(0, maximum).trim();
  return clean === '' ? null : clean;
}

function readWeight(text: string, decimalMark: ',' | '.', problems: DecisionProblems): number | null {
  if (text.trim() === '') return null;
  const weight = readDecimal(text, decimalMark);
  if (weight !== null && weight >= 0 && weight <= 100) return weight;
  problems.awardWeight = 'decision.problem.awardWeight';
  return null;
}

function readMeasured(
  fields: DecisionFields['measured'],
  decimalMark: ',' | '.',
  problems: DecisionProblems,
): DecisionInput['measured'] {
  if (fields.value.trim() === '') return null;
  const value = readDecimal(fields.value, decimalMark);
  const metric = trimmed(fields.metric, 80);
  const unit = trimmed(fields.unit, 40);
  if (value !== null && metric !== null && unit !== null) return { metric, value, unit };
  problems.measured = value === null ? 'decision.problem.measuredNumber' : 'decision.problem.measuredUnit';
  return null;
}

function readEvidence(documents: EvidenceFields[], problems: DecisionProblems): Evidence[] {
  const evidence: Evidence[] = [];
  for (const [index, fields] of documents.entries()) {
    const title = trimmed(fields.title, 200);
    const page = trimmed(fields.page, 20);
    const quote = trimmed(fields.quote, 1000);
    const address = fields.url.trim();
    const url = address === '' ? null : readAddress(address);
    if (address !== '' && url === null) problems[`evidence.${index}.url`] = 'decision.problem.address';
    if (title === null && page === null && quote === null && url === null) continue;
    evidence.push({ kind: fields.kind, title, url, page, quote });
  }
  return evidence.slice(0, maximumEvidence);
}

function readVehicles(fields: DecisionFields['vehicles'], problems: DecisionProblems): Vehicles | null {
  if (fields.inScope === '') return null;
  const inScope = fields.inScope === 'yes';
  const [total, clean, zero] = [fields.total, fields.clean, fields.zero].map((text) =>
    text.trim() === '' ? 0 : readWholeNumber(text),
  );
  if (total == null || clean == null || zero == null || total > 1_000_000) {
    problems.vehicles = 'decision.problem.vehicleNumbers';
    return null;
  }
  if (clean > total || zero > clean) {
    problems.vehicles = 'decision.problem.vehicleOrder';
    return null;
  }
  const contractType = fields.contractType === '' ? null : fields.contractType;
  const category = fields.category === '' ? null : fields.category;
  return { inScope, contractType, category, total, clean, zero };
}
