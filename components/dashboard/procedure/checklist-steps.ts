import type { ChecklistPart } from '../../../lib/log/record-schema.ts';
import type { Procedure } from '../../../lib/log/schema.ts';
import type { Localized, Tip } from '../../../lib/targets/schema.ts';

/** The tip of the packs whose checklist names the parts of an innovative purchase, in the order of `checklistParts`. */
const methodTip = 'lup-method';

export const checklistParts = [
  'need',
  'marketDialogue',
  'tender',
  'contractFollowUp',
] as const satisfies readonly ChecklistPart[];

/** Tips of one part that are named beside its own step; more would be a library and no list. */
const tipsPerPart = 3;

/** One step of a procedure's checklist. */
export interface ChecklistStep {
  /** As the marks name it. */
  id: string;
  part: ChecklistPart;
  title: Localized;
  /** What to do; null for the part's own step, whose title says it. */
  action: Localized | null;
}

/** The part of a purchase that a tip helps with first. */
function partOf({ phases }: Tip): ChecklistPart {
  if (phases.includes('planning')) return 'need';
  if (phases.includes('specification')) return 'marketDialogue';
  if (phases.includes('tender') || phases.includes('award')) return 'tender';
  return 'contractFollowUp';
}

/**
 * A procedure's innovation checklist: the method's own step for each part, and under it the tips for what is bought
 * here, those that the buyer said they follow first.
 */
export function checklistOf(
  tips: readonly Tip[],
  procedure: Pick<Procedure, 'cpv' | 'relevant'>,
  usedTips: readonly string[],
): ChecklistStep[] {
  const method = tips.find(({ id }) => id === methodTip);
  const areas = new Set(procedure.relevant.map(({ area }) => area));
  const codes = [procedure.cpv.main, ...procedure.cpv.additional].filter((code) => code !== null);
  const fits = ({ id, trigger }: Tip) =>
    usedTips.includes(id) ||
    trigger.areas.some((area) => areas.has(area)) ||
    trigger.cpv.some((prefix) => codes.some((code) => code.startsWith(prefix)));
  const used = (tip: Tip) => (usedTips.includes(tip.id) ? 0 : 1);
  const fitting = tips.filter((tip) => tip.id !== methodTip && fits(tip)).sort((a, b) => used(a) - used(b));
  return checklistParts.flatMap((part, index) => {
    const title = method?.checklist?.[index];
    const own = title ? [{ id: `${methodTip}-${part}`, part, title, action: null }] : [];
    const helping = fitting.filter((tip) => partOf(tip) === part).slice(0, tipsPerPart);
    return [...own, ...helping.map((tip) => ({ id: tip.id, part, title: tip.title, action: tip.action }))];
  });
}
