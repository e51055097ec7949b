import { expect, test } from 'vitest';
import { summaryOf } from '../../../components/panel/summary.ts';
import { createTranslator } from '../../../lib/i18n.ts';
import panel from '../../../locales/da/panel.json';

const translate = createTranslator('da', panel);

test.each([
  [1, 0, '1 mål gælder. Det står ikke i teksten endnu.'],
  [3, 0, '3 mål gælder. Ingen af dem står i teksten endnu.'],
  [3, 2, '3 mål gælder. 2 af dem står allerede i teksten.'],
  [3, 3, '3 mål gælder, og alle står allerede i teksten.'],
  [1, 1, '1 mål gælder, og det står allerede i teksten.'],
])('of %i targets %i in the text is said in a sentence', (count, covered, sentence) => {
  expect(summaryOf(translate, count, covered)).toBe(sentence);
});
