import { expect, it } from 'vitest';
import { spansOf } from '../../../lib/matching/hits.ts';
import { isLeftOut } from '../../../lib/matching/left-out.ts';
import { compileIndex, hitsIn } from '../../../lib/matching/matcher.ts';
import { indexOf } from './index-of.ts';

const leftOut = (text: string, word: string): boolean => {
  const start = text.indexOf(word);
  return isLeftOut(text, start, start + word.length);
};

it.each([
  ['Rengøring er ikke omfattet af udbuddet.', 'Rengøring'],
  ['Udbuddet omfatter ikke møbler og gardiner.', 'gardiner'],
  ['Alt inventar undtagen kontorstole.', 'kontorstole'],
  ['Transport indgår ikke i aftalen.', 'Transport'],
  ['Renhold inngår ikke i leveransen', 'Renhold'],
  ['Avtalen gjelder alle varer, med unntak av møbler.', 'møbler'],
  ['Städning ingår inte.', 'Städning'],
  ['Furniture is not included in this contract.', 'Furniture'],
  ['All works excluding demolition and waste', 'waste'],
  ['Möbel sind nicht Bestandteil der Leistung.', 'Möbel'],
])('is no part of the purchase: %s', (text, word) => {
  expect(leftOut(text, word)).toBe(true);
});

it.each([
  ['Rengøring er omfattet, vinduer er ikke omfattet.', 'Rengøring'],
  ['Vask er ikke omfattet. Møbler leveres.', 'Møbler'],
  ['Møbler uden formaldehyd', 'Møbler'],
  ['Kontorstole, undtagen dem i kælderen', 'Kontorstole'],
  ['Madvarer, der ikke er omfattende beskrevet', 'Madvarer'],
  ['Furniture that must not include PVC', 'Furniture'],
])('is a part of it: %s', (text, word) => {
  expect(leftOut(text, word)).toBe(false);
});

const phrases = [
  'undtagen,undtaget,bortset fra,med undtagelse af,omfatter ikke,indeholder dog ikke,unntatt,med unntak av,dekker ikke',
  'undantaget,förutom,med undantag för,omfattar inte,innefattar dock ej,except,excepting for,excluding,excludes',
  'with the exception of,does not include,do not cover,ausgenommen,mit Ausnahme von,umfasst nicht',
].flatMap((list) => list.split(','));
const sayings = [
  'er ikke omfattet,bliver dog ikke inkluderet,ikkje er medtaget,ej en del af,är inte del av,not included,are not part of',
  'ist nicht Bestandteil,sind nicht enthalten,indgår ikke,inngår dog ikkje,ingår ej,is excluded,are excluded',
].flatMap((list) => list.split(','));

it.each([
  ...phrases.map((phrase) => [phrase, `Alt ${phrase} møbler`]),
  ...phrases.map((phrase) => [`${phrase} in capitals`, `ALT ${phrase.toUpperCase()} møbler`]),
  ...phrases.map((phrase) => [`${phrase} run together`, `Udbud.Alt${phrase} møbler`]),
  ...sayings.map((saying) => [saying, `møbler ${saying}`]),
])('is met in the pass that finds the terms: %s', (_, text) => {
  expect(leftOut(text, 'møbler')).toBe(true);
  expect(spansOf(hitsIn(compileIndex(indexOf([])), text, null), 'denial').length).toBeGreaterThan(0);
});
