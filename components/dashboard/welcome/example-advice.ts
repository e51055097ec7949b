import { advise } from '../../../lib/advice/advise.ts';
import type { Advised } from '../../../lib/advice/advised.ts';
import type { CompiledIndex } from '../../../lib/matching/compiled.ts';
import { matcherOf } from '../../../lib/matching/compiled.ts';
import { matchTender } from '../../../lib/matching/match.ts';
import { emptyTender } from '../../../lib/portals/reading.ts';
import type { Block, Tender } from '../../../lib/portals/tender.ts';
import type { Settings } from '../../../lib/settings.ts';

/** A tender made up for the example: what a portal would show of it. */
export interface ExampleTender {
  title: string;
  text: string;
  language: string;
}

/** What a page with this tender would be told, by the same code. */
export function adviseExample(
  compiled: CompiledIndex,
  { title, text, language }: ExampleTender,
  { buyerKind, country }: Pick<Settings, 'buyerKind' | 'country'>,
): Advised[] {
  const tender: Tender = { ...emptyTender, title, language };
  const blocks: Block[] = [
    { where: 'title', lot: null, text: title, source: null },
    { where: 'description', lot: null, text, source: null },
  ];
  const matcher = matcherOf(compiled);
  return advise(matcher.index, matchTender(matcher, tender, blocks), tender, blocks, { buyerKind, country }).shown;
}
