import { describe, expect, test } from 'vitest';
import type { TeamState } from '../../../lib/team/connection.ts';
import { hasPassedOver, whereToGoOn } from '../../../lib/team/go-on.ts';

const created = '2026-03-01T08:00:00Z';
const filter = 'gl.eksempelby.journal.>';
const mark = '1772352000000000000';

const stateAt = (sequence: number, part: Partial<TeamState> = {}): TeamState => ({
  sequence,
  mark: sequence === 0 ? '' : mark,
  filter,
  created,
  importId: 'e0b7c9f2-0000-4000-8000-000000000001',
  leader: '',
  told: 0,
  sentAt: null,
  heardAt: null,
  heard: sequence,
  absent: 0,
  missed: 0,
  setAside: 0,
  latestSetAside: [],
  ...part,
});
const joining = stateAt(0, { filter: '', created: '' });

describe('a browser goes on', () => {
  test.each([
    ['behind what it heard', stateAt(7), { first: 1, last: 9 }, { sequence: 7, mark }],
    ['from the beginning when it joins', joining, { first: 1, last: 9 }, { sequence: 0 }],
    ['from the beginning when nobody has said anything', joining, { first: 0, last: 0 }, { sequence: 0 }],
    ['behind what it heard when only that is gone', stateAt(7), { first: 6, last: 9 }, { sequence: 7, mark }],
    ['behind what it heard when all that is gone', stateAt(7), { first: 8, last: 9 }, { sequence: 7, mark }],
  ])('%s', (_, state, extent, wanted) => {
    const beginning = whereToGoOn(state, filter, { created, ...extent });
    expect(beginning).toEqual({ mark: '', heard: state.heard, missed: 0, isAnew: false, ...wanted });
  });

  test.each([
    ['a stream that begins late', joining, { first: 201, last: 400 }, 200, 200],
    ['a stream of which all is gone', joining, { first: 401, last: 400 }, 400, 400],
    ['a stream that lost more than was heard', stateAt(150), { first: 201, last: 400 }, 50, 200],
    ['a stream that lost a part again', stateAt(150, { missed: 9 }), { first: 201, last: 400 }, 59, 200],
    ['the whole of it where a part was read', stateAt(390, { filter: 'gl.x' }), { first: 201, last: 400 }, 200, 200],
  ])('and knows what it misses of %s', (_, state, extent, missed, sequence) => {
    const beginning = whereToGoOn(state, filter, { created, ...extent });
    const heard = state.filter === filter ? state.heard : 0;
    expect(beginning).toEqual({ sequence, mark: '', heard, missed, isAnew: false });
    // Said once: what was counted is not counted when it goes on.
    const next = whereToGoOn({ ...state, ...beginning, filter }, filter, { created, ...extent });
    expect(next).toEqual(beginning);
  });

  test('from the beginning of a stream that was made anew, without what it missed of the one before', () => {
    const extent = { created: '2026-05-01T08:00:00Z', first: 1, last: 3 };
    expect(whereToGoOn(stateAt(7, { missed: 5 }), filter, extent)).toEqual({
      sequence: 0,
      mark: '',
      heard: 0,
      missed: 0,
      isAnew: true,
    });
  });

  test('from the beginning of a stream that was restored, and misses nothing that it heard before', () => {
    expect(whereToGoOn(stateAt(400, { missed: 5 }), filter, { created, first: 201, last: 300 })).toEqual({
      sequence: 200,
      mark: '',
      heard: 0,
      missed: 5,
      isAnew: true,
    });
  });
});

test.each([
  ['all was heard', 40, 0, 40, false],
  ['more was heard than is still there', 40, 0, 25, false],
  ['something was not heard', 33, 0, 40, true],
  ['what was not heard never comes', 33, 7, 40, false],
  ['something else was not heard, too', 33, 7, 41, true],
])('where %s, messages were passed over: %#', (_, heard, absent, counted, isSo) => {
  expect(hasPassedOver({ heard, absent }, counted)).toBe(isSo);
});
