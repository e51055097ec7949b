import { describe, expect, test } from 'vitest';
import { wordsOf, wordsToFind } from '../../../../lib/log/find/words.ts';
import { factsOf } from '../sample.ts';

/** As the log searches: each typed word begins one of the procedure's. */
const finds = (typed: string, over: Parameters<typeof factsOf>[1]): boolean => {
  const words = wordsOf(factsOf('x', { reference: null, buyer: null, ...over }));
  return wordsToFind(typed).every((word) => words.some((own) => own.startsWith(word)));
};

describe('the search finds a tender', () => {
  test.each([
    ['by the beginning of a word', 'rengør', { title: 'Rengøring af skoler' }],
    ['whatever the case', 'RENGØRING skoler', { title: 'Rengøring af skoler' }],
    ['by the spelling without Danish letters', 'rengoering', { title: 'Rengøring af skoler' }],
    ['without the marks', 'rengoring', { title: 'Rengøring af skoler' }],
    ['å as aa', 'aarhus', { title: 'Busser i Århus' }],
    ['aa as å', 'århus', { title: 'Busser i Aarhus' }],
    ['å as a', 'arhus', { title: 'Busser i Århus' }],
    ['with letters composed in another way', 'A\u030arhus', { title: 'Busser i Århus' }],
    ['with other accents', 'cafe', { title: 'Café og kantine' }],
    ['in Swedish letters', 'stadning', { title: 'Städning' }],
    ['by its reference, however parted', '2026/114', { reference: '2026-114' }],
    ['by a part of the reference', '114', { reference: 'sag 2026-114' }],
    ['by its buyer', 'lundby kom', { buyer: { name: 'Lundby Kommune', id: null, scheme: null } }],
    ['by its publication number', '258225-2024', { publicationNumber: '258225-2024' }],
  ])('%s', (_, typed, over) => {
    expect(finds(typed, over)).toBe(true);
  });

  test.each([
    ['a word that it has not', 'rengøring busser', { title: 'Rengøring af skoler' }],
    ['the inside of a word', 'øring', { title: 'Rengøring af skoler' }],
  ])('not by %s', (_, typed, over) => {
    expect(finds(typed, over)).toBe(false);
  });
});

test('a word of any length is kept to what somebody would type', () => {
  expect(wordsOf(factsOf('x', { title: 'a'.repeat(500), buyer: null, reference: null }))).toEqual(['a'.repeat(60)]);
});
