import type { Translator } from '../../../lib/i18n.ts';
import { environmentalImpacts, goalsOf, innovativeAcquisitions, socialObjectives } from '../../../lib/targets/goals.ts';

/** Codes of BT-774, BT-775, BT-776 and BT-805 that the locales have words for. */
const known = {
  goal: goalsOf({ bt774: environmentalImpacts, bt775: socialObjectives, bt776: innovativeAcquisitions }),
  gpp: ['eu', 'national', 'other'],
};

/** A code of eForms in words; one of an older or newer code list stays as it is. */
export function codeName(list: keyof typeof known, code: string, translate: Translator): string {
  return known[list].includes(code) ? translate(`${list}.${code}`) : code;
}
