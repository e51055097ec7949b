import { describe, expect, it } from 'vitest';
import { type Advice, advise } from '../../../lib/advice/advise.ts';
import { bindingFor, countryOf } from '../../../lib/advice/binding.ts';
import type { MatchIndex } from '../../../lib/matching/finding.ts';
import { matchTender } from '../../../lib/matching/match.ts';
import { compileIndex } from '../../../lib/matching/matcher.ts';
import type { Block, Tender } from '../../../lib/portals/tender.ts';
import { indexOf, target, tender, term } from '../matching/index-of.ts';

const member = { buyerKind: 'pogiMember', country: 'DK' };
const block = (where: string, text: string): Block => ({ where, lot: null, text, source: null });

function adviceOn(index: MatchIndex, blocks: Block[], about: Partial<Tender> = {}, profile = member): Advice {
  const read = tender(about);
  return advise(index, matchTender(compileIndex(index), read, blocks), read, blocks, profile);
}

describe('the binding for a buyer', () => {
  it.each([
    ['memberMandatory', 'DK', 'pogiMember', 'DK', 'memberMandatory'],
    ['memberMandatory', 'DK', 'municipality', 'DK', 'inspiration'],
    ['stateOnly', 'DK', 'municipality', 'DK', 'inspiration'],
    ['stateOnly', 'DK', 'state', 'DK', 'stateOnly'],
    ['law', 'NO', 'pogiMember', 'DK', 'inspiration'],
    ['law', 'EU', 'other', 'NO', 'law'],
    ['recommended', 'DK', 'other', 'DK', 'recommended'],
  ] as const)('%s of %s is for a %s in %s: %s', (binding, jurisdiction, buyerKind, country, expected) => {
    expect(bindingFor({ binding, jurisdiction }, { buyerKind, country }, country)).toBe(expected);
  });

  it("takes the tender's country from the buyer's number, then its language, then the settings", () => {
    const buyer = { name: 'Oslo kommune', id: '958935420', scheme: 'NO-ORG' };
    expect(countryOf({ buyer, language: 'da' }, 'DK')).toBe('NO');
    expect(countryOf({ buyer: null, language: 'nn' }, 'DK')).toBe('NO');
    expect(countryOf({ buyer: null, language: 'en' }, 'SE')).toBe('SE');
    expect(countryOf({ buyer: null, language: null }, 'DK')).toBe('DK');
  });

  it('binds nobody to a country’s own targets in a language of none of the three', () => {
    expect(countryOf({ buyer: null, language: 'de' }, 'DK')).toBe('EU');
    expect(countryOf({ buyer: { name: 'Skat', id: '1', scheme: 'DK-CVR' }, language: 'de' }, 'NO')).toBe('DK');
    const own = { binding: 'memberMandatory', jurisdiction: 'DK' } as const;
    expect(bindingFor(own, { buyerKind: 'pogiMember', country: 'DK' }, 'EU')).toBe('inspiration');
  });
});

