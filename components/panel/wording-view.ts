import type { WordingPlace } from '../../lib/advice/wording.ts';
import type { PageWording, TextLanguage } from '../../lib/targets/schema.ts';
import type { PanelModel } from './model.ts';

/** A rule's advice on this text. */
export interface WordingAdvice {
  rule: PageWording['rules'][number];
  /** Where; empty once the text is mended. */
  places: readonly (WordingPlace & {
    /** The words stand in the page's own text, so that they can be brought into view. */
    isOnPage: boolean;
  })[];
  /** The sentence that mends it, and its language. */
  mend: string;
  language: TextLanguage;
}

/** The name under which the journal keeps what the buyer made of a rule, beside the tips. */
export const wordingKey = (rule: string): string => `wording-${rule}`;

/** Whether nothing is left to mend. */
export function isMended({ places }: WordingAdvice): boolean {
  return places.length === 0;
}

/**
 * The advice that is left: not what the buyer has put away for this tender. A sentence that was just put in mends its
 * place at the next reading; it stays in the list until then and after, so that it can be taken out again.
 */
export function wordingLeft({
  wording,
  journal,
  hidden,
  fields,
}: Pick<PanelModel, 'wording' | 'journal' | 'hidden' | 'fields'>): WordingAdvice[] {
  return wording.value.filter((advice) => {
    const key = wordingKey(advice.rule.id);
    if (hidden.value.has(key) || journal.value?.dismissedTips.includes(key)) return false;
    return !isMended(advice) || fields.outcomes.value.get(key)?.state === 'inserted';
  });
}
