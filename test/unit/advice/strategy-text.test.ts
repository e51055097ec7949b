import { expect, it } from 'vitest';
import { strategyText } from '../../../lib/advice/strategy-text.ts';

const none = { bt774: [], bt775: [], bt776: [], bt805: [] };
const screens = {
  eforms: { ...none, bt774: ['clim-mitig' as const] },
  requirement: { da: 'Skærme er i klasse D eller bedre.', en: 'Monitors are in class D or better.' },
};
const rules = { eforms: none, requirement: { da: 'Alle indkøb følger aftalen.' } };

it('says in the tender’s language what the targets ask that were met, a line each', () => {
  const trainees = {
    eforms: { ...none, bt775: ['opp' as const] },
    requirement: { da: 'Leverandøren har elever.', en: 'The supplier has trainees.' },
  };
  expect(strategyText([screens, trainees, screens], 'en')).toEqual({
    text: 'Monitors are in class D or better.\nThe supplier has trainees.',
    isMixed: false,
  });
});

it('tells when a target has no words in that language', () => {
  expect(strategyText([screens], 'nb')).toEqual({ text: 'Skærme er i klasse D eller bedre.', isMixed: true });
});

it('says nothing of a target without any aim, nor of no target', () => {
  expect(strategyText([screens, rules], 'da')?.text).toBe('Skærme er i klasse D eller bedre.');
  expect(strategyText([rules], 'da')).toBeNull();
  expect(strategyText([], 'da')).toBeNull();
});
