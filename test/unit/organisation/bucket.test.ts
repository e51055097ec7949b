import { readFile } from 'node:fs/promises';
import data from 'virtual:targets';
import { describe, expect, test } from 'vitest';
import {
  type BucketStanding,
  type BucketValue,
  readBucket,
  standingFor,
  storedBucket,
  switchThing,
  takeBucket,
} from '../../../lib/bucket.ts';
import { layOrganisation, packsBeside } from '../../../lib/organisation.ts';

const example = JSON.parse(
  await readFile(new URL('../../../targets/policy.example.json', import.meta.url), 'utf8'),
) as object;
const policyOf = (name: string) => ({ ...example, organisation: { name, cvr: null } });
const [some] = data.targets.filter(({ binding }) => binding !== 'law');
if (!some) throw new Error('the packs hold no target');
const { scheme: _, policy: __, ...target } = some;
const packOf = (id: string, scheme = 'DK-Eng') => ({
  schema: 1,
  scheme,
  targets: [{ ...target, id, ecolabels: [], criterion: null }],
});
const shared = {
  schema: 1,
  id: '11111111-1111-4111-8111-111111111111',
  organisation: 'Engdal Kommune',
  unit: 'Indkøb',
  day: '2026-11-02',
  story: {
    title: 'Brugte møbler',
    what: 'Kontormøbler',
    how: 'Delkontrakt for brugte møbler',
    result: 'Halvdelen er brugt',
    askRole: 'indkøbskonsulent',
    area: 'furniture',
    target: null,
  },
};
const now = new Date('2026-11-22T06:00:00Z');
const later = new Date('2026-11-23T06:00:00Z');
const at = '2026-11-21T06:00:00.000Z';
const where = { server: 'wss://nats.engdal.example', organisation: 'engdal' };
const value = (key: string, sequence: number, content: unknown): BucketValue => ({
  key,
  sequence,
  at,
  body: new TextEncoder().encode(typeof content === 'string' ? content : JSON.stringify(content)),
  gone: false,
});
const gone = (key: string, sequence: number): BucketValue => ({ ...value(key, sequence, ''), gone: true });
const empty = standingFor(null, where);
const take = (before: BucketStanding, values: BucketValue[], from: 'organisation' | 'partnership' = 'organisation') =>
  takeBucket(before, from, values, { data, now });
const keys = ({ held }: BucketStanding) => held.map(({ key, sequence }) => `${key} ${sequence}`);
const reasons = ({ refused }: BucketStanding) =>
  refused.flatMap(({ key, problems }) => problems.map(({ path, code }) => `${key} ${path} ${code}`));
const parts = { managed: {}, source: undefined, policy: undefined, packs: undefined };
const lay = (standing: BucketStanding, over: object = {}) =>
  layOrganisation(data, { ...parts, bucket: JSON.parse(JSON.stringify(storedBucket(standing))), ...over }, 'da');

describe('what a bucket holds', () => {
  test('is taken over with where it is from and when, and lies over the packs', () => {
    const standing = take(empty, [
      value('policy.engdal', 3, policyOf('Engdal Kommune')),
      value('pack.DK-Eng', 1, packOf('eng-stole')),
      value('case.11111111-1111-4111-8111-111111111111', 2, shared),
    ]);
    expect(standing.held.map(({ from, key, at: said, takenAt }) => [from, key, said, takenAt])).toEqual([
      ['organisation', 'pack.DK-Eng', at, now.toISOString()],
      ['organisation', 'case.11111111-1111-4111-8111-111111111111', at, now.toISOString()],
      ['organisation', 'policy.engdal', at, now.toISOString()],
    ]);
    const laid = lay(standing);
    expect(laid.policy).toMatchObject({ state: 'held', origin: 'team', refused: [] });
    expect(laid.packs).toMatchObject([{ origin: 'team', takenAt: now.toISOString(), problems: [] }]);
    expect(laid.data.targets.some(({ id }) => id === 'eng-stole')).toBe(true);
    expect(laid.cases.map(({ content }) => content.story.title)).toEqual(['Brugte møbler']);
  });

  test('lets a policy speak of a pack that comes with it, whatever their order on the server', () => {
    const tighter = {
      ...policyOf('Engdal Kommune'),
      stricter: [],
      switchedOff: [{ target: 'eng-stole', reason: 'Købes ikke' }],
    };
    const alone = take(empty, [value('policy.engdal', 1, tighter)]);
    expect(reasons(alone)).toEqual(['policy.engdal switchedOff.0.target unknownTarget']);
    // The refused one is looked at again: the pack that it speaks of has come.
    const both = take(alone, [value('policy.engdal', 1, tighter), value('pack.DK-Eng', 2, packOf('eng-stole'))]);
    expect([keys(both), reasons(both)]).toEqual([['pack.DK-Eng 2', 'policy.engdal 1'], []]);
  });

  test.each([
    ['no JSON', 'policy.engdal', '<html>', 'file json'],
    ['code beside the data', 'policy.engdal', { ...policyOf('E'), script: 'alert(1)' }, 'file shape'],
    ['selectors of a portal', 'pack.DK-Eng', { ...packOf('eng-stole'), adapters: [] }, 'file shape'],
    [
      'a site that nobody knows',
      'policy.engdal',
      { ...policyOf('E'), sites: [{ site: 'nowhere', mode: 'full', reason: 'x' }] },
      'sites.0.site unknownSite',
    ],
    ['an id that is taken', 'pack.DK-Eng', packOf(target.id), 'targets.0.id taken'],
    [
      'a case with a field of its own',
      'case.a',
      { ...shared, story: { ...shared.story, phone: '12345678' } },
      'story shape',
    ],
  ])('is refused with the reason when it is %s, and the last good one stays', (_what, key, bad, reason) => {
    const good = key.startsWith('policy')
      ? policyOf('Engdal Kommune')
      : key.startsWith('pack')
        ? packOf('eng-stole')
        : shared;
    const before = take(empty, [value(key, 1, good)]);
    const after = take(before, [value(key, 2, bad)]);
    expect(keys(after)).toEqual([`${key} 1`]);
    expect(reasons(after)).toEqual([`${key} ${reason}`]);
    const mended = take(after, [value(key, 3, good)]);
    expect([keys(mended), reasons(mended)]).toEqual([[`${key} 3`], []]);
  });

  test('goes when it is taken back, and stays when the server has merely lost it', () => {
    const before = take(empty, [
      value('pack.DK-Eng', 1, packOf('eng-stole')),
      value('policy.engdal', 2, policyOf('Engdal')),
    ]);
    expect(keys(take(before, []))).toEqual(['pack.DK-Eng 1', 'policy.engdal 2']);
    expect(keys(take(before, [gone('policy.engdal', 3)]))).toEqual(['pack.DK-Eng 1']);
  });

  test('of a kind that this edition does not know is left to others', () =>
    expect(take(empty, [value('members.faelles', 1, ['engdal'])])).toEqual(empty));

  test('keeps the moment of a version that is there already', () => {
    const before = take(empty, [value('pack.DK-Eng', 1, packOf('eng-stole'))]);
    const again = takeBucket(before, 'organisation', [value('pack.DK-Eng', 1, packOf('eng-stole'))], {
      data,
      now: later,
    });
    expect(again.held).toEqual(before.held);
  });

  test('is bounded: one policy, and as many packs as anybody reads', () => {
    const many = Array.from({ length: 51 }, (_, at) =>
      value(
        `pack.P${String(at).padStart(2, '0')}`,
        at + 1,
        packOf(`eng-${at}`, `DK-${String.fromCharCode(65 + Math.floor(at / 26), 65 + (at % 26))}`),
      ),
    );
    const standing = take(empty, [...many, value('policy.a', 60, policyOf('A')), value('policy.b', 61, policyOf('B'))]);
    expect(standing.held).toHaveLength(51);
    expect(reasons(standing)).toEqual(['pack.P50 file tooMany', 'policy.b file tooMany']);
  });
});

