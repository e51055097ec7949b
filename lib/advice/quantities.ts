import { numberWords, sharesIn, valueOfWord } from './number-words.ts';
import type { Span } from './spans.ts';

/** A number with its unit as a text states it; `unit` is the canonical name of `unitOf`. */
export interface Quantity extends Span {
  value: number;
  unit: string;
  /** Upper end of a range; `value` is the lower. */
  upTo: number | null;
  /** What the words around it make of it: a least, a most, or no more than the number. */
  bound: 'least' | 'most' | null;
}

/** A class as a text names it. */
export interface StatedClass extends Span {
  name: string;
  /** "eller dårligere": what is named is the best that is wanted. */
  isCeiling: boolean;
}

/** Spellings of the units that targets use, in every language of a text; the first that fits counts. */
const units: readonly [unit: string, spelling: string][] = [
  ['%', '%|pct\\b|procent|prosent|percent|per cent|pst\\b|vægtprocent|vektprosent|prozent|viktprocent|gewichtsprozent'],
  [
    'kg CO2e/m2/year',
    'kg\\s*CO(?:2|₂)[-\\s]?(?:e|ækv\\.?)?\\s*(?:/|pr\\.?|per)\\s*(?:m2|m²|kvadratmeter)\\s*(?:/|pr\\.?|per|om)\\s*(?:år|året|year)',
  ],
  ['g CO2/kWh', 'g\\s*CO(?:2|₂)\\s*/\\s*kWh'],
  [
    'g/km',
    'g(?:ram)?\\s*(?:tailpipe\\s+)?(?:CO(?:2|₂)(?:[-\\s](?:udledning|utslipp|emissions?|utsläpp|emissionen|ausstoß|ausstoss))?)?\\s*(?:/|pr\\.?|per|pro|je)\\s*km',
  ],
  ['km/h', 'km\\s*/?\\s*[th]\\b|(?:km|kilometer|kilometres)\\s*(?:i timen|per hour)'],
  ['l/min', 'l(?:iter)?\\s*(?:/|pr\\.?|per|i)\\s*min(?:ut(?:tet)?|\\.)?'],
  ['W/m2K', 'W\\s*/\\s*\\(?m(?:2|²)\\s*K\\)?'],
  [
    'DKK/t',
    '(?:(?:kr\\.?|DKK|kroner)\\s*)?(?:/|pr\\.?|per|for (?:hvert|each))\\s*(?:t|ton|tonne)\\b(?:\\s*(?:of\\s*)?CO(?:2|₂)e?)?',
  ],
  [
    'times/year',
    '(?:gang(?:e|er)?|times?|gånger|mal)\\s*(?:årlig|(?:om|i|per) året|(?:pr\\.?|per|om) år|(?:a|per|each) year|annually|(?:pro|im) jahr|jährlich)',
  ],
  ['month', 'måneder?s?\\b|måned\\b|mdr\\b|mnd\\b|months?\\b|månad(?:er)?s?\\b|mån\\b|monat(?:en?|s)?\\b'],
  ['week', 'uger?s?\\b|ukers?\\b|uke\\b|weeks?\\b|veck(?:a|or)s?\\b|wochen?\\b'],
  ['year', 'år|års|years?|jahr(?:en?|es)?'],
  [
    'day',
    '(?:kalender|arbejds|virke|arbets|var)?dag(?:e|er|es|ar)?\\b|døgn|dygn|(?:kalender|werk|arbeits)?tagen?\\b|(?:calendar |working )?days?\\b',
  ],
  [
    'cycle',
    '(?:ful(?:de|le|l)\\s+)?(?:opladninger|ladesykluser|ladecyklusser|ladd(?:nings)?cykler|ladezyklen|(?:charging\\s+)?cycles)',
  ],
  [
    'best classes',
    '(?:bedste|højeste|beste|høyeste|best|highest|bästa|högsta|besten|höchsten)\\s+(?:energi|energieeffizienz|energy\\s+)?(?:klasserna|klasser|klassen|classes)',
  ],
  ['min', 'min(?:ut(?:ter|er)?|uten?|utes?)?\\b'],
  ['s', 's(?:ek(?:und(?:er|en)?)?|econds?)?\\b'],
  ['W', 'W(?:att)?\\b'],
  ['MWh', 'MWh\\b'],
  ['kg', '(?:kg|kilo)\\b'],
  ['pcs', 'stk\\.?|pcs|pieces|stück|stycken|fibertyper?|fibre types?|types? of fibres?'],
];
/** Lengths of time in days and in seconds: "36 måneder" are three years. */
const lengths: readonly Record<string, number>[] = [
  { day: 1, week: 7, month: 365 / 12, year: 365 },
  { s: 1, min: 60 },
];
/** How often in a year, where no number says it. */
const everyYear: readonly [times: number, spelling: string][] = [
  [1, '(?:once|én gang|en gang|en gång|einmal) (?:a|per|each|om|i|hvert|pr\\.?|pro|im) ?(?:året|år|year|jahr)'],
  [2, 'twice (?:a|per|each) year|halvårligt?|hvert halve? år|every six months|halbjährlich|varje halvår'],
  [
    4,
    'hvert kvartal|kvartalsvis|kvartalsvist|quarterly|(?:each|every) quarter|varje kvartal|vierteljährlich|quartalsweise',
  ],
  [12, 'månedligt?|hver måned|hver måned|monthly|(?:each|every) month|varje månad|månadsvis|monatlich'],
  [1, 'årligt?|hvert år|annually|yearly|(?:each|every) year|årligen|varje år|jährlich|jedes jahr'],
];
const anyUnit = units.map(([, spelling]) => `(${spelling})`).join('|');
/** Three digits behind a mark are thousands in every language here, unless the number begins with a nought. */
const number = '([1-9]\\d{0,2}(?:[.,\\s]\\d{3})+|\\d+)(?:[.,](\\d+))?';
const stated = new RegExp(
  `(?:(?<![\\d.,])${number}(?:\\s*(?:-|–|til|to|till|bis)\\s*(?<upTo>\\d+(?:[.,]\\d+)?))?|(?<![\\p{L}\\d])(?<word>${numberWords}))(?<unit>\\s*(?:${anyUnit}))`,
  'giu',
);
const noMore =
  /(?:(?:ikke|ikkje|not|never|aldrig)\P{L}+(?:(?:må|to|be|være)\P{L}+)?(?:over(?:stige|skride|gå)?|mere end|mer enn|more than|above|higher than|exceed(?:ing)?)|no more than|høyst|højst|maks(?:imalt|imum)?|max(?:imum)?|under|op til|opp til|up to|at most|below|less than|mindre end|mindre enn|lavere end|lavere enn|senest|within|inden(?: for)?|innen|högst|som mest|(?:inte|ej|aldrig)\P{L}+(?:(?:vara|är)\P{L}+)?(?:över(?:stiga|skrida)?|mer än|högre än)|upp till|mindre än|lägre än|inom|höchstens|maximal|nicht\P{L}+(?:mehr als|über)|bis zu|unter|weniger als|niedriger als|spätestens)\P{L}*(?:(?:på|of|at|om|von)\P{L}*)?$/iu;
