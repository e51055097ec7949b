import { describe, expect, it } from 'vitest';
import type { MatchTerm } from '../../../lib/matching/finding.ts';
import { furtherForms, furtherSpellings } from '../../../lib/matching/further-forms.ts';
import { compileIndex, findHits } from '../../../lib/matching/matcher.ts';
import type { Term, TextLanguage } from '../../../lib/targets/schema.ts';
import { indexOf, target } from './index-of.ts';

/** The words of a text in which a term was seen, made ready as the packs' terms are; those that two forms see once. */
function seen(language: TextLanguage, term: Term, text: string, spoken: string | null = language): string[] {
  const { word, compound, not } = term;
  const ready: MatchTerm = {
    language,
    word,
    forms: furtherForms(language, term),
    ...(compound && compound !== 'none' ? { compound } : {}),
    ...(term.inflect === 'none' ? { exact: true } : {}),
    ...(not ? { not } : {}),
  };
  const matcher = compileIndex(indexOf([target('a', { terms: [ready] })]));
  const places = new Set(findHits(matcher, text, spoken).map(({ start, end }) => `${start} ${text.slice(start, end)}`));
  return [...places].map((place) => place.replace(/^\d+ /, ''));
}

const all = (text: string): string[] => text.split(' ');

describe('Swedish words', () => {
  it.each([
    ['bil', 'bil bilen bilens bilar bilarna bilarnas'],
    ['dator', 'dator datorn datorns datorer datorerna datorernas'],
    ['fordon', 'fordon fordonet fordonets fordonen fordonens'],
    ['buss', 'buss bussen bussar bussarnas'],
    ['lampa', 'lampa lampan lampans lampor lamporna lampornas'],
    ['möbel', 'möbel möbeln möbler möblerna möblernas'],
    ['rengöringsmedel', 'rengöringsmedel rengöringsmedlet rengöringsmedlen rengöringsmedlens'],
    ['ekologisk', 'ekologisk ekologiskt ekologiska'],
    ['rum', 'rum rummet rummen'],
  ])('finds the inflections of %s', (word, text) => {
    expect(seen('sv', { word }, text)).toEqual(all(text));
  });

  it('finds compounds joined by -s-, -o- and -u-, and those of which the first part loses its vowel', () => {
    expect(seen('sv', { word: 'möbel', compound: 'tail' }, 'kontorsmöbler, möbeltyg, skolmöblerna')).toEqual([
      'kontorsmöbler',
      'skolmöblerna',
    ]);
    expect(seen('sv', { word: 'städning', compound: 'head' }, 'städningstjänster, flyttstädning')).toEqual([
      'städningstjänster',
    ]);
    expect(seen('sv', { word: 'gata', compound: 'head' }, 'gatubelysning och gator')).toEqual([
      'gatubelysning',
      'gator',
    ]);
    expect(seen('sv', { word: 'kyrka', compound: 'head' }, 'kyrkogården')).toEqual(['kyrkogården']);
    expect(seen('sv', { word: 'skola', compound: 'head' }, 'skolmöbler')).toEqual(['skolmöbler']);
  });

  it('agrees inside a phrase, with one describing word between', () => {
    const used = { word: 'begagnad möbel', forms: ['begagnade möbler'] };
    expect(seen('sv', used, 'begagnade möbler, begagnade ergonomiska möbler, begagnade inte möbler')).toEqual([
      'begagnade möbler',
      'begagnade ergonomiska möbler',
    ]);
  });

  it('are tried on Swedish alone, on which Danish and Norwegian ones are tried too', () => {
    expect(seen('sv', { word: 'fordon' }, 'fordon', 'da')).toEqual([]);
    expect(seen('sv', { word: 'fordon' }, 'fordon', 'de')).toEqual([]);
    expect(seen('sv', { word: 'fordon' }, 'fordon', null)).toEqual(['fordon']);
    expect(seen('da', { word: 'bus' }, 'bus', 'sv')).toEqual(['bus']);
  });
});

describe('German words', () => {
  it.each([
    ['stuhl', 'Stuhl Stuhls Stuhles Stühle Stühlen'],
    ['fahrrad', 'Fahrrad Fahrrads Fahrräder Fahrrädern'],
    ['baum', 'Baum Baumes Bäume Bäumen'],
    ['fahrzeug', 'Fahrzeug Fahrzeuge Fahrzeugen Fahrzeugs'],
    ['bus', 'Bus Busse Bussen Busses'],
    ['computer', 'Computer Computern Computers'],
    ['leuchte', 'Leuchte Leuchten'],
    ['emissionsfrei', 'emissionsfrei emissionsfreie emissionsfreien emissionsfreier emissionsfreies emissionsfreiem'],
    ['drucker', 'Drucker Druckern Druckers'],
  ])('finds the inflections of %s', (word, text) => {
    expect(seen('de', { word }, text)).toEqual(all(text));
  });

  it.each([
    ['straßenreinigung', 'Straßenreinigung Strassenreinigung'],
    ['büromöbel', 'Büromöbel Bueromoebel BÜROMÖBEL'],
    ['fahrräder', 'Fahrräder Fahrraeder'],
  ])('finds the spellings of %s', (word, text) => {
    expect(seen('de', { word }, text)).toEqual(all(text));
  });

  it('finds compounds joined by -s-, -n- and -en-, and those of which the first part loses its vowel', () => {
    expect(seen('de', { word: 'möbel', compound: 'tail' }, 'Büromöbeln, Möbelstoff, Einrichtungsmöbel')).toEqual([
      'Büromöbeln',
      'Einrichtungsmöbel',
    ]);
    expect(seen('de', { word: 'reinigung', compound: 'both' }, 'Reinigungsmittel, Gebäudereinigung')).toEqual([
      'Reinigungsmittel',
      'Gebäudereinigung',
    ]);
    expect(seen('de', { word: 'lampe', compound: 'head' }, 'Lampenschirm')).toEqual(['Lampenschirm']);
    expect(seen('de', { word: 'schule', compound: 'head' }, 'Schulmöbel')).toEqual(['Schulmöbel']);
  });

  it('agrees inside a phrase in every case, with one describing word between', () => {
    const used = { word: 'gebrauchte möbel' };
    expect(seen('de', used, 'gebrauchten Möbeln, gebrauchter robuste Möbel, gebrauchte keine Möbel')).toEqual([
      'gebrauchten Möbeln',
      'gebrauchter robuste Möbel',
    ]);
  });

  it('does not find a word inside another without leave, nor German words in another language', () => {
    expect(seen('de', { word: 'bus' }, 'Business, Omnibus, Busch')).toEqual([]);
    expect(seen('de', { word: 'fahrzeug' }, 'Fahrzeug', 'sv')).toEqual([]);
  });
});

describe('further forms', () => {
  it('are none for exact words and for the languages whose endings do', () => {
    expect(furtherForms('de', { word: 'Straße', inflect: 'none' })).toEqual([]);
    expect(furtherForms('da', { word: 'møbel', forms: ['møbler'] })).toEqual(['møbler']);
    expect(furtherForms(null, { word: 'Blauer Engel' })).toEqual([]);
  });

  it('spell a German phrase in each way, and leave its words as they are', () => {
    expect(furtherSpellings('de', 'für straßen')).toEqual(['fuer straßen', 'für strassen', 'fuer strassen']);
    expect(furtherSpellings('sv', 'för gata')).toEqual([]);
  });
});
