import { expect, it } from 'vitest';
import { isLeftOut } from '../../../lib/matching/left-out.ts';

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
