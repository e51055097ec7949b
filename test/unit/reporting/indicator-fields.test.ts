import 'fake-indexeddb/auto';
import { expect, test } from 'vitest';
import { follow, logDecision, logTip } from '../../../lib/log/journal.ts';
import { type DecisionInput, procedureSchema, revisionSchema, tipRecordSchema } from '../../../lib/log/schema.ts';
import { type IndicatorId, indicatorFields } from '../../../lib/reporting/indicator-fields.ts';
import { indicators } from '../../../lib/reporting/indicators.ts';
import { detailSchema } from '../../../lib/targets/schema.ts';
import { contextAt, factsOf, freshJournal, inputOf, relevantOf, targetOf } from '../log/sample.ts';

const year = { from: '2026-01-01', to: '2026-12-31' };
const options = { priorityAreas: ['it'] };
const ids = Array.from({ length: 12 }, (_, index) => `I${index + 1}`);

test('the table names every indicator once, with fields that the records have', () => {
  expect(indicatorFields.map(({ indicator }) => indicator)).toEqual(ids);
  for (const { fields, procedureFields, tipFields } of indicatorFields) {
    expect(Object.keys(revisionSchema.shape)).toEqual(expect.arrayContaining(fields));
    expect(Object.keys(procedureSchema.shape)).toEqual(expect.arrayContaining(procedureFields));
    expect(Object.keys(tipRecordSchema.shape)).toEqual(expect.arrayContaining(tipFields));
  }
});

test('every detail that the table asks for is one that a form can ask for', () => {
  const details = indicatorFields.flatMap(({ control }) => (control.startsWith('details.') ? [control.slice(8)] : []));
  expect(details.toSorted()).toEqual(['awardWeight', 'ecolabel', 'placement', 'vehicles']);
  expect(detailSchema.options).toEqual(expect.arrayContaining(details));
});

async function figures(over: Partial<DecisionInput>, codes: Parameters<typeof targetOf>[1] = {}) {
  const db = freshJournal();
  const context = contextAt('2026-03-01T08:00:00Z', { target: (id) => targetOf(id, codes) });
  await logDecision(
    db,
    factsOf('pc'),
    relevantOf('it-1', 'it-2'),
    inputOf('it-1', over.verdict ?? 'met', over),
    context,
  );
  return { db, context, all: await indicators(db, year, options) };
}

const vehicles = { inScope: true, contractType: null, category: null, total: 2, clean: 1, zero: 0 };
const late = { verdict: 'notMet', reason: { code: 'timing', text: null } } as const;
const cost = { verdict: 'notMet', reason: { code: 'disproportionate-cost', text: null } } as const;

test.each<[string, IndicatorId[], Partial<DecisionInput>, Partial<DecisionInput>]>([
  ['placement', ['I5'], {}, { placement: ['awardCriteria'] }],
  ['awardWeightPct', ['I8'], {}, { awardWeightPct: 30 }],
  ['ecolabels', ['I7'], {}, { ecolabels: ['svanen'] }],
  ['vehicles', ['I10'], {}, { vehicles }],
  ['reason', ['I6'], late, cost],
  ['verdict', ['I1', 'I2', 'I3', 'I6'], { verdict: 'met' }, late],
])('filling in %s moves just the indicators that the table says read it', async (field, moved, before, after) => {
  const [{ all: first }, { all: second }] = [await figures(before), await figures(after)];
  const changed = ids.filter((id) => {
    const key = id as IndicatorId;
    return JSON.stringify(first[key]) !== JSON.stringify(second[key]);
  });
  const reading = indicatorFields.filter(({ fields }) => fields.some((name) => name === field));
  expect(reading.map(({ indicator }) => indicator)).toEqual(expect.arrayContaining(changed));
  expect(changed).toEqual(expect.arrayContaining(moved.filter((id) => id !== 'I2')));
  if (field !== 'verdict') expect(changed).toEqual(moved);
});

test("I4 follows the target's codes, I9 the tips and I12 the following", async () => {
  const plain = await figures({});
  const coded = await figures({}, { goals: ['circ-econ'], gpp: ['eu'] });
  expect(Object.keys(plain.all.I4.goals)).toEqual(['clim-mitig']);
  expect(Object.keys(coded.all.I4.goals)).toEqual(['circ-econ']);
  const { db, context } = plain;
  await logTip(db, factsOf('pc'), 'tip-1', 'used', context);
  await follow(db, factsOf('bus'), [], context);
  const after = await indicators(db, year, options);
  expect(plain.all.I9.tipsUsed.numerator).toBe(0);
  expect(after.I9.tipsUsed.numerator).toBe(1);
  expect(plain.all.I12.share).toBe(1);
  expect(after.I12.share).toBe(0.5);
});
