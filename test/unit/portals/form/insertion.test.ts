import { describe, expect, it } from 'vitest';
import { fieldUseOf } from '../../../../lib/portals/form/field-use.ts';
import { findInserted, spaced } from '../../../../lib/portals/form/insertion.ts';
import { strategyTermOf } from '../../../../lib/portals/form/strategy-fields.ts';

describe('a text that goes in', () => {
  it.each([
    ['', '', false, 'Krav', 'an empty field'],
    ['Før', '', false, '\nKrav', 'the end of a line'],
    ['Før\n', 'efter', false, 'Krav\n', 'the start of a line'],
    ['Før', 'efter', true, ' Krav ', 'the middle of the only line'],
  ])('stands apart: %j|%j', (before, after, oneLine, whole) => {
    expect(spaced('Krav', before, after, oneLine).whole).toBe(whole);
  });

  it('has its own line breaks, in a field of one line blanks', () => {
    expect(spaced('a\r\nb', '', '', false).whole).toBe('a\nb');
    expect(spaced('a\n b', '', '', true).whole).toBe('a b');
  });

  it('is found where it stood, where it moved to, and not when several places could be meant', () => {
    expect(findInserted('x krav krav', 'krav', 7)).toBe(7);
    expect(findInserted('mere x krav', 'krav', 2)).toBe(7);
    expect(findInserted('mere krav krav', 'krav', 2)).toBeNull();
    expect(findInserted('kra', 'krav', 0)).toBeNull();
  });
});

it.each([
  ['Beskrivelse', true, 'criteria'],
  ['Titel', true, 'words'],
  ['Sagsnummer', true, null],
  ['Krav', true, 'criteria'],
  ['Kontaktperson', true, null],
  ['Kommentar til kollegaen', false, null],
  ['', false, 'criteria'],
] as const)('a field called "%s" is used as it should', (label, oneLine, use) => {
  expect(fieldUseOf({ oneLine, label, names: [] })).toBe(use);
});

it.each([
  [['bt_774_lot'], '', 'BT-774'],
  [['field|name|BT-06-Lot'], '', 'BT-06'],
  [[], 'Grønne udbudskriterier *', 'BT-805'],
  [['bt_21_procedure'], 'Grønne udbudskriterier', null],
  [[], 'Beskrivelse', null],
] as const)('the slot of %j "%s" is %s', (names, label, term) => {
  expect(strategyTermOf(names, label)).toBe(term);
});
