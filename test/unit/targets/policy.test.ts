import { readFile } from 'node:fs/promises';
import data from 'virtual:targets';
import { describe, expect, it } from 'vitest';
import { createTranslator } from '../../../lib/i18n.ts';
import { buildMatchIndex } from '../../../lib/matching/index-targets.ts';
import { applyPolicy, inUse } from '../../../lib/targets/apply-policy.ts';
import { strictness, withOwnValue } from '../../../lib/targets/limit.ts';
import { canonicalPrint } from '../../../lib/targets/lint.ts';
import { type Policy, parsePolicy, policyJsonSchema, policyLine, readPolicy } from '../../../lib/targets/policy.ts';
import english from '../../../locales/en/dashboard.json';

const folder = new URL('../../../targets/', import.meta.url);
const translate = createTranslator('en', english);
const exampleText = await readFile(new URL('policy.example.json', folder), 'utf8');

const example = (): Policy => {
  const read = parsePolicy(exampleText);
  if ('problems' in read) throw new Error(JSON.stringify(read.problems));
  return read.policy;
};
const nothing: Policy = { ...example(), added: [], stricter: [], switchedOff: [], figures: [], cases: [] };
const linesOf = (policy: Partial<Policy>) =>
  applyPolicy(data, { ...nothing, ...policy }).refused.map((problem) => policyLine(problem, translate));
const problemsOf = (content: unknown) => {
  const read = readPolicy(content);
  return 'problems' in read ? read.problems.map((problem) => policyLine(problem, translate)) : [];
};
const silver = 'dk-spisemaerke-soelv';
const metric = 'økologiandel af indkøbet';
const stricter = (value: number | string, target = silver, name: string | number = metric) => ({
  stricter: [{ target, thresholds: [{ metric: name, value }], reason: 'Vedtaget.' }],
});

describe('the files for organisations', () => {
  it('hold the JSON Schema that the code reads by', async () => {
    const schema = await readFile(new URL('policy.schema.json', folder), 'utf8');
    expect(schema).toBe(canonicalPrint(policyJsonSchema()));
  });

  it('hold an example that fits the packs', () => {
    expect(exampleText).toBe(canonicalPrint(JSON.parse(exampleText)));
    expect(applyPolicy(data, example()).refused).toEqual([]);
  });
});

describe('reading a policy', () => {
  it('names path and reason for each problem and keeps nothing of the file', () => {
    const broken = { ...example(), contact: 7, figures: [{ area: 'food', year: 2027, share: 120, unit: 'value' }] };
    expect(problemsOf(broken)).toEqual([
      'policy: contact: Invalid input: expected string, received number',
      'policy: figures.0.share: Too big: expected number to be <=100',
      'policy: figures.0.note: Invalid input: expected string, received undefined',
    ]);
  });

  it('refuses what it does not know instead of leaving it out', () => {
    expect(problemsOf({ ...example(), laxer: [] })).toEqual(['policy: file: Unrecognized key: "laxer"']);
    expect(problemsOf([])).toEqual(['policy: file: Invalid input: expected object, received array']);
  });

  it('says so when the file is no JSON, and reads past a byte order mark', () => {
    const read = parsePolicy('{"schema": 1,');
    expect('problems' in read && read.problems.map(({ path, code }) => ({ path, code }))).toEqual([
      { path: 'file', code: 'json' },
    ]);
    expect('policy' in parsePolicy(`\ufeff${exampleText}`)).toBe(true);
  });

  it('speaks the language of the user', () => {
    const read = readPolicy({ ...example(), contact: 7 }, 'da');
    expect('problems' in read && read.problems[0]?.values.message).toContain('forventede');
  });
});

