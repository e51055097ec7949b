// @vitest-environment happy-dom
import { describe, expect, test } from 'vitest';
import {
  adapterById,
  adapterFor,
  adapterMatches,
  adapters,
  generic,
  knownPortal,
} from '../../../lib/portals/adapters/index.ts';
import { readFixture } from './fixture.ts';

const selectors = adapters.flatMap((adapter) => [
  ...adapter.skip,
  ...(adapter.insteadWhen ? [adapter.insteadWhen.select] : []),
  ...Object.values(adapter.fields).flatMap((locators) =>
    locators.flatMap((locator) => ('select' in locator ? [locator.select] : [])),
  ),
]);

describe('adapters as data', () => {
  test('ids are unique, sorted and found again', () => {
    const ids = adapters.map(({ id }) => id);
    expect(ids).toEqual([...new Set(ids)].sort());
    expect(ids).toEqual(['ted', 'ted-legacy', 'udbud-dk']);
    for (const adapter of [...adapters, generic]) expect(adapterById(adapter.id)).toBe(adapter);
    expect(adapterById('gone')).toBe(null);
  });

  test('selectors go by meaning: no generated class names, no counting', () => {
    for (const selector of selectors) {
      expect(selector.replace(/"[^"]*"/g, '')).not.toMatch(
        /nth-|:first|:last|\.(?:css|sc|jss|Mui)-|_[A-Za-z0-9]{5,}|[a-f0-9]{6,}/,
      );
    }
  });

  test('patterns compile, hosts are plain https', () => {
    for (const adapter of adapters) {
      for (const { address } of adapter.kinds) expect(new RegExp(address).source).toBe(new RegExp(address).source);
      for (const pattern of adapter.matches) expect(pattern).toMatch(/^https:\/\/(?:\*\.)?[a-z.-]+\/\*$/);
      expect(adapter.lastVerified).toMatch(/^\d{4}-\d{2}-\d{2}$/);
      expect(adapter.insteadWhen === undefined || adapterById(adapter.insteadWhen.adapter) !== null).toBe(true);
    }
  });
});

const samples = adapters.flatMap((adapter) =>
  adapter.samples.map((sample) => [sample.address, adapter, sample] as const),
);

describe.each(samples)('%s', (address, adapter) => {
  test('belongs to its own adapter alone', () => {
    const url = new URL(address);
    expect(adapters.filter((other) => adapterMatches(other, url)).map(({ id }) => id)).toEqual([adapter.id]);
    expect(knownPortal(url)).toBe(true);
  });
});

const read = samples.flatMap(([address, , { kind, fixture, expected }]) =>
  fixture && expected ? [{ address, fixture, expected: { kind, ...expected } }] : [],
);

test.each(read)('$address reads as its sample says', ({ address, fixture, expected }) => {
  const { kind, tender } = readFixture(fixture, address);
  expect({ kind, title: tender.title, buyer: tender.buyer?.name ?? null, cpv: tender.cpv.main }).toEqual(expected);
});

test('an unknown or look-alike host is read by the generic adapter', () => {
  for (const address of [
    'https://example.org/',
    'http://udbud.dk/soeg',
    'https://notudbud.dk/',
    'https://udbud.dk.example/',
  ]) {
    expect(adapterFor(new URL(address))).toBe(generic);
    expect(knownPortal(new URL(address))).toBe(false);
  }
});
