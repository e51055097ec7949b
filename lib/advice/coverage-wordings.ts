import type { MatchIndex } from '../matching/finding.ts';
import type { PlacedHit } from '../matching/match.ts';
import type { Sentences } from './sentences.ts';
import { isWithin, type Span, sentenceSpan } from './spans.ts';

/** A wording of a target's own as it stands in a text; the span reaches from its first word to its last. */
export interface FoundWording extends Span {
  owner: number;
  block: number;
  /** Where its parts stand, in the order of the text. */
  words: Span[];
  /** Says by itself all that the target's limits ask. */
  whole: boolean;
  /** Asks for less than the target does. */
  less: boolean;
}

type Part = PlacedHit & { part: number; of: number; whole: boolean; less: boolean };

/**
 * The wordings that stand in a text. One in parts stands where all of them are in one sentence, in any order: buyers
 * put "i mindst 10 år" before the verb or after it, and name two things with one verb.
 */
export function* wordingsIn(
  index: MatchIndex,
  hits: readonly PlacedHit[],
  sentenceOf: Sentences,
): Generator<FoundWording> {
  const inParts = new Map<string, Part[]>();
  const known = new Map<number, readonly string[]>();
  const askedOf = ({ owner, term }: PlacedHit): string => {
    const asked = known.get(owner) ?? index.targets[owner]?.asked?.split('|') ?? [];
    known.set(owner, asked);
    return asked[term] ?? '';
  };
  for (const hit of hits) {
    if (hit.role !== 'coverage') continue;
    const { owner, block, start, end } = hit;
    const asked = askedOf(hit);
    const [whole, less] = [asked.startsWith('='), asked.startsWith('~')];
    const [number, part, of] = asked.replace(/^[=~]/, '').split('.');
    if (!number) yield { owner, block, start, end, words: [{ start, end }], whole, less };
    else {
      const key = `${owner} ${block} ${number}`;
      const parts = inParts.get(key) ?? [];
      if (parts.push({ ...hit, part: Number(part), of: Number(of), whole, less }) === 1) inParts.set(key, parts);
    }
  }
  for (const parts of inParts.values()) yield* joined(parts, sentenceOf);
}

/** The wordings that the parts of one make up. */
function* joined(parts: Part[], sentenceOf: Sentences): Generator<FoundWording> {
  parts.sort((one, other) => one.start - other.start);
  for (const [place, anchor] of parts.entries()) {
    const { owner, block, whole, less } = anchor;
    if (anchor.part !== 0) continue;
    const others = nearestParts(place, parts, sentenceSpan(sentenceOf, anchor));
    if (others.length + 1 < anchor.of) continue;
    const words = [anchor, ...others].map(({ start, end }) => ({ start, end })).sort((a, b) => a.start - b.start);
    const end = Math.max(...words.map((word) => word.end));
    yield { owner, block, start: words[0]?.start ?? 0, end, words, whole, less };
  }
}

/** Of each other part the one nearest to the first, in its sentence. */
function nearestParts(place: number, parts: readonly Part[], sentence: Span): Part[] {
  const anchor = parts[place] as Part;
  const nearest = new Map<number, Part>();
  const look = (hit: Part): void => {
    const known = nearest.get(hit.part);
    if (hit.part === anchor.part || !isWithin(hit, sentence)) return;
    if (!known || Math.abs(hit.start - anchor.start) < Math.abs(known.start - anchor.start)) nearest.set(hit.part, hit);
  };
  for (let at = place - 1; at >= 0 && (parts[at] as Part).start >= sentence.start; at--) look(parts[at] as Part);
  for (let at = place + 1; at < parts.length && (parts[at] as Part).start < sentence.end; at++) look(parts[at] as Part);
  return [...nearest.values()];
}