const noLess =
  /(?:(?:ikke|not|no)\P{L}+(?:under|mindre end|mindre enn|lavere end|lavere enn|below|less than|lower than)|mindst|minst|minimum|min|at least|over|mere end|mer enn|more than|above|(?:inte|ej)\P{L}+(?:under(?:stiga)?|mindre än|lägre än)|mer än|över|lägst|mindestens|wenigstens|mehr als|über|nicht\P{L}+(?:unter|weniger als))\P{L}*(?:(?:på|of|om|von)\P{L}*)?$/iu;
const orMore =
  /^\P{L}*(?:(?:(?:eller|or|og|and|oder|und)\s+)(?:mere|mer|flere|derover|over|more|above|higher|højere|høyere|opefter|fler|högre|längre|däröver|mehr|höher|länger|besser)|nicht unter(?:schreiten|schritten))(?!\p{L})/iu;
const orLess =
  /^\P{L}*(?:(?:(?:eller|or|og|and|oder|und)\s+)(?:mindre|derunder|under|lavere|less|below|fewer|lower|lägre|färre|weniger|niedriger|geringer)|nicht über(?:schreiten|steigen|schritten))(?!\p{L})/iu;
/** Far enough for the longest of the words above. */
const lookAround = 40;
/** Groups of `stated` before those of the units: whole, decimals, and the named three. */
const firstUnitGroup = 6;
const classStated =
  /(?:(?:energi|energieeffizienz|energie)?klasse|(?:energi)?klass|(?:energi|energy )(?:mærke|merke|label|märkning)|(?:energy (?:efficiency )?)?class)\s+([A-G]\+{0,3}(?:(?:\s*,\s*|\s+(?:eller|og|or|and|och|oder|und)\s+|\s*[-–/]\s*)[A-G]\+{0,3}(?![\p{L}\d]))*)(?![\p{L}\d])|(?<!\p{L})(Euro)(?:[-\s]?norm)?[-\s]?([IV]{1,3}|[1-7])(?![\p{L}\d]|[.,]\d)|(?<!\p{L})(?:trinn?|steg|stage|stufe)\s+(I{1,3}[AB]?|IV|V)(?![\p{L}\d])/giu;
