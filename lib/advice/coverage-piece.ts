import type { Coverage, MatchIndex, MatchTarget } from '../matching/finding.ts';
import { type Hits, listed } from '../matching/hits.ts';
import type { PlacedHit } from '../matching/match.ts';
import type { Block } from '../portals/tender.ts';
import { type FoundWording, wordingsIn } from './coverage-wordings.ts';
import { type Demand, demandOf } from './demand.ts';
import { sentencesOf } from './sentences.ts';
import { type Span, sentenceSpan } from './spans.ts';
import type { Steps } from './steps.ts';
import { subjectsIn } from './subjects.ts';
import { figureNear, needsNoFigure, type Strictness, strictnessOf } from './threshold.ts';

/** What a piece of a text says to one target, as far as it says it by itself. Offsets are those of the piece. */
export interface Saying {
  /** Where it is about the target's own thing; `covered` is `partly` where that is not sure. */
  coverage: Coverage;
  quote: Span;
  /** The target's thing is named in its sentence or one beside it. */
  isNear: boolean;
  /** The sentence before it is in the piece before, the one behind it in the piece behind. */
  isFirst: boolean;
  isLast: boolean;
}

/** One piece of a text as coverage reads it: each part when it is asked for, and once. */
export interface Piece {
  text: string;
  /** Of the piece alone. */
  hits: Hits;
  /** Targets that have a wording of their own here, in the order of the text. */
  owners: readonly number[];
  /** Ecolabels that are named here. */
  labels: ReadonlySet<string>;
  wordingsFor: (owner: number) => Steps<readonly Saying[]>;
  labelFor: (owner: number, label: string) => Steps<readonly Saying[]>;
  /** Whether the target's thing is named here; in its first or its last sentence. */
  names: (owner: number, place?: 'first' | 'last') => boolean;
}

/** Names what is known of an article, not how good it is: the class must be asked for beside it. */
const energyLabel = 'eu-energimaerke';
/** Longer ones are shown by their first words. */
const longestQuote = 80;
/** A wording of so many words names its own thing. */
const longWording = 4;

/** @param text of whole sentences */
export function createPiece(index: MatchIndex, text: string, hits: Hits): Piece {
  const blocks: readonly Block[] = [{ where: '', lot: null, text, source: null }];
  const sentenceOf = sentencesOf(blocks);
  const placed = listed(hits).map((hit): PlacedHit => Object.assign(hit, { block: 0 }));
  const wordings = grouped(placed, (hit) => (hit.role === 'coverage' ? hit.owner : null));
  const labels = grouped(placed, (hit) => (hit.role === 'ecolabel' ? (index.ecolabels[hit.owner]?.id ?? null) : null));
  const subjects = subjectsIn(index, placed, text, sentenceOf);
  const end = text.trimEnd().length;
  const sentenceAt = (place: number) => sentenceOf({ block: 0, start: place, end: place + 1 }, 0, 0);
  const [first, last] = [sentenceAt(0), sentenceAt(Math.max(0, end - 1))];
  const demands = new Map<string, Demand>();

  const demandAt = (words: readonly Span[], place: Span, sentence: Span, target: MatchTarget, isProof: boolean) => {
    const kind = kindOf(target);
    // Targets of several countries ask by the same words.
    const key = `${words.map(({ start, end }) => `${start} ${end}`)} ${kind.hasShare} ${kind.isAward} ${isProof}`;
    const known = demands.get(key) ?? demandOf(text, { ...place, words, sentence, ...kind, isProof });
    demands.set(key, known);
    return known;
  };
  const saying = (coverage: Coverage, owner: number, place: Span, quote: Span): Saying => ({
    coverage,
    quote,
    isNear: subjects.isNear({ ...place, owner }),
    isFirst: place.start < first.to,
    isLast: place.end > last.from,
  });
  const wordingFor = (owner: number, wording: FoundWording): Saying | null => {
    const target = index.targets[owner] as MatchTarget;
    const { start, end, whole, less, words } = wording;
    if (subjects.isOther({ start, end, owner, namesOwn: isLong(text, wording) })) return null;
    const sentence = sentenceSpan(sentenceOf, wording);
    const strictness = strictnessAt(text, wording, sentence, target, whole);
    const demand = demandAt(words, wording, sentence, target, whole);
    const coverage = coverageAt(demand, less && strictness === 'strict' ? 'lax' : strictness);
    return coverage && saying(coverage, owner, wording, quotedSpan(text, wording, sentence, target));
  };
  const namedFor = (owner: number, hit: PlacedHit, label: string): Saying | null => {
    const target = index.targets[owner] as MatchTarget;
    if (subjects.isOther({ ...hit, owner, namesOwn: false })) return null;
    const proves = label !== energyLabel && target.area !== 'all' && target.thresholds.every(needsNoFigure);
    const sentence = sentenceSpan(sentenceOf, hit);
    const demand = demandAt([hit], hit, sentence, target, true);
    const coverage = coverageAt(demand, proves ? strictnessAt(text, hit, sentence, target, false) : 'lax');
    return coverage && saying(coverage, owner, hit, { start: hit.start, end: hit.end });
  };

  const read = new Map<string, readonly Saying[]>();
  function* remembered<T>(
    key: string,
    all: Iterable<T>,
    sayingOf: (one: T) => Saying | null,
  ): Steps<readonly Saying[]> {
    const known = read.get(key);
    if (known) return known;
    const said: Saying[] = [];
    for (const one of all) {
      yield;
      const found = sayingOf(one);
      if (found) said.push(found);
      // Nothing beyond it can say more.
      if (found?.coverage === 'covered' && found.isNear) break;
    }
    read.set(key, said);
    return said;
  }

  return {
    text,
    hits,
    owners: [...wordings.keys()],
    labels: new Set(labels.keys()),
    wordingsFor: (owner) =>
      remembered(`${owner}`, wordingsIn(index, wordings.get(owner) ?? [], sentenceOf), (one) => wordingFor(owner, one)),
    labelFor: (owner, label) =>
      remembered(`${owner} ${label}`, labels.get(label) ?? [], (hit) => namedFor(owner, hit, label)),
    names: (owner, place) => {
      if (!place) return subjects.names(owner, 0, text.length);
      return place === 'first' ? subjects.names(owner, 0, first.to) : subjects.names(owner, last.from, text.length);
    },
  };
}

