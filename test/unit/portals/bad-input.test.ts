// @vitest-environment happy-dom
import { describe, expect, test } from 'vitest';
import { readTender } from '../../../lib/portals/read.ts';
import { badPages } from '../../fixtures/bad-pages.ts';
import { documentOf, nothing } from './fixture.ts';

describe('a page that is badly made', () => {
  // Nesting without end is for the browsers: the DOM of these tests calls itself for each level.
  const pages = badPages.filter(({ name }) => !name.startsWith('10,000'));
  test.each(pages.map(({ name, html, title }) => [name, html, title] as const))('is read: %s', (_, html, title) => {
    const { tender, kind } = readTender(documentOf(html), new URL('https://portal.example/1'));
    if (title === null) expect({ kind, tender }).toEqual({ kind: 'none', tender: nothing });
    else expect(tender).toMatchObject({ title, buyer: { name: 'Engdal Kommune' }, cpv: { main: '90910000' } });
  });
});
