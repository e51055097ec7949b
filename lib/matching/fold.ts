/**
 * Folding: what counts as the same letter. Case, accents and the Nordic spellings of one letter fall together; soft
 * hyphens and words broken at a line's end are joined. Each code unit is folded by itself and never the whole text, so
 * nothing is copied and offsets cannot drift.
 */
export const separator = 0;
const [ae, oe, aa] = [27, 28, 29] as const;
const firstDigit = 30;
const percent = 40;
/** A letter of another script: never part of a term, but no end of a word either. */
const foreignLetter = 41;
export const symbolCount = 42;

/** Above the symbols: what is not seen, and what needs a look at its neighbours. */
export const firstSpecial = 64;
const [invisible, hyphen] = [64, 65] as const;
/** A combining mark. */
const mark = 66;

const letter = (name: string): number => name.charCodeAt(0) - 0x60;

/** Of a code unit that was not met yet. */
const unknown = 255;
/** Below it stand all of Europe's Latin letters. */
const lastLatin = 0x250;

/**
 * Symbol, or special, of every code unit. Those beyond the Latin letters are filled in when they are met: most pages
 * have a dozen of them. All units have a place, so that a look into it needs no other check.
 */
export const folds = makeTable();

function makeTable(): Uint8Array {
  const folds = new Uint8Array(0x10000).fill(unknown, lastLatin);
  for (let unit = 0; unit < lastLatin; unit++) {
    const character = String.fromCharCode(unit);
    const base = character.normalize('NFD').toLowerCase().charAt(0);
    if (/[0-9]/.test(character)) folds[unit] = firstDigit + unit - 0x30;
    else if (/[a-z]/.test(base)) folds[unit] = letter(base);
    else if (/\p{L}/u.test(character)) folds[unit] = foreignLetter;
  }
  const own: [string, number][] = [
    ['æÆäÄǽǼ', ae],
    ['øØöÖœŒǿǾ', oe],
    ['åÅ', aa],
    ['ßſ', letter('s')],
    ['ðÐđĐ', letter('d')],
    ['łŁ', letter('l')],
    ['%', percent],
    ['²', firstDigit + 2],
    ['³', firstDigit + 3],
    ['\u00ad', invisible],
    ['-', hyphen],
  ];
  for (const [characters, symbol] of own) for (const c of characters) folds[c.charCodeAt(0)] = symbol;
  return folds;
}

/** Fold of a code unit: a symbol, or a special from `firstSpecial` on. */
export function foldOf(unit: number): number {
  const fold = folds[unit] as number;
  return fold === unknown ? learn(unit) : fold;
}

function learn(unit: number): number {
  const fold = rareFold(unit);
  folds[unit] = fold;
  return fold;
}

function rareFold(unit: number): number {
  if (unit === 0x2010 || unit === 0x2011) return hyphen;
  if (unit >= 0x0300 && unit <= 0x036f) return mark;
  if ((unit >= 0x200b && unit <= 0x200d) || unit === 0xfeff) return invisible;
  if (unit >= 0x2012 && unit <= 0x205f) return separator;
  // "CO₂" is spelt with a subscript now and then.
  if (unit >= 0x2080 && unit <= 0x2089) return firstDigit + unit - 0x2080;
  const character = String.fromCharCode(unit);
  const base = unit >= 0x1e00 && unit < 0x1f00 ? character.normalize('NFD').toLowerCase().charAt(0) : '';
  if (base >= 'a' && base <= 'z') return letter(base);
  return /[\p{L}\p{N}]/u.test(character) ? foreignLetter : separator;
}

const ring = 0x030a;
const diaeresis = 0x0308;

/** A letter with a combining mark behind it: "a" with a ring is "å", any other accent falls away. */
function marked(base: number, unit: number): number {
  if (unit === ring && base === letter('a')) return aa;
  if (unit === diaeresis && base === letter('a')) return ae;
  return unit === diaeresis && base === letter('o') ? oe : base;
}

/**
 * The symbol that stands at an offset and the offset of the next, as one number: `next * 64 + symbol`. What is not
 * seen is passed over; the end of the text is a separator. Texts of up to 32 million code units.
 */
