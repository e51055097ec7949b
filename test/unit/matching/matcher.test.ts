import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { MatchTerm } from '../../../lib/matching/finding.ts';
import { foldWords, spellings, symbolKey } from '../../../lib/matching/fold.ts';
import { listed } from '../../../lib/matching/hits.ts';
import { compileIndex, findHits, type Matcher, searchIn } from '../../../lib/matching/matcher.ts';
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

  it('finds a phrase of so many words that its ends are far from its rarest word', () => {
    const long = 'reservedele til de her slags stole kan fås i op til ti år';
    expect(long.split(' ')).toHaveLength(13);
    expect(seen([term(`${long} mindst`)], `Alle ${long} mindst.`)).toEqual([`${long} mindst`]);
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

  it('finds every spelling of a word', () => {
    const text = 'Møbler, mobler, moebler, MÖBLER, m\u00adøb\u00adler, mo\u0308bler og mø-\nbler';
    expect(seen([term('møbler')], text)).toEqual([
      'Møbler',
      'moebler',
      'MÖBLER',
      'm\u00adøb\u00adler',
      'mo\u0308bler',
      'mø-\nbler',
    ]);
    expect(seen([term('måling')], 'maaling og ma\u030aling')).toEqual(['maaling', 'ma\u030aling']);
  });

  it('finds a phrase by its longest word, wherever that stands', () => {
    expect(seen([term('miljømærket af type I')], 'Miljømærkede af type I')).toEqual([]);
    expect(seen([term('rengøring af vinduer')], 'Rengøring af vinduerne')).toEqual(['Rengøring af vinduerne']);
    expect(seen([term('levering af is')], 'Tilbud på levering af is til skoler')).toEqual(['levering af is']);
    expect(seen([term('levering af is')], 'levering af ismaskiner')).toEqual([]);
  });

  it('looks for a word that says something, and finds the phrase all the same', () => {
    expect(seen([term('levering af is'), term('er nye')], 'levering af is, levering af øl, de er nye')).toEqual([
      'levering af is',
      'er nye',
    ]);
  });

  it('finds a long phrase from a word that reaches all of it', () => {
    const long = 'spare parts for the ict equipment are on sale for at least 3 years';
    expect(seen([term(long, { language: 'en' })], `The ${long}.`, 'en')).toEqual([long]);
  });

  it('takes no ending in a letter for the first part of a phrase', () => {
    expect(seen([term('e-faktura', { compound: 'both' })], 'installerede faktura, e-fakturaer')).toEqual([
      'e-fakturaer',
    ]);
  });

  it('lets a joined word or an adjective stand between the words of a phrase, but no denial', () => {
    const phrase = [term('økologisk drikke')];
    expect(seen(phrase, 'økologisk mad og drikke')).toEqual(['økologisk mad og drikke']);
    expect(seen(phrase, 'økologiske danske drikke')).toEqual(['økologiske danske drikke']);
    expect(seen(phrase, 'økologisk ikke drikke')).toEqual([]);
    expect(seen(phrase, 'økologisk undtaget drikke')).toEqual([]);
    expect(seen(phrase, 'økologisk til drikke')).toEqual([]);
    expect(seen([term('økologisk drikke', { exact: true })], 'økologisk mad og drikke')).toEqual([]);
  });

  it('asks a short word to stand alone, unless it may begin a compound', () => {
    expect(seen([term('ur')], 'et ur, uret, urets, kur')).toEqual(['ur']);
    expect(seen([term('it', { compound: 'head' })], 'it, itudstyr, it-udstyr, its')).toEqual(['it', 'itudstyr', 'it']);
    expect(seen([term('a')], 'a, b, ab, a')).toEqual(['a', 'a']);
  });

  it('leaves out false friends of several words, however they are separated', () => {
    const terms = [term('printer', { not: ['printer til 3d', '3d-printer'] })];
    expect(seen(terms, 'printer til  3D, printer til papir')).toEqual(['printer']);
  });

  const alphabet = fc.constantFrom(...'aåæøeoi stkb-\n\u00ad\u030a\u0308,.%1éÅÆØß€\u{1f600}а'.split(''));
  const anyText = fc.string({
    unit: fc.oneof({ weight: 8, arbitrary: alphabet }, fc.string({ unit: 'binary', minLength: 1, maxLength: 1 })),
    maxLength: 200,
  });
  const mixed = [
    term('stå', { compound: 'both' }),
    term('bæk', { compound: 'tail', not: ['bækst'] }),
    term('et øk'),
    term('ø'),
    term('kat', { language: null }),
    term('søb i', { compound: 'tail' }),
    term('t', { exact: true }),
    // Too short for a part of a compound, and the beginning of one that is not.
    term('ås', { compound: 'both' }),
    term('åsten', { compound: 'tail' }),
  ];
  const mixedMatcher = compileIndex(indexOf([target('a', { terms: mixed })]));

  it('passes over no part of a compound that a search of every part finds, on any text', () => {
    const parts = new Int32Array(mixedMatcher.tables.parts.length).fill(-1);
    const open = { ...mixedMatcher.tables, parts };
    fc.assert(
      fc.property(anyText, (text) => {
        expect(findHits(mixedMatcher, text, null)).toEqual(findHits({ ...mixedMatcher, tables: open }, text, null));
      }),
      // Two letters, but three code units: too short for a part of a compound, however it is written.
      { numRuns: 500, examples: [['aaåß\u030a']] },
    );
  });

  it('finds in slices what it finds in one go, on any text', () => {
    fc.assert(
      fc.property(anyText, fc.array(fc.nat(200)), (text, steps) => {
        const search = searchIn(mixedMatcher, text, null);
        for (const place of steps.sort((a, b) => a - b)) search.to(place);
        expect(search.to(text.length)).toBe(true);
        expect(search.to(text.length)).toBe(true);
        expect(listed(search.hits)).toEqual(findHits(mixedMatcher, text, null));
      }),
      { numRuns: 300 },
    );
  });

  it('finds as much in a long text as in its parts, wherever those stand in it', () => {
    const phrase = [term('økologisk drikke til store køkkener'), term('bord', { compound: 'both' })];
    const part = 'Økologisk drik\u00adke til store køkke-\nner, skrivebordene\n';
    const filler = ['a ', 'be ', `${'c'.repeat(70)} `, `${'d'.repeat(300)} `, 'e-f, '];
    const pieces = Array.from({ length: 2000 }, (_, n) => (n % 3 === 0 ? part : filler[(n * n) % filler.length]));
    const text = pieces.join('');
    const places = [...text.matchAll(/Økologisk/g)].map(({ index }) => index);
    const wanted = places.flatMap((at) => [
      [at, at + part.indexOf(',')],
      [at + part.indexOf('skrive'), at + part.length - 1],
    ]);
    const matcher = compileIndex(indexOf([target('a', { terms: phrase })]));
    expect(findHits(matcher, text, 'da').map(({ start, end }) => [start, end])).toEqual(wanted);
    const search = searchIn(matcher, text, 'da');
    for (let limit = 0; !search.to(limit); limit += 777);
    expect(listed(search.hits)).toEqual(findHits(matcher, text, 'da'));
  });

  it('comes through any number of separators, and to the words behind them', () => {
    const terms = [term('stol'), term('økologisk drikke')];
    expect(seen(terms, `${' '.repeat(40_000)}stol`)).toEqual(['stol']);
    expect(seen(terms, `stol${' .'.repeat(1000)}\n`.repeat(30))).toEqual(Array.from({ length: 30 }, () => 'stol'));
    expect(seen(terms, `økologisk${' '.repeat(240)}drikke økologisk${' '.repeat(241)}drikke`)).toEqual([
      `økologisk${' '.repeat(240)}drikke`,
    ]);
  });

  it('finds no more and no less in the middle of a long run of letters, wherever a slice ends in it', () => {
    const matcher = compileIndex(indexOf([target('a', { terms: [term('stol', { compound: 'both' })] })]));
    const text = `stol ${'stol'.repeat(100)} stol ${'stol'.repeat(9000)} bordstol`;
    const found = findHits(matcher, text, 'da');
    expect(found.map(({ start, end }) => text.slice(start, end))).toEqual(['stol', 'stol', 'bordstol']);
    for (const step of [7, 99, 350, 5000]) {
      const search = searchIn(matcher, text, 'da');
      for (let limit = 0; !search.to(limit); limit += step);
      expect(listed(search.hits)).toEqual(found);
    }
  });

  it('finds in a text of more words than it remembers what it finds in each of them alone', () => {
    const terms = [term('stol', { compound: 'both' }), term('bord', { compound: 'tail' }), term('nye stole')];
    const matcher = compileIndex(indexOf([target('a', { terms })]));
    const letters = 'abdefghiklmnoprsty';
    const made = (n: number): string =>
      Array.from(
        { length: 2 + (n % 5) },
        (_, place) => letters[(n * (place + 3) + (n >> place)) % letters.length],
      ).join('');
    const words = Array.from({ length: 30_000 }, (_, n) => ['', 'stol', 'bord', 'skrivebordsstol'][n % 4] + made(n));
    const alone = words.flatMap((word) => findHits(matcher, word, 'da').map(({ until }) => word.slice(0, until)));
    const text = words.join(' ');
    const whole = findHits(matcher, text, 'da');
    expect(whole.map(({ start, until }) => text.slice(start, until))).toEqual(alone);
    expect(findHits(matcher, text, 'da')).toEqual(whole);
    expect(whole.length).toBeGreaterThan(10_000);
  });

  it('keeps apart what it remembers for two lists of terms and for two languages', () => {
    const [one, other] = [term('stol'), term('table', { language: 'en' })].map((own) =>
      compileIndex(indexOf([target('a', { terms: [own] })])),
    );
    for (let round = 0; round < 2; round++) {
      expect(findHits(one as Matcher, 'stol table', 'da')).toHaveLength(1);
      expect(findHits(other as Matcher, 'stol table', 'da')).toHaveLength(0);
      expect(findHits(other as Matcher, 'stol table', 'en')).toHaveLength(1);
      expect(findHits(one as Matcher, 'stol table', 'en')).toHaveLength(0);
    }
  });

  it('cuts whole words out of any text', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        for (const { start, end, term: number } of findHits(mixedMatcher, text, null)) {
          const words = foldWords(text.slice(start, end)).map(symbolKey);
          const whole = foldWords(text).map(symbolKey);
          expect(words.length).toBeGreaterThan(0);
          for (const word of words) expect(whole).toContain(word);
          const first = spellings(foldWords(mixed[number]?.word ?? '')[0] ?? new Uint8Array()).map(symbolKey);
          expect(first.some((spelling) => words.join(' ').includes(spelling))).toBe(true);
        }
      }),
      { numRuns: 500 },
    );
  });
});
