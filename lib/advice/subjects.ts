import type { MatchIndex } from '../matching/finding.ts';
import type { PlacedHit } from '../matching/match.ts';
import type { Sentences } from './sentences.ts';
import { gapBetween, isWithin, type Span, sentenceSpan } from './spans.ts';

/** A wording or a label as one target sees it. */
interface Said extends Span {
  owner: number;
}

/** Areas that name each other's things: a building site has machines, wood, paint and stone. */
const works: ReadonlySet<string> = new Set(['building', 'civil-works', 'raw-materials', 'timber', 'paint']);
/** What directly joins a thing to what it is for: "vaskemidler til tekstiler" are no textiles. */
const purpose = /^\s+(?:til|for|till|för|für|zur|zum)\s+$/iu;
/** A name of a thing, and the words that join another to it, are no longer than this. */
const longestName = 60;

/** Tells what the wordings of a text are about, from the words that name the targets' things. */
export function subjectsIn({ targets }: MatchIndex, hits: readonly PlacedHit[], text: string, sentenceOf: Sentences) {
  const areaOf = ({ owner }: { owner: number }): string => targets[owner]?.area ?? '';
  const isKin = (one: string, other: string): boolean => one === other || (works.has(one) && works.has(other));
  const named = byPlace(hits.filter(({ role, weak }) => role === 'target' && !weak));
  const isPartOfOther = (hit: PlacedHit): boolean =>
    cut(named, hit.start - longestName, hit.end).some((other) => {
      if (areaOf(other) === areaOf(hit) || areaOf(other) === 'all') return false;
      if (other.end - other.start > hit.end - hit.start && isWithin(hit, other)) return true;
      return other.end < hit.start && purpose.test(text.slice(other.end, hit.start));
    });
  const known = new Map<PlacedHit, boolean>();
  const isSubject = (hit: PlacedHit): boolean => {
    const answer = known.get(hit) ?? !isPartOfOther(hit);
    known.set(hit, answer);
    return answer;
  };
  const byOwner = grouped(named, ({ owner }) => owner);
  const owned = new Map<number, PlacedHit[]>();
  const ownOf = (owner: number): PlacedHit[] => {
    const own = owned.get(owner) ?? (byOwner.get(owner) ?? []).filter(isSubject);
    owned.set(owner, own);
    return own;
  };
  const names = (owner: number, from: number, to: number): boolean => cut(ownOf(owner), from, to).length > 0;
  return {
    /** Whether the target's thing is named between two offsets. */
    names,
    /** Whether it is named in the sentence or in one beside it. */
    isNear: ({ owner, start, end }: Said): boolean => {
      const around = sentenceSpan(sentenceOf, { block: 0, start, end }, 1, 1);
      return names(owner, around.start, around.end);
    },
    /**
     * Whether the sentence names another area's thing alone, which it is about then. Words that name their own thing are
     * about that, whatever stands beside them.
     */
    isOther: ({ owner, start, end, namesOwn }: Said & { namesOwn: boolean }): boolean => {
      const area = areaOf({ owner });
      if (area === 'all' || namesOwn) return false;
      const sentence = sentenceSpan(sentenceOf, { block: 0, start, end });
      const here = cut(named, sentence.start, sentence.end).filter((hit) => isWithin(hit, sentence) && isSubject(hit));
      if (here.some((hit) => isKin(areaOf(hit), area))) return false;
      return here.some((hit) => gapBetween(hit, { start, end }) > 0);
    },
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
