import { inside, type XmlElement } from './xml.ts';

/** A field of a notice that holds words, by its official number and the way to it from the lot or the procedure. */
interface TextField {
  field: string;
  path: readonly string[];
}

const extension = ['UBLExtensions', 'UBLExtension', 'ExtensionContent', 'EformsExtension'] as const;

/**
 * Fields with words of the buyer's own, in the order in which a notice shows them, titles and descriptions left out:
 * those have blocks of their own.
 */
export const textFields: readonly TextField[] = [
  { field: 'BT-300', path: ['ProcurementProject', 'Note'] },
  { field: 'BT-777', path: ['ProcurementProject', 'ProcurementAdditionalType', 'ProcurementType'] },
  { field: 'BT-54', path: ['ProcurementProject', 'ContractExtension', 'OptionsDescription'] },
  { field: 'BT-733', path: ['TenderingTerms', 'AwardingTerms', 'AwardingCriterion', 'CalculationExpression'] },
  {
    field: 'BT-543',
    path: ['TenderingTerms', 'AwardingTerms', 'AwardingCriterion', 'Description'],
  },
  {
    field: 'BT-734',
    path: ['TenderingTerms', 'AwardingTerms', 'AwardingCriterion', 'SubordinateAwardingCriterion', 'Name'],
  },
  {
    field: 'BT-540',
    path: ['TenderingTerms', 'AwardingTerms', 'AwardingCriterion', 'SubordinateAwardingCriterion', 'Description'],
  },
  { field: 'BT-70', path: ['TenderingTerms', 'ContractExecutionRequirement', 'Description'] },
  {
    field: 'BT-750',
    path: ['TenderingTerms', 'TendererQualificationRequest', 'SpecificTendererRequirement', 'Description'],
  },
  { field: 'BT-749', path: ['TenderingTerms', ...extension, 'SelectionCriteria', 'Name'] },
  { field: 'BT-750', path: ['TenderingTerms', ...extension, 'SelectionCriteria', 'Description'] },
];

/** Elements in the notice's own language where it says the same in several. */
export function inLanguage(elements: readonly XmlElement[], language: string | null): XmlElement[] {
  const own = elements.filter((element) => element.attribute('languageID') === language);
  if (own.length > 0) return own;
  const first = elements[0]?.attribute('languageID') ?? null;
  return elements.filter((element) => element.attribute('languageID') === first);
}

/** The words of the fields of one lot, or of the procedure. */
export function fieldTexts(from: XmlElement, language: string | null): { field: string; text: string }[] {
  return textFields.flatMap(({ field, path }) =>
    inLanguage(inside(from, ...path), language)
      .map(({ text }) => ({ field, text }))
      .filter(({ text }) => text.trim() !== ''),
  );
}
