import { describe, expect, test } from 'vitest';
import { clustersOf, followingOf } from '../../../../lib/log/merge/sightings.ts';
import { newSighting } from '../../../../lib/log/procedures/procedures.ts';
import type { ProcedureFacts } from '../../../../lib/log/schema.ts';
import { contextAt, countedIds, factsOf } from '../sample.ts';

const context = contextAt('2026-03-01T08:00:00Z', { newId: countedIds() });
const seen = (over: Partial<ProcedureFacts>, joins: string[] = []) =>
  newSighting(factsOf('x', { reference: null, ...over }), [], context, joins);

/** Which of some sightings are one, by their place in the list, whatever order they come in. */
function together(...sightings: ReturnType<typeof seen>[]): number[][] {
  const places = (order: typeof sightings) =>
    clustersOf(order)
      .map((cluster) => cluster.map((one) => sightings.indexOf(one as (typeof sightings)[number])).sort())
      .sort();
  expect(places(sightings.toReversed())).toEqual(places(sightings));
  return places(sightings);
}

describe('sightings are one procedure', () => {
  test('by eForms id, publication number, or the buyer’s reference', () => {
    expect(together(seen({ procedureId: 'a' }), seen({ procedureId: 'A' }))).toEqual([[0, 1]]);
    expect(together(seen({ publicationNumber: '1-2026' }), seen({ publicationNumber: '00001-2026' }))).toEqual([
      [0, 1],
    ]);
    expect(together(seen({ reference: 'sag 1' }), seen({ reference: 'SAG 1' }))).toEqual([[0, 1]]);
  });

  test('over a third that knows both names', () => {
    const both = seen({ procedureId: 'a', publicationNumber: '1-2026' });
    expect(together(seen({ procedureId: 'a' }), both, seen({ publicationNumber: '1-2026' }))).toEqual([[0, 1, 2]]);
  });

  test('never by a reference when their eForms ids differ: a purchase put out again keeps its case number', () => {
    const [first, again] = [
      seen({ procedureId: 'a', reference: 'sag 1' }),
      seen({ procedureId: 'b', reference: 'sag 1' }),
    ];
    expect(together(first, again)).toEqual([[0], [1]]);
    expect(together(first, again, seen({ reference: 'sag 1' }))).toEqual([[0, 2], [1]]);
  });

  test('when the buyer says so, and not by title or address', () => {
    const first = seen({ procedureId: 'a' });
    expect(together(first, seen({}))).toEqual([[0], [1]]);
    expect(together(first, seen({ procedureId: 'b' }, [first.id]))).toEqual([[0, 1]]);
  });
});

describe('following', () => {
  const [first, second, third] = [
    '2026-03-01T09:00:00.000+01:00',
    '2026-04-01T08:00:00.000Z',
    '2026-05-01T10:00:00.000+02:00',
  ];
  test.each([
    [
      'counts from the first who follows',
      [
        { at: second, on: true },
        { at: first, on: true },
      ],
      first,
      null,
    ],
    [
      'ends for all when one stops',
      [
        { at: first, on: true },
        { at: second, on: false },
      ],
      first,
      second,
    ],
    [
      'starts anew',
      [
        { at: first, on: true },
        { at: second, on: false },
        { at: third, on: true },
      ],
      third,
      null,
    ],
  ])('%s', (_, moments, followedAt, unfollowedAt) => {
    expect(followingOf(moments as Parameters<typeof followingOf>[0])).toEqual({ followedAt, unfollowedAt });
  });
});
