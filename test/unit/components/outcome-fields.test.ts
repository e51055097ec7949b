import { expect, test } from 'vitest';
import { outcomeFieldsOf, readOutcome } from '../../../components/dashboard/procedure/outcome-fields.ts';
import type { Outcome } from '../../../lib/log/record-schema.ts';

const procedure = {
  title: 'Udbud af stole',
  relevant: [
    { target: 'all-1', version: 1, area: 'all' as const, lots: [], counts: true },
    { target: 'furniture-1', version: 1, area: 'furniture' as const, lots: [], counts: true },
  ],
};
const empty = outcomeFieldsOf(null, procedure);

test('a case begins with the tender’s own title and its first area', () => {
  expect(empty).toMatchObject({ title: 'Udbud af stole', area: 'furniture', hasCase: false, reused: '' });
});

test('an evaluation that says nothing is refused', () => {
  expect(readOutcome(empty)).toEqual({ ok: false, problems: { bought: 'outcome.problem.empty' } });
  expect(readOutcome({ ...empty, reused: 'no' })).toMatchObject({
    ok: true,
    input: { bought: null, reused: { was: false, which: null }, learned: null, case: null },
  });
});

test('a case needs its parts, but neither a role nor a target', () => {
  const fields = { ...empty, hasCase: true, what: 'Brugte stole', how: ' ' };
  const required = 'outcome.problem.required';
  expect(readOutcome(fields)).toEqual({ ok: false, problems: { how: required, result: required } });
  expect(readOutcome({ ...fields, area: '', how: 'a', result: 'b' })).toEqual({
    ok: false,
    problems: { area: required },
  });
  expect(readOutcome({ ...fields, how: ' Besigtigelse ', result: 'Halv pris' })).toEqual({
    ok: true,
    input: {
      bought: null,
      reused: null,
      learned: null,
      case: {
        title: 'Udbud af stole',
        what: 'Brugte stole',
        how: 'Besigtigelse',
        result: 'Halv pris',
        askRole: null,
        area: 'furniture',
        target: null,
      },
    },
  });
});

test('what was saved comes back into the form as it was', () => {
  const said = {
    ...empty,
    bought: '40 stole',
    reused: 'yes' as const,
    which: 'Nabokommunens krav',
    learned: 'Spørg tidligt',
    hasCase: true,
    what: 'a',
    how: 'b',
    result: 'c',
    askRole: 'Indkøbskonsulent',
    target: 'furniture-1',
  };
  const read = readOutcome(said);
  expect(read.ok && outcomeFieldsOf({ ...read.input, stage: 'award' } as Outcome, procedure)).toEqual(said);
});
