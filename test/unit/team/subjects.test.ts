import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  journalFilter,
  journalSubject,
  purchaseSubject,
  readJournalSubject,
  rollupFilter,
  rollupSubject,
  tokenOf,
} from '../../../lib/team/subjects.ts';

const device = '11111111-1111-4111-8111-111111111111';

describe('a name in a subject', () => {
  test.each([
    ['Teknik og Miljø', 'Teknik_og_Miljø'],
    ['IT-afdelingen', 'IT-afdelingen'],
    ['Plan, Byg & Vej', 'Plan=2c=_Byg_=26=_Vej'],
    ['a.b*c>d', 'a=2e=b=2a=c=3e=d'],
    ['$KV', '=24=KV'],
    ['under_streg', 'under=5f=streg'],
    ['@', '=40='],
    ['', '='],
  ])('%j is written %j', (name, token) => expect(tokenOf(name)).toBe(token));

  test('is one token that means nothing to the server, and of each name another', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (one, other) => {
        const [first, second] = [tokenOf(one), tokenOf(other)];
        expect(first).not.toMatch(/[\s.*>$@]|^$/);
        expect(first === second).toBe(one.normalize('NFC') === other.normalize('NFC'));
      }),
    );
  });
});

test('a subject of the journal says who speaks for whom, and is read again', () => {
  const subject = journalSubject('Eksempelby Kommune', { unit: 'Børn og Unge', device }, 'revision');
  expect(subject).toBe(`gl.Eksempelby_Kommune.journal.Børn_og_Unge.${device}.revision`);
  expect(readJournalSubject(subject)).toEqual({
    organisation: 'Eksempelby_Kommune',
    unit: 'Børn_og_Unge',
    device,
    kind: 'revision',
  });
});

test.each([
  'gl.eksempelby.rollup.@.@.2026-03',
  `gl.eksempelby.journal.a.${device}`,
  `gl.eksempelby.journal.a.${device}.revision.more`,
  `ab.eksempelby.journal.a.${device}.revision`,
  `gl.eksempelby.journal..${device}.revision`,
  '',
])('%j is no subject of a journal', (subject) => expect(readJournalSubject(subject)).toBeNull());

test('filters name one unit, or all of an organisation and no other', () => {
  expect(journalFilter('eksempelby', 'Børn og Unge')).toBe('gl.eksempelby.journal.Børn_og_Unge.>');
  expect(journalFilter('eksempelby', null)).toBe('gl.eksempelby.journal.>');
  expect(rollupFilter('eksempelby', 'Børn og Unge')).toBe('gl.eksempelby.rollup.Børn_og_Unge.>');
  expect(rollupFilter('eksempelby', null)).toBe('gl.eksempelby.rollup.>');
});

test('figures of all units and all areas stand apart from those of a unit without a name', () => {
  expect(rollupSubject('eksempelby', null, '', '2026-03')).toBe('gl.eksempelby.rollup.@.@.2026-03');
  expect(rollupSubject('eksempelby', '', 'it', '2026-03')).toBe('gl.eksempelby.rollup.=.it.2026-03');
});

test('a planned purchase has a subject of its own', () => {
  expect(purchaseSubject('eksempelby', device)).toBe(`gl.eksempelby.purchase.${device}`);
});
