import { isOtherNumber, isRange } from './cpv-context.ts';
import { cpvCheckDigit, isCpvCode } from './cpv-table.ts';

/** A number that is a code of the table, as it stands in a text. */
interface Candidate {
  code: string;
  start: number;
  end: number;
  /** A check digit was written after a dash, and it is the official one. */
  checked: boolean;
  /** So written that only a label makes it a code: "302130005", "30213000 5", "30.21.30.00". */
  needsLabel: boolean;
}

const dash = '[-\u2010-\u2015\u2212]';
const blank = '[ \u00a0\u2007\u2009\u202f]';

/** Digits with single marks between them: an amount, a date, a phone number, a code or a list of codes. */
const run = new RegExp(`\\d+(?:(?:[.,'’/]|${blank}|${dash})\\d+)*`, 'gu');
const oneCode = `\\d{8}(?:(?:${dash}|${blank})\\d(?!\\d))?`;
const codeList = new RegExp(`^${oneCode}(?:(?:[,/]|${blank})${oneCode})*$`, 'u');
const codeInList = new RegExp(`(\\d{8})(?:(${dash}|${blank})(\\d)(?!\\d))?`, 'gu');
/** The revision's year before the code, a lot's number before a code with its digit. */
const yearBefore = new RegExp(`^200[38]${blank}`, 'u');
const codeAtEnd = new RegExp(`(?<=${blank})\\d{8}${dash}\\d$`, 'u');
const digitAfter = new RegExp(`^${blank}?${dash}${blank}?(\\d)(?![\\d.,%])`, 'u');

/** "CPV" in Latin letters or the look-alikes of Bulgarian and Greek notices, alone or glued to "kode" or "code". */
const cpv = /(?<!\p{L})[CcСсϹ][PpРрΡ][VvѴ](?=$|\P{L}|[KkCc]o[dD]|[Nn]r|[Tt]itel)/gu;
const classification =
  /(?<!\p{L})(?:(?:primær|hoved|hoved |supplerende |yderligere |ytterligere |tilleggs|huvud|ytterligare |main |additional )?klassifi(?:kation|cering|sering)(?:skode)?|(?:main|additional) classification|haupteinstufung|zusätzliche einstufung|luokitus|lisäluokitus|nomenclature (?:principale|complémentaire)|classificatie|varugrupp|hankintanimikkeistö)(?!\p{L})/giu;
