/** A number with its unit as a text states it; `unit` is the canonical name of `unitOf`. */
interface Quantity {
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
  [
    'g/km',
    'g(?:ram)?\\s*(?:tailpipe\\s+)?(?:CO(?:2|₂)(?:[-\\s](?:udledning|utslipp|emissions?))?)?\\s*(?:/|pr\\.?|per)\\s*km',
  ],
  ['km/h', 'km\\s*/?\\s*[th]\\b|(?:km|kilometer|kilometres)\\s*(?:i timen|per hour)'],
  ['l/min', 'l(?:iter)?\\s*(?:/|pr\\.?|per|i)\\s*min(?:ut(?:tet)?|\\.)?'],
  ['W/m2K', 'W\\s*/\\s*\\(?m(?:2|²)\\s*K\\)?'],
  [
    'DKK/t',
    '(?:(?:kr\\.?|DKK|kroner)\\s*)?(?:/|pr\\.?|per|for (?:hvert|each))\\s*(?:t|ton|tonne)\\b(?:\\s*(?:of\\s*)?CO(?:2|₂)e?)?',
  ],
  ['times/year', '(?:gang(?:e|er)?|times?)\\s*(?:årlig|(?:om|i) året|(?:pr\\.?|per) år|(?:a|per|each) year|annually)'],
  ['year', 'år|års|years?'],
  ['day', '(?:kalender|arbejds|virke)?dag(?:e|er|es)?\\b|døgn|(?:calendar |working )?days?\\b'],
  ['cycle', '(?:ful(?:de|le|l)\\s+)?(?:opladninger|ladesykluser|(?:charging\\s+)?cycles)'],
  ['best classes', '(?:bedste|højeste|beste|høyeste|best|highest)\\s+(?:energi|energy\\s+)?(?:klasser|classes)'],
  ['min', 'min(?:ut(?:ter)?|utes?)?\\b'],
  ['s', 's(?:ek(?:und(?:er)?)?|econds?)?\\b'],
  ['W', 'W(?:att)?\\b'],
  ['MWh', 'MWh\\b'],
  ['kg', '(?:kg|kilo)\\b'],
  ['pcs', 'stk\\.?|pcs|pieces|fibertyper?|fibre types?'],
];
const anyUnit = units.map(([, spelling]) => `(${spelling})`).join('|');
/** Three digits behind a mark are thousands in every language here, unless the number begins with a nought. */
const number = '([1-9]\\d{0,2}(?:[.,\\s]\\d{3})+|\\d+)(?:[.,](\\d+))?';
const stated = new RegExp(`(?<![\\d.,])${number}\\s*(?:${anyUnit})`, 'giu');
const classStated =
  /(?:(?:energi)?klasse|(?:energy )?class)\s+([A-G]\+{0,3})(?![\p{L}\d])|(?<!\p{L})(Euro)[-\s]?([IV]{1,3}|[1-7])(?![\p{L}\d]|[.,]\d)|(?<!\p{L})(?:trinn?|steg|stage)\s+(I{1,3}[AB]?|IV|V)(?![\p{L}\d])/giu;
/** Steps of the Euro norms and of the EU stages of machines, laxest first; a later one is stricter. */
const steps = ['I', 'II', 'III', 'IIIA', 'IIIB', 'IV', 'V', 'VI', 'VII'];
const numerals = ['I', 'II', 'III', 'IV', 'V', 'VI', 'VII'];

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

/** Classes named in a text: energy classes ("A++"), Euro norms ("EURO VI", whether "6" or "VI") and EU stages ("IIIB"). */
export function classesIn(text: string): string[] {
  return [...text.matchAll(classStated)].map(([, letter, euro, norm = '', stage = '']) => {
    if (letter !== undefined) return letter.toUpperCase();
    return euro === undefined ? stage.toUpperCase() : `EURO ${numerals[Number(norm) - 1] ?? norm.toUpperCase()}`;
  });
}

/** Whether a class is the wanted one or a better one; two of different kinds (an energy class, a Euro norm) never are. */
export function isAtLeast(given: string, wanted: string): boolean {
  const [one, other] = [place(given), place(wanted)];
  return one.kind === other.kind && one.rank <= other.rank;
}

/** Place of a class from the best: A+++ is below A, A below B; Euro VI is below Euro V. */
function place(name: string): { kind: string; rank: number } {
  const upper = name.toUpperCase();
  if (/^[A-G]\+*$/.test(upper)) return { kind: 'energy', rank: (upper.charCodeAt(0) - 0x41) * 4 - (upper.length - 1) };
  const euro = upper.startsWith('EURO ');
  return { kind: euro ? 'euro' : 'stage', rank: -steps.indexOf(euro ? upper.slice(5) : upper) };
}
