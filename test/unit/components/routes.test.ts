import { describe, expect, test } from 'vitest';
import { formatRoute, parseRoute, withFilters } from '../../../components/dashboard/routes.ts';

describe('parseRoute', () => {
  test('reads page, id and filters', () => {
    expect(parseRoute('#/log/3f2c?area=it&q=a%26b')).toEqual({
      page: 'log',
      id: '3f2c',
      query: { area: 'it', q: 'a&b' },
    });
  });

  test.each(['', '#', '#/', '#/findes-ikke', '#main', 'javascript:alert(1)'])('%s is the overview', (hash) => {
    expect(parseRoute(hash)).toEqual({ page: 'overview', id: null, query: {} });
  });

  test('a question mark inside a filter belongs to the filter', () => {
    expect(parseRoute('#/targets?q=hvad?').query).toEqual({ q: 'hvad?' });
  });

  test('a broken escape in an id does not throw', () => {
    expect(parseRoute('#/targets/%E0%A4%A').id).toBe('%E0%A4%A');
  });
});

describe('formatRoute', () => {
  test('leaves out empty filters and sorts the rest', () => {
    expect(formatRoute({ page: 'log', query: { unit: 'Økonomi', area: '', from: '2026-01-01' } })).toBe(
      '#/log?from=2026-01-01&unit=%C3%98konomi',
    );
  });

  test('what it writes is read back the same', () => {
    const route = { page: 'targets', id: 'a/b ?', query: { q: 'lys & varme', state: 'coming' } } as const;
    expect(parseRoute(formatRoute(route))).toEqual(route);
  });
});

test('a changed filter begins at the top again', () => {
  expect(withFilters({ area: 'it', at: '2026-03-15' }, { area: 'food' })).toEqual({ area: 'food' });
});
