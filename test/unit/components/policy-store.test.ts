import { readFile } from 'node:fs/promises';
import data from 'virtual:targets';
import { describe, expect, test } from 'vitest';
import { layPolicy, type PolicyArea, takePolicy } from '../../../components/dashboard/settings/policy-store.ts';

const example = await readFile(new URL('../../../targets/policy.example.json', import.meta.url), 'utf8');
const fileOf = (text: string, size = text.length) => ({ size, text: async () => text });

/** Storage in memory, with what was put there last. */
function memory(): PolicyArea & { stored: unknown } {
  const area = {
    stored: 'the last good one' as unknown,
    get: async () => area.stored,
    set: async (policy: unknown) => {
      area.stored = policy;
    },
    remove: async () => {
      area.stored = undefined;
    },
    onChanged: () => () => undefined,
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

describe('layPolicy', () => {
  test('leaves the packs as they are without a policy', () => {
    expect(layPolicy(data, undefined, 'da')).toEqual({ data, policy: { state: 'none' } });
  });

  test('lays a stored policy over the packs', () => {
    const laid = layPolicy(data, JSON.parse(example), 'da');
    expect(laid.policy).toMatchObject({ state: 'held', refused: [] });
    expect(laid.data.targets.filter(({ policy }) => policy).map(({ policy }) => policy?.kind)).toEqual(
      expect.arrayContaining(['stricter', 'added', 'switchedOff']),
    );
  });

  test('takes the rest of a policy that newer packs have caught up with, and says which part is out', () => {
    const targets = data.targets.filter(({ id }) => id !== 'dk-spisemaerke-bronze');
    const laid = layPolicy({ ...data, targets }, JSON.parse(example), 'da');
    expect(laid.policy).toMatchObject({
      state: 'held',
      refused: [{ path: 'switchedOff.0.target', code: 'unknownTarget' }],
    });
    expect(laid.data.targets.find(({ id }) => id === 'dk-spisemaerke-soelv')?.thresholds[0]?.value).toBe(75);
  });

  test('keeps the packs and gives the reason when what is stored cannot be read', () => {
    const laid = layPolicy(data, { schema: 9 }, 'da');
    expect(laid.data).toBe(data);
    expect(laid.policy.state).toBe('unreadable');
  });
});
