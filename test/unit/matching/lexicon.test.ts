import { describe, expect, it } from 'vitest';
import { compileLexicon, packWords, saidIn } from '../../../lib/matching/lexicon.ts';
import { stemOf } from '../../../lib/matching/stem.ts';

const lexicon = compileLexicon(
  { da: { transport: 'brandbil8 bus9' }, nb: { food: 'melk7' }, en: { energy: 'fuel6' } },
  {
    da: {
      furniture: packWords(['*møbler', 'hæve sænke borde', 'kontorstole'], 'da'),
      none: packWords(['forsikring', 'møbler til udstilling'], 'da'),
    },
    sv: { furniture: packWords(['kontorsmöbler'], 'sv') },
    de: { furniture: packWords(['Stühle'], 'de') },
  },
);
const said = (text: string, language: string | null) =>
  saidIn(lexicon, text, language).map(({ start, end, said: { area, weight } }) => [
    text.slice(start, end),
    area,
    weight,
  ]);

describe('words that say which area a title lies in', () => {
  it('are found in any inflection, those of the labels with how exclusive they are', () => {
    expect(said('Brandbilerne og busser', 'da')).toEqual([
      ['Brandbilerne', 'transport', 0.8],
      ['busser', 'transport', 0.9],
    ]);
    expect(said('Kontorstolen', 'da')).toEqual([['Kontorstolen', 'furniture', 1]]);
  });

  it('say less as the last part of a compound, where a star or six letters allow it', () => {
    expect(said('Slukningsbrandbil', 'da')[0]?.[2]).toBeCloseTo(0.56);
    expect(said('Skolemøbler', 'da')).toEqual([['Skolemøbler', 'furniture', 0.95]]);
    expect(said('Omnibus', 'da')).toEqual([]);
  });

  it('may lie in no area', () => {
    expect(said('Bilforsikring', 'da')).toEqual([['Bilforsikring', null, 0.95]]);
  });

  it('go together as far as they are known together, whatever stands between them', () => {
    expect(said('Hæve-/sænkeborde, møbler til udstillingen', 'da')).toEqual([['møbler til udstillingen', null, 1]]);
    expect(said('Hæve-sænke borde', 'da')).toEqual([['Hæve-sænke borde', 'furniture', 1]]);
  });

  it('are those of the text’s language and its near neighbours', () => {
    expect(said('Melk', 'da')).toEqual([['Melk', 'food', 0.7]]);
    expect(said('Fuel', 'da')).toEqual([]);
    expect(said('Fuels', 'en')).toEqual([['Fuels', 'energy', 0.6]]);
    expect(said('Fuels', null)).toEqual([['Fuels', 'energy', 0.6]]);
    expect(said('Kontorsmöblerna och kontorstole', 'sv')).toHaveLength(2);
    expect(said('Lieferung eines Stuhls', 'de')).toEqual([['Stuhls', 'furniture', 1]]);
    expect(said('Lieferung eines Stuhls', 'en')).toEqual([]);
  });
});

describe('packed words', () => {
  it('name the letters that a word shares with the one before it', () => {
    expect(packWords(['brandbil', 'brandbåd', '*bus'], 'da')).toBe('AbrandbilGådBus*');
  });
});

describe('stems', () => {
  it.each([
    ['Möbler', 'da', 'møbl'],
    ['kaabler', 'da', 'kåbl'],
    ['busser', 'nb', 'bus'],
    ['services', 'en', 'servic'],
    ['service', 'en', 'servic'],
    ['batteries', 'en', 'batteri'],
    ['battery', 'en', 'batteri'],
    ['glass', 'en', 'glass'],
    ['bilarna', 'sv', 'bilarna'],
    ['lastbilarna', 'sv', 'lastbil'],
    ['Stühle', 'de', 'stuhl'],
    ['Straßen', 'de', 'stras'],
  ] as const)('%s (%s) is %s', (word, language, stem) => {
    expect(stemOf(word, language)).toBe(stem);
  });
});
