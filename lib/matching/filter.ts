import { separator, symbolCount } from './fold.ts';
import { type Trie, tailEnd } from './trie.ts';

/**
 * What turns most places of a text away at one look. A word is judged when four of its symbols are read, whatever they
 * are: by the separator before it and those four. A part of a compound is judged by its own first five.
 */
export interface Filter {
  /** One bit for each run of five symbols in which some pattern may begin. Several runs share a bit: a set one proves nothing. */
  bits: Int32Array;
  /** The same for each run that a pattern wholly determines, with as many symbols behind it as `ahead` tells. */
  further: Int32Array;
  /** How many symbols behind a run every pattern has that begins in it, 0 to 5. Runs may share a place here, too. */
  ahead: Uint8Array;
  /** Where the runs that a pattern wholly determines lead in the trie: a hash table of pairs, run and `node * 8 + depth`. */
  openings: Int32Array;
  /** By two symbols, `first * 64 + second`: flags for patterns that are too short for an opening. */
  short: Uint8Array;
}

/** Symbols of a run; six bits each. */
export const runLength = 5;
export const runMask = 0x3fffffff;
/** Symbols by which a word and a part of a compound are judged. */
export const [wordSymbols, partSymbols] = [4, 5] as const;
const [beginsWord, beginsPart] = [1, 2] as const;

/** Most symbols looked at behind a run that passed, six bits each. */
export const mostAhead = 5;

/** Factors that spread neighbours (Knuth's multiplicative hashing). */
export const bitFactor = 0x9e3779b1 | 0;
export const aheadFactor = 0xc2b2ae35 | 0;
const openingFactor = 0x85ebca6b | 0;

/** So many bits for each set one, so that few places pass by chance. */
const room = 24;
const roomAhead = 3;
const [fewestBits, mostBits] = [2 ** 12, 2 ** 20] as const;

/** By how much a product is shifted to become a place among so many; that is a power of two. */
export const shiftFor = (places: number): number => Math.clz32(places - 1);

/**
 * The run that a symbol is added to. It stays within 30 bits because browsers keep larger numbers in boxes of their own
 * wherever a loop has a second way round.
 */
export const pushSymbol = (run: number, symbol: number): number => ((run << 6) | symbol) & runMask;

/**
 * Where in the trie to go on from for a run that passed: `node * 8 + depth`, 0 to begin at its root, -1 when no pattern
 * begins there.
 */
export function openingOf({ openings, short }: Filter, run: number): number {
  const last = (openings.length >>> 1) - 1;
  let place = Math.imul(run, openingFactor) >>> shiftFor(last + 1);
  for (;;) {
    const known = openings[2 * place] as number;
    if (known === run) return openings[2 * place + 1] as number;
    if (known < 0) break;
    place = (place + 1) & last;
  }
  return hasShort(short, run) ? 0 : -1;
}

/** Whether a pattern that is too short for an opening may begin in a run. */
function hasShort(short: Uint8Array, run: number): boolean {
  const isWord = run >>> 24 === separator;
  const pair = isWord ? run >>> 12 : run >>> 18;
  return ((short[pair & 4095] as number) & (isWord ? beginsWord : beginsPart)) !== 0;
}

/**
 * The filter of a trie's patterns.
 * @param mayBePart whether a pattern, by its number, may be a later part of a compound
 */
export function createFilter(trie: Trie, mayBePart: (pattern: number) => boolean): Filter {
  const short = new Uint8Array(64 * 64);
  const shortOnes = new Set<string>();
  const opened = new Map<number, number>();
  const runs: number[] = [];
  const behind: { run: number; symbols: readonly number[] }[] = [];
  eachPattern(trie, (pattern, symbols, nodes) => {
    const first = symbols[0] as number;
    const kinds = mayBePart(pattern) ? [wordSymbols, partSymbols] : [wordSymbols];
    for (const count of kinds) {
      const isWord = count === wordSymbols;
      if (symbols.length >= count) {
        const run = runOf(symbols, count);
        // Not over the separator that closes a pattern: what it found ends before that.
        const letters = symbols.indexOf(separator);
        const depth = Math.min(count, nodes.length - 1, letters < 0 ? count : letters);
        opened.set(run, (nodes[depth] as number) * 8 + depth);
        behind.push({ run, symbols: symbols.slice(count, count + mostAhead) });
        continue;
      }
      // Whatever follows it, a separator for one.
      for (const second of symbols.length > 1 ? [symbols[1] as number] : anySymbol) {
        const pair = first * 64 + second;
        short[pair] = (short[pair] as number) | (isWord ? beginsWord : beginsPart);
      }
      shortOnes.add(`${count}${symbols.join()}`);
      for (const run of allRuns(symbols, count)) runs.push(run);
    }
  });
  for (const run of opened.keys()) {
    runs.push(run);
    if (!hasShort(short, run)) continue;
    const count = run >>> 24 === separator ? wordSymbols : partSymbols;
    const symbols = Array.from({ length: count }, (_, place) => (run >>> (6 * (count - 1 - place))) & 63);
    // From the root on, or a shorter pattern on the way would be missed.
    const isHidden = symbols.some(
      (_, length) => length > 0 && shortOnes.has(`${count}${symbols.slice(0, length).join()}`),
    );
    if (isHidden) opened.set(run, 0);
  }
  const bits = bitsOf(runs.map((run) => Math.imul(run, bitFactor)));
  return { bits, ...furtherOf(behind), openings: openingsOf(opened), short };
}

