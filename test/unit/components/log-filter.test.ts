import { expect, test } from 'vitest';
import { cursorOf, cursorText, filtersOf, logFilterOf } from '../../../components/dashboard/log-filter.ts';

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

test('a place in the table survives the address', () => {
  const place: [string, string] = ['2026-11-22T10:00:00.000Z', '0d5f1a52-6c5e-4bb0-8a56-02d1a0a6c1aa'];
  expect(cursorOf({ after: cursorText(place) })).toEqual(place);
  expect(cursorOf({})).toBeNull();
  expect(cursorOf({ after: 'uden-tilde' })).toBeNull();
});

test('a link to another page takes the filters along and not the place', () => {
  expect(filtersOf({ area: 'it', after: 'a~b', direction: 'next', by: 'value' })).toEqual({ area: 'it' });
});