describe('a stricter limit', () => {
  const applied = applyPolicy(data, { ...nothing, ...stricter(75) });
  const target = applied.data.targets.find(({ id }) => id === silver);
  const shared = data.targets.find(({ id }) => id === silver);

  it('takes the place of the shared one, and the note keeps both', () => {
    expect(applied.refused).toEqual([]);
    expect(target?.thresholds.map(({ value }) => value)).toEqual([75]);
    expect(target?.policy).toMatchObject({ kind: 'stricter', reason: 'Vedtaget.', sharedWording: false });
    expect(target?.policy?.values.map(({ own, shared: old }) => [own, old])).toEqual([[75, 60]]);
    expect(shared?.thresholds.map(({ value }) => value)).toEqual([60]);
  });

  it('stands in the text to insert and among the wordings that cover the target', () => {
    expect(target?.criterion?.text.da).toContain('mindst 75 %');
    expect(target?.criterion?.text.da).not.toContain('60');
    expect(target?.criterion?.text.en).toContain('at least 75 %');
    expect(target?.coverage.da).toEqual(expect.arrayContaining(['mindst 60 % økologi', 'mindst 75 % økologi']));
    expect(target?.requirement).toEqual(shared?.requirement);
  });

  it('marks a text that still carries the shared value', () => {
    const policy = { ...nothing, ...stricter('A', 'ens-lys-e14', 0) };
    const lamp = applyPolicy(data, policy).data.targets.find(({ id }) => id === 'ens-lys-e14');
    expect(lamp?.thresholds[0]?.value).toBe('A');
    expect(lamp?.policy?.sharedWording).toBe(true);
  });

  it('may bring its own text, but never a label without its equivalent', () => {
    const entry = stricter(75).stricter.map((one) => ({
      ...one,
      criterion: { da: 'Sølvmærket eller tilsvarende, 75 %.' },
    }));
    const own = applyPolicy(data, { ...nothing, stricter: entry }).data.targets.find(({ id }) => id === silver);
    expect(own?.criterion?.text).toEqual({ da: 'Sølvmærket eller tilsvarende, 75 %.' });
    const alone = entry.map((one) => ({ ...one, criterion: { da: 'Sølvmærket, 75 %.' } }));
    expect(linesOf({ stricter: alone })[0]).toMatch(/^policy: stricter\.0\.criterion: .*or equivalent/);
  });

  it.each([
    [
      stricter(50),
      'policy: stricter.0.thresholds.0.value: 50 is not stricter than the shared target\'s >= 60 for "dk-spisemaerke-soelv".',
    ],
    [
      stricter(60),
      'policy: stricter.0.thresholds.0.value: 60 is not stricter than the shared target\'s >= 60 for "dk-spisemaerke-soelv".',
    ],
    [
      stricter(0.6, 'ens-haevesaenk', 'standbyforbrug'),
      'policy: stricter.0.thresholds.0.value: 0.6 is not stricter than the shared target\'s <= 0.5 for "ens-haevesaenk".',
    ],
    [
      stricter('E', 'ens-lys-e14', 0),
      'policy: stricter.0.thresholds.0.value: E is not stricter than the shared target\'s >= D for "ens-lys-e14".',
    ],
    [
      stricter(3, 'ens-lys-e14', 0),
      'policy: stricter.0.thresholds.0.value: 3 cannot be compared with the shared target\'s >= D for "ens-lys-e14".',
    ],
    [
      stricter(90, 'pogi-12-oekotex', 0),
      'policy: stricter.0.thresholds.0.value: The shared target for "pogi-12-oekotex" is set at = 100 and cannot be tightened to 90.',
    ],
    [
      stricter(75, silver, 'fedt'),
      'policy: stricter.0.thresholds.0.metric: "dk-spisemaerke-soelv" has no limit called "fedt".',
    ],
    [
      stricter(75, 'no-such-target'),
      'policy: stricter.0.target: The target "no-such-target" does not exist or is historical.',
    ],
  ])('is refused with path and reason: %j', (policy, line) => {
    expect(linesOf(policy)).toEqual([line]);
    const kept = applyPolicy(data, { ...nothing, ...policy }).data.targets;
    expect(kept).toEqual(data.targets);
  });
});

describe('a switched-off target', () => {
  const switchedOff = [{ target: 'dk-spisemaerke-bronze', reason: 'Vi følger sølv.' }];

  it('is kept for the log with its reason, and not matched', () => {
    const { data: own, refused } = applyPolicy(data, { ...nothing, switchedOff });
    expect(refused).toEqual([]);
    expect(own.targets.find(({ id }) => id === 'dk-spisemaerke-bronze')?.policy).toMatchObject({
      kind: 'switchedOff',
      reason: 'Vi følger sølv.',
    });
    const matched = (catalogue: typeof own) => buildMatchIndex(catalogue, '2026-11-22').targets.map(({ id }) => id);
    expect(matched(own)).toContain('dk-spisemaerke-bronze');
    expect(matched(inUse(own))).toEqual(matched(data).filter((id) => id !== 'dk-spisemaerke-bronze'));
  });

  it('is refused when it is law, unknown, twice or also tightened', () => {
    const off = (target: string) => ({ target, reason: 'Nej.' });
    const law =
      data.targets.find(({ binding, sourceState }) => binding === 'law' && sourceState === 'inForce')?.id ?? '';
    expect(linesOf({ switchedOff: [off(law), off('nope')] })).toEqual([
      `policy: switchedOff.0.target: "${law}" is required by law and cannot be switched off.`,
      'policy: switchedOff.1.target: The target "nope" does not exist or is historical.',
    ]);
    expect(linesOf({ switchedOff: [...switchedOff, ...switchedOff] })).toEqual([
      'policy: switchedOff.1.target: "dk-spisemaerke-bronze" stands there twice.',
    ]);
    expect(linesOf({ ...stricter(75), switchedOff: [off(silver)] })).toEqual([
      `policy: switchedOff.0.target: "${silver}" cannot be both tightened and switched off.`,
    ]);
  });
});