describe('advice on a tender', () => {
  const certain = target('certain', {
    terms: [term('stol')],
    coverage: [{ language: 'da', phrase: 'svanemærket stol' }],
  });
  const law = target('law', { binding: 'law', terms: [term('stol')] });
  const draft = target('draft', { state: 'coming', terms: [term('stol')] });
  const unsure = target('unsure', { area: 'it', terms: [term('skærm')] });
  const general = target('general', { area: 'all', binding: 'recommended' });
  const foreign = target('foreign', { area: 'all', jurisdiction: 'NO', binding: 'law' });
  const index = indexOf([certain, law, draft, unsure, general, foreign]);
  const text = [block('title', 'Stole til skolen'), block('description', 'En skærm følger med.')];

  it('shows what is certain, what binds first, and keeps the rest behind', () => {
    const advice = adviceOn(index, text);
    expect(advice.shown.map(({ target: id }) => id)).toEqual(['law', 'certain']);
    expect(advice.more.map(({ target: id }) => id)).toEqual(['unsure']);
  });

  it('keeps drafts and coming steps out of the requirements', () => {
    expect(adviceOn(index, text).coming.map(({ target: id }) => id)).toEqual(['draft']);
  });

  it('sets apart what applies to every purchase, in its own country only', () => {
    expect(adviceOn(index, text).general.map(({ target: id }) => id)).toEqual(['general']);
    expect(adviceOn(index, text, { language: 'nb' }).general.map(({ target: id }) => id)).toEqual(['foreign']);
  });

  it("keeps another country's scheme behind where the own country has something to say", () => {
    const norwegian = target('norwegian', { jurisdiction: 'NO', terms: [term('stol')] });
    const swedish = target('swedish', { jurisdiction: 'SE', area: 'it', terms: [term('stol')] });
    const { shown, more } = adviceOn(indexOf([certain, norwegian, swedish]), text);
    expect(shown.map(({ target: id }) => id)).toEqual(['certain', 'swedish']);
    expect(more.map(({ target: id }) => id)).toEqual(['norwegian']);
  });

  it('counts what binds or is recommended, and leaves inspiration uncounted', () => {
    const { shown } = adviceOn(index, text, {}, { buyerKind: 'municipality', country: 'DK' });
    expect(shown.map(({ target: id, binding, counts }) => [id, binding, counts])).toEqual([
      ['law', 'law', true],
      ['certain', 'inspiration', false],
    ]);
  });
});

describe('coverage', () => {
  const index = indexOf(
    [
      target('label', {
        terms: [term('stol')],
        coverage: [{ language: 'da', phrase: 'svanemærket eller tilsvarende' }],
        ecolabels: ['svanemaerket'],
      }),
    ],
    { ecolabels: [{ id: 'svanemaerket', spellings: [term('Svanemærket', { language: null })] }] },
  );
  const coverage = (text: string) => adviceOn(index, [block('title', 'Stole'), block('description', text)]).shown[0];

  it.each([
    ['Stolene skal være Svanemærket eller tilsvarende.', 'covered'],
    ['Svanemærkede stole foretrækkes.', 'missing'],
    ['Tilbyderen oplyser, om varen er Svanemærket.', 'partly'],
    ['Det kræves ikke, at varen er Svanemærket.', 'missing'],
    ['Leveres uden mærket. Stolene er Svanemærket eller tilsvarende.', 'covered'],
  ])('%s: %s', (text, expected) => {
    expect(coverage(text)?.coverage).toBe(expected);
  });

  it('points to the words that cover the target', () => {
    const text = 'Stolene er svanemærket eller tilsvarende.';
    expect(coverage(text)?.quote).toMatchObject({ block: 1, start: 11, end: 40 });
  });
});

describe('tips', () => {
  const tip = (id: string, rest: object) => ({
    id,
    phases: ['tender'],
    areas: [],
    cpv: [],
    terms: [],
    ...rest,
  });
  const index = indexOf([target('a', { terms: [term('stol')] })], {
    tips: [
      tip('by-area', { areas: ['furniture'] }),
      tip('by-code', { cpv: ['391'] }),
      tip('by-word', { terms: [term('reparation')] }),
      tip('by-phase-alone', {}),
      tip('also-area', { areas: ['furniture'] }),
    ],
  });
  const blocks = [block('title', 'Stole med reparation')];

  it('shows three at most, those with most reasons first, none for its phase alone', () => {
    const about = { cpv: { main: '39112000', additional: [] }, phase: 'tender' as const };
    expect(adviceOn(index, blocks, about).tips).toEqual(['by-word', 'by-code', 'also-area']);
  });

  it('leaves dismissed ones away', () => {
    const read = tender();
    const matched = matchTender(compileIndex(index), read, blocks);
    expect(advise(index, matched, read, blocks, member, { settled: new Set(['by-word']), history: {} }).tips).toEqual([
      'also-area',
      'by-area',
    ]);
  });
});
