/** The 45 divisions of CPV 2008 (Regulation (EC) No 213/2008): the first two digits of every code. */
const divisions = new Set(
  (
    '03 09 14 15 16 18 19 22 24 30 31 32 33 34 35 37 38 39 41 42 43 44 45 48 50 51 55 60 63 64 65 66 70 71 72 73 75 ' +
    '76 77 79 80 85 90 92 98'
  ).split(' '),
);

/** "CPV" in Latin letters or the Cyrillic look-alikes of Bulgarian notices. */
const label = /[CcСс][PpРр][VvѴ](?![\p{L}])/u;

/** Eight digits as notices write them, with or without the check digit. Group 1 to 4: the pairs; 5: check digit. */
const written =
  /(?<![\d.,+/])(?<!\d[ \u00a0\u202f\u2009-])(\d{2})(\.?)(\d{2})\2(\d{2})\2(\d{2})(?:\s?[-–—]\s?(\d)(?!\d)|(\d)(?!\d))?(?![\d])(?![.,]\d)(?!-\d{3})/gu;

const moneyAfter = /^\s{0,2}(?:,-|kr\b|kroner|dkk|nok|sek|eur\b|euro|€|£|\$|gbp|usd|mio)/iu;
const moneyBefore = /(?:kr\.?|dkk|nok|sek|eur|euro|€|£|\$|gbp|usd)\s{0,2}$/iu;
const otherNumberBefore =
  /(?:cvr|se-?nr|p-?nr|p-?nummer|telefon|tlf|phone|mobil|tel|fax|ean|gln|unspsc|konto|org\.?\s?nr|varenr|varenummer|sku|ean|dato|date|id|ref|reference|sagsnr)[^\p{L}\d]{0,6}(?:nr\.?|no\.?|nummer|number)?[^\p{L}\d]{0,4}(?:\+\d{2}\s?)?$/iu;
const rangeAfter = /^\s*(?:à|til|to|bis|tot|till|–|—)\s*\d{8}/u;
const rangeBefore = /\d{8}(?:-\d)?\s*(?:à|til|to|bis|tot|till|–|—)\s*$/u;

/**
 * The check digit that the formula gives. It fails for 532 official codes (the 2008 revision carries wrong digits),
 * so a right digit speaks for a code and a wrong one proves nothing.
 */
export function cpvCheckDigit(code: string): number {
  const weights = [3, 7, 1, 3, 7, 1, 3, 7];
  return weights.reduce((sum, weight, index) => sum + weight * Number(code[index]), 0) % 10;
}

/** Eight digits, not all of a division missing: says nothing about whether the number is meant as a code. */
export function isCpvShape(code: string): boolean {
  return /^\d{8}$/.test(code) && divisions.has(code.slice(0, 2));
}

interface Candidate {
  code: string;
  start: number;
  end: number;
  /** True when a check digit was written and the formula gives it. */
  checked: boolean;
}

function candidates(text: string): Candidate[] {
  const found: Candidate[] = [];
  for (const match of text.matchAll(written)) {
    const code = `${match[1]}${match[3]}${match[4]}${match[5]}`;
    if (!isCpvShape(code)) continue;
    const glued = match[7];
    const dotted = match[2] === '.';
    if (glued !== undefined && (dotted || Number(glued) !== cpvCheckDigit(code))) continue;
    const digit = match[6] ?? glued;
    const start = match.index;
    const end = start + match[0].length;
    const checked = digit !== undefined && Number(digit) === cpvCheckDigit(code);
    found.push({ code, start, end, checked });
  }
  return found;
}

function isOtherNumber(text: string, { start, end }: Candidate): boolean {
  const before = text.slice(Math.max(0, start - 40), start);
  const after = text.slice(end, end + 20);
  return (
    moneyAfter.test(after) ||
    moneyBefore.test(before) ||
    otherNumberBefore.test(before) ||
    rangeAfter.test(after) ||
    rangeBefore.test(before)
  );
}

/**
 * Codes of a field that is known to hold CPV codes, in order, each once. Amounts, ranges of legal texts and other
 * kinds of numbers beside them are left out.
 */
export function cpvInSlot(text: string): string[] {
  const codes = candidates(text).filter((candidate) => !isOtherNumber(text, candidate));
  return [...new Set(codes.map(({ code }) => code))];
}

/**
 * Codes in free text. A number counts when "CPV" stands shortly before it, when it goes on a list begun so, or when
 * it carries a check digit that the formula gives. Never money, phone or register numbers, nor ranges.
 */
export function findCpv(text: string): string[] {
  const codes = new Set<string>();
  let listed = -1;
  for (const candidate of candidates(text)) {
    const before = text.slice(Math.max(0, candidate.start - 60), candidate.start);
    const lastLabel = lastIndexOf(before, label);
    const between = lastLabel === null ? null : before.slice(lastLabel);
    const labelled = between !== null && !/[.!?]\s+\p{Lu}|\n\s*\n/u.test(between) && between.length <= 48;
    const gap = listed < 0 ? null : text.slice(listed, candidate.start);
    const goesOn =
      gap !== null &&
      gap.length <= 160 &&
      /[,;\n]\s*(?:og|and|och|und|et|samt)?\s*$|^\s*(?:og|and|och|und|et|samt)\s*$/u.test(gap) &&
      !/[.!?]\s+\p{Lu}/u.test(gap);
    if (isOtherNumber(text, candidate)) continue;
    if (!labelled && !goesOn && !candidate.checked) continue;
    codes.add(candidate.code);
    listed = labelled || goesOn ? candidate.end : -1;
  }
  return [...codes];
}

/** Where the last match ends, or null. */
function lastIndexOf(text: string, pattern: RegExp): number | null {
  let end: number | null = null;
  for (const match of text.matchAll(new RegExp(pattern, 'gu'))) end = match.index + match[0].length;
  return end;
}