describe('added targets and cases', () => {
  const added = example().added;

  it('join the packs under the scheme OWN', () => {
    const { data: own } = applyPolicy(data, example());
    const target = own.targets.find(({ id }) => id === 'engdal-brugte-moebler');
    expect(target).toMatchObject({ scheme: 'OWN', policy: { kind: 'added', organisation: 'Engdal Kommune' } });
    expect(own.cases.map(({ id }) => id)).toEqual([...data.cases.map(({ id }) => id), 'engdal-moebellager']);
    expect(own.version).toMatch(new RegExp(`^${data.version}\\+[0-9a-f]{16}$`));
  });

  it('are refused when they take an id, call themselves law or ask for a label alone', () => {
    const [one] = added;
    if (!one) throw new Error('the example adds no target');
    expect(linesOf({ added: [{ ...one, id: silver }, one, one] })).toEqual([
      `policy: added.0.id: "${silver}" already exists among the shared targets. Choose another id.`,
      'policy: added.2.id: "engdal-brugte-moebler" stands there twice.',
    ]);
    const criterion = { kind: 'technicalSpecifications' as const, text: { da: 'Møblerne har Svanemærket.' } };
    expect(linesOf({ added: [{ ...one, binding: 'law' }] })[0]).toMatch(/^policy: added\.0\.binding: /);
    expect(linesOf({ added: [{ ...one, criterion }] })[0]).toMatch(/^policy: added\.0\.criterion: .*or equivalent/);
    expect(linesOf({ added: [{ ...one, ecolabels: ['none'] }] })[0]).toMatch(/^policy: added\.0\.ecolabels: /);
  });

  it('are refused when a case names a tip that does not exist', () => {
    const [one] = example().cases;
    if (!one) throw new Error('the example has no case');
    expect(linesOf({ cases: [{ ...one, tips: ['no-tip'] }] })).toEqual([
      'policy: cases.0.tips: The tip "no-tip" does not exist.',
    ]);
  });
});

describe('strictness', () => {
  it.each([
    ['>=', 60, 75, 'stricter'],
    ['<', 60, 75, 'notStricter'],
    ['>=', 'B', 'A++', 'stricter'],
    ['>=', 'A', 'A+', 'stricter'],
    ['>=', 'A+', 'A', 'notStricter'],
    ['<=', 'B', 'A', 'notComparable'],
    ['>=', 'B', 'stor', 'notComparable'],
  ] as const)('%s %s against %s is %s', (op, value, own, answer) => {
    expect(strictness({ op, value }, own)).toBe(answer);
  });
});

describe('withOwnValue', () => {
  const swap = { unit: { da: '%', en: '%' }, shared: 60, own: 75 };
  it('changes the one number that has the unit', () => {
    expect(withOwnValue({ da: 'Mindst 60 % over 60 dage, ikke 160 %.' }, swap)).toEqual({
      da: 'Mindst 75 % over 60 dage, ikke 160 %.',
    });
    expect(withOwnValue({ da: 'højst 0,5 W' }, { unit: { da: 'W' }, shared: 0.5, own: 0.25 })).toEqual({
      da: 'højst 0,25 W',
    });
  });
  it('leaves a text alone where the number stands twice, in a range or not at all', () => {
    expect(withOwnValue({ da: '60 % mad og 60 % kaffe' }, swap)).toBeNull();
    expect(withOwnValue({ da: '30-60 % mad' }, swap)).toBeNull();
    expect(withOwnValue({ da: 'mindst 60 %', en: 'most of it' }, swap)).toBeNull();
  });
});
