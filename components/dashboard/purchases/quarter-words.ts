import type { Translator } from '../../../lib/i18n.ts';

/** A quarter in words: "2. kvartal 2027" for `2027-Q2`. */
export const quarterWords = (quarter: string, translate: Translator): string =>
  translate('purchase.quarter', { quarter: quarter.slice(6), year: quarter.slice(0, 4) });