export function symbolAt(text: string, offset: number): number {
  const next = offset + 1;
  if (next < text.length) {
    const fold = folds[text.charCodeAt(offset)] as number;
    if ((fold | (folds[text.charCodeAt(next)] as number)) < firstSpecial) return next * 64 + fold;
  }
  return unusualAt(text, offset);
}

/** Whether a combining mark stands at an offset. */
export function isMarkAt(text: string, offset: number): boolean {
  if (offset >= text.length) return false;
  const unit = text.charCodeAt(offset);
  return unit >= 0x0300 && unit <= 0x036f;
}

/** The fold of a code unit in its line: a hyphen that breaks no word is a separator. */
export function foldInLine(text: string, offset: number): number {
  const fold = foldOf(text.charCodeAt(offset));
  const next = offset + 1;
  return fold === hyphen && !(next < text.length && isLineEnd(text.charCodeAt(next))) ? separator : fold;
}

function unusualAt(text: string, offset: number): number {
  let at = offset;
  for (; at < text.length; at++) {
    const fold = foldOf(text.charCodeAt(at));
    if (fold < firstSpecial) return symbolWithMarks(text, at, fold);
    if (fold !== hyphen) continue;
    const next = continuation(text, at);
    if (next === at) break;
    at = next - 1;
  }
  return (at + 1) * 64 + separator;
}

function symbolWithMarks(text: string, at: number, fold: number): number {
  let next = at + 1;
  let symbol = fold;
  for (; isMarkAt(text, next); next++) symbol = marked(symbol, text.charCodeAt(next));
  return next * 64 + symbol;
}

/**
 * Where a word goes on that was broken with a hyphen at the line's end; the hyphen's own place if it was not. The
 * hyphen must stand behind a letter.
 */
function continuation(text: string, place: number): number {
  let i = place + 1;
  if (place === 0 || !isLineEnd(text.charCodeAt(i)) || !isLetter(foldOf(text.charCodeAt(place - 1)))) return place;
  while (i < text.length && isBreak(text.charCodeAt(i))) i++;
  const next = text.charAt(i);
  // "system- og driftsydelser" at a line's end is no broken word, nor is a capital a continuation.
  if (next === '' || next !== next.toLowerCase() || next === next.toUpperCase()) return place;
  return /^(og|eller|samt|and|or|und|och|oder)\b/.test(text.slice(i, i + 6)) ? place : i;
}

const isLineEnd = (unit: number): boolean => unit === 0x0a || unit === 0x0d;
const isBreak = (unit: number): boolean => isLineEnd(unit) || unit === 0x20;
const isLetter = (fold: number): boolean => fold !== separator && fold !== hyphen && fold !== invisible;

/** The folded words of a text, in order. */
export function foldWords(text: string): Uint8Array[] {
  const words: Uint8Array[] = [];
  let word: number[] = [];
  for (let at = 0; at <= text.length; ) {
    const read = symbolAt(text, at);
    at = read >>> 6;
    const symbol = read & 63;
    if (symbol !== separator) word.push(symbol);
    else if (word.length > 0) {
      words.push(Uint8Array.from(word));
      word = [];
    }
  }
  return words;
}

/** Symbols as a string, for sets and keys; one character a symbol. */
export function symbolKey(symbols: Iterable<number>): string {
  let key = '';
  for (const symbol of symbols) key += String.fromCharCode(symbol + 0x20);
  return key;
}

/** All spellings of a word in symbols: "å" may be written "aa", "æ" "ae" and "ø" "oe", all or none of them. */
export function spellings(word: Uint8Array): Uint8Array[] {
  const spelt = [...word].flatMap((symbol) => {
    if (symbol === ae) return [letter('a'), letter('e')];
    if (symbol === oe) return [letter('o'), letter('e')];
    return symbol === aa ? [letter('a'), letter('a')] : [symbol];
  });
  return spelt.length === word.length ? [word] : [word, Uint8Array.from(spelt)];
}

export const vowels: ReadonlySet<number> = new Set([...[...'aeiouy'].map(letter), ae, oe, aa]);
