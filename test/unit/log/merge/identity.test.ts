import { describe, expect, test } from 'vitest';
import { cleanAddress, identityKeys, matchOf } from '../../../../lib/log/merge/identity.ts';
import { unite } from '../../../../lib/log/merge/sightings.ts';
import { newSighting } from '../../../../lib/log/procedures/procedures.ts';
import type { Procedure } from '../../../../lib/log/schema.ts';
import { contextAt, factsOf } from '../sample.ts';

describe('an address as it is stored', () => {
  test.each([
    [
      'https://udbud.dk/detaljevisning?noticeId=1b2c&noticeVersion=01',
      'https://udbud.dk/detaljevisning?noticeId=1b2c&noticeVersion=01',
    ],
    ['https://x.dk/a?id=7&token=abc', 'https://x.dk/a?id=7'],
    ['https://x.dk/a?accessToken=abc&id=7', 'https://x.dk/a?id=7'],
    ['https://x.dk/a?X-Amz-Signature=abc&id=7', 'https://x.dk/a?id=7'],
    [
      'https://x.dk/a?sig=1&api_key=2&key=3&session=4&sid=5&auth=6&ticket=7&password=8&code=9&id=7',
      'https://x.dk/a?id=7',
    ],
    [
      'https://x.dk/a?cpvCode=30200000&author=hc&signal=1&keyword=pc',
      'https://x.dk/a?cpvCode=30200000&author=hc&signal=1&keyword=pc',
    ],
    ['https://x.dk/a?id=7&jump=eyJhbGciOi.eyJzdWIiOi.x', 'https://x.dk/a?id=7'],
    ['https://x.dk/a?id=7&utm_source=mail#afsnit', 'https://x.dk/a?id=7'],
    ['https://x.dk/a;jsessionid=ABC?id=7', 'https://x.dk/a?id=7'],
    ['https://hc:hemmelig@x.dk/a', 'https://x.dk/a'],
    ['https://x.dk/app#/udbud/4711?tab=krav&token=abc', 'https://x.dk/app#/udbud/4711?tab=krav'],
    ['https://x.dk/app#!/udbud/4711', 'https://x.dk/app#!/udbud/4711'],
    ['https://x.dk/app#/forside', 'https://x.dk/app'],
    ['https://x.dk/app#id_token=abc123', 'https://x.dk/app'],
    ['https://x.dk/a?q=b%C3%A6redygtig+indk%C3%B8b', 'https://x.dk/a?q=b%C3%A6redygtig+indk%C3%B8b'],
    ['javascript:alert(1)', ''],
    ['no address', ''],
  ])('%s', (url, stored) => {
    expect(cleanAddress(url)).toBe(stored);
  });

  test('is stable when cleaned again', () => {
    const once = cleanAddress('https://x.dk/app?id=1&token=2#/udbud/4711?tab=krav');
    expect(cleanAddress(once)).toBe(once);
  });
});

describe('identity keys', () => {
  test('name the procedure by every id the page gives, strongest first', () => {
    const facts = factsOf('pc', { procedureId: 'ABC-Def', publicationNumber: '00258225-2024' });
    expect(identityKeys(facts)).toEqual([
      'eu:abc-def',
      'pub:258225-2024',
      'ref:55133018:sag-pc',
      'ref:aarhus kommune:sag-pc',
      'url:https://udbud.dk/detaljevisning?noticeId=pc',
      'name:aarhus kommune:udbud af pc',
    ]);
  });

  test.each([
    ['TED and the printed journal', '287641-2016', '2016/S 159-287641', true],
    ['TED and the printed journal with a no-break blank', '287641-2016', '2016/S\u00a0159-287641', true],
    ['udbud.dk and TED', '00403929-2099', '403929-2099', true],
    ['udbud.dk and the printed journal', '00012044-2027', '2027/S 012-012044', true],
    ['two years', '287641-2016', '287641-2017', false],
    ['Doffin and TED', '2024-107345', '107345-2024', false],
    ['the British portal and TED', '000077-2026', '77-2026', false],
  ])('know one notice of %s by its number', (_, first, second, same) => {
    const key = (publicationNumber: string) => identityKeys(factsOf('pc', { publicationNumber }))[0];
    expect(key(first)?.startsWith('pub:')).toBe(true);
    expect(key(first) === key(second)).toBe(same);
  });

  test('use the buyer by name where it has no number, whatever its spelling', () => {
    const key = (name: string) => identityKeys(factsOf('pc', { buyer: { name, id: null, scheme: null } }))[0];
    expect(key('Aarhus  Kommune')).toBe('ref:aarhus kommune:sag-pc');
    expect(key('AARHUS KOMMUNE.')).toBe(key('Aarhus  Kommune'));
  });

  test('leave out a reference without a buyer', () => {
    expect(identityKeys(factsOf('pc', { buyer: null }))).toEqual(['url:https://udbud.dk/detaljevisning?noticeId=pc']);
  });
});

