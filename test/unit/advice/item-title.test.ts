import { describe, expect, test } from 'vitest';
import { readArticleTitle } from '../../../lib/advice/item-title.ts';
import { compileIndex, findHits } from '../../../lib/matching/matcher.ts';
import { indexOf, target, term } from '../matching/index-of.ts';

const both = { compound: 'both' } as const;
const words = ['kaffemaskine', 'håndsæbe', 'toiletpapir', 'legetøj', 'kopipapir', 'gardin', 'kaffefilter', 'stol'];
const matcher = compileIndex(
  indexOf([
    target('goods', { terms: words.map((word) => term(word, both)) }),
    target('english', { terms: ['milk', 'copy paper', 'hand soap'].map((word) => term(word, { language: 'en' })) }),
  ]),
);

/** The words of a title that name the article. */
function named(title: string, language = 'da'): string[] {
  const { isArticle } = readArticleTitle(title, language);
  const hits = findHits(matcher, title, language).filter(isArticle);
  return hits.map(({ start, end }) => title.slice(start, end));
}

describe('the title of an article', () => {
  test.each([
    ['Kopipapir A4, 500 ark', 'Kopipapir'],
    ['Kaffemaskiner til kontoret', 'Kaffemaskiner'],
    ['Håndsæberefill 1 l', 'Håndsæberefill'],
    ['Toiletpapirruller', 'Toiletpapirruller'],
    ['Legetøjsbil, rød', 'Legetøjsbil'],
    ['Kaffefilter 1x4', 'Kaffefilter'],
    ['Stolesæt', 'Stolesæt'],
    ['Kasse med kopipapir', 'kopipapir'],
    ['5 pakker kopipapir', 'kopipapir'],
  ])('names what is sold: %s', (title, word) => {
    expect(named(title)).toEqual([word]);
  });

  test.each([
    'Kaffemaskinerens',
    'Toiletpapirholder',
    'Gardinstang 120 cm',
    'Håndsæbedispenser',
    'Legetøjskasse med hjul',
    'Afkalker til kaffemaskine',
    'Vogn med toiletpapir',
    'Pude af gardinstof',
    'Dispenser, toiletpapir',
    'Stativ kopipapir',
    'Legetøj gennem tiderne (bog)',
  ])('names another thing: %s', (title) => {
    expect(named(title)).toEqual([]);
  });

  test('is in English what its last noun says', () => {
    expect(named('Milk 1 l', 'en')).toEqual(['Milk']);
    expect(named('Milk organic', 'en')).toEqual(['Milk']);
    expect(named('Milk jug, 0.5 l', 'en')).toEqual([]);
    expect(named('Copy paper, white', 'en')).toEqual(['Copy paper']);
    expect(named('Hand soap pump bottle', 'en')).toEqual([]);
  });

  test('tells of a thing that only serves others', () => {
    const isOther = (title: string) => readArticleTitle(title, 'da').isOther;
    expect(['Holder, hvid', 'Sæbedispenser', 'Stol', 'Notesblok'].map(isOther)).toEqual([true, true, false, false]);
  });
});
