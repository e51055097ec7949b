// @vitest-environment happy-dom
import { describe, expect, test } from 'vitest';
import type { Sample } from '../../../lib/portals/adapter.ts';
import {
  adapterById,
  adapterFor,
  adapterMatches,
  adapters,
  generic,
  knownPortal,
} from '../../../lib/portals/adapters/index.ts';
import { kindOfAddress } from '../../../lib/portals/kind.ts';
import { readTender } from '../../../lib/portals/read.ts';
import { fixturePage, readFixture } from './fixture.ts';

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
      for (const pattern of adapter.matches) expect(pattern).toMatch(/^https:\/\/(?:\*\.)?[a-z0-9.-]+\/\*$/);
      expect(adapter.lastVerified).toMatch(/^\d{4}-\d{2}-\d{2}$/);
      expect(adapter.insteadWhen === undefined || adapterById(adapter.insteadWhen.adapter) !== null).toBe(true);
    }
  });
});

/** Every adapter's file with its samples: they stand beside the adapter so that none goes into a portal's page. */
const files = Object.entries(
  import.meta.glob<Record<string, unknown>>('../../../lib/portals/adapters/*.ts', { eager: true }),
).flatMap(([path, module]) => {
  const own = adapters.filter((adapter) => Object.values(module).includes(adapter));
  return own.length === 0 ? [] : [{ path, own, samples: (module.samples ?? []) as readonly Sample[] }];
});

const samples = files.flatMap(({ own, samples }) =>
  samples.flatMap((sample) => own.map((adapter) => [sample.address, adapter, sample] as const)),
);

test('every adapter has a file of its own, with samples, one of them a notice or a form', () => {
  expect(files.flatMap(({ own }) => own.map(({ id }) => id)).sort()).toEqual(adapters.map(({ id }) => id));
  for (const { path, own, samples } of files) {
    expect([path, own.length]).toEqual([path, 1]);
    expect([path, samples.some(({ kind }) => kind === 'notice' || kind === 'form')]).toEqual([path, true]);
  }
});

describe.each(samples)('%s', (address, adapter) => {
  test('belongs to its own adapter alone', () => {
    const url = new URL(address);
    const byMarks = adapter.marks !== undefined;
    const own = byMarks ? [] : [adapter.id];
    expect(adapters.filter((other) => adapterMatches(other, url)).map(({ id }) => id)).toEqual(own);
    expect(knownPortal(url)).toBe(!byMarks);
  });
});

const read = samples.flatMap(([address, adapter, { kind, fixture, expected }]) =>
  fixture ? [{ address, adapter: adapter.id, kind, fixture, expected: expected ?? {} }] : [],
);

test.each(read)('$address reads as its sample says', ({ address, adapter, kind, fixture, expected }) => {
  const reading = readFixture(fixture, address);
  const given = Object.keys(expected) as (keyof typeof expected)[];
  const tender = { ...reading.tender, lots: reading.tender.lots.length };
  expect({
    adapter: reading.adapter,
    kind: reading.kind,
    ...Object.fromEntries(given.map((field) => [field, tender[field]])),
  }).toEqual({ adapter, kind, ...expected });
});

test.each(samples.filter(([, , { fixture }]) => !fixture))(
  "%s is a page of its sample's kind",
  (address, adapter, { kind }) => {
    expect(kindOfAddress(adapter, new URL(address)) ?? 'none').toBe(kind);
  },
);

test('a page of one portal at the address of another is read without a fault, by the adapter of the address', () => {
  for (const fixture of new Set(read.map(({ fixture }) => fixture))) {
    const page = fixturePage(fixture);
    for (const { address } of read) {
      const url = new URL(address);
      const marked = adapters.find(({ marks }) => marks && page.querySelector(marks));
      const expected = knownPortal(url) ? adapterFor(url) : (marked ?? generic);
      const instead = expected.insteadWhen && page.querySelector(expected.insteadWhen.select);
      expect([readTender(page, url).adapter, fixture, address]).toEqual([
        instead ? expected.insteadWhen?.adapter : expected.id,
        fixture,
        address,
      ]);
    }
  }
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
