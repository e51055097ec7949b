import type { Language, Placement, Target } from './schema.ts';

/**
 * What a criterion is opened with when the buyer uses it as another kind than it was written as; in the tender's
 * language, as it goes into the tender.
 */
const openings: Record<Placement, Record<Language, string>> = {
  technicalSpecifications: {
    da: 'Som mindstekrav gælder:',
    nb: 'Som minstekrav gjelder:',
    en: 'The following is a minimum requirement:',
  },
  selectionCriteria: {
    da: 'Som egnethedskrav skal tilbudsgiveren dokumentere at kunne levere følgende:',
    nb: 'Som kvalifikasjonskrav skal leverandøren dokumentere at følgende kan leveres:',
    en: 'To be selected, the tenderer must show that it can deliver the following:',
  },
  awardCriteria: {
    da: 'Ved tildelingen tæller det positivt, i hvor høj grad tilbuddet opfylder følgende:',
    nb: 'Ved tildelingen teller det positivt i hvor stor grad tilbudet oppfyller følgende:',
    en: 'In the award it counts in favour of a tender how far it meets the following:',
  },
  contractPerformanceConditions: {
    da: 'I hele kontraktperioden gælder:',
    nb: 'I hele kontraktsperioden gjelder:',
    en: 'Throughout the contract the following applies:',
  },
};

/**
 * A target's criterion as it goes into a tender: in its language, else in Danish, which every criterion has; as the kind
 * that the buyer chose. The figures are those of the target as it stands, the organisation's policy laid over it.
 */
export function criterionText(
  { kind, text }: NonNullable<Target['criterion']>,
  wanted: Placement,
  language: Language,
): { text: string; language: Language } {
  const own = text[language];
  const [words, spoken] = own === undefined ? ([text.da, 'da'] as const) : ([own, language] as const);
  return { text: wanted === kind ? words : `${openings[wanted][spoken]} ${words}`, language: spoken };
}
