import type { Tables } from './tables.ts';

/** Tables as text: they lie in the build and travel in a message so. Made by `packTables` of the same version alone. */
export interface PackedTables {
  /** Each table as base64 behind a letter for the kind of its numbers, as the machine lays them out: little end first. */
  numbers: Record<NumberTable, string>;
  tails: string;
  lists: string;
  /** The filter's set bits as gaps, see `packBits`. */
  filter: string;
  exact: [rule: number, spelling: string][];
}

type NumberTable = 'base' | 'check' | 'word' | 'firstRule' | 'rules' | 'uses';
const numberTables: readonly NumberTable[] = ['base', 'check', 'word', 'firstRule', 'rules', 'uses'];

export function packTables(tables: Tables): PackedTables {
  return {
    numbers: Object.fromEntries(numberTables.map((name) => [name, packNumbers(tables[name])])) as Record<
      NumberTable,
      string
    >,
    tails: toBase64(tables.tails),
    lists: toBase64(tables.lists),
    filter: `${tables.filter.length}:${toBase64(packBits(tables.filter))}`,
    exact: [...tables.exact],
  };
}

export function unpackTables(packed: PackedTables): Tables {
  const { base, check, word, firstRule, rules, uses } = packed.numbers;
  return {
    base: unpackNumbers(base),
    check: unpackNumbers(check),
    word: unpackNumbers(word),
    firstRule: unpackNumbers(firstRule),
    rules: unpackNumbers(rules),
    uses: unpackNumbers(uses),
    tails: fromBase64(packed.tails),
    lists: fromBase64(packed.lists),
    filter: unpackBits(packed.filter),
    exact: new Map(packed.exact),
  };
}

/** Two bytes a number where they are enough, with or without a sign. */
function packNumbers(numbers: Int32Array): string {
  const fits = (low: number, high: number) => numbers.every((number) => number >= low && number <= high);
  if (fits(0, 0xffff)) return `u:${toBase64(bytesOf(Uint16Array.from(numbers)))}`;
  if (fits(-0x8000, 0x7fff)) return `s:${toBase64(bytesOf(Int16Array.from(numbers)))}`;
  return `l:${toBase64(bytesOf(numbers))}`;
}

const bytesOf = ({ buffer, byteOffset, byteLength }: Uint16Array | Int16Array | Int32Array): Uint8Array =>
  new Uint8Array(buffer, byteOffset, byteLength);

function unpackNumbers(text: string): Int32Array {
  const { buffer } = fromBase64(text.slice(2));
  if (text.startsWith('u')) return Int32Array.from(new Uint16Array(buffer));
  return text.startsWith('s') ? Int32Array.from(new Int16Array(buffer)) : new Int32Array(buffer);
}

/** The gaps between set bits, seven bits a byte; the highest bit says that the gap goes on in the next byte. */
function packBits(bits: Int32Array): Uint8Array {
  const bytes: number[] = [];
  let last = -1;
  for (let bit = 0; bit < bits.length * 32; bit++) {
    if ((((bits[bit >>> 5] as number) >>> (bit & 31)) & 1) === 0) continue;
    let gap = bit - last;
    last = bit;
    for (; gap > 127; gap >>>= 7) bytes.push((gap & 127) | 128);
    bytes.push(gap);
  }
  return Uint8Array.from(bytes);
}

function unpackBits(text: string): Int32Array {
  const [length = '0', packed = ''] = text.split(':');
  const bits = new Int32Array(Number(length));
  let bit = -1;
  let gap = 0;
  let shift = 0;
  for (const byte of fromBase64(packed)) {
    gap |= (byte & 127) << shift;
    shift += 7;
    if (byte > 127) continue;
    bit += gap;
    bits[bit >>> 5] = (bits[bit >>> 5] as number) | (1 << (bit & 31));
    gap = 0;
    shift = 0;
  }
  return bits;
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
