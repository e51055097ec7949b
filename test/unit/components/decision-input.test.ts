import { describe, expect, test } from 'vitest';
import {
  type DecisionFields,
  emptyEvidence,
  evidenceKinds,
  placements,
  reasonCodes,
  toDecisionFields,
  toDecisionInput,
  verdicts,
} from '../../../components/ui/decision-input.ts';
import {
  type DecisionInput,
  decisionInputSchema,
  evidenceSchema,
  reasonCodeSchema,
  verdictSchema,
} from '../../../lib/log/schema.ts';
import { placementSchema } from '../../../lib/targets/schema.ts';

const target = {
  id: 'a',
  thresholds: [{ metric: { da: 'genbrugsandel', en: 'recycled share' }, unit: { da: '%' } }],
};
const subject = { lotId: null, targetId: 'a', phase: null };
const fields = (part: Partial<DecisionFields>): DecisionFields => ({
  ...toDecisionFields(null, target, 'da'),
  ...part,
});
const problemsOf = (part: Partial<DecisionFields>) => {
  const result = toDecisionInput(fields(part), subject, 'da');
  return result.ok ? {} : result.problems;
};
const inputOf = (part: Partial<DecisionFields>): DecisionInput => {
  const result = toDecisionInput(fields(part), subject, 'da');
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.input;
};

describe('the lists of the form', () => {
  test('offer exactly the codes that the journal takes', () => {
    expect([...verdicts]).toEqual(verdictSchema.options);
    expect([...reasonCodes]).toEqual(reasonCodeSchema.options);
    expect([...placements]).toEqual(placementSchema.options);
    expect([...evidenceKinds]).toEqual(evidenceSchema.shape.kind.options);
  });
});

describe('fields to decision', () => {
  test('without a verdict the form says so and nothing else', () => {
    expect(problemsOf({})).toEqual({ verdict: 'decision.problem.verdict' });
  });

  test.each(['partiallyMet', 'notMet', 'notApplicable'] as const)('%s needs a reason', (verdict) => {
    expect(problemsOf({ verdict })).toEqual({ reasonCode: 'decision.problem.reason' });
  });

  test('the reason "other" needs words', () => {
    expect(problemsOf({ verdict: 'notMet', reasonCode: 'other', reasonText: '  ' })).toEqual({
      reasonText: 'decision.problem.reasonText',
    });
  });

  test('a reason chosen before the verdict became "met" is dropped', () => {
    expect(inputOf({ verdict: 'met', reasonCode: 'timing', reasonText: 'for sent' }).reason).toBeNull();
  });

  test('the untouched metric of the target is not logged as a measurement', () => {
    expect(inputOf({ verdict: 'met' }).measured).toBeNull();
  });

  test('metric and unit of the target stand in the user’s language, else in Danish', () => {
    expect(toDecisionFields(null, target, 'en').measured).toEqual({ metric: 'recycled share', value: '', unit: '%' });
    expect(toDecisionFields(null, target, 'nb').measured).toEqual({ metric: 'genbrugsandel', value: '', unit: '%' });
  });

  test('a measured value in Danish notation is read with its metric and unit', () => {
    const measured = { metric: 'genbrugsandel', value: '1.234,5', unit: '%' };
    expect(inputOf({ verdict: 'met', measured }).measured).toEqual({
      metric: 'genbrugsandel',
      value: 1234.5,
      unit: '%',
    });
  });

  test('a measured value without unit asks for it', () => {
    const measured = { metric: 'genbrugsandel', value: '12', unit: ' ' };
    expect(problemsOf({ verdict: 'met', measured })).toEqual({ measured: 'decision.problem.measuredUnit' });
  });

  test.each(['101', '-1', 'tredive'])('the weight %s is refused', (awardWeight) => {
    expect(problemsOf({ verdict: 'met', awardWeight })).toEqual({ awardWeight: 'decision.problem.awardWeight' });
  });

  test('an empty document is left out and an address loses its secrets', () => {
    const document = { ...emptyEvidence(), url: 'https://udbud.dk/bilag?id=7&access_token=hemmelig' };
    const { evidence } = inputOf({ verdict: 'met', evidence: [emptyEvidence(), document] });
    expect(evidence).toEqual([
      { kind: 'technicalSpecifications', title: null, url: 'https://udbud.dk/bilag?id=7', page: null, quote: null },
    ]);
  });

  test('an address that is none is named with the number of its document', () => {
    const document = { ...emptyEvidence(), url: 'kravspec side 3' };
    expect(problemsOf({ verdict: 'met', evidence: [emptyEvidence(), document] })).toEqual({
      'evidence.1.url': 'decision.problem.address',
    });
  });

  test('more clean vehicles than vehicles is refused', () => {
    const vehicles = { inScope: 'yes', contractType: '', category: 'm1', total: '2', clean: '3', zero: '' } as const;
    expect(problemsOf({ verdict: 'met', vehicles })).toEqual({ vehicles: 'decision.problem.vehicleOrder' });
  });

  test('what the form gives is what the journal accepts', () => {
    const input = inputOf({
      verdict: 'partiallyMet',
      reasonCode: 'other',
      reasonText: ' Kun delkontrakt 2 ',
      placement: ['awardCriteria', 'technicalSpecifications'],
      awardWeight: '30,5',
      measured: { metric: 'andel', value: '40', unit: '%' },
      ecolabels: ['svanemaerket'],
      evidence: [{ kind: 'contractDraft', title: 'Bilag 2', url: '', page: '4', quote: 'Mindst 40 %' }],
      vehicles: { inScope: 'yes', contractType: 'veh-acq', category: 'n1', total: '1.200', clean: '9', zero: '' },
    });
    expect(decisionInputSchema.parse(input)).toEqual(input);
    expect(input.placement).toEqual(['technicalSpecifications', 'awardCriteria']);
    expect(input.awardWeightPct).toBe(30.5);
    expect(input.vehicles).toEqual({
      inScope: true,
      contractType: 'veh-acq',
      category: 'n1',
      total: 1200,
      clean: 9,
      zero: 0,
    });
  });

  test('a decision put into the fields and read again is the same decision', () => {
    const input: DecisionInput = {
      ...subject,
      verdict: 'notMet',
      reason: { code: 'timing', text: 'Fristen' },
      placement: ['selectionCriteria'],
      awardWeightPct: 12.5,
      measured: { metric: 'CO2', value: 0.75, unit: 'kg' },
      ecolabels: ['eu-blomsten'],
      evidence: [{ kind: 'marketStudies', title: null, url: 'https://example.dk/a', page: '2', quote: null }],
      vehicles: { inScope: false, contractType: null, category: null, total: 0, clean: 0, zero: 0 },
    };
    for (const locale of ['da', 'en'] as const) {
      expect(toDecisionInput(toDecisionFields(input, target, locale), subject, locale)).toEqual({ ok: true, input });
    }
  });
});
