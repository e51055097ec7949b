import { type Advice, advise } from '../../../lib/advice/advise.ts';
import type { BuyerProfile } from '../../../lib/advice/binding.ts';
import type { TipPast } from '../../../lib/advice/tips.ts';
import { findWording, labelsIn, type WordingPlace, wordingLanguage } from '../../../lib/advice/wording.ts';
import type { Composed } from '../../../lib/documents/compose.ts';
import { matchTender, placedHits } from '../../../lib/matching/match.ts';
import type { Matcher } from '../../../lib/matching/matcher.ts';
import type { PageWording, TextLanguage } from '../../../lib/targets/schema.ts';

/** What there is to say of documents: the page's own advice, and that on the wording. */
export interface CheckAdvice {
  advice: Advice;
  wording: readonly WordingPlace[];
  /** Of the text, where there are rules on wording for it. */
  wordingIn: TextLanguage | null;
}

/** Advises on composed documents by the page's own code, so that a file says what its text on a page would. */
export function adviseDocuments(
  matcher: Matcher,
  { tender, blocks }: Pick<Composed, 'tender' | 'blocks'>,
  profile: BuyerProfile,
  rules: PageWording,
  past: TipPast,
): CheckAdvice {
  const matched = matchTender(matcher, tender, blocks);
  const language = wordingLanguage(tender.language);
  const labels = labelsIn(matcher.index, placedHits(matched.found, 'ecolabel'));
  return {
    advice: advise(matcher.index, matched, tender, blocks, profile, past),
    wording: language === null ? [] : findWording(rules, { blocks, labels, language }),
    wordingIn: language,
  };
}
