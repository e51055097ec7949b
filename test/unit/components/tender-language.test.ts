import { expect, it } from 'vitest';
import { languageNotice, tenderLanguage } from '../../../components/panel/model.ts';
import type { Language } from '../../../lib/targets/schema.ts';
import { tender } from '../matching/index-of.ts';

it.each<[string | null, Language]>([
  ['da', 'da'],
  [null, 'da'],
  ['nb', 'nb'],
  ['nn', 'nb'],
  ['no', 'nb'],
  ['en', 'en'],
  ['sv', 'en'],
  ['de', 'en'],
  ['fi', 'en'],
])('wants the criterion of a tender in %s in %s', (language, wanted) => {
  expect(tenderLanguage(tender({ language }))).toBe(wanted);
});

it.each<[string | null, Language, string | null]>([
  ['da', 'da', null],
  [null, 'da', null],
  ['nn', 'nb', null],
  ['en', 'en', null],
  ['nb', 'da', 'panel.criterion.inDanish'],
  ['sv', 'en', 'panel.criterion.inEnglish'],
  ['de', 'en', 'panel.criterion.inEnglish'],
  ['de', 'da', 'panel.criterion.inDanish'],
])('says of a tender in %s with a criterion in %s: %s', (language, spoken, notice) => {
  expect(languageNotice(tender({ language }), spoken)).toBe(notice);
});
