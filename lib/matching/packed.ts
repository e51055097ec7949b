import { derived, ruleWidth, type Tables, useWidth } from './tables.ts';

/** Tables as text: they lie in the build and travel in a message so. Made by `packTables` of the same version alone. */
export interface PackedTables {
  numbers: Record<NumberTable, string>;
  tails: string;
  lists: string;
  exact: [rule: number, spelling: string][];
}

/** Tables of numbers with the width of their rows. */
const numberTables = { base: 1, check: 1, word: 1, firstRule: 1, rules: ruleWidth, uses: useWidth } as const;
type NumberTable = keyof typeof numberTables;
const names = Object.keys(numberTables) as NumberTable[];

export function packTables(tables: Tables): PackedTables {
  const packed = names.map((name) => [name, packNumbers(tables[name], numberTables[name])]);
  return {
    numbers: Object.fromEntries(packed) as Record<NumberTable, string>,
    tails: toBase64(tables.tails),
    lists: toBase64(tables.lists),
    exact: [...tables.exact],
  };
}

export function unpackTables({ numbers, tails, lists, exact }: PackedTables): Tables {
  const unpacked = names.map((name) => [name, unpackNumbers(numbers[name], numberTables[name])]);
  const written = {
    ...(Object.fromEntries(unpacked) as Record<NumberTable, Int32Array>),
    tails: fromBase64(tails),
    lists: fromBase64(lists),
  };
  return { ...written, exact: new Map(exact), ...derived(written) };
}

/**
 * Column by column, each number as its difference from the one above it. The sign is the second lowest bit; the lowest
 * says that how often the difference is repeated comes next, for most columns rise evenly or stand still. Seven bits
 * a byte; the highest bit says that the next byte goes on.
 */
function packNumbers(numbers: Int32Array, width: number): string {
  const bytes: number[] = [];
  const push = (number: number): void => {
    let left = number;
    for (; left > 127; left = Math.floor(left / 128)) bytes.push((left % 128) | 128);
    bytes.push(left);
  };
  for (let column = 0; column < width; column++) {
    const differenceAt = (i: number) => (numbers[i] as number) - (i < width ? 0 : (numbers[i - width] as number));
    for (let i = column; i < numbers.length; ) {
      const difference = differenceAt(i);
      const first = i;
      do i += width;
      while (i < numbers.length && differenceAt(i) === difference);
      const repeated = (i - first) / width - 1;
      push(Math.abs(difference) * 4 + (difference < 0 ? 2 : 0) + (repeated > 0 ? 1 : 0));
      if (repeated > 0) push(repeated);
    }
  }
  return `${numbers.length}:${toBase64(Uint8Array.from(bytes))}`;
}

function unpackNumbers(text: string, width: number): Int32Array {
  const colon = text.indexOf(':');
  const numbers = new Int32Array(Number(text.slice(0, colon)));
  const bytes = fromBase64(text.slice(colon + 1));
  let at = 0;
  const read = (): number => {
    let byte = bytes[at++] as number;
    let number = byte & 127;
    for (let factor = 128; byte > 127; factor *= 128) {
      byte = bytes[at++] as number;
      number += (byte & 127) * factor;
    }
    return number;
  };
  for (let column = 0; column < width; column++) {
    let above = 0;
    for (let i = column; i < numbers.length; ) {
      const number = read();
      const size = Math.floor(number / 4);
      const difference = (number & 2) === 0 ? size : -size;
      for (let left = (number & 1) === 0 ? 0 : read(); left >= 0; left--, i += width) {
        above += difference;
        numbers[i] = above;
      }
    }
  }
  return numbers;
}

/** A call takes no more arguments than so. */
const chunk = 0x8000;

function toBase64(bytes: Uint8Array): string {
  let text = '';
  for (let i = 0; i < bytes.length; i += chunk) text += String.fromCharCode(...bytes.subarray(i, i + chunk));
  return btoa(text);
}

/** The browser's own way where it has one: Chrome from 140, Firefox from 133. */
interface Base64Reader {
  fromBase64?: (text: string) => Uint8Array<ArrayBuffer>;
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  const native = (Uint8Array as Base64Reader).fromBase64;
  if (native) return native.call(Uint8Array, text);
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i);
  return bytes;
}
