import { describe, expect, it } from 'vitest';
import { type JudgedSentence, judgeSentences } from '../../commands/coverage-sentences.ts';
import { figures } from '../../commands/evaluate-coverage.ts';

const judged = await judgeSentences();
const half = (name: JudgedSentence['half']) => judged.filter((one) => one.half === name);
const disagreements = (sentences: readonly JudgedSentence[]) =>
  sentences
    .filter(({ given, expected }) => given !== expected)
    .map(({ id, expected, given }) => `${id} ${expected} ${given}`);

describe('the table of sentences', () => {
  it('has at least 300 over 15 areas and five languages, a third of them after real notices', () => {
    expect(judged.length).toBeGreaterThanOrEqual(300);
    expect(new Set(judged.map(({ id }) => id.split('-').slice(1, -1).join('-'))).size).toBeGreaterThanOrEqual(15);
    expect(new Set(judged.map(({ language }) => language))).toEqual(new Set(['da', 'nb', 'en', 'sv', 'de']));
    for (const language of ['sv', 'de'])
      expect(judged.filter((one) => one.language === language).length).toBeGreaterThanOrEqual(40);
    expect(judged.filter(({ source }) => source !== 'own').length).toBeGreaterThan(judged.length / 3);
  });

  it('has one line an id, for targets that are matched', () => {
    expect(new Set(judged.map(({ id }) => id)).size).toBe(judged.length);
    expect(judged.filter(({ given }) => given === 'unknown').map(({ target }) => target)).toEqual([]);
  });
});

// Every disagreement is listed with the person's verdict and the code's; one that is mended leaves the list.
describe('agreement with it', () => {
  it('of the half that the code was made on', () => {
    expect(disagreements(half('tune'))).toEqual([]);
    expect(figures(half('tune'))).toMatchObject({
      rows: {
        covered: { covered: 113, partly: 0, missing: 0 },
        partly: { covered: 0, partly: 57, missing: 0 },
        missing: { covered: 0, partly: 0, missing: 65 },
      },
    });
  });

  it('of the half that was kept aside', () => {
    expect(disagreements(half('confirm'))).toEqual([
      'da-cleaning-10 missing covered',
      'da-cleaning-14 missing covered',
      'da-building-02 covered partly',
      'nb-transport-08 partly missing',
      'nb-transport-17 partly missing',
      'nb-cleaning-07 missing covered',
      'nb-furniture-07 partly covered',
      'nb-civil-works-05 covered partly',
      'en-textiles-04 covered missing',
      'en-transport-02 partly missing',
      'en-energy-01 covered missing',
    ]);
    expect(figures(half('confirm'))).toMatchObject({
      rows: {
        covered: { covered: 110, partly: 2, missing: 2 },
        partly: { covered: 1, partly: 60, missing: 3 },
        missing: { covered: 3, partly: 0, missing: 80 },
      },
    });
  });

  it('of the places', () => {
    expect(judged.filter(({ isPlaced }) => isPlaced === false).map(({ id }) => id)).toEqual([
      'da-it-20',
      'da-transport-01',
      'nb-cleaning-10',
    ]);
  });
});
