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

test('reason, conflicts and one of portal, person and placement narrow the log; an unknown code does not', () => {
  const days = { from: '2026-01-01', to: '2026-12-31' };
  const query = { portal: 'ted', reason: 'timing', author: 'Fugl 3', conflict: 'only' };
  expect(logFilterOf(query, today)).toEqual({ ...days, portal: 'ted', reason: 'timing', conflict: true });
  expect(logFilterOf({ author: 'Fugl 3', placement: 'awardCriteria' }, today)).toEqual({ ...days, author: 'Fugl 3' });
  expect(logFilterOf({ placement: 'awardCriteria' }, today)).toEqual({ ...days, placement: 'awardCriteria' });
  expect(logFilterOf({ placement: 'findes-ikke' }, today)).toEqual(days);
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
