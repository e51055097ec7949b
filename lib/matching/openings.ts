import type { Block } from '../portals/tender.ts';
import { isTitle, leadLength, type PlacedHit } from './evidence.ts';
import { isFrame, type TitlePart, titleParts } from './heads.ts';
import { type Lexicon, type SaidWords, saidIn } from './lexicon.ts';
import type { IsNamed } from './names.ts';

/** What a title or the first sentence of a description says by its known words. */
export interface Opening {
  said: SaidWords[];
  /** How much each word of a title counts; null for a description. */
  parts: TitlePart[] | null;
}

/** A longer title is no title. */
const titleLength = 500;
const noWords: Opening = { said: [], parts: null };

/** Reads the titles and first sentences of a tender's texts; what is bought is said there. */
export function readOpenings(
  lexicon: Lexicon,
  language: string | null,
  blocks: readonly Block[],
  isNamed: IsNamed,
): Opening[] {
  return blocks.map((block, number) => {
    const inTitle = isTitle(block);
    if (!inTitle && block.where !== 'description' && block.lot === null) return noWords;
    const text = block.text.slice(0, inTitle ? titleLength : leadLength);
    const said = saidIn(lexicon, text, language).filter(
      (words) => !isFrame(text.slice(words.start, words.end)) && !isNamed(number, words),
    );
    if (!inTitle) return { said, parts: null };
    const known = said.map(({ start, end, said: one }) => ({ start, end, isRival: one.area === null }));
    return { said, parts: titleParts(block.text, known) };
  });
}

/**
 * Whether a word is only a part of what the opening says by a longer one, or by one that people chose: the vehicles of
 * "vehicle insurance", the waste of "waste management software".
 * @param area the area that the word speaks for
 */
export function isOverruled(
  { said }: Opening,
  { start, end }: Pick<PlacedHit, 'start' | 'end'>,
  area: string,
): boolean {
  return said.some((one) => one.said.firm && one.said.area !== area && one.start <= start && end <= one.end);
}
