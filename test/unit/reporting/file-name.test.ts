import { expect, test } from 'vitest';
import { exportFileName } from '../../../lib/reporting/file-name.ts';

const half = { from: '2026-01-01', to: '2026-06-30' };

test.each([
  ['poster', half, 'xlsx', 'groent-lys-poster-2026-01-01--2026-06-30.xlsx'],
  ['Åbne poster – 1. halvår', half, 'excel.csv', 'groent-lys-aabne-poster-1-halvaar-2026-01-01--2026-06-30-excel.csv'],
  ['Grønne/ærlige: *mål*', half, 'csv', 'groent-lys-groenne-aerlige-maal-2026-01-01--2026-06-30.csv'],
  ['../..', half, 'csv', 'groent-lys-2026-01-01--2026-06-30.csv'],
  ['poster', null, 'csv', 'groent-lys-poster-2026-11-22.csv'],
] as const)('the file of %s, %j (%s) is %s', (title, days, ending, name) => {
  expect(exportFileName(title, days, '2026-11-22', ending)).toBe(name);
});
