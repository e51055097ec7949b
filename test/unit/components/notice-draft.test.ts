import { expect, it } from 'vitest';
import { approvalOf, draftOf } from '../../../components/dashboard/procedure/notice-draft.ts';
import { noticeCodes } from '../../../lib/reporting/notice-codes/notice-codes.ts';
import { decisionOn, lotOf, sourceOf } from '../reporting/notice-codes/sample.ts';

const lots = [lotOf('LOT-0001'), lotOf('LOT-0002'), lotOf('LOT-0003')];
const screens = decisionOn('screens', { goals: ['circ-econ', 'other'], gpp: ['eu'] });
const proposed = (...rows: Parameters<typeof sourceOf>[0]) => noticeCodes(sourceOf([screens, ...rows], { lots }), '16');
const now = new Date('2026-11-20T08:00:00Z');
const day = '2026-11-20';

it('puts lots together that get the same, with what is suggested on', () => {
  const groups = draftOf(proposed(decisionOn('trainees', { lotId: 'LOT-0002', goals: ['opp'] })), null, {});
  expect(groups.map(({ lotIds, on }) => [lotIds, [...on]])).toEqual([
    [
      ['LOT-0001', 'LOT-0003'],
      ['BT-06 env-imp', 'BT-774 circ-econ', 'BT-805 eu'],
    ],
    [['LOT-0002'], ['BT-06 env-imp', 'BT-06 soc-obj', 'BT-774 circ-econ', 'BT-775 opp', 'BT-805 eu']],
  ]);
});

it('keeps what the buyer switched, and approves it for every lot of the group', () => {
  const [first] = draftOf(proposed(), null, {});
  if (!first) throw new Error('no group');
  const changed = {
    [first.key]: { on: new Set(['BT-774 other']), energy: { ...first.energy, label: 'ENERA' as const } },
  };
  const approval = approvalOf(draftOf(proposed(), null, changed), '29', now, day);
  const seen = ['BT-06 env-imp', 'BT-774 circ-econ', 'BT-774 other', 'BT-805 eu'];
  expect(approval).toEqual({
    subtype: '29',
    lots: lots.map(({ id }) => ({
      lotId: id,
      on: ['BT-774 other'],
      seen,
      energy: { item: null, basis: null, label: 'ENERA' },
    })),
    at: '2026-11-20T08:00:00.000Z',
    day,
  });
});

it('stands as it was approved, and shows what came later as new', () => {
  const first = draftOf(proposed(), null, {});
  const approval = approvalOf(
    first.map((group) => ({ ...group, on: new Set<string>() })),
    '16',
    now,
    day,
  );
  expect(draftOf(proposed(), approval, {}).map(({ on, news }) => [[...on], [...news]])).toEqual([[[], []]]);
  const later = draftOf(proposed(decisionOn('trainees', { goals: ['opp'] })), approval, {});
  expect(later.map(({ on, news }) => [[...on], [...news]])).toEqual([
    [
      ['BT-06 soc-obj', 'BT-775 opp'],
      ['BT-06 soc-obj', 'BT-775 opp'],
    ],
  ]);
});
