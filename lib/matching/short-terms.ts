import type { MatchArea, MatchTerm, ShortTerms } from './finding.ts';

/** Terms in full, strong ones first, from the short form in which they travel. */
export function inFull(terms: readonly ShortTerms[]): MatchTerm[] {
  return [
    ...terms.flatMap(({ language, strong }) => listed(strong).map((text) => termOf(language, text))),
    ...terms.flatMap(({ language, weak }) =>
      listed(weak).map((text): MatchTerm => ({ ...termOf(language, text), weak: true })),
    ),
  ];
}

/** The words that speak against an area in a title, tried in every language. */
export function againstTermsOf({ against }: Pick<MatchArea, 'against'>): MatchTerm[] {
  return listed(against).map((text) => termOf(null, text));
}

const listed = (packed: string): string[] => (packed === '' ? [] : packed.split('|'));

/** `*møbler` may end a compound, `rengøring*` begin one, `*avfall*` both. */
function termOf(language: MatchTerm['language'], text: string): MatchTerm {
  const tail = text.startsWith('*');
  const head = text.endsWith('*');
  const word = text.slice(tail ? 1 : 0, head ? -1 : undefined);
  if (!tail && !head) return { language, word };
  return { language, word, compound: tail && head ? 'both' : tail ? 'tail' : 'head' };
}
