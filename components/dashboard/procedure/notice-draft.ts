import type { NoticeApproval } from '../../../lib/log/procedures/notice-approval.ts';
import { energyChoice, nameOfCode, wishFor } from '../../../lib/reporting/notice-codes/approved.ts';
import type { EnergyChoice, NoticeLot, ProposedCode } from '../../../lib/reporting/notice-codes/notice-codes.ts';

/** Lots for which the same is proposed and was approved, with what is on while the buyer looks at it. */
export interface DraftGroup {
  key: string;
  /** Null alone for a tender without lots. */
  lotIds: (string | null)[];
  lot: NoticeLot;
  on: ReadonlySet<string>;
  energy: EnergyChoice;
  /** Codes that came after the approval. */
  news: ReadonlySet<string>;
}

/** What the buyer switched, by group. */
export type DraftChanges = Readonly<Record<string, Pick<DraftGroup, 'on' | 'energy'>>>;

/** The codes of all lots as they stand before the buyer approves them, lots with the same ones together. */
export function draftOf(
  lots: readonly NoticeLot[],
  approval: NoticeApproval | null,
  changes: DraftChanges,
): DraftGroup[] {
  const groups = new Map<string, DraftGroup>();
  for (const lot of lots) {
    const said = approval?.lots.find(({ lotId }) => lotId === lot.lotId);
    const news = new Set(said ? lot.codes.map(nameOfCode).filter((name) => !said.seen.includes(name)) : []);
    const { isOn } = wishFor(lot, approval);
    const isFirstOn = (code: ProposedCode) => (news.has(nameOfCode(code)) ? code.isSuggested : isOn(code));
    const on = new Set(lot.codes.filter(isFirstOn).map(nameOfCode));
    const energy = said ? energyChoice(said) : lot.energy;
    const { lotId, ...same } = lot;
    const sameKey = JSON.stringify([same, [...on].sort(), energy, [...news].sort()]);
    const group = groups.get(sameKey) ?? { key: '', lotIds: [], lot, on, energy, news };
    group.lotIds.push(lotId);
    groups.set(sameKey, group);
  }
  return [...groups.values()].map((group) => {
    const key = group.lotIds.join(' ');
    return { ...group, key, ...changes[key] };
  });
}

/** The approval of all that is on. */
export function approvalOf(groups: readonly DraftGroup[], subtype: string, now: Date, day: string): NoticeApproval {
  const lots = groups.flatMap(({ lotIds, lot, on, energy }) => {
    const seen = lot.codes.map(nameOfCode);
    return lotIds.map((lotId) => ({ lotId, on: seen.filter((name) => on.has(name)), seen, energy }));
  });
  return { subtype, lots, at: now.toISOString(), day };
}