describe('the procedure meant', () => {
  const context = contextAt('2026-03-01T08:00:00Z');
  const url = 'https://portal.dk/udbud';
  const sighting = newSighting(factsOf('a', { procedureId: 'eu-a', publicationNumber: '1-2026', url }), [], context);
  const known = unite([sighting]).procedure as Procedure;
  const other = { reference: null, url: 'https://x.dk', title: 'Noget helt andet' };
  const match = (over: Parameters<typeof factsOf>[1], procedure = known) => {
    const { certain, possible } = matchOf(factsOf('a', { ...other, ...over }), [procedure]);
    if (certain) return 'certain';
    return possible ? 'possible' : null;
  };

  test.each([
    ['the same eForms id, another publication', { procedureId: 'eu-a', publicationNumber: '2-2026' }, 'certain'],
    ['the same publication', { publicationNumber: '1-2026' }, 'certain'],
    ['the same reference, a later notice', { reference: 'sag-a', publicationNumber: '2-2026' }, 'certain'],
    ['the same reference, the buyer by name', { reference: 'sag-a', buyer: { ...known.buyer, id: null } }, 'certain'],
    ['the same page loaded again', { url, title: 'Udbud af a' }, 'certain'],
    ['the same page before its buyer is filled in', { url, title: 'Udbud af a', buyer: null }, 'certain'],
    ['the same address and a title that was edited', { url, title: 'Udbud af a og b' }, 'possible'],
    [
      'the same address and title of another buyer',
      { url, title: 'Udbud af a', buyer: { name: 'Lundby', id: null, scheme: null } },
      'possible',
    ],
    ['the same address and another title', { url }, 'possible'],
    ['the same buyer and title elsewhere', { title: 'Udbud af A.' }, 'possible'],
    [
      'the same title of another buyer',
      { title: 'Udbud af a', buyer: { name: 'Lundby', id: null, scheme: null } },
      null,
    ],
    ['the same buyer and title but another eForms id', { title: 'Udbud af a', procedureId: 'eu-b' }, null],
    ['the same address but another eForms id', { procedureId: 'eu-b', url, title: 'Udbud af a og b' }, null],
    ['the same address but another reference', { reference: 'sag-b', url, title: 'Udbud af a og b' }, null],
    ['the same reference but another eForms id', { reference: 'sag-a', procedureId: 'eu-b' }, null],
    ['nothing shared', {}, null],
  ])('%s', (_, over, found) => {
    expect(match(over as Parameters<typeof factsOf>[1])).toBe(found);
  });

  test('two tenders at one address without any id are not one', () => {
    const bare = { procedureId: null, publicationNumber: null, reference: null, buyer: null, url };
    const first = unite([newSighting(factsOf('a', { ...bare, title: 'Rengøring af skoler' }), [], context)]).procedure;
    expect(match({ ...bare, title: 'Levering af busser' }, first as Procedure)).toBe('possible');
  });

  test.each(['-', '1', 'nr'])('a reference like "%s" names nothing', (reference) => {
    expect(identityKeys(factsOf('a', { reference })).filter((key) => key.startsWith('ref:'))).toEqual([]);
  });
});