/** What may stand between the label and the code: a few words ("-kode for udbuddet er"), no other clause. */
const labelWords =
  /^(?:\p{L}{0,12}|\p{L}{0,3}\.)(?:[-\s](?:\p{L}{1,3}\.|\p{L}+(?:['’]\p{L}+)?|200[38])|\s?\([^)\d]{0,40}\)){0,6}[\s:=()["'„“”«#*\u2010-\u2015-]*$/u;
const listMark = /[,;/|•·+&]\s*(?:(?:og|and|och|und|et|en|samt|ja|i|a|y)\s)?\s*(?:CPV\p{L}*\s?)?[(\s]*$/u;
const listWord = /(?:^|\s)(?:og|and|och|und|et|en|samt|ja|&)\s*$/u;
const newSentence = /(?<=[\p{L}\d)]{3})[.!?]\s+\p{Lu}|\n\s*\n/u;

function candidatesOf(digits: string, start: number, text: string): Candidate[] {
  const offset = yearBefore.exec(digits)?.[0].length ?? 0;
  const whole = digits.slice(offset);
  if (codeList.test(whole)) return listed(whole, start + offset, text);
  const tail = codeAtEnd.exec(digits);
  if (tail) {
    const code = tail[0].slice(0, 8);
    const isChecked = isCpvCode(code) && Number(tail[0].slice(-1)) === cpvCheckDigit(code);
    if (isChecked)
      return [{ code, start: start + tail.index, end: start + digits.length, checked: true, needsLabel: true }];
  }
  return grouped(whole, start + offset);
}

/** Codes without marks inside, one or several. */
function listed(digits: string, start: number, text: string): Candidate[] {
  const found: Candidate[] = [];
  for (const match of digits.matchAll(codeInList)) {
    const code = match[1] ?? '';
    if (!isCpvCode(code)) continue;
    const begin = start + match.index;
    let end = begin + match[0].length;
    let digit = match[3];
    let isDashed = match[2] !== undefined && match[2].trim() !== '';
    if (digit === undefined && end === start + digits.length) {
      const apart = digitAfter.exec(text.slice(end, end + 6));
      if (apart && Number(apart[1]) === cpvCheckDigit(code)) {
        digit = apart[1];
        isDashed = true;
        end += apart[0].length;
      }
    }
    const checked = isDashed && Number(digit) === cpvCheckDigit(code);
    found.push({ code, start: begin, end, checked, needsLabel: digit !== undefined && !checked });
  }
  return found;
}

/** "30.21.30.00", "30 213 000-5" and, with the dash lost, "302130005". */
function grouped(digits: string, start: number): Candidate[] {
  const bare = digits.replace(/\D/g, '');
  const code = bare.slice(0, 8);
  if (!isCpvCode(code)) return [];
  const isPairs = /^(?:\d\d\.){3}\d\d$/.test(digits);
  const hasDigit = bare.length === 9 && Number(bare[8]) === cpvCheckDigit(code);
  const isGlued = digits.length === 9;
  const isDashed = new RegExp(`^\\d{1,4}(?:(?:\\.|${blank})\\d{2,4}){1,3}(?:${dash}|${blank})\\d$`, 'u').test(digits);
  if (!isPairs && !(hasDigit && (isGlued || isDashed))) return [];
  return [{ code, start, end: start + digits.length, checked: false, needsLabel: true }];
}

/**
 * Part of a word, an address, a reference or a file's name.
 * @param glued list items may be joined without a blank: "Rengøring90910000"
 */
function isPartOfMore(text: string, { start, end }: Candidate, glued: boolean): boolean {
  const before = text.slice(Math.max(0, start - 12), start);
  const after = text.slice(end, end + 6);
  const isName = glued && /\p{Ll}{3}$/u.test(before);
  if (/[\p{L}\p{N}]$/u.test(before) && !isName && !/(?<!\p{L})[CcСс][PpРр][Vv]$/u.test(before)) return true;
  if (/[+=&?#@%_\\]$|(?:^|\D)\/$/.test(before)) return true;
  if (new RegExp(`[\\p{L}\\d]${dash}$`, 'u').test(before) && !/[CcСс][PpРр][Vv].$/u.test(before)) return true;
  return new RegExp(`^(?:[@_%]|\\.\\p{L}|${dash}\\p{L}{0,3}\\d|${dash}\\p{Lu}(?!\\p{L}))`, 'u').test(after);
}

function candidates(text: string, glued = false): Candidate[] {
  const found: Candidate[] = [];
  for (const match of text.matchAll(run)) {
    if (match[0].length < 8) continue;
    found.push(...candidatesOf(match[0], match.index, text));
  }
  return found.filter(
    (candidate) => !isPartOfMore(text, candidate, glued) && !isRange(text, candidate.start, candidate.end),
  );
}

/**
 * Codes of a field that is known to hold CPV codes, in order, each once. A wrong check digit is taken for a typing
 * error. Amounts, ranges of legal texts and other kinds of numbers beside them are left out.
 */
export function cpvInSlot(text: string): string[] {
  const codes = candidates(text, true).filter(({ start, end }) => !isOtherNumber(text, start, end));
  return [...new Set(codes.map(({ code }) => code))];
}

/** The text between a label and `start`; null when no label stands near enough before it. */
function sinceLabel(text: string, start: number): string | null {
  const before = text.slice(Math.max(0, start - 90), start);
  let end = -1;
  for (const label of [cpv, classification]) {
    for (const match of before.matchAll(label)) end = Math.max(end, match.index + match[0].length);
  }
  return end < 0 ? null : before.slice(end);
}

function isLabelled(text: string, { start, end }: Candidate): boolean {
  const between = sinceLabel(text, start);
  if (between !== null && labelWords.test(between) && !newSentence.test(between)) return true;
  return /^\s{0,2}[([]\s?CPV(?!\p{L})/iu.test(text.slice(end, end + 8));
}

/** Whether the code goes on a list of codes that ended at `last`. */
function goesOn(text: string, last: number, { start, end, checked }: Candidate): boolean {
  const gap = text.slice(last, start);
  if (gap.length > 160 || newSentence.test(gap)) return false;
  if (listMark.test(gap) || listWord.test(gap) || gap.trim() === '') return !/\n.*\n/su.test(gap);
  // One code a line, with its name: an amount on the next line has none.
  return /^[^\n]*\n\s*$/u.test(gap) && (checked || /^\s?[-–—]?\s?\p{L}{2}/u.test(text.slice(end, end + 8)));
}

/**
 * Codes in free text. A number of the table counts when a label stands shortly before it, when it goes on a list begun
 * so, or when it carries its official check digit after a dash. Never money, phone or register numbers, nor ranges.
 */
export function findCpv(text: string): string[] {
  const codes = new Set<string>();
  let last = -1;
  for (const candidate of candidates(text)) {
    const inList = isLabelled(text, candidate) || (last >= 0 && goesOn(text, last, candidate));
    if (!inList && (!candidate.checked || candidate.needsLabel)) continue;
    if (isOtherNumber(text, candidate.start, candidate.end)) continue;
    codes.add(candidate.code);
    last = inList ? candidate.end : -1;
  }
  return [...codes];
}
