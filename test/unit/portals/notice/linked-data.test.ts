// @vitest-environment happy-dom
import { afterEach, expect, test, vi } from 'vitest';
import { isArticle, linkedProducts } from '../../../../lib/portals/notice/linked-data.ts';
import { pageOf } from '../../../../lib/portals/page/page.ts';
import { documentOf } from '../fixture.ts';

const script = (data: unknown) => `<script type="application/ld+json">${JSON.stringify(data)}</script>`;
const product = (name: string, rest = {}) => script({ '@type': 'Product', name, ...rest });

afterEach(() => vi.restoreAllMocks());

test('what a page says of itself is parsed once for all questions, and again when it says something else', () => {
  const document = documentOf(product('Kopipapir'));
  const page = pageOf(document);
  const parse = vi.spyOn(JSON, 'parse');
  expect([isArticle(page), linkedProducts(page).map(({ title }) => title)]).toEqual([false, ['Kopipapir']]);
  expect(linkedProducts(page).length).toBe(1);
  expect(parse).toHaveBeenCalledTimes(1);
  const said = document.querySelector('script') as Element;
  said.textContent = JSON.stringify({ '@type': 'Product', name: 'Kuglepen' });
  expect(linkedProducts(page).map(({ title }) => title)).toEqual(['Kuglepen']);
});

test('a page that says more of itself than anybody reads is read in part', () => {
  const long = { description: 'x'.repeat(300_000) };
  const names = ['a', 'b', 'c', 'd', 'e'];
  const document = documentOf(names.map((name) => product(name, long)).join('') + product('last'));
  expect(linkedProducts(document).map(({ title }) => title)).toEqual(['a', 'b', 'c', 'last']);
  expect(linkedProducts(documentOf(product('a', { description: 'x'.repeat(600_000) })))).toEqual([]);
});
