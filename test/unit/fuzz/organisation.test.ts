import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readManaged, withManaged } from '../../../lib/managed.ts';
import { layOrganisation } from '../../../lib/organisation.ts';
import { defaultSettings, settingSchemas } from '../../../lib/settings.ts';
import { readSettingsFile, settingsFile } from '../../../lib/settings-file.ts';
import { readSource } from '../../../lib/source.ts';
import { loadTargets } from '../../../lib/targets/load.ts';
import { damaged, few, hostile, isPlain, many, patience, prototypeIsUntouched } from './hostile.ts';

const policy = JSON.parse(readFileSync('targets/policy.example.json', 'utf8')) as object;
const managed = {
  organisationName: 'Engdal Kommune',
  units: ['Indkøb'],
  siteModes: [{ site: 'ted', mode: 'quiet' }],
  source: 'https://intra.engdal.example/groent-lys.json',
  policy,
};
const source = {
  address: managed.source,
  triedAt: '2026-11-22T06:00:00.000Z',
  fetchedAt: null,
  problem: { code: 'status', status: 500 },
  bundle: { schema: 1, policy, packs: [] },
};
const bucket = {
  server: 'wss://nats.engdal.example',
  organisation: 'engdal',
  held: ['policy.engdal', 'pack.DK-Eng'].map((key) => ({
    from: 'organisation',
    key,
    sequence: 1,
    at: '2026-11-22T06:00:00.000Z',
    takenAt: '2026-11-22T06:00:00.000Z',
    off: false,
    content: policy,
  })),
  refused: [],
};

describe('an organisation', () => {
  test('manages with anything, and the settings stay valid one by one', { timeout: patience }, () => {
    fc.assert(
      fc.property(fc.oneof(hostile, damaged([managed])), (given) => {
        const { settings } = withManaged(defaultSettings, readManaged(given).managed);
        for (const [name, schema] of Object.entries(settingSchemas)) {
          expect(schema.safeParse(settings[name as keyof typeof settings]).success, name).toBe(true);
        }
      }),
      many,
    );
    prototypeIsUntouched();
  });

  test('keeps anything at its address, and what is stored of it is plain or nothing', { timeout: patience }, () => {
    fc.assert(
      fc.property(fc.oneof(hostile, damaged([source])), (stored) => {
        expect(isPlain(readSource(stored, managed.source))).toBe(true);
      }),
      many,
    );
    prototypeIsUntouched();
  });

  test('lays anything over the packs, and no shared target is lost', { timeout: patience }, async () => {
    const data = await loadTargets('targets/');
    const ids = new Set(data.targets.map(({ id }) => id));
    const any = fc.oneof(
      hostile,
      damaged([managed, source, bucket, policy, [{ file: 'a', takenAt: 'b', pack: policy }]]),
    );
    fc.assert(
      fc.property(any, any, any, any, any, (one, two, three, four, five) => {
        const parts = { managed: one, source: two, policy: three, packs: four, bucket: five };
        const laid = layOrganisation(data, parts, 'da').data.targets;
        expect(new Set(laid.flatMap(({ id }) => (ids.has(id) ? [id] : [])))).toEqual(ids);
      }),
      few,
    );
    prototypeIsUntouched();
  });
});

describe('a file of settings', () => {
  test('is refused with a reason, or holds settings that are valid one by one', { timeout: patience }, () => {
    const whole = settingsFile({ ...defaultSettings, unit: 'Indkøb' }, new Date('2026-11-22T06:00:00Z'));
    const texts = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 200 }),
      damaged([JSON.parse(whole)]).map((content) => JSON.stringify(content) ?? ''),
      fc.nat(whole.length).map((at) => whole.slice(0, at)),
    );
    fc.assert(
      fc.property(texts, (text) => {
        const read = readSettingsFile(text);
        if ('problems' in read) expect(read.problems.length).toBeGreaterThan(0);
        else {
          for (const [name, schema] of Object.entries(settingSchemas)) {
            expect(schema.safeParse(read.settings[name as keyof typeof read.settings]).success, name).toBe(true);
          }
        }
      }),
      many,
    );
    prototypeIsUntouched();
  });
});
