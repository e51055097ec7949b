import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { defaultSettings, readSettings, type SettingName, settingSchemas } from '../../../lib/settings.ts';
import { applyPolicy } from '../../../lib/targets/apply-policy.ts';
import { loadTargets } from '../../../lib/targets/load.ts';
import { parsePolicy, readPolicy } from '../../../lib/targets/policy.ts';
import { packSchema, targetSchema } from '../../../lib/targets/schema.ts';
import { damaged, few, hostile, isPlain, many, patience, prototypeIsUntouched } from './hostile.ts';

const json = (path: string) => JSON.parse(readFileSync(path, 'utf8')) as unknown;
const example = json('targets/policy.example.json');
const pack = json('targets/dk/ens-furniture.json');

describe('what storage holds', () => {
  test('gives settings that are valid one by one, whatever it is', { timeout: patience }, () => {
    const good = { ...defaultSettings, sites: { ted: 'quiet', 'https://a.example': 'full' }, unit: 'Indkøb' };
    fc.assert(
      fc.property(fc.oneof(hostile, damaged([good])), (stored) => {
        const { settings, rejected } = readSettings(stored);
        expect(Object.keys(settings).sort()).toEqual(Object.keys(settingSchemas).sort());
        for (const [name, schema] of Object.entries(settingSchemas)) {
          expect(schema.safeParse(settings[name as SettingName]).success, name).toBe(true);
          if (rejected.includes(name as SettingName) && name !== 'sites') {
            expect(settings[name as SettingName]).toEqual(defaultSettings[name as SettingName]);
          }
        }
        expect(isPlain(settings)).toBe(true);
      }),
      many,
    );
    prototypeIsUntouched();
  });
});

describe('an organisation that sends', () => {
  test('a policy is refused with path and reason, or read whole', { timeout: patience }, () => {
    fc.assert(
      fc.property(fc.oneof(hostile, damaged([example])), (content) => {
        const read = readPolicy(content);
        if ('problems' in read) {
          expect(read.problems.length).toBeGreaterThan(0);
          for (const { path, code } of read.problems) expect([typeof path, code]).toEqual(['string', 'shape']);
        } else expect(isPlain(read.policy)).toBe(true);
      }),
      many,
    );
    prototypeIsUntouched();
  });

  test('a text for a policy gets an answer, not an exception', { timeout: patience }, () => {
    const whole = JSON.stringify(example);
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary', maxLength: 200 }),
          fc.tuple(fc.nat(whole.length), fc.string({ unit: 'binary', maxLength: 3 })).map(([at, put]) => {
            return whole.slice(0, at) + put + whole.slice(at + put.length);
          }),
        ),
        (text) => {
          const read = parsePolicy(text);
          expect('policy' in read || read.problems.length > 0).toBe(true);
        },
      ),
      many,
    );
    prototypeIsUntouched();
  });

  test('a policy that reads well but speaks of what is not there changes nothing', { timeout: patience }, async () => {
    const data = await loadTargets('targets/');
    const before = data.targets.length;
    const id = fc.oneof(fc.constantFrom(...data.targets.slice(0, 40).map((target) => target.id)), fc.string());
    const base = readPolicy({ ...(example as object), added: [], cases: [], sites: [], stricter: [], switchedOff: [] });
    if (!('policy' in base)) throw new Error('the example is no policy');
    fc.assert(
      fc.property(fc.array(id, { maxLength: 6 }), (ids) => {
        const switchedOff = ids.map((target) => ({ target, reason: 'Prøve' }));
        const { data: applied, refused } = applyPolicy(data, { ...base.policy, switchedOff });
        expect(applied.targets).toHaveLength(before);
        const known = new Set(data.targets.map((target) => target.id));
        const unknown = new Set(ids.filter((one) => !known.has(one)));
        if (unknown.size > 0) expect(refused.map(({ code }) => code)).toContain('unknownTarget');
      }),
      few,
    );
    prototypeIsUntouched();
  });

  test('a pack is refused, or every target of it is one', { timeout: patience }, () => {
    fc.assert(
      fc.property(fc.oneof(hostile, damaged([pack])), (content) => {
        const parsed = packSchema.safeParse(content);
        if (!parsed.success) return;
        expect(isPlain(parsed.data)).toBe(true);
        for (const target of parsed.data.targets) expect(targetSchema.safeParse(target).success).toBe(true);
      }),
      many,
    );
    prototypeIsUntouched();
  });
});
