/**
 * Text folded for matching: one symbol per letter, digit or run of separators, with the way back to the text.
 * Case, accents and the Nordic spellings of one letter fall together; soft hyphens and words broken at a line's end
 * are joined. Folding is done once per text and per code unit, so offsets never drift.
 */
export interface Folded {
  /** Symbols 0 (separator) to `symbolCount - 1`; a separator stands first and last. */
  symbols: Uint8Array;
  /** `offsets[i]` is the code unit of the text that symbol `i` came from. */
  offsets: Int32Array;
  length: number;
}

export const separator = 0;
const firstDigit = 30;
const percent = 40;
/** A letter of another script: never part of a term, but no end of a word either. */
const foreignLetter = 41;
export const symbolCount = 42;

const ring = 0x030a;
const diaeresis = 0x0308;
const [a, e, o, u] = [1, 5, 15, 21];
const [ae, oe, aa] = [27, 28, 29];

/** Symbol of every code unit below U+0250, where all of Europe's Latin letters stand. */
const table = makeTable();

function makeTable(): Uint8Array {
  const symbols = new Uint8Array(0x250);
  for (let unit = 0; unit < symbols.length; unit++) {
    const character = String.fromCharCode(unit);
    const base = character.normalize('NFD').toLowerCase();
    const code = base.charCodeAt(0);
    if (unit >= 0x30 && unit <= 0x39) symbols[unit] = firstDigit + unit - 0x30;
    else if (code >= 0x61 && code <= 0x7a) symbols[unit] = code - 0x60;
    else if (/\p{L}/u.test(character)) symbols[unit] = foreignLetter;
  }
  const own: [string, number][] = [
    ['æÆäÄ', ae],
    ['øØöÖ', oe],
    ['åÅ', aa],
    ['üÜ', u],
    ['ßſ', 19],
    ['ðÐ', 4],
    ['%', percent],
    ['²', firstDigit + 2],
    ['³', firstDigit + 3],
  ];
  for (const [characters, symbol] of own) for (const c of characters) symbols[c.charCodeAt(0)] = symbol;
  return symbols;
}

function symbolOf(unit: number): number {
  if (unit < table.length) return table[unit] ?? separator;
  // "CO₂" is spelt with a subscript now and then.
  if (unit >= 0x2080 && unit <= 0x2089) return firstDigit + unit - 0x2080;
  return /[\p{L}\p{N}]/u.test(String.fromCharCode(unit)) ? foreignLetter : separator;
}

const isInvisible = (unit: number) => unit === 0xad || (unit >= 0x200b && unit <= 0x200d) || unit === 0xfeff;
const isCombining = (unit: number) => unit >= 0x0300 && unit <= 0x036f;
const isHyphen = (unit: number) => unit === 0x2d || unit === 0x2010 || unit === 0x2011;
const isLineEnd = (unit: number) => unit === 0x0a || unit === 0x0d;

/** Folds a text; the result has at most two symbols more than the text has code units. */
export function fold(text: string): Folded {
  const symbols = new Uint8Array(text.length + 2);
  const offsets = new Int32Array(text.length + 2);
  let length = 1;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (isInvisible(unit)) continue;
    if (isCombining(unit)) {
      symbols[length - 1] = composed(symbols[length - 1] ?? separator, unit);
      continue;
    }
    if (isHyphen(unit)) {
      const next = continuation(text, i);
      if (next > i && symbols[length - 1] !== separator) {
        i = next - 1;
        continue;
      }
    }
    const symbol = symbolOf(unit);
    if (symbol === separator && symbols[length - 1] === separator) continue;
    symbols[length] = symbol;
    offsets[length] = i;
    length++;
  }
  if (symbols[length - 1] !== separator || length === 1) {
    symbols[length] = separator;
    offsets[length] = text.length;
    length++;
  }
  return { symbols: symbols.subarray(0, length), offsets: offsets.subarray(0, length), length };
}

function composed(base: number, mark: number): number {
  if (mark === ring && base === a) return aa;
  if (mark === diaeresis && base === a) return ae;
  if (mark === diaeresis && base === o) return oe;
  return base;
}

/** Where a word goes on that was broken with a hyphen at the line's end; the hyphen's own place if it was not. */
function continuation(text: string, hyphen: number): number {
  let i = hyphen + 1;
  if (!isLineEnd(text.charCodeAt(i))) return hyphen;
  while (i < text.length && (isLineEnd(text.charCodeAt(i)) || text.charCodeAt(i) === 0x20)) i++;
  const next = text.charAt(i);
  // "system- og driftsydelser" at a line's end is no broken word, nor is a capital a continuation.
  if (next === '' || next !== next.toLowerCase() || next === next.toUpperCase()) return hyphen;
  return /^(og|eller|samt|and|or|und|och)\b/.test(text.slice(i, i + 6)) ? hyphen : i;
}

/** A word or phrase as symbols without the separators around it. */
export function foldPattern(text: string): Uint8Array {
  const { symbols, length } = fold(text);
  return symbols.slice(1, length - 1);
}

/** Symbols as a string, for sets and keys; one character a symbol. */
export function symbolKey(symbols: Uint8Array): string {
  let key = '';
  for (const symbol of symbols) key += String.fromCharCode(symbol + 0x20);
  return key;
}

export const vowels: ReadonlySet<number> = new Set([a, e, 9, o, u, 25, ae, oe, aa]);
