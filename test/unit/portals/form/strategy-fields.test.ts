import { expect, it } from 'vitest';
import { isLotNumber, lotOfSlot } from '../../../../lib/portals/form/strategy-fields.ts';

it.each([
  [['bt_774_lot_0002'], 'Miljø', 2],
  [['BT-06-Lot'], 'Mål', null],
  [['field', 'BT-774-Lot-0012'], 'Delkontrakt 3', 12],
  [['x1'], 'Grønne udbudskriterier, delkontrakt 2', 2],
  [['x1'], 'Mål for delkontrakt LOT-0004', 4],
  [['x1'], 'Grønne kriterier – parti 7', 7],
  [['x1'], 'Pilot 5 kriterier', null],
  [['pilot_3'], 'Socialt mål', null],
])('the slot %j "%s" is about lot %j', (names, label, lot) => {
  expect(lotOfSlot(names, label)).toBe(lot);
});

it('knows a lot by the number in its id', () => {
  expect(isLotNumber('LOT-0002', 2)).toBe(true);
  expect(isLotNumber('2', 2)).toBe(true);
  expect(isLotNumber('LOT-0012', 2)).toBe(false);
  expect(isLotNumber('Hovedaftale', 2)).toBe(false);
});
