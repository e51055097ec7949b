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
import { kindOfAddress } from '../../../lib/portals/kind.ts';
import { readTender } from '../../../lib/portals/read.ts';
import { readAsSample, sampledAdapters } from '../../fixtures/samples.ts';
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

const files = await sampledAdapters();
const samples = files.flatMap(({ adapter, samples }) =>
  samples.map((sample) => [sample.address, adapter, sample] as const),
);

test('every adapter has a file of its own, with samples, one of them a notice or a form', () => {
  expect(files.map(({ adapter }) => adapter.id).sort()).toEqual([...adapters, generic].map(({ id }) => id).sort());
  for (const { file, adapter, samples } of files) {
    expect(file).toBe(`${adapter.id}.ts`);
    expect([file, samples.some(({ kind }) => kind === 'notice' || kind === 'form')]).toEqual([file, true]);
  }
});

describe.each(samples)('%s', (address, adapter) => {
  test('belongs to its own adapter alone', () => {
    const url = new URL(address);
    const isOwnHost = adapter !== generic && adapter.marks === undefined;
    const own = isOwnHost ? [adapter.id] : [];
    expect(adapters.filter((other) => adapterMatches(other, url)).map(({ id }) => id)).toEqual(own);
    expect(knownPortal(url)).toBe(isOwnHost);
  });
});

const read = samples.flatMap(([address, adapter, { kind, fixture, expected }]) =>
  fixture ? [{ address, adapter: adapter.id, kind, fixture, expected: expected ?? {} }] : [],
);

test.each(read)('$fixture at $address reads as its sample says', ({ address, adapter, kind, fixture, expected }) => {
  expect(readAsSample(readFixture(fixture, address), expected)).toEqual({ adapter, kind, ...expected });
});

test.each(samples.filter(([, , { fixture }]) => !fixture))(
  "%s is a page of its sample's kind",
  (address, adapter, { kind }) => {
    expect(kindOfAddress(adapter, new URL(address)) ?? 'none').toBe(kind);
  },
);

/** The first page of each adapter that holds a tender. */
const leading = read.filter(
  ({ kind, adapter }, index) =>
    (kind === 'notice' || kind === 'form') &&
    read.findIndex((other) => other.adapter === adapter && other.kind === kind) === index,
);

test.each(leading)("reads the other portals' pages at $address without a fault, by its own adapter", ({ address }) => {
  const url = new URL(address);
  for (const { fixture } of leading) {
    const page = fixturePage(fixture);
    const marked = adapters.find(({ marks }) => marks && page.querySelector(marks));
    const expected = knownPortal(url) ? adapterFor(url) : (marked ?? generic);
    const instead = expected.insteadWhen && page.querySelector(expected.insteadWhen.select);
    expect([readTender(page, url).adapter, fixture]).toEqual([
      instead ? expected.insteadWhen?.adapter : expected.id,
      fixture,
    ]);
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
