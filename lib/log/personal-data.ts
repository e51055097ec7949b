/** Something in a text that looks as if it names a person. */
export interface PersonalData {
  kind: 'personNumber' | 'email';
  start: number;
  end: number;
}

/** Weights of the check digit in Danish numbers given until 2007; later ones need not fit. */
const danishWeights = [4, 3, 2, 7, 6, 5, 4, 3, 2, 1];
const norwegianWeights = [
  [3, 7, 6, 1, 8, 9, 4, 5, 2, 1, 0],
  [5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1],
];

const weighed = (digits: string, weights: readonly number[]): number =>
  weights.reduce((sum, weight, index) => sum + weight * Number(digits[index]), 0);

/** Whether DDMMYY is a day that exists; of 29 February the year does not matter, for its century is not known. */
function isDay(digits: string): boolean {
  const [day = 0, month = 0] = [Number(digits.slice(0, 2)), Number(digits.slice(2, 4))];
  const days = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1];
  return days !== undefined && day >= 1 && day <= days;
}

/** Words before a number that say what it is. */
const personWord = /(cpr|person-?(nummer|nr)|fødsels-?(nummer|nr)|p\.?nr)\D{0,12}$/i;
const thingWord =
  /(vare|artikel|produkt|model|ordre|serie|parti|kontrakt|sags?|journal|ean|gtin|cvr|org|kata?log)[\p{L}-]*\W{0,4}(nr|no|nummer|num)?\W{0,4}$/iu;

function isDanishNumber(digits: string, separator: string, before: string): boolean {
  if (!isDay(digits)) return false;
  if (personWord.test(before)) return true;
  if (thingWord.test(before)) return false;
  return separator === '-' || weighed(digits, danishWeights) % 11 === 0;
}

function isNorwegianNumber(digits: string): boolean {
  return isDay(digits) && norwegianWeights.every((weights) => weighed(digits, weights) % 11 === 0);
}

/**
 * What in a text looks like a Danish CPR number, a Norwegian fødselsnummer or an e-mail address, so that the buyer is
 * warned before it is stored. Dates, telephone, case and product numbers are left alone: a number counts when it begins
 * with a day that exists and is written like a CPR number, is called one, or has the right check digit.
 */
export function personalDataIn(text: string): PersonalData[] {
  const found: PersonalData[] = [];
  for (const match of text.matchAll(/(?<![\d\p{L}./-])(\d{6})([- ]?)(\d{4,5})(?![\d\p{L}/-]|\.\d)/gu)) {
    const [whole, day = '', separator = '', rest = ''] = match;
    const digits = day + rest;
    const before = text.slice(Math.max(0, match.index - 40), match.index);
    const isPerson = digits.length === 10 ? isDanishNumber(digits, separator, before) : isNorwegianNumber(digits);
    if (isPerson) found.push({ kind: 'personNumber', start: match.index, end: match.index + whole.length });
  }
  for (const match of text.matchAll(/[\p{L}\d._%+-]{1,64}@[\p{L}\d-]{1,63}(?:\.[\p{L}\d-]{1,63})*\.\p{L}{2,24}/gu)) {
    found.push({ kind: 'email', start: match.index, end: match.index + match[0].length });
  }
  return found.sort((a, b) => a.start - b.start);
}
