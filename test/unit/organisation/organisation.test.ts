import { readFile } from 'node:fs/promises';
import data from 'virtual:targets';
import { describe, expect, test } from 'vitest';
import { layOrganisation, layPolicy, type OrganisationParts, sitePolicyIn } from '../../../lib/organisation.ts';
import type { Policy } from '../../../lib/targets/policy.ts';

const exampleText = await readFile(new URL('../../../targets/policy.example.json', import.meta.url), 'utf8');
const example = JSON.parse(exampleText) as Policy;
const named = (name: string) => ({ ...example, organisation: { name, cvr: null } });
const [some] = data.targets.filter(({ binding }) => binding !== 'law');
if (!some) throw new Error('the packs hold no target');
const { scheme: _, policy: __, ...target } = some;
const packOf = (id: string, scheme = 'DK-Eng') => ({
  schema: 1,
  scheme,
  targets: [{ ...target, id, ecolabels: [], criterion: null }],
});
const address = 'https://intra.engdal.example/groent-lys.json';
const fetched = (bundle: object) => ({
  address,
  triedAt: '2026-11-22T06:00:00.000Z',
  fetchedAt: '2026-11-22T06:00:00.000Z',
  problem: null,
  bundle: { schema: 1, policy: null, packs: [], ...bundle },
});
const lay = (parts: Partial<OrganisationParts>) =>
  layOrganisation(
    data,
    { managed: {}, source: undefined, bucket: undefined, policy: undefined, packs: undefined, ...parts },
    'da',
  );

describe('the policy in force', () => {
  const file = named('Filen');
  test.each([
    ['the user’s file', { policy: file }, 'file', 'Filen'],
    [
      'that of the organisation’s address',
      { managed: { source: address }, source: fetched({ policy: named('Adressen') }), policy: file },
      'source',
      'Adressen',
    ],
    [
      'the managed one',
      {
        managed: { source: address, policy: JSON.stringify(named('Styret')) },
        source: fetched({ policy: named('Adressen') }),
        policy: file,
      },
      'managed',
      'Styret',
    ],
    [
      'the user’s file where the address has none',
      { managed: { source: address }, source: fetched({}), policy: file },
      'file',
      'Filen',
    ],
    [
      'the user’s file where what was fetched is another address’s',
      { managed: { source: `${address}?2` }, source: fetched({ policy: named('Adressen') }), policy: file },
      'file',
      'Filen',
    ],
  ])('is %s', (_name, parts, origin, organisation) => {
    const { policy, data: laid } = lay(parts);
    expect(policy).toMatchObject({
      state: 'held',
      origin,
      policy: { organisation: { name: organisation } },
      refused: [],
    });
    expect(laid.targets.find(({ policy: note }) => note)?.policy?.organisation).toBe(organisation);
  });

  test('a managed one that cannot be read is said, and no other takes its place', () => {
    expect(lay({ managed: { policy: '{' }, policy: named('Filen') }).policy).toMatchObject({
      state: 'unreadable',
      origin: 'managed',
      problems: [{ path: 'file', code: 'json' }],
    });
  });
});

describe('packs', () => {
  test('of all origins count, each with where it came from', () => {
    const { packs, data: laid } = lay({
      managed: { source: address, packs: [JSON.stringify(packOf('eng-1')), packOf('eng-2')] },
      source: fetched({ packs: [packOf('eng-3')] }),
      packs: [{ file: 'fire.json', takenAt: '2026-11-20T00:00:00.000Z', pack: packOf('eng-4') }],
    });
    expect(packs.map(({ origin, file, pack }) => [origin, file, pack?.targets[0]?.id])).toEqual([
      ['managed', null, 'eng-1'],
      ['managed', null, 'eng-2'],
      ['source', null, 'eng-3'],
      ['file', 'fire.json', 'eng-4'],
    ]);
    expect(
      laid.targets.filter(({ scheme }) => scheme === 'DK-Eng').map(({ id, policy }) => [id, policy?.kind]),
    ).toEqual(['eng-1', 'eng-2', 'eng-3', 'eng-4'].map((id) => [id, 'added']));
    expect(laid.version).not.toBe(data.version);
  });

  test('that clash or cannot be read say why and leave the rest', () => {
    const { packs, data: laid } = lay({
      packs: [
        { file: 'a.json', takenAt: '2026-11-20T00:00:00.000Z', pack: packOf(some.id) },
        { file: 'b.json', takenAt: '2026-11-20T00:00:00.000Z', pack: 'vrøvl' },
        { file: 'c.json', takenAt: '2026-11-20T00:00:00.000Z', pack: packOf('eng-9') },
        'ikke en pakke',
      ],
    });
    expect(packs.map(({ problems }) => problems[0]?.code)).toEqual(['taken', 'json', undefined]);
    expect(laid.targets.at(-1)?.id).toBe('eng-9');
    expect(laid.targets).toHaveLength(data.targets.length + 1);
  });

  test('can be tightened by the policy', () => {
    const limit = data.targets.find(({ id }) => id === 'dk-spisemaerke-soelv');
    const { scheme: _s, policy: _p, ...silver } = limit ?? some;
    const stricter = example.stricter.map((entry) => ({ ...entry, target: 'eng-soelv' }));
    const { policy, data: laid } = lay({
      packs: [
        { file: 'a', takenAt: 'x', pack: { schema: 1, scheme: 'DK-Eng', targets: [{ ...silver, id: 'eng-soelv' }] } },
      ],
      policy: { ...example, stricter },
    });
    expect(policy).toMatchObject({ state: 'held', refused: [] });
    expect(laid.targets.find(({ id }) => id === 'eng-soelv')?.policy?.kind).toBe('stricter');
  });
});

describe('layPolicy', () => {
  const given = (content: unknown) => ({ content, origin: 'file' as const });

  test('leaves the packs as they are without a policy', () => {
    expect(layPolicy(data, null, 'da')).toEqual({ data, policy: { state: 'none' } });
  });

  test('lays a stored policy over the packs', () => {
    const laid = layPolicy(data, given(example), 'da');
    expect(laid.policy).toMatchObject({ state: 'held', refused: [] });
    expect(laid.data.targets.filter(({ policy }) => policy).map(({ policy }) => policy?.kind)).toEqual(
      expect.arrayContaining(['stricter', 'added', 'switchedOff']),
    );
  });

  test('takes the rest of a policy that newer packs have caught up with, and says which part is out', () => {
    const targets = data.targets.filter(({ id }) => id !== 'dk-spisemaerke-bronze');
    const laid = layPolicy({ ...data, targets }, given(example), 'da');
    expect(laid.policy).toMatchObject({
      state: 'held',
      refused: [{ path: 'switchedOff.0.target', code: 'unknownTarget' }],
    });
    expect(laid.data.targets.find(({ id }) => id === 'dk-spisemaerke-soelv')?.thresholds[0]?.value).toBe(75);
  });

  test('keeps the packs and gives the reason when what is stored cannot be read', () => {
    const laid = layPolicy(data, given({ schema: 9 }), 'da');
    expect(laid.data).toBe(data);
    expect(laid.policy.state).toBe('unreadable');
  });
});

test('sites alone are read without the targets, from the managed policy too', () => {
  const parts = {
    managed: { policy: exampleText, portals: ['comdia'] },
    source: null,
    bucket: null,
    policy: null,
    packs: null,
  };
  expect(sitePolicyIn(parts)?.sites.map(({ site, managed }) => [site, managed ?? false])).toEqual([
    ['comdia', true],
    ...example.sites.map(({ site }) => [site, false]),
  ]);
});
