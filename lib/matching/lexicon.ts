import type { CpvWords, TextLanguage } from '../targets/schema.ts';
import { stemOf } from './stem.ts';

/** What a word of a text says, by what people know of purchases or by the CPV labels that have it. */
export interface Said {
  /** Null for what lies in no area. */
  area: string | null;
  /** How exclusive the word is to it, 0 to 1. */
  weight: number;
  /** Chosen by people: it goes before a shorter word that says otherwise. */
  firm: boolean;
}

/** A word or a few, where they stand in a text, and what they say. */
export interface SaidWords {
  start: number;
  end: number;
  said: Said;
}

interface Words {
  /** By stem; words of several parts by their stems with spaces between. */
  whole: Map<string, Said>;
  /** By the stem of a compound's last part. */
  tails: Map<string, Said>;
}

/** What single words and short groups of them say in a language; unpacked when first asked for. */
export type Lexicon = (language: TextLanguage) => Words;

/** Words by language and area, `none` for no area, in the form of `packWords`. */
export type TitleWords = Partial<Record<TextLanguage, Partial<Record<string, string>>>>;

const shortestPart = 6;
/** The last part of a compound says what it is, but a part says less than the whole. */
const learnedPartShare = 0.7;
const firmPartShare = 0.95;
/** Most words in a group. */
const mostWords = 4;

/** The words learned from the labels and those chosen by people, in the form in which they travel. */
export function compileLexicon(learned: CpvWords, chosen: TitleWords): Lexicon {
  const known = new Map<TextLanguage, Words>();
  return (language) => {
    const words = known.get(language) ?? unpacked(learned[language] ?? {}, chosen[language] ?? {});
    known.set(language, words);
    return words;
  };
}

type ByArea = Partial<Record<string, string>>;

function unpacked(learned: ByArea, chosen: ByArea): Words {
  const whole = new Map<string, Said>();
  const tails = new Map<string, Said>();
  for (const [area, packed] of Object.entries(learned)) {
    for (const word of packed ? packed.split(' ') : []) {
      const stem = word.slice(0, -1);
      const weight = Number(word.slice(-1)) / 10;
      whole.set(stem, { area, weight, firm: false });
      if (stem.length >= shortestPart) tails.set(stem, { area, weight: weight * learnedPartShare, firm: false });
    }
  }
  for (const [name, packed] of Object.entries(chosen)) {
    const area = name === 'none' ? null : name;
    const asWhole = { area, weight: 1, firm: true };
    const asTail = { area, weight: firmPartShare, firm: true };
    for (const word of unpackWords(packed ?? '')) {
      const isTail = word.endsWith('*');
      const stem = isTail ? word.slice(0, -1) : word;
      whole.set(stem, asWhole);
      if (isTail || (stem.length >= shortestPart && !stem.includes(' '))) tails.set(stem, asTail);
    }
  }
  return { whole, tails };
}

/**
 * Words as they travel: sorted stems, each as a capital letter for how many letters it shares with the one before, and
 * the rest. `*` at the end for what may end a compound.
 */
export function packWords(words: readonly string[], language: TextLanguage): string {
  const stems = words.map((word) => {
    const isTail = word.startsWith('*');
    const stem = wordsOf(isTail ? word.slice(1) : word).map(({ text }) => stemOf(text, language));
    return `${stem.join(' ')}${isTail ? '*' : ''}`;
  });
  let before = '';
  let packed = '';
  for (const stem of [...new Set(stems)].sort()) {
    let shared = 0;
    while (shared < mostShared && stem[shared] !== undefined && stem[shared] === before[shared]) shared++;
    packed += String.fromCharCode(firstCapital + shared) + stem.slice(shared);
    before = stem;
  }
  return packed;
}

function unpackWords(packed: string): string[] {
  let before = '';
  return Array.from(packed.matchAll(/([A-Z])([^A-Z]*)/g), ([, shared = '', rest = '']) => {
    before = before.slice(0, shared.charCodeAt(0) - firstCapital) + rest;
    return before;
  });
}
const firstCapital = 'A'.charCodeAt(0);
const mostShared = 25;

/** The words of a text that say something, from its start on; of groups that begin at one word the longest. */
export function saidIn(lexicon: Lexicon, text: string, language: string | null): SaidWords[] {
  const words = wordsOf(text);
  const tried = languagesFor(language).map((own) => ({
    own: lexicon(own),
    hasParts: own !== 'en',
    stems: words.map((word) => stemOf(word.text, own)),
  }));
  const found: SaidWords[] = [];
  for (let first = 0; first < words.length; ) {
    let best: { said: Said; count: number } | null = null;
    for (const { own, stems } of tried) {
      for (let count = Math.min(mostWords, words.length - first); count > (best?.count ?? 0); count--) {
        const said = own.whole.get(
          count === 1 ? (stems[first] as string) : stems.slice(first, first + count).join(' '),
        );
        if (said) best = { said, count };
      }
    }
    for (const { own, hasParts, stems } of tried) {
      if (best || !hasParts) continue;
      const said = lastPart(own.tails, stems[first] as string);
      if (said) best = { said, count: 1 };
    }
    const count = best?.count ?? 1;
    if (best) {
      const end = words[first + count - 1] as Word;
      found.push({ start: (words[first] as Word).start, end: end.start + end.text.length, said: best.said });
    }
    first += count;
  }
  return found;
}

/** What a compound says by its last part, the longest that is known. */
function lastPart(tails: ReadonlyMap<string, Said>, stem: string): Said | null {
  for (let start = 2; start <= stem.length - shortestTail; start++) {
    const said = tails.get(stem.slice(start));
    if (said) return said;
  }
  return null;
}
const shortestTail = 3;

interface Word {
  text: string;
  start: number;
}

function wordsOf(text: string): Word[] {
  return Array.from(text.matchAll(/[\p{L}\p{N}]+/gu), ({ 0: word, index }) => ({ text: word, start: index }));
}

/** The languages whose words are tried on a text: its own, and the near neighbours that buyers mix it with. */
function languagesFor(language: string | null): readonly TextLanguage[] {
  switch (language) {
    case 'da':
      return ['da', 'nb'];
    case 'nb':
    case 'nn':
    case 'no':
      return ['nb', 'da'];
    case 'sv':
      return ['sv', 'nb', 'da'];
    case 'de':
      return ['de'];
    case null:
      return ['da', 'nb', 'en'];
    default:
      return ['en'];
  }
}
