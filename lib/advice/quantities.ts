/** A number with its unit as a text states it; `unit` is the canonical name of `unitOf`. */
export interface Quantity {
  value: number;
  unit: string;
}

/** Spellings of the units that targets use, in Danish, Norwegian and English; the first that fits counts. */
const units: readonly [unit: string, spelling: string][] = [
  ['%', '%|pct\\b|procent|prosent|percent|per cent|pst\\b|vægtprocent|vektprosent'],
  [
    'kg CO2e/m2/year',
    'kg\\s*CO(?:2|₂)[-\\s]?(?:e|ækv\\.?)?\\s*(?:/|pr\\.?|per)\\s*(?:m2|m²|kvadratmeter)\\s*(?:/|pr\\.?|per|om)\\s*(?:år|året|year)',
  ],
  ['g CO2/kWh', 'g\\s*CO(?:2|₂)\\s*/\\s*kWh'],
  ['g/km', 'g(?:ram)?\\s*(?:CO2|CO₂)?\\s*(?:/|pr\\.?|per)\\s*km'],
  ['l/min', 'l(?:iter)?\\s*(?:/|pr\\.?|per|i)\\s*min(?:ut(?:tet)?|\\.)?'],
  ['W/m2K', 'W\\s*/\\s*\\(?m(?:2|²)\\s*K\\)?'],
  ['DKK/t', '(?:(?:kr\\.?|DKK|kroner)\\s*)?(?:/|pr\\.?|per)\\s*(?:t|ton|tonne)\\b'],
  ['year', 'år|års|years?'],
  ['day', '(?:kalender|arbejds|virke)?dag(?:e|er|es)?\\b|døgn|(?:calendar |working )?days?\\b'],
  ['cycle', 'opladninger|ladesykluser|charging cycles|cycles'],
  ['min', 'min(?:ut(?:ter)?|utes?)?\\b'],
  ['s', 's(?:ek(?:und(?:er)?)?|econds?)?\\b'],
  ['W', 'W(?:att)?\\b'],
  ['pcs', 'stk\\.?|pcs|pieces|fibertyper?|fibre types?'],
];
const anyUnit = units.map(([, spelling]) => `(${spelling})`).join('|');
/** Three digits behind a mark are thousands in every language here, unless the number begins with a nought. */
const number = '([1-9]\\d{0,2}(?:[.,\\s]\\d{3})+|\\d+)(?:[.,](\\d+))?';
const stated = new RegExp(`(?<![\\d.,])${number}\\s*(?:${anyUnit})`, 'giu');
const classStated = /(?:(?:energi)?klasse|(?:energy )?class)\s+([A-G]\+{0,3})(?![\p{L}\d])/giu;

/** The canonical name of a unit's spelling ("pct." is `%`); the text itself for one that is not in the list. */
export function unitOf(text: string): string {
  const found = units.find(([, spelling]) => new RegExp(`^(?:${spelling})\\.?$`, 'iu').test(text.trim()));
  return found?.[0] ?? text;
}

/** All quantities of a text, in order. Thousands with points or blanks, decimals with a comma or a point. */
export function quantitiesIn(text: string): Quantity[] {
  return [...text.matchAll(stated)].map(([, whole = '', decimals, ...spellings]) => ({
    value: Number(`${whole.replace(/[.,\s]/g, '')}.${decimals ?? '0'}`),
    unit: units[spellings.findIndex((spelling) => typeof spelling === 'string')]?.[0] ?? '',
  }));
}

/** Energy classes named in a text, as letters with their plusses. */
export function classesIn(text: string): string[] {
  return [...text.matchAll(classStated)].map(([, letter = '']) => letter.toUpperCase());
}

/** Place of a class from the best: A+++ is below A, A below B. */
export function classRank(name: string): number {
  const letter = name.toUpperCase().charCodeAt(0) - 0x41;
  return letter * 4 - (name.length - 1);
}
