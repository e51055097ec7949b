import type { Translator } from '../../lib/i18n.ts';

/** How many targets apply, and how many of them the text asks for already; none and all are said in words. */
export function summaryOf(translate: Translator, count: number, covered: number): string {
  if (covered === 0) return translate('panel.summaryNone', { count });
  return translate(covered === count ? 'panel.summaryAll' : 'panel.summary', { count, covered });
}
