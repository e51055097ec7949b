import { expect, test } from 'vitest';
import { languageOf } from '../../../../lib/portals/values/language.ts';

test.each([
  ['da', 'Kommunen udbyder levering af kontormøbler, som skal kunne repareres og skilles ad efter brug.'],
  ['nb', 'Oppdragsgiver skal inngå rammeavtale om kjøp av kontormøbler som kan repareres etter bruk.'],
  [
    'nn',
    'Kommunen skal kjøpe kontormøblar, og avtalen gjeld òg vask av lokala. Tilbod som ikkje er komplette, vert avviste frå konkurransen.',
  ],
  ['sv', 'Upphandlingen avser kontorsmöbler för kommunens skolor och ska levereras från och med hösten.'],
  ['en', 'The contract covers the supply of office furniture for the schools of the municipality.'],
  ['de', 'Die Stadt beschafft Büromöbel für die Schulen und vergibt den Auftrag im offenen Verfahren.'],
  ['fi', 'Hankinnan kohteena ovat koulujen kalusteet ja niiden asennus sekä huolto sopimuksen mukaan.'],
  ['fr', 'Le marché porte sur la fourniture de mobilier de bureau pour les écoles de la commune.'],
  ['nl', 'De gemeente koopt meubels voor de scholen en het gemeentehuis, inclusief levering en montage.'],
])('%s', (language, text) => {
  expect(languageOf(text)).toBe(language);
});

test.each(['', 'Kontormøbler', 'Canon XR-200', '12345678'])('is silent about "%s"', (text) => {
  expect(languageOf(text)).toBe(null);
});
