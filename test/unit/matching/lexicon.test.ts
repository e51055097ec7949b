import { describe, expect, it } from 'vitest';
import { compileLexicon, lookUp } from '../../../lib/matching/lexicon.ts';
import { stemOf } from '../../../lib/matching/stem.ts';

const lexicon = compileLexicon({
  da: { transport: 'brandbil8 bus9', none: 'forsikring9' },
  nb: { food: 'melk7' },
  en: { energy: 'fuel6' },
});

describe('words of the CPV labels', () => {
  it('are found in any inflection, with how exclusive they are', () => {
    expect(lookUp(lexicon, 'Brandbilerne', 'da')).toEqual({ area: 'transport', weight: 0.8 });
    expect(lookUp(lexicon, 'busser', 'da')).toEqual({ area: 'transport', weight: 0.9 });
  });

  it('say less as the last part of a compound', () => {
    expect(lookUp(lexicon, 'slukningsbrandbil', 'da')?.weight).toBeCloseTo(0.56);
  });

  it('may lie in no area', () => {
    expect(lookUp(lexicon, 'forsikringer', 'da')).toEqual({ area: null, weight: 0.9 });
  });

  it('are those of the text’s language and its near neighbour', () => {
    expect(lookUp(lexicon, 'melk', 'da')?.area).toBe('food');
    expect(lookUp(lexicon, 'fuel', 'da')).toBeNull();
    expect(lookUp(lexicon, 'fuels', 'en')?.area).toBe('energy');
    expect(lookUp(lexicon, 'fuels', null)?.area).toBe('energy');
  });
});

describe('stems', () => {
  it.each([
    ['Möbler', 'da', 'møbl'],
    ['kaabler', 'da', 'kåbl'],
    ['busser', 'nb', 'bus'],
    ['services', 'en', 'servic'],
  ] as const)('%s (%s) is %s', (word, language, stem) => {
    expect(stemOf(word, language)).toBe(stem);
  });
});
