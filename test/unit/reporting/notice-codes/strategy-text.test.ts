import { expect, it } from 'vitest';
import { strategyText } from '../../../../lib/reporting/notice-codes/strategy-text.ts';

const screens = { requirement: { da: 'Skærme er i klasse D eller bedre.', en: 'Monitors are in class D or better.' } };
const trainees = { requirement: { da: 'Leverandøren har elever.', en: 'The supplier has trainees.' } };
const rules = { requirement: { da: 'Alle indkøb følger aftalen.' } };

it('says in the tender’s language what the targets ask, a line each and each once', () => {
  expect(strategyText([screens, trainees, screens], 'en')).toEqual({
    text: 'Monitors are in class D or better.\nThe supplier has trainees.',
    language: 'en',
    isMixed: false,
  });
});

it('speaks Danish throughout, and says so, when one target has no words in that language', () => {
  expect(strategyText([screens, rules], 'en')).toEqual({
    text: 'Skærme er i klasse D eller bedre.\nAlle indkøb følger aftalen.',
    language: 'da',
    isMixed: true,
  });
  expect(strategyText([screens], 'nb')).toMatchObject({ language: 'da', isMixed: true });
});

it('says nothing of no target', () => {
  expect(strategyText([], 'da')).toBeNull();
});
