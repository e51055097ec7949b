import type { CpvWords, Language } from '../targets/schema.ts';
import { stemOf } from './stem.ts';

/** What a word of a text says by the CPV labels that have it. */
interface Said {
  /** Null for words of labels that lie in no area. */
  area: string | null;
  /** How exclusive the word is to it, 0 to 1. */
  weight: number;
}

/** Words of the CPV labels by language, each with what it says. */
export type Lexicon = Record<Language, ReadonlyMap<string, Said>>;

/** Unpacks the words from the form in which they travel. */
export function compileLexicon({ da, nb, en }: CpvWords): Lexicon {
  return { da: unpacked(da), nb: unpacked(nb), en: unpacked(en) };
}

function unpacked(byArea: CpvWords[Language]): Map<string, Said> {
  const words = new Map<string, Said>();
  for (const [area, packed] of Object.entries(byArea)) {
    for (const word of packed ? packed.split(' ') : []) {
      words.set(word.slice(0, -1), { area: area === 'none' ? null : area, weight: Number(word.slice(-1)) / 10 });
    }
  }
  return words;
}

const shortestPart = 6;
/** The last part of a compound says what it is, but a part says less than the whole. */
const partShare = 0.7;

/** What a word says, whole or by its last part; null for words that no label has, or that many have. */
export function lookUp(lexicon: Lexicon, word: string, language: string | null): Said | null {
  for (const own of languagesFor(language)) {
    const stem = stemOf(word, own);
    const said = lexicon[own].get(stem);
    if (said) return said;
    if (own === 'en') continue;
    for (let start = 2; start <= stem.length - shortestPart; start++) {
      const part = lexicon[own].get(stem.slice(start));
      if (part) return { ...part, weight: part.weight * partShare };
    }
  }
  return null;
}

function languagesFor(language: string | null): readonly Language[] {
  if (language === 'da') return ['da', 'nb'];
  if (language === 'nb' || language === 'nn' || language === 'no' || language === 'sv') return ['nb', 'da'];
  return language === null ? ['da', 'nb', 'en'] : ['en'];
}
