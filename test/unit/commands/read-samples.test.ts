import { expect, test } from 'vitest';
import { isExact, printRows, rowOf } from '../../commands/read-samples.ts';

const page = (fixture: string) => ({ fixture, address: `https://portal.example/${fixture}` });
const read = { adapter: 'ted', kind: 'notice', state: 'complete', title: 'Rengøring', lots: 2 };

test('a row is exact when every value that its sample names was read as named', () => {
  expect(isExact(rowOf(page('a'), read, { ...read }))).toBe(true);
  expect(isExact(rowOf(page('a'), read, { ...read, lots: 1 }))).toBe(false);
  expect(isExact(rowOf(page('a'), { cpv: { main: null } }, { cpv: { main: '90910000' } }))).toBe(false);
});

test('the table marks every value, and says below what was expected and read where they differ', () => {
  const rows = [
    rowOf(page('notice'), read, { ...read, title: null }),
    rowOf(
      page('list'),
      { adapter: 'ted', kind: 'list', state: 'final' },
      { adapter: 'ted', kind: 'none', state: 'final' },
    ),
  ];
  expect(printRows(rows).split('\n')).toEqual([
    'fixture  adapter  kind    state     title  lots',
    'notice   ted      notice  complete  ✗      ✓',
    '    title: expected "Rengøring", read null',
    'list     ted      ✗ none  final     ·      ·',
    '    kind: expected "list", read "none"',
    '',
    '2 pages, 0 read exactly; 8 values, 6 exact',
  ]);
});
