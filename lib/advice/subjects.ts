import type { MatchIndex } from '../matching/finding.ts';
import type { PlacedHit } from '../matching/match.ts';
import type { Block } from '../portals/tender.ts';
import type { Sentences } from './sentences.ts';
import { gapBetween, isWithin, type Span, sentenceSpan } from './spans.ts';

/** What a wording is about: the target's own thing, perhaps something else, surely something else. */
export type About = 'own' | 'unsure' | 'other';

/** A wording or a label as one target sees it. */
interface Said extends Span {
  owner: number;
  block: number;
  /** Names its own thing, so that other things beside it say nothing. */
  isLong: boolean;
}

/** Areas that name each other's things: a building site has machines, wood, paint and stone. */
const works: ReadonlySet<string> = new Set(['building', 'civil-works', 'raw-materials', 'timber', 'paint']);
/** What directly joins a thing to what it is for: "vaskemidler til tekstiler" are no textiles. */
const purpose = /^\s+(?:til|for|till|för|für|zur|zum)\s+$/iu;
/** A name of a thing, and the words that join another to it, are no longer than this. */
const longestName = 60;

/** Tells what the wordings of one tender are about, from the words that name the targets' things. */
export function aboutIn(
  { targets }: MatchIndex,
  hits: readonly PlacedHit[],
  blocks: readonly Block[],
  sentenceOf: Sentences,
): (said: Said) => About {
  const areaOf = ({ owner }: { owner: number }): string => targets[owner]?.area ?? '';
  const isKin = (one: string, other: string): boolean => one === other || (works.has(one) && works.has(other));
  const named = hits.filter(({ role, weak }) => role === 'target' && !weak);
  const byBlock = grouped(named, ({ block }) => block);
  for (const inBlock of byBlock.values()) byPlace(inBlock);
  const between = (block: number, from: number, to: number): PlacedHit[] => cut(byBlock.get(block) ?? [], from, to);
  const isPartOfOther = (hit: PlacedHit): boolean =>
    between(hit.block, hit.start - longestName, hit.end).some((other) => {
      if (areaOf(other) === areaOf(hit) || areaOf(other) === 'all') return false;
      if (other.end - other.start > hit.end - hit.start && isWithin(hit, other)) return true;
      return other.end < hit.start && purpose.test((blocks[hit.block]?.text ?? '').slice(other.end, hit.start));
    });
  const known = new Map<PlacedHit, boolean>();
  const isSubject = (hit: PlacedHit): boolean => {
    const answer = known.get(hit) ?? !isPartOfOther(hit);
    known.set(hit, answer);
    return answer;
  };
  const ownByBlock = new Map<number, Map<number, PlacedHit[]>>();
  const byOwner = grouped(named, ({ owner }) => owner);
  const ownOf = (owner: number): Map<number, PlacedHit[]> => {
    const own =
      ownByBlock.get(owner) ?? grouped(byPlace((byOwner.get(owner) ?? []).filter(isSubject)), ({ block }) => block);
    ownByBlock.set(owner, own);
    return own;
  };
  /**
   * Its own: the target's words stand in the sentence or one beside it, in the title of the lot or, outside lots, of
   * the tender. Where none of its words stands anywhere the code spoke for it. A sentence that names another area's
   * thing alone is about that.
   */
  return ({ owner, block, start, end, isLong }) => {
    const area = areaOf({ owner });
    const sentence = sentenceSpan(sentenceOf, { block, start, end });
    const here = between(block, sentence.start, sentence.end).filter(
      (hit) => isWithin(hit, sentence) && isSubject(hit),
    );
    if (area !== 'all' && !isLong && !here.some((hit) => isKin(areaOf(hit), area))) {
      if (here.some((hit) => gapBetween(hit, { start, end }) > 0)) return 'other';
    }
    const own = ownOf(owner);
    if (own.size === 0) return 'own';
    const around = sentenceSpan(sentenceOf, { block, start, end }, 1, 1);
    const lot = blocks[block]?.lot ?? null;
    const title = lot === null ? 'title' : `lots/${lot}/title`;
    const isNear =
      cut(own.get(block) ?? [], around.start, around.end).length > 0 ||
      [...own.keys()].some((other) => other !== block && blocks[other]?.where === title);
    return isNear ? 'own' : 'unsure';
  };
}

function grouped(hits: readonly PlacedHit[], keyOf: (hit: PlacedHit) => number): Map<number, PlacedHit[]> {
  const groups = new Map<number, PlacedHit[]>();
  for (const hit of hits) {
    const group = groups.get(keyOf(hit));
    if (group) group.push(hit);
    else groups.set(keyOf(hit), [hit]);
  }
  return groups;
}

const byPlace = (hits: PlacedHit[]): PlacedHit[] => hits.sort((one, other) => one.start - other.start);

/** The hits that begin between two offsets, of hits in order: a long text has thousands. */
function cut(hits: readonly PlacedHit[], from: number, to: number): PlacedHit[] {
  let low = 0;
  let high = hits.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((hits[middle] as PlacedHit).start < from) low = middle + 1;
    else high = middle;
  }
  let last = low;
  while (last < hits.length && (hits[last] as PlacedHit).start < to) last++;
  return hits.slice(low, last);
}
