import { expect, test } from 'vitest';
import type { JournalRecord } from '../../../lib/exchange/format.ts';
import { createParts } from '../../../lib/log/merge/parts.ts';
import { revisionOf, sightingOf, uuidOf } from './sample-file.ts';

/** A procedure followed in a month, with some decisions, the last of them a month later. */
function said(number: number, month: number, decisions = 3): JournalRecord[] {
  const at = (of: number) => `2026-${String(of).padStart(2, '0')}-20T08:00:00.000Z`;
  const following = [{ at: at(month), on: true }];
  return [
    { type: 'sighting', data: sightingOf(number, { following }) },
    ...Array.from({ length: decisions }, (_, place): JournalRecord => {
      const day = at(place === decisions - 1 ? month + 1 : month).slice(0, 10);
      return { type: 'revision', data: revisionOf(number * 100 + place, number, { day }) };
    }),
  ];
}

const homeOf = (record: JournalRecord) =>
  record.type === 'sighting' ? record.data.id : record.type === 'revision' ? record.data.procedureId : '';

const idOf = ({ data }: JournalRecord) => ('id' in data ? data.id : '');

/** Procedures 1 to 40, of one month after the other and over again. */
const file = Array.from({ length: 40 }, (_, place) => said(place + 1, 1 + (place % 4)));

function partsOf(size: number): JournalRecord[][] {
  const parts = createParts(size);
  const full = file.flatMap((records) => parts.add(records));
  return [...full, ...parts.rest()];
}

test('every record comes out once, in parts of the size asked for', () => {
  const parts = partsOf(16);
  const ids = parts.flat().map(idOf);
  expect(ids.sort()).toEqual(file.flat().map(idOf).sort());
  expect(Math.max(...parts.map(({ length }) => length))).toBe(16);
  expect(parts).toHaveLength(10);
});

test('a part holds procedures of one month, each whole', () => {
  for (const part of partsOf(16).slice(0, 8)) {
    const months = part.flatMap((record) =>
      record.type === 'sighting' ? record.data.following[0]?.at.slice(5, 7) : [],
    );
    expect(new Set(months).size).toBe(1);
    expect(part.filter(({ type }) => type === 'revision')).toHaveLength(months.length * 3);
    expect(new Set(part.map(homeOf)).size).toBe(months.length);
  }
});

test('what is said of a procedure without a sighting in the file goes by its own day', () => {
  const parts = createParts(100);
  const revision = revisionOf(7, 999, { day: '2026-05-02' });
  parts.add([...said(1, 5), { type: 'revision', data: revision }, ...said(2, 3)]);
  expect(parts.rest().flat().map(homeOf)).toEqual([
    ...Array(4).fill(uuidOf(2)),
    ...Array(4).fill(uuidOf(1)),
    uuidOf(999),
  ]);
});

test('more than eight parts’ worth is never held back', () => {
  const parts = createParts(2);
  let held = 0;
  // Every procedure in a month of its own: none of them fills a part.
  for (let number = 1; number <= 60; number += 1) {
    const full = parts.add([
      {
        type: 'sighting',
        data: sightingOf(number, { following: [{ at: `${2000 + number}-01-01T08:00:00.000Z`, on: true }] }),
      },
    ]);
    held += 1 - full.flat().length;
    expect(held).toBeLessThan(16);
  }
});
