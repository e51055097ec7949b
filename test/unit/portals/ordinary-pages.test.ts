// @vitest-environment happy-dom
import { describe, expect, test } from 'vitest';
import { readTender } from '../../../lib/portals/read.ts';
import { ordinaryPages } from '../../fixtures/ordinary-pages.ts';
import { documentOf, nothing } from './fixture.ts';

test('the set is large and varied enough to say something', () => {
  expect(ordinaryPages.length).toBeGreaterThanOrEqual(50);
  expect(new Set(ordinaryPages.map(({ path }) => path)).size).toBe(ordinaryPages.length);
  const about = ordinaryPages.filter(({ html }) => /udbud|indkøb|procurement|innkjøp|upphandl|CPV/iu.test(html));
  expect(about.length).toBeGreaterThanOrEqual(15);
  expect(ordinaryPages.filter(({ html }) => /(?<!\d)\d{8}(?!\d)/.test(html)).length).toBeGreaterThanOrEqual(10);
});

describe('nothing is read from', () => {
  test.each(ordinaryPages.map(({ name, path, html }) => [name, path, html]))('%s', (_, path, html) => {
    const { kind, tender, blocks } = readTender(documentOf(html), new URL(path, 'https://site.example/'));
    expect(['none', 'list', 'login']).toContain(kind);
    expect(tender).toEqual(nothing);
    expect(blocks).toEqual([]);
  });
});
