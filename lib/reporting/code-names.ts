import type { Translator } from '../i18n.ts';
import { evidenceSchema, reasonCodeSchema, verdictSchema } from '../log/schema.ts';
import type { Catalogue } from '../targets/apply-policy.ts';
import { environmentalImpacts, goalsOf, innovativeAcquisitions, socialObjectives } from '../targets/goals.ts';
import { type Localized, phaseSchema, placementSchema } from '../targets/schema.ts';
import type { CodeList } from './csv-columns.ts';

/** Codes of BT-774, BT-775, BT-776 and BT-805 that the locales have words for. */
const eformsCodes = {
  goal: goalsOf({ bt774: environmentalImpacts, bt775: socialObjectives, bt776: innovativeAcquisitions }),
  gpp: ['eu', 'national', 'other'],
};

/** A code of eForms in words; one of an older or newer code list stays as it is. */
export function codeName(list: keyof typeof eformsCodes, code: string, translate: Translator): string {
  return eformsCodes[list].includes(code) ? translate(`${list}.${code}`) : code;
}

const prefixes: Partial<Record<CodeList, string>> = {
  verdict: 'verdict',
  kind: 'csv.kindOf',
  reason: 'reason',
  placement: 'placement',
  phase: 'phase',
  valueLevel: 'csv.valueLevel',
  evidenceKind: 'evidenceKind',
  strategic: 'csv.strategic',
  contractType: 'decision.contractType',
};

/** A text of the packs in the language of the file, else in Danish. */
export const contentText = (text: Localized, { locale }: Translator): string =>
  (locale === 'da' ? text.da : locale === 'nb' ? text.nb : text.en) || text.da;

/**
 * A code of the decision table in words. Areas and ecolabels have theirs in the packs; the lists of `prefixes` are
 * closed by the journal's schema, so each of their codes has its text.
 * @param texts texts of the namespaces `common`, `decision`, `dashboard` and `csv`
 */
export function codeInWords(
  texts: Translator,
  data: Pick<Catalogue, 'areas' | 'ecolabels'>,
  list: CodeList,
  code: string,
): string {
  if (list === 'area') return data.areas.find(({ id }) => id === code)?.[texts.locale] ?? code;
  if (list === 'ecolabel') {
    const label = data.ecolabels.find(({ id }) => id === code);
    return label ? contentText(label.name, texts) : code;
  }
  if (list === 'goal' || list === 'gpp') return codeName(list, code, texts);
  const prefix = prefixes[list];
  return prefix === undefined ? code : texts(`${prefix}.${code}`);
}

/** Every list of the decision table with all its codes, in the lists' own order. */
export function codeLists({ areas, ecolabels }: Pick<Catalogue, 'areas' | 'ecolabels'>): Record<CodeList, string[]> {
  return {
    verdict: [...verdictSchema.options],
    kind: ['decision', 'withdrawal', 'mismatch'],
    reason: [...reasonCodeSchema.options],
    placement: [...placementSchema.options],
    phase: [...phaseSchema.options],
    area: areas.map(({ id }) => id),
    valueLevel: ['lot', 'procedure'],
    evidenceKind: [...evidenceSchema.shape.kind.options],
    goal: [...eformsCodes.goal],
    gpp: [...eformsCodes.gpp],
    ecolabel: ecolabels.map(({ id }) => id),
    strategic: ['env-imp', 'inn-pur', 'soc-obj'],
    contractType: ['veh-acq', 'pass-tran-serv', 'oth-serv-contr'],
  };
}