const anySymbol = Array.from({ length: symbolCount }, (_, symbol) => symbol);

/** All runs that begin with some symbols and are so many long. */
function allRuns(symbols: readonly number[], count: number): number[] {
  let runs = [symbols.reduce(pushSymbol, 0)];
  for (let length = symbols.length; length < count; length++) {
    runs = runs.flatMap((run) => anySymbol.map((symbol) => pushSymbol(run, symbol)));
  }
  return runs;
}

/** The first symbols as a run. */
function runOf(symbols: readonly number[], count: number): number {
  let run = 0;
  for (let place = 0; place < count; place++) run = pushSymbol(run, symbols[place] as number);
  return run;
}

/** Goes through the patterns of a trie, each with its first symbols and the nodes on its way, the root first. */
function eachPattern(
  { base, check, word, tails }: Trie,
  visit: (pattern: number, symbols: readonly number[], nodes: readonly number[]) => void,
): void {
  for (let leaf = 0; leaf < word.length; leaf++) {
    if ((word[leaf] as number) < 0) continue;
    const symbols: number[] = [];
    const nodes = [leaf];
    for (let node = leaf; node !== 0; ) {
      const parent = check[node] as number;
      symbols.push(node - (base[parent] as number));
      nodes.push(parent);
      node = parent;
    }
    symbols.reverse();
    nodes.reverse();
    const children = base[leaf] as number;
    for (let tail = -1 - children; children < 0 && tails[tail] !== tailEnd; tail++) {
      if (symbols.length >= partSymbols + mostAhead) break;
      symbols.push(tails[tail] as number);
    }
    visit(word[leaf] as number, symbols, nodes);
  }
}

/** @param behind of each pattern a run that it determines, and the next symbols that it has behind it */
function furtherOf(behind: readonly { run: number; symbols: readonly number[] }[]): Pick<Filter, 'further' | 'ahead'> {
  const ahead = new Uint8Array(2 ** Math.ceil(Math.log2(behind.length * roomAhead + 2))).fill(mostAhead);
  const shift = shiftFor(ahead.length);
  const spread = ({ run }: { run: number }): number => Math.imul(run, bitFactor);
  for (const one of behind) {
    const place = spread(one) >>> shift;
    ahead[place] = Math.min(ahead[place] as number, one.symbols.length);
  }
  const products = behind.map((one) => {
    const next = runOf(one.symbols, ahead[spread(one) >>> shift] as number);
    return (spread(one) + Math.imul(next, aheadFactor)) | 0;
  });
  return { further: bitsOf(products), ahead };
}

/** @param spread products of which the highest bits say which bit is set */
function bitsOf(spread: readonly number[]): Int32Array {
  const wanted = 2 ** Math.ceil(Math.log2(spread.length * room + 1));
  const bits = new Int32Array(Math.min(mostBits, Math.max(fewestBits, wanted)) / 32);
  const shift = shiftFor(bits.length * 32);
  for (const product of spread) {
    const bit = product >>> shift;
    bits[bit >>> 5] = (bits[bit >>> 5] as number) | (1 << (bit & 31));
  }
  return bits;
}

function openingsOf(opened: ReadonlyMap<number, number>): Int32Array {
  const places = 2 ** Math.ceil(Math.log2(opened.size * 2 + 2));
  const openings = new Int32Array(places * 2).fill(-1);
  for (const [run, to] of opened) {
    let place = Math.imul(run, openingFactor) >>> shiftFor(places);
    while ((openings[2 * place] as number) >= 0) place = (place + 1) & (places - 1);
    openings[2 * place] = run;
    openings[2 * place + 1] = to;
  }
  return openings;
}
