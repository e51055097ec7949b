// @vitest-environment happy-dom
import { describe, expect, test } from 'vitest';
import { readTender } from '../../../lib/portals/read.ts';
import { badPages } from '../../fixtures/bad-pages.ts';
import { documentOf, nothing } from './fixture.ts';

describe('a page that is badly made', () => {
  test.each(badPages.map(({ name, html, title }) => [name, html, title] as const))('is read: %s', (_, html, title) => {
    const { tender, kind } = readTender(documentOf(html), new URL('https://portal.example/1'));
    if (title === null) expect({ kind, tender }).toEqual({ kind: 'none', tender: nothing });
    else expect(tender).toMatchObject({ title, buyer: { name: 'Engdal Kommune' }, cpv: { main: '90910000' } });
  });
});