const orWorse =
  /^\s*(?:eller|or|oder)\s+(?:dårligere|lavere|værre|ringere|worse|lower|below|sämre|lägre|schlechter|niedriger)(?!\p{L})/iu;
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
  const counted = [...text.matchAll(stated)].map(({ index, 0: all, groups = {}, ...found }) => {
    const digits = `${(found[1] ?? '').replace(/[.,\s]/g, '')}.${found[2] ?? '0'}`;
    const spellings = units.map((_, at) => found[at + firstUnitGroup]);
    const unit = units[spellings.findIndex((spelling) => typeof spelling === 'string')]?.[0] ?? '';
    const value = groups.word === undefined ? Number(digits) : valueOfWord(groups.word);
    const upTo = groups.upTo === undefined ? null : Number(groups.upTo.replace(',', '.'));
    return { value, unit, upTo, start: index, end: index + all.length };
  });
  const shares = sharesIn(text).map((share) => ({ ...share, unit: '%', upTo: null }));
  const often = everyYear.flatMap(([value, spelling]) =>
    [...text.matchAll(new RegExp(`(?<!\\p{L})(?:${spelling})(?!\\p{L})`, 'giu'))].map(({ index, 0: all }) => ({
      value,
      unit: 'times/year',
      upTo: null,
      start: index,
      end: index + all.length,
    })),
  );
  return [...counted, ...shares, ...often]
    .filter(({ start, end }, place, all) => !all.slice(0, place).some((one) => start < one.end && end > one.start))
    .sort((one, other) => one.start - other.start)
    .map((one) => ({ ...one, bound: boundOf(text, one) }));
}

/** A quantity in the unit that is wanted; null where it is in another. */
export function inUnit({ value, upTo, unit }: Quantity, wanted: string): { value: number; upTo: number | null } | null {
  if (unit === wanted) return { value, upTo };
  const scale = lengths.find((one) => unit in one && wanted in one);
  if (!scale) return null;
  const times = (scale[unit] as number) / (scale[wanted] as number);
  const converted = (one: number): number => Number((one * times).toFixed(6));
  return { value: converted(value), upTo: upTo === null ? null : converted(upTo) };
}

function boundOf(text: string, { start, end }: Span): Quantity['bound'] {
  const before = text.slice(Math.max(0, start - lookAround), start);
  const after = text.slice(end, end + lookAround);
  if (orMore.test(after)) return 'least';
  if (orLess.test(after)) return 'most';
  // "ikke under" holds "under", "no more than" holds "more than": the longer one decides.
  const [most, least] = [noMore.exec(before), noLess.exec(before)];
  if (most && least) return most.index <= least.index ? 'most' : 'least';
  if (most) return 'most';
  return least ? 'least' : null;
}

/** Classes named in a text: energy classes ("A++"), Euro norms ("EURO VI", whether "6" or "VI") and EU stages ("IIIB"). */
export function classesIn(text: string): StatedClass[] {
  return [...text.matchAll(classStated)].flatMap(({ index, 0: all, ...found }) => {
    const span = { start: index, end: index + all.length };
    const isCeiling = orWorse.test(text.slice(span.end, span.end + lookAround));
    return classNames(found).map((name) => ({ name, isCeiling, ...span }));
  });
}

/** The classes of one statement; of a list of letters the worst, since that is what is let through. */
function classNames({
  1: letters,
  2: euro,
  3: norm = '',
  4: stage = '',
}: Record<number, string | undefined>): string[] {
  if (letters !== undefined) {
    const named = letters.toUpperCase().match(/(?<!\p{L})[A-G]\+*(?!\p{L})/gu) ?? [];
    return named.sort((one, other) => place(other).rank - place(one).rank).slice(0, 1);
  }
  return [euro === undefined ? stage.toUpperCase() : `EURO ${numerals[Number(norm) - 1] ?? norm.toUpperCase()}`];
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
