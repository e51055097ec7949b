// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import {
  adapterById,
  adapterFor,
  adapterMatches,
  adapters,
  generic,
  knownPortal,
} from '../../../lib/portals/adapters/index.ts';
import { selectorsOf } from '../../../lib/portals/lint-adapters.ts';
import { readTender } from '../../../lib/portals/read.ts';
import { expectedOf, lintAllAdapters, readAsExpected, sampledAdapters } from '../../fixtures/samples.ts';
import { fixturePage, readFixture } from './fixture.ts';

test('every adapter passes the lint of `npm run targets`', async () => {
  expect(await lintAllAdapters('2100-01-01')).toEqual([]);
});

test('an adapter is found again by its id', () => {
  for (const adapter of [...adapters, generic]) expect(adapterById(adapter.id)).toBe(adapter);
  expect(adapterById('gone')).toBe(null);
});

test('adapters that share a host share out its addresses', () => {
  for (const adapter of adapters) {
    for (const pattern of adapter.matches) {
      const url = new URL(pattern.replace('*.', 'www.').replace(/\*$/, ''));
      const sharing = adapters.filter((other) => adapterMatches({ ...other, address: undefined }, url));
      expect([pattern, sharing.length === 1 || sharing.every(({ address }) => address !== undefined)]).toEqual([
        pattern,
        true,
      ]);
    }
  }
});

test.each([...adapters, generic].flatMap((adapter) => selectorsOf(adapter).map((selector) => [selector, adapter.id])))(
  '%s of %s is a selector',
  (selector) => {
    expect(document.querySelector(selector)).toBe(null);
  },
);

const read = (await sampledAdapters()).flatMap(({ adapter, samples }) =>
  samples.flatMap((sample) => {
    const { address, kind, fixture } = sample;
    return fixture ? [{ address, kind, fixture, adapter: adapter.id, expected: expectedOf(adapter, sample) }] : [];
  }),
);

test.each(read)('$fixture at $address reads as its sample says', ({ address, fixture, expected }) => {
  expect(readAsExpected(readFixture(fixture, address), expected)).toEqual(expected);
});

/** The first page of each adapter that holds a tender. */
const leading = read.filter(
  ({ kind, adapter }, index) =>
    (kind === 'notice' || kind === 'form') &&
    read.findIndex((other) => other.adapter === adapter && other.kind === kind) === index,
);

/** Each parsed once: reading leaves a page as it was. */
const leadingPages = leading.map(({ fixture }) => {
  const page = fixturePage(fixture);
  return { fixture, page, marked: adapters.find(({ marks }) => marks && page.querySelector(marks)) };
});

test.each(leading)("reads the other portals' pages at $address without a fault, by its own adapter", ({ address }) => {
  const url = new URL(address);
  for (const { fixture, page, marked } of leadingPages) {
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
