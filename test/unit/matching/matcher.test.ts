import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { MatchTerm } from '../../../lib/matching/finding.ts';
import { compileIndex, findHits } from '../../../lib/matching/matcher.ts';
import { indexOf, target, term } from './index-of.ts';

/** The words of a text that the terms were seen in. */
function seen(terms: MatchTerm[], text: string, language: string | null = 'da'): string[] {
  const matcher = compileIndex(indexOf([target('a', { terms })]));
  return findHits(matcher, text, language).map(({ start, end }) => text.slice(start, end));
}

describe('finding terms', () => {
  it.each([
    ['stol', 'stolen stole stolene stolenes', ['stolen', 'stole', 'stolene', 'stolenes']],
    ['bus', 'bussen, busser og bussernes', ['bussen', 'busser', 'bussernes']],
    ['måtte', 'måtten, måtter', ['måtten', 'måtter']],
    ['økologisk', 'økologiske og økologisk', ['økologiske', 'økologisk']],
  ])('finds the inflections of %s', (word, text, found) => {
    expect(seen([term(word)], text)).toEqual(found);
  });

  it('finds irregular forms that the term lists', () => {
    expect(seen([term('møbel', { forms: ['møbler'] })], 'Nye møbler og møblerne')).toEqual(['møbler', 'møblerne']);
  });

  it('does not find a word inside another without leave', () => {
    expect(seen([term('bil')], 'bilag, mobil, automobil')).toEqual([]);
  });

  it('takes no run of letters for a word that is longer than any, and is through with it at once', () => {
    const terms = [term('kontor', { compound: 'both' }), term('stol', { compound: 'tail' })];
    expect(seen(terms, `kontorstol ${'kontorstol'.repeat(20_000)} kontorstol`)).toEqual(
      Array.from({ length: 4 }, () => 'kontorstol'),
    );
  });

  it('finds compounds on the side that the term allows', () => {
    expect(seen([term('møbler', { compound: 'tail' })], 'kontormøbler, møbelstof, møblerbutik')).toEqual([
      'kontormøbler',
    ]);
    expect(seen([term('rengøring', { compound: 'head' })], 'rengøringsmidler, hovedrengøring')).toEqual([
      'rengøringsmidler',
    ]);
    expect(seen([term('papir', { compound: 'both' })], 'kopipapir og papirhåndklæder')).toEqual([
      'kopipapir',
      'papirhåndklæder',
    ]);
  });

  it('leaves out the false friends that the term names, inflected too', () => {
    const terms = [term('bil', { compound: 'both', not: ['bilag', 'mobil'] })];
    expect(seen(terms, 'bilaget, mobilen, elbil')).toEqual(['elbil']);
  });

  it('asks an exact term for its own case and form', () => {
    const terms = [term('TCO', { exact: true })];
    expect(seen(terms, 'tco TCO TCOs')).toEqual(['TCO']);
  });

  it('finds phrases over line ends, with inner words that agree', () => {
    expect(seen([term('økologisk fødevare')], 'Økologiske\n  fødevarer')).toEqual(['Økologiske\n  fødevarer']);
  });

  it('uses Danish and Norwegian terms on either text, English ones on English alone', () => {
    const english = term('paper', { language: 'en' });
    expect(seen([english], 'paper', 'da')).toEqual([]);
    expect(seen([english], 'papers', 'en')).toEqual(['papers']);
    expect(seen([term('maling')], 'maling', 'nb')).toEqual(['maling']);
    expect(seen([english, term('papir')], 'papir paper', null)).toEqual(['papir', 'paper']);
  });

  it('finds the same whole words as a plain search, on any text', () => {
    const words = ['stol', 'bord', 'reol', 'maling'];
    const matcher = compileIndex(indexOf([target('a', { terms: words.map((word) => term(word)) })]));
    const piece = fc.constantFrom(
      'stol',
      'bord',
      'reol',
      'maling',
      'stolt',
      'xstol',
      'bordplade',
      ' ',
      ' ',
      ', ',
      '\n',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const text = pieces.join('');
        const expected = [...text.matchAll(/(?<![\p{L}])(stolt?|bord|reol|maling)(?![\p{L}])/gu)].map(
          ({ index }) => index,
        );
        expect(findHits(matcher, text, 'da').map(({ start }) => start)).toEqual(expected);
      }),
    );
  });
});
