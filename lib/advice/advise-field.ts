import { createHits } from '../matching/hits.ts';
import { matchTender } from '../matching/match.ts';
import { type Hits, hitsIn, type Matcher } from '../matching/matcher.ts';
import { type Stretch, slice } from '../portals/page/text.ts';
import type { Block, Tender } from '../portals/tender.ts';
import { type Advised, byState, judgeInSteps } from './advised.ts';
import type { BuyerProfile } from './binding.ts';
import { splitShown } from './rank.ts';

/** What the text of one field speaks of. */
export interface FieldAdvice {
  /** Targets that apply and have a reason or a wording in this text. */
  advised: Advised[];
  /** The blocks that the spans of `advised` point into; the title comes first and is not part of the field. */
  blocks: Block[];
}

/** Longest block that one step looks at, in characters: a few milliseconds on a slow computer. */
const blockLength = 4000;

/**
 * The advice on the text of one field as it stands, with the tender's own codes and title beside it. Goes block by
 * block and lets `pause` decide when the page gets its turn.
 * @param text of the field, with the way back to its text nodes where it has any
 * @param title null when the field is the title itself
 * @returns null when `pause` said that the text is no longer wanted
 */
export async function adviseField(
  matcher: Matcher,
  tender: Tender,
  title: string | null,
  text: Stretch,
  profile: BuyerProfile,
  pause: () => Promise<boolean>,
): Promise<FieldAdvice | null> {
  const blocks: Block[] = [];
  if (title) blocks.push({ where: 'title', lot: null, text: title, source: null });
  const own = blocks.length;
  for (const part of parts(text)) {
    blocks.push({ where: title === null ? 'title' : 'description', lot: null, text: part.text, source: part.source });
  }
  const hits = new Map<string, Hits>();
  for (const block of blocks) {
    hits.set(block.text, hitsIn(matcher, block.text, tender.language));
    if (!(await pause())) return null;
  }
  const matched = matchTender(matcher, tender, blocks, (_matcher, words) => hits.get(words) ?? createHits());
  if (!(await pause())) return null;
  const steps = judgeInSteps(matcher.index, matched.found, tender, blocks, profile);
  let step = steps.next();
  for (; !step.done; step = steps.next()) if (!(await pause())) return null;
  const { shown } = splitShown(byState(matched.findings, step.value).inForce);
  const isHere = (span: { block: number } | null) => span !== null && span.block >= own;
  const advised = shown.filter(({ reasons, quote }) => isHere(quote) || reasons.some(({ span }) => isHere(span)));
  return { advised, blocks };
}

/** The text in blocks, cut where a line or at least a sentence or a word ends. */
export function parts(text: Stretch): Stretch[] {
  const found: Stretch[] = [];
  let start = 0;
  while (start < text.text.length) {
    const within = text.text.slice(start, start + blockLength);
    const isLast = start + within.length === text.text.length;
    const cut = isLast ? -1 : (['\n', '. ', ' '].map((end) => within.lastIndexOf(end)).find((at) => at > 0) ?? -1);
    const end = cut < 0 ? start + within.length : start + cut + 1;
    found.push(slice(text, start, end));
    start = end;
  }
  return found;
}
