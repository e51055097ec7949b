import { expect, test } from 'vitest';
import { adviser } from '../../commands/advise-line.ts';
import { agreementOf, disagreementLine, judgeArticles, readArticles } from '../../commands/articles.ts';
import { halves } from '../../commands/tender-lines.ts';

const articles = await readArticles();
const judged = await judgeArticles();
/** Words were chosen by the first half alone. */
const floor = { tune: 0.97, confirm: 0.95 };

test('the table has articles enough in each language, of which enough have no target', () => {
  const of = (language: string) => articles.filter((article) => article.language === language).length;
  expect(of('da')).toBeGreaterThanOrEqual(120);
  expect(of('nb')).toBeGreaterThanOrEqual(50);
  expect(of('en')).toBeGreaterThanOrEqual(30);
  expect(articles.filter(({ wanted }) => wanted.length === 0).length).toBeGreaterThanOrEqual(40);
});

test('the table names each article once, and only targets that can be shown', async () => {
  const { matcher } = await adviser();
  const known = new Set(matcher.index.targets.map(({ id }) => id));
  expect(articles.flatMap(({ wanted }) => wanted).filter((id) => !known.has(id))).toEqual([]);
  const names = articles.map(({ language, title }) => `${language} ${title}`);
  expect(names.filter((name, place) => names.indexOf(name) !== place)).toEqual([]);
});

test.each(halves)('everyday articles are told the right thing first, or rightly nothing: %s', (half) => {
  const own = judged.filter((article) => article.half === half);
  const wrong = own.filter(({ agrees }) => !agrees).map(disagreementLine);
  expect(agreementOf(own), wrong.join('\n')).toBeGreaterThanOrEqual(floor[half]);
});
