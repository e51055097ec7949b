import type { MatchIndex, MatchTarget } from '../../lib/matching/finding.ts';
import type { TargetData } from '../../lib/targets/load.ts';

/** Words and texts for the benchmark: drawn from the packs' own prose by a seeded chance, the same in every run. */
export interface Vocabulary {
  /** As many terms as asked for, words and phrases, no two alike. */
  terms: (count: number) => string[];
  /**
   * Danish-like text of that many characters; `terms` are put in at so many places per million. Other words are those of
   * the prose, or of those the ones that are wanted.
   */
  text: (length: number, terms: readonly string[], places?: number, isWanted?: (word: string) => boolean) => string;
}

/** Places per million characters at which the packs' words stand in Danish and Norwegian tenders, by own count. */
const placesPerMillion = 8_800;
/** Languages of a Danish tender's words and of those that it borrows. */
const mixed: ReadonlySet<string | null> = new Set(['da', 'nb', 'en', null]);

export function createVocabulary(data: Omit<TargetData, 'files'>, index: MatchIndex): Vocabulary {
  const prose = data.targets
    .flatMap(({ requirement, plain, title }) => [requirement, plain, title].map(({ da }) => da ?? ''))
    .join(' ');
  const words = prose.split(/\s+/).filter((word) => word !== '');
  const near = [...index.targets, ...index.tips].map(({ terms }) => ({
    terms: terms.filter(({ language }) => mixed.has(language)),
  }));
  const own = [...new Set(wordsOf(near).map((word) => word.toLowerCase()))];
  const plain = words.filter(
    (word) => !own.some((term) => term.startsWith(word.toLowerCase()) || word.toLowerCase().startsWith(term)),
  );
  return {
    terms: (count) => {
      const random = chance(7);
      const chosen = new Set(shuffled(own, random).slice(0, count));
      // Beyond the packs' own words: compounds of the prose, which begin and end as Danish words do.
      const long = [...new Set(words.map((word) => word.toLowerCase().replace(/[^\p{L}]/gu, '')))].filter(
        (word) => word.length > 4,
      );
      while (chosen.size < count) chosen.add(`${pick(long, random)}${pick(long, random)}`);
      return [...chosen];
    },
    text: (length, terms, places = placesPerMillion, isWanted = () => true) => {
      const random = chance(11);
      const others = plain.filter(isWanted);
      const parts: string[] = [];
      let due = 0;
      for (let written = 0; written <= length; ) {
        const word = pick(due >= 1 ? terms : others, random);
        if (due >= 1) due -= 1;
        due += ((word.length + 1) * places) / 1_000_000;
        parts.push(word);
        written += word.length + 1;
      }
      return parts.join(' ').slice(0, length);
    },
  };
}

/** All words and phrases by which targets or tips are found, each once. */
export function wordsOf(owners: readonly Pick<MatchTarget, 'terms'>[]): string[] {
  const terms = owners.flatMap(({ terms }) => terms);
  return [...new Set(terms.flatMap(({ word, forms = [] }) => [word, ...forms]))];
}

/** A chance that falls the same in every run: 0 up to 1. */
function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48271) % 0x7fffffff;
    return state / 0x7fffffff;
  };
}

function pick<T>(from: readonly T[], random: () => number): T {
  return from[Math.floor(random() * from.length)] as T;
}

function shuffled<T>(from: readonly T[], random: () => number): T[] {
  return from
    .map((one) => ({ one, key: random() }))
    .sort((a, b) => a.key - b.key)
    .map(({ one }) => one);
}