describe('of several', () => {
  const team = take(empty, [value('policy.engdal', 1, policyOf('Engdal'))]);
  const both = take(team, [value('policy.faelles', 1, policyOf('Fællesskabet'))], 'partnership');

  test.each([
    ['the organisation’s policy goes before the partnership’s', both, {}, 'team', 'Engdal'],
    [
      'the partnership’s before the user’s file',
      take(empty, [value('policy.faelles', 1, policyOf('Fællesskabet'))], 'partnership'),
      { policy: policyOf('Filen') },
      'partnership',
      'Fællesskabet',
    ],
    [
      'the browser’s management before both',
      both,
      { managed: { policy: JSON.stringify(policyOf('Styret')) } },
      'managed',
      'Styret',
    ],
  ])('%s', (_what, standing, over, origin, name) => {
    const { policy } = lay(standing, over);
    expect(policy.state === 'held' && [policy.origin, policy.policy.organisation.name]).toEqual([origin, name]);
  });

  test('the same pack as file and from the server is one', () => {
    const standing = take(empty, [value('pack.DK-Eng', 1, packOf('eng-stole'))]);
    const file = (pack: object) => ({ packs: [{ file: 'mine.json', takenAt: at, pack }] });
    expect(lay(standing, file(packOf('eng-stole'))).packs.map(({ origin }) => origin)).toEqual(['team']);
    // Another edition of it is told, not hidden.
    expect(lay(standing, file({ ...packOf('eng-stole'), organisation: 'Engdal Kommune' })).packs).toMatchObject([
      { origin: 'team', problems: [] },
      { origin: 'file', problems: [{ code: 'taken' }] },
    ]);
  });

  test('what must fit beside the server’s are the packs of the management and of the address', () => {
    const managed = { packs: [JSON.stringify(packOf('eng-stole', 'DK-Styret'))] };
    const beside = packsBeside(data, { ...parts, managed, bucket: undefined });
    const standing = takeBucket(empty, 'organisation', [value('pack.DK-Eng', 1, packOf('eng-stole'))], {
      data: beside,
      now,
    });
    expect(reasons(standing)).toEqual(['pack.DK-Eng targets.0.id taken']);
  });
});

describe('what the user puts out of use', () => {
  const before = take(empty, [value('policy.engdal', 1, policyOf('Engdal'))]);
  const [held] = before.held;
  if (!held) throw new Error('nothing is held');
  const off = switchThing(before, held, true);

  test('no longer lies over the packs, and comes back unchanged', () => {
    expect(lay(off).policy).toEqual({ state: 'none' });
    expect(lay(switchThing(off, held, false)).policy).toMatchObject({ state: 'held', origin: 'team' });
  });

  test('stays out of use when a newer version comes', () => {
    const newer = take(off, [value('policy.engdal', 2, policyOf('Engdal Ny'))]);
    expect(newer.held.map(({ sequence, off: isOff }) => [sequence, isOff])).toEqual([[2, true]]);
  });
});

test('another server, or another organisation on it, begins with nothing', () => {
  const before = take(empty, [value('policy.engdal', 1, policyOf('Engdal'))]);
  expect(standingFor(before, where)).toEqual(before);
  expect(standingFor(before, { ...where, organisation: 'nyby' }).held).toEqual([]);
  expect(standingFor(before, { ...where, server: 'wss://nyby.example' }).held).toEqual([]);
});

test.each([null, 'x', { held: [] }])('what is stored and is no standing is none: %j', (stored) =>
  expect(readBucket(stored)).toBeNull(),
);
