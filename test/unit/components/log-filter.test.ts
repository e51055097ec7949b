import { expect, test } from 'vitest';
import {
  beyondPlace,
  cursorText,
  filtersOf,
  logFilterOf,
  placeOf,
} from '../../../components/dashboard/log/log-filter.ts';

const today = '2026-11-22';

test('a query becomes a filter of the log; unknown codes are left out', () => {
  const query = {
    period: 'last-year',
    area: 'it',
    verdict: 'findes-ikke',
    q: '  stole ',
    evidence: 'missing',
    by: 'value',
  };
  expect(logFilterOf(query, today)).toEqual({
    from: '2025-01-01',
    to: '2025-12-31',
    area: 'it',
    text: 'stole',
    missingEvidence: true,
  });
});

test('decisions are the default kind, the others must be asked for', () => {
  expect(logFilterOf({ kind: 'decision' }, today).kinds).toBeUndefined();
  expect(logFilterOf({ kind: 'withdrawal' }, today).kinds).toEqual(['withdrawal']);
});

test('portal, reason, person and conflicts narrow the log; an unknown reason does not', () => {
  const query = { portal: 'ted', reason: 'timing', author: 'Fugl 3', conflict: 'only', period: 'last-year' };
  expect(logFilterOf(query, today)).toMatchObject({
    portal: 'ted',
    reason: 'timing',
    author: 'Fugl 3',
    conflict: true,
  });
  expect(logFilterOf({ reason: 'findes-ikke', conflict: 'ja' }, today)).toEqual({
    from: '2026-01-01',
    to: '2026-12-31',
  });
});

test('a place in the log survives the address', () => {
  const row: [string, string] = ['2026-11-22T10:00:00.000Z', '0d5f1a52-6c5e-4bb0-8a56-02d1a0a6c1aa'];
  expect(placeOf({ at: cursorText(row) })).toEqual({ row });
  expect(placeOf({ at: '2026-03-15' })).toEqual({ day: '2026-03-15' });
  for (const at of ['', 'uden-tilde', '2026-02-30', '~']) expect(placeOf({ at })).toBeNull();
});

test('reading begins with the row itself, or with the last decision of the day', () => {
  const row: [string, string] = ['2026-11-22T10:00:00.000Z', 'b'];
  expect(beyondPlace({ row }) > row).toBe(true);
  expect(beyondPlace({ row })[0]).toBe(row[0]);
  const [moment] = beyondPlace({ day: '2026-03-31' });
  expect(new Date(Date.parse(moment) - 1).toDateString()).toBe('Tue Mar 31 2026');
  expect(new Date(moment).toDateString()).toBe('Wed Apr 01 2026');
});

test('a link to another page takes the filters along and not the place', () => {
  expect(filtersOf({ area: 'it', at: '2026-03-15', by: 'value', reason: 'timing' })).toEqual({
    area: 'it',
    reason: 'timing',
  });
});
