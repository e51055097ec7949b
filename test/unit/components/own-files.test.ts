import { readFile } from 'node:fs/promises';
import data from 'virtual:targets';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import {
  removePack,
  restorePacks,
  type StoredArea,
  takePack,
  takePolicy,
} from '../../../components/dashboard/settings/own-files.ts';

const example = await readFile(new URL('../../../targets/policy.example.json', import.meta.url), 'utf8');
const fileOf = (text: string, size = text.length, name = 'fil.json') => ({ name, size, text: async () => text });

/** Storage in memory, with what was put there last. */
function memory(first: unknown = 'the last good one'): StoredArea & { stored: unknown } {
  const area = {
    stored: first,
    get: async () => area.stored,
    set: async (policy: unknown) => {
      area.stored = policy;
    },
    remove: async () => {
      area.stored = undefined;
    },
  };
  return area;
}

describe('takePolicy', () => {
  test('stores a policy that holds in every part', async () => {
    const area = memory();
    expect(await takePolicy(area, data, fileOf(example), 'da')).toEqual([]);
    expect(area.stored).toEqual(JSON.parse(example));
  });

  test.each([
    ['no JSON', fileOf('{'), 'file', 'json'],
    ['of another shape', fileOf('{"schema":2}'), 'schema', 'shape'],
    [
      'that is laxer',
      fileOf(example.replace('"value": 75', '"value": 30')),
      'stricter.0.thresholds.0.value',
      'notStricter',
    ],
    ['too large', fileOf(example, 3_000_000), 'file', 'size'],
  ])('leaves the last good one for a file %s', async (_, file, path, code) => {
    const area = memory();
    expect((await takePolicy(area, data, file, 'da'))[0]).toMatchObject({ path, code });
    expect(area.stored).toBe('the last good one');
  });
});

const [chair] = data.targets.filter(({ binding }) => binding !== 'law');
if (!chair) throw new Error('the packs hold no target');
const { scheme: _, policy: __, ...target } = chair;
const pack = (change: object = {}, ...targets: object[]) =>
  JSON.stringify({ schema: 1, scheme: 'DK-Eng', organisation: 'Engdal', targets, ...change });
const own = { ...target, id: 'eng-stole', ecolabels: [], criterion: null };
const other = { ...own, id: 'eng-borde' };

describe('packs', () => {
  beforeEach(() => {
    vi.stubGlobal('navigator', { locks: { request: (_: string, work: () => Promise<unknown>) => work() } });
  });
  const context = { language: 'da' as const, now: new Date('2026-11-22T12:00:00Z') };
  const take = (area: StoredArea, text: string, place: number | null = null) =>
    takePack(area, data, fileOf(text, text.length, 'engdal.json'), place, context);
  const idsIn = (stored: unknown) =>
    (stored as { pack: { targets: { id: string }[] } }[]).map(({ pack: held }) => held.targets.map(({ id }) => id));

  test('are added one beside the other, with the file and the moment', async () => {
    const area = memory(undefined);
    expect(await take(area, pack({}, own))).toEqual([]);
    expect(await take(area, pack({}, other))).toEqual([]);
    expect(idsIn(area.stored)).toEqual([['eng-stole'], ['eng-borde']]);
    expect((area.stored as object[])[0]).toMatchObject({ file: 'engdal.json', takenAt: '2026-11-22T12:00:00.000Z' });
  });

  test('are replaced in their place, and go without the others', async () => {
    const area = memory(undefined);
    await take(area, pack({}, own));
    await take(area, pack({}, other));
    expect(await take(area, pack({}, { ...own, version: 2 }), 0)).toEqual([]);
    expect((area.stored as { pack: { targets: { version: number }[] } }[])[0]?.pack.targets[0]?.version).toBe(2);
    await removePack(area, 0);
    expect(idsIn(area.stored)).toEqual([['eng-borde']]);
  });

  test.each([
    ['no JSON', '{', 'file', 'json'],
    ['of another shape', pack({ schema: 2 }, other), 'schema', 'shape'],
    [
      'that calls itself a scheme of the shared targets',
      pack({ scheme: chair.scheme }, other),
      'scheme',
      'schemeTaken',
    ],
    ['with the id of a shared target', pack({}, { ...own, id: chair.id }), 'targets.0.id', 'taken'],
    ['with the id of another own pack', pack({}, other, own), 'targets.1.id', 'taken'],
    ['with a target twice', pack({}, other, other), 'targets.1.id', 'twice'],
    ['that claims to be law', pack({}, { ...other, binding: 'law' }), 'targets.0.binding', 'ownLaw'],
    [
      'with a label nobody knows',
      pack({}, { ...other, ecolabels: ['ukendt'] }),
      'targets.0.ecolabels',
      'unknownEcolabel',
    ],
    ['too large', pack({}, { ...other, id: 'x'.repeat(2_000_000) }), 'file', 'size'],
  ])('leaves what was there for a file %s', async (_name, text, path, code) => {
    const area = memory(undefined);
    await take(area, pack({}, own));
    const before = area.stored;
    expect((await take(area, text))[0]).toMatchObject({ path, code });
    expect(area.stored).toBe(before);
  });

  const kept = (text: string) => ({ file: 'kopi.json', takenAt: '2026-02-02T00:00:00.000Z', pack: JSON.parse(text) });

  test('of a backup come back beside what is there, each in the place of the one with the same targets', async () => {
    const area = memory(undefined);
    await restorePacks(area, data, [kept(pack({}, own))]);
    expect(area.stored).toEqual([kept(pack({}, own))]);
    await take(area, pack({}, other));
    await restorePacks(area, data, [kept(pack({}, { ...own, version: 3 }, { ...own, id: 'eng-lamper' }))]);
    expect(idsIn(area.stored)).toEqual([['eng-stole', 'eng-lamper'], ['eng-borde']]);
    expect((area.stored as ReturnType<typeof kept>[])[0]?.pack.targets[0]).toMatchObject({ version: 3 });
  });

  test('of a backup that cannot be read or do not fit any more change nothing', async () => {
    const area = memory(undefined);
    await take(area, pack({}, own));
    const before = area.stored;
    await restorePacks(area, data, [
      kept('{"schema":9}'),
      kept(pack({}, own, { ...other, id: chair.id })),
      kept(pack({ scheme: chair.scheme }, other)),
    ]);
    expect(area.stored).toEqual(before);
  });

  test('that can no longer be read stay where they are, so that nothing is lost by adding another', async () => {
    const broken = { file: 'gammel.json', takenAt: '2026-01-01T00:00:00.000Z', pack: { schema: 9 } };
    const area = memory([broken]);
    expect(await take(area, pack({}, own))).toEqual([]);
    expect((area.stored as unknown[])[0]).toEqual(broken);
  });
});
