import { expect, it } from 'vitest';
import type { NoticeApproval } from '../../../../lib/log/procedures/notice-approval.ts';
import { noticeFills } from '../../../../lib/reporting/notice-codes/approved.ts';
import { decisionOn, lotOf, sourceOf } from './sample.ts';

const lots = [lotOf('LOT-0001'), lotOf('LOT-0002'), lotOf('LOT-0003')];
const source = sourceOf(
  [
    decisionOn('screens', { goals: ['circ-econ'], gpp: ['eu'] }),
    decisionOn('trainees', { lotId: 'LOT-0002', goals: ['opp'] }),
  ],
  { lots },
);
const energy = { item: null, basis: null, label: null };
const approval = (subtype: string, ...approved: [string, string[]][]): NoticeApproval => ({
  subtype,
  lots: approved.map(([lotId, on]) => ({ lotId, on, seen: on, energy })),
  at: '2026-11-20T08:00:00.000Z',
  day: '2026-11-20',
});
const codesOf = (given: NoticeApproval | null) =>
  noticeFills(source, given, 'da').map(({ lotIds, fill }) => [lotIds, fill.codes]);

const green = { 'BT-06': ['env-imp'], 'BT-774': ['circ-econ'], 'BT-805': ['eu'] };

it('offers what is suggested until something was approved, lots with the same together', () => {
  expect(codesOf(null)).toEqual([
    [['LOT-0001', 'LOT-0003'], green],
    [['LOT-0002'], { ...green, 'BT-06': ['env-imp', 'soc-obj'], 'BT-775': ['opp'] }],
  ]);
});

it('offers what was approved and still follows from the decisions, and nothing more', () => {
  expect(codesOf(approval('16', ['LOT-0002', ['BT-06 soc-obj', 'BT-775 opp', 'BT-776 rd-act']]))).toEqual([
    [['LOT-0001', 'LOT-0003'], green],
    [['LOT-0002'], { 'BT-06': ['soc-obj'], 'BT-775': ['opp'] }],
  ]);
});

it('offers no code of a field that the approved type of notice does not have', () => {
  expect(codesOf(approval('4', ['LOT-0001', ['BT-06 env-imp']]))).toEqual([[['LOT-0001', 'LOT-0002', 'LOT-0003'], {}]]);
});
