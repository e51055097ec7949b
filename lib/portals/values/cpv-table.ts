import { cpvTree } from './cpv-tree.ts';

let table: Uint32Array | null = null;

/** Every code as a number, in ascending order; unpacked when first asked for. */
export function cpvCodes(): Uint32Array {
  table ??= decode();
  return table;
}

/**
 * Reads the tree of digits: each node lists the digits below it and ends with a comma; "b" to "z" stand for 2 to 26
 * commas; a minus says that the node itself is no code.
 */
function decode(): Uint32Array {
  const codes = new Uint32Array(9454);
  let count = 0;
  let at = 0;
  /** Commas of a run that are still to be used up. */
  let ends = 0;
  const visit = (prefix: string) => {
    let isCode = true;
    let digits = '';
    while (ends === 0) {
      const sign = cpvTree.charCodeAt(at);
      at += 1;
      if (sign === 45) isCode = false;
      else if (sign === 44) ends = 1;
      else if (sign >= 97) ends = sign - 96;
      else digits += cpvTree[at - 1];
    }
    ends -= 1;
    if (isCode) {
      codes[count] = Number(prefix.padEnd(8, '0'));
      count += 1;
    }
    for (const digit of digits) visit(prefix + digit);
  };
  visit('');
  return codes.sort();
}

/**
 * Whether eight digits are a code of CPV 2008. That says little about a number met in a text: of the round amounts,
 * one in five is a code too.
 */
export function isCpvCode(code: string): boolean {
  if (!/^\d{8}$/.test(code)) return false;
  const codes = cpvCodes();
  const wanted = Number(code);
  let low = 0;
  let high = codes.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const found = codes[middle] ?? 0;
    if (found === wanted) return true;
    if (found < wanted) low = middle + 1;
    else high = middle - 1;
  }
  return false;
}

/**
 * What the official digit is more than the formula gives, by the first digits of the codes; the longest match counts.
 * The revision of 2008 moved whole groups to new numbers and let them keep wrong digits, and nobody will correct them
 * (discussion 589 of OP-TED/ePO). All 532 are here, as the printed list has them (openprocurement/standards).
 */
const shifts: Record<string, number> = {
  '0330': 8,
  '0331': 8,
  '0332': 8,
  '034': 9,
  '09': 6,
  '09000000': 0,
  '31711154': 3,
  '31711155': 3,
  '33141113': 9,
  '34211100': 9,
  '34211200': 8,
  '34211300': 7,
  '34421000': 3,
  '34422000': 6,
  '35113110': 7,
  '35125300': 3,
  '35331300': 7,
  '35642000': 1,
  '37442100': 9,
  '37442200': 8,
  '37442300': 7,
  '37442400': 6,
  '37442500': 5,
  '37442600': 4,
  '37442700': 3,
  '37442800': 2,
  '37442900': 1,
  '38941000': 4,
  '38942000': 7,
  '38944000': 3,
  '38945000': 6,
  '38946000': 9,
  '38947000': 2,
  '421': 3,
  '45233139': 1,
  '48628000': 3,
  '51000000': 7,
  '65122000': 6,
  '65123000': 2,
  '71351920': 4,
  '71351921': 7,
  '71351923': 3,
  '71351924': 6,
  '72212': 5,
  '72212000': 0,
  '72267100': 5,
  '72267200': 5,
  '72330000': 5,
  '724': 5,
  '726': 5,
  '727': 5,
  '728': 5,
  '729': 5,
  '79342410': 4,
  '85210000': 9,
  '92225100': 2,
};

const weights = [3, 7, 1, 3, 7, 1, 3, 7];

/** The digit that the formula gives: right for all but 532 of the official codes. */
export function cpvFormulaDigit(code: string): number {
  return weights.reduce((sum, weight, index) => sum + weight * Number(code[index]), 0) % 10;
}

/** The official check digit of a code. */
export function cpvCheckDigit(code: string): number {
  for (let length = 8; length >= 2; length -= 1) {
    const shift = shifts[code.slice(0, length)];
    if (shift !== undefined) return (cpvFormulaDigit(code) + shift) % 10;
  }
  return cpvFormulaDigit(code);
}