function grouped<K>(hits: readonly PlacedHit[], keyOf: (hit: PlacedHit) => K | null): Map<K, PlacedHit[]> {
  const groups = new Map<K, PlacedHit[]>();
  for (const hit of hits) {
    const key = keyOf(hit);
    if (key === null) continue;
    const group = groups.get(key);
    if (group) group.push(hit);
    else groups.set(key, [hit]);
  }
  return groups;
}

/** What a text says of its own thing; null for what asks for nothing. */
function coverageAt(demand: Demand, strictness: Strictness): Coverage | null {
  if (demand === 'none' || strictness === 'reversed') return null;
  return demand === 'full' && strictness === 'strict' ? 'covered' : 'partly';
}

/** How strict the sentence around a wording is. */
function strictnessAt(
  text: string,
  wording: Span,
  { start, end }: Span,
  { thresholds }: MatchTarget,
  isWhole: boolean,
): Strictness {
  const near = { start: wording.start - start, end: wording.end - start };
  return strictnessOf(text.slice(start, end), thresholds, near, isWhole);
}

const kindOf = ({ thresholds, award }: MatchTarget) => ({
  hasShare: thresholds.some(({ unit }) => unit === '%' || unit === 'pct.'),
  isAward: award === true,
});

const isLong = (text: string, { words, start, end }: FoundWording): boolean =>
  words.length === 1 && text.slice(start, end).split(/\s+/).length >= longWording;

/** The wording with the figure that goes with it, as far as they fit into one quote. */
function quotedSpan(text: string, wording: FoundWording, sentence: Span, { thresholds }: MatchTarget): Span {
  const near = { start: wording.start - sentence.start, end: wording.end - sentence.start };
  const figure = figureNear(text.slice(sentence.start, sentence.end), thresholds, near);
  const [first = wording] = wording.words;
  const withFigure = {
    start: Math.min(wording.start, sentence.start + (figure?.start ?? near.start)),
    end: Math.max(wording.end, sentence.start + (figure?.end ?? near.end)),
  };
  const fitting = [withFigure, wording].find(({ start, end }) => end - start <= longestQuote) ?? first;
  return { start: fitting.start, end: fitting.end };
}
