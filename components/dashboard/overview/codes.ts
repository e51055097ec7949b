import type { Translator } from '../../../lib/i18n.ts';

/** Codes of BT-774, BT-775, BT-776 and BT-805 that the locales have words for. */
const known = {
  goal: [
    'biodiv-eco',
    'circ-econ',
    'clim-adapt',
    'clim-mitig',
    'pollu-prev',
    'water-mar',
    'acc-all',
    'et-eq',
    'gen-eq',
    'hum-right',
    'opp',
    'work-cond',
    'mar-nov',
    'proc-innov',
    'prod-innov',
    'rd-act',
    'other',
  ],
  gpp: ['eu', 'national', 'other'],
};

/** A code of eForms in words; one of an older or newer code list stays as it is. */
export function codeName(list: keyof typeof known, code: string, translate: Translator): string {
  return known[list].includes(code) ? translate(`${list}.${code}`) : code;
}
