// @vitest-environment happy-dom
import { describe, expect, test } from 'vitest';
import { readPage } from '../../../../lib/portals/read.ts';
import { documentOf, places, readFixture, text } from '../fixture.ts';

const input = (id: string, value: string) => `<input type="text" id="${id}" value="${value}">`;
const procedure = `${input('bt_21_procedure', 'Kontormøbler')}${input('bt_262_procedure', '39130000')}`;
const formOf = (html: string) => readPage(documentOf(`<form>${html}</form>`), new URL('https://portal.example/ny'));

describe('lots of a form', () => {
  test('are read each by itself, their texts as blocks of their own', () => {
    const reading = readFixture('eforms-notice-editor', 'https://editor.example/');
    expect(reading.tender.lots).toEqual([
      { id: 'LOT-0001', title: 'Papir og sæbe', cpv: ['33760000'], value: null },
      { id: 'LOT-0002', title: 'Affaldsposer', cpv: ['19640000'], value: null },
    ]);
    expect(places(reading)).toEqual([
      'title',
      'description',
      'lots/LOT-0001/title',
      'lots/LOT-0001/description',
      'lots/LOT-0002/title',
      'lots/LOT-0002/description',
    ]);
    expect(text(reading, 'lots/LOT-0002/description')).toBe('Poser af genanvendt plast i fire størrelser.');
  });

  test('do not mix with the procedure, and count for it where it says nothing itself', () => {
    const lot = `${input('bt_21_lot_0001', 'Stole')}${input('bt_262_lot_0001', '39112000')}`;
    expect(formOf(procedure + lot).tender).toMatchObject({
      title: 'Kontormøbler',
      cpv: { main: '39130000', additional: [] },
      lots: [{ id: 'LOT-0001', title: 'Stole', cpv: ['39112000'], value: null }],
    });
    expect(formOf(lot).tender).toMatchObject({ title: 'Stole', cpv: { main: '39112000', additional: [] } });
  });

  test('that are empty are none', () => {
    expect(formOf(procedure + input('bt_21_lot_0001', '') + input('bt_24_lot_0001', '')).tender.lots).toEqual([]);
  });

  test.each(['parking_lot_0001', 'bt_21_slot_0001', 'bt_21_lottery'])('%s names none', (id) => {
    expect(formOf(procedure + input(id, 'Plads')).tender.lots).toEqual([]);
  });
});

test.each([
  ['the option shows code and name', '<option value="7" selected>39130000-2 Kontormøbler</option>', ['39130000']],
  ['the option shows the name alone', '<option value="39130000" selected>Kontormøbler</option>', ['39130000']],
  ['the value is no code', '<option value="10000001" selected>Kontormøbler</option>', []],
])('the code of a list is read where %s', (_, option, codes) => {
  const { cpv } = formOf(`${input('bt_21_procedure', 'Borde')}<select id="bt_262_procedure">${option}</select>`).tender;
  expect([cpv.main, ...cpv.additional].filter((code) => code !== null)).toEqual(codes);
});
