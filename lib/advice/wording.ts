import type { MatchIndex } from '../matching/finding.ts';
import type { PlacedHit } from '../matching/match.ts';
import type { Block } from '../portals/tender.ts';
import type { PageWording, TextLanguage } from '../targets/schema.ts';
import { type CompiledRule, type CompiledWording, compileWording } from './wording-patterns.ts';

/** A place whose wording may be mended: which rule says so, and the words it is about. */
export interface WordingPlace {
  rule: string;
  /** What is named, as the text has it; at most 80 characters. */
  text: string;
  span: { block: number; start: number; end: number };
}

/** An ecolabel as matching found it. */
export interface LabelHit extends Pick<PlacedHit, 'block' | 'start' | 'end'> {
  label: string;
}

/** What the page says, with what matching knows of it. */
interface Worded {
  blocks: readonly Block[];
  labels: readonly LabelHit[];
  language: string | null;
}

/** The ecolabels among what matching found. */
export function labelsIn({ ecolabels }: Pick<MatchIndex, 'ecolabels'>, hits: readonly PlacedHit[]): LabelHit[] {
  return hits.flatMap(({ role, owner, block, start, end }) => {
    const label = role === 'ecolabel' ? ecolabels[owner]?.id : undefined;
    return label === undefined ? [] : [{ label, block, start, end }];
  });
}

const quoteLength = 80;
/** Places shown for one rule; whoever mends the text by one sentence has mended them all. */
const mostPlaces = 5;

/** The language whose rules fit a text; null for one that there are no rules for, where silence is the better advice. */
export function wordingLanguage(language: string | null): TextLanguage | null {
  if (language === 'nn' || language === 'no' || language === 'nb') return 'nb';
  return language === 'da' || language === 'en' || language === 'sv' || language === 'de' ? language : null;
}

/**
 * Finds the places of a text that an ecolabel, a make or one product is asked for without "or equivalent": neither in
 * the sentence, nor in the next, nor in a clause that speaks for the whole text. What tells of things as they are today
 * asks for nothing.
 * @param pace called before each pass over a text that was not looked at before; it may throw to go on later
 */
export function findWording(data: PageWording, worded: Worded, pace: () => void = () => undefined): WordingPlace[] {
  const language = wordingLanguage(worded.language);
  if (language === null) return [];
  const compiled = compiledFor(data, language);
  const candidates = worded.blocks.flatMap((block, at) => {
    return candidatesIn(compiled, block, at, worded, pace);
  });
  if (candidates.length === 0) return [];
  const clauses = clausesOf(compiled, worded.blocks);
  return compiled.rules.flatMap((own) => {
    if (clauses.some((clause) => isAbout(clause, own, compiled))) return [];
    const places = new Map<string, WordingPlace>();
    for (const { owner, place } of candidates) {
      const key = place.text.toLowerCase();
      if (owner === own && !places.has(key)) places.set(key, place);
    }
    return [...places.values()].slice(0, mostPlaces);
  });
}

const compiledOnce = new WeakMap<PageWording, Map<TextLanguage, CompiledWording>>();

function compiledFor(data: PageWording, language: TextLanguage): CompiledWording {
  const known = compiledOnce.get(data) ?? new Map<TextLanguage, CompiledWording>();
  compiledOnce.set(data, known);
  const compiled = known.get(language) ?? compileWording(data, language);
  known.set(language, compiled);
  return compiled;
}

interface Candidate {
  owner: CompiledRule;
  place: WordingPlace;
}

/** Places of one block that name something and say nothing of an equivalent in reach. */
function candidatesIn(
  compiled: CompiledWording,
  { text, where }: Block,
  block: number,
  worded: Worded,
  pace: () => void,
): Candidate[] {
  const labels = worded.labels.filter((label) => label.block === block);
  const named = compiled.rules.flatMap((owner) =>
    owner.rule.triggers === null
      ? labels
          .filter(({ label }) => !owner.spared.has(label) && where !== 'title' && !where.endsWith('/title'))
          .map(({ start, end }) => ({ owner, start, end, inDemand: false }))
      : makesIn(owner, text, pace)
          .filter(({ start, end }) => !labels.some((one) => one.start < end && one.end > start))
          .map((make) => ({ owner, ...make })),
  );
  if (named.length === 0) return [];
  const ends = sentenceEnds(text);
  const sentences = named.map(({ start }) => sentenceAt(ends, start, text.length));
  const accepted = new Set<string>();
  const open = named.filter(({ owner, start, end, inDemand }, at) => {
    const [from, to] = sentences[at] as [number, number];
    const sentence = text.slice(from, to);
    const next = sentenceAt(ends, to + (/^\s*/.exec(text.slice(to))?.[0].length ?? 0), text.length);
    const isFree = !sentences.some(([other]) => other === next[0]);
    if (compiled.equivalent.test(sentence) || (isFree && mends(compiled, text.slice(...next), owner))) {
      accepted.add(text.slice(start, end).toLowerCase());
      return false;
    }
    if (inDemand && !compiled.demand.test(sentence)) return false;
    return !compiled.present.test(sentence) && !owner.softened?.test(sentence);
  });
  return open.flatMap(({ owner, start, end }) => {
    const name = text.slice(start, end);
    // Once it is said of a name, it need not be said again each time.
    if (accepted.has(name.toLowerCase())) return [];
    return [{ owner, place: { rule: owner.rule.id, text: name.slice(0, quoteLength), span: { block, start, end } } }];
  });
}

/** Whether a sentence behind the one that names something says "or equivalent" of it. */
function mends(compiled: CompiledWording, sentence: string, owner: CompiledRule): boolean {
  if (!compiled.equivalent.test(sentence)) return false;
  return !compiled.clause.test(sentence) || isAbout(sentence, owner, compiled);
}

/** Everything in a text that one of the rule's triggers gives away. */
function makesIn({ triggers, spared }: CompiledRule, text: string, pace: () => void) {
  const found: { start: number; end: number; inDemand: boolean }[] = [];
  for (const { pattern, inDemand } of triggers) {
    for (const [start, end] of namedBy(pattern, text, pace)) {
      const isTaken = found.some((one) => one.start < end && one.end > start);
      if (!isTaken && !isSpared(text.slice(start, end), spared)) found.push({ start, end, inDemand });
    }
  }
  return found;
}

/** Where one pattern names something, by text, the ones asked for last at the end. */
interface Looked {
  texts: Map<string, [start: number, end: number][]>;
  characters: number;
}

/** Characters of texts remembered for each pattern: all fields of a large form, and some states of one. */
const mostCharacters = 3_000_000;
const looked = new WeakMap<RegExp, Looked>();

/** Where a pattern names something; a text that did not change is not looked at again. */
function namedBy(pattern: RegExp, text: string, pace: () => void): [start: number, end: number][] {
  const known = looked.get(pattern) ?? { texts: new Map(), characters: 0 };
  looked.set(pattern, known);
  const before = known.texts.get(text);
  if (before) {
    known.texts.delete(text);
    known.texts.set(text, before);
    return before;
  }
  pace();
  const places = [...text.matchAll(pattern)].map(({ index, 0: all, 1: named = '' }): [number, number] => {
    const start = index + all.lastIndexOf(named);
    return [start, start + named.length];
  });
  known.texts.set(text, places);
  known.characters += text.length;
  for (const oldest of known.texts.keys()) {
    if (known.characters <= mostCharacters || oldest === text) break;
    known.texts.delete(oldest);
    known.characters -= oldest.length;
  }
  return places;
}

/** Whether a name, or the letters it begins with ("ISO" of "ISO14001"), is one that is no make. */
function isSpared(named: string, spared: ReadonlySet<string>): boolean {
  const [first = ''] = named.toLowerCase().split(/[\s/]/);
  return spared.has(first) || spared.has(/^\p{L}*/u.exec(first)?.[0] ?? '') || spared.has(first.split('-')[0] ?? '');
}

/** Sentences that say for the whole text that equivalents are accepted. */
function clausesOf({ clause, equivalent }: CompiledWording, blocks: readonly Block[]): string[] {
  return blocks.flatMap(({ text }) => {
    if (!equivalent.test(text) || !clause.test(text)) return [];
    const ends = sentenceEnds(text);
    return [0, ...ends]
      .map((from, at) => text.slice(from, ends[at] ?? text.length))
      .filter((sentence) => clause.test(sentence) && equivalent.test(sentence));
  });
}

/**
 * Whether a clause speaks of what the rule is about: it names it, or it names nothing in particular. What it is about
 * stands before "or equivalent"; what it goes on to say ("other labels and evidence are accepted") is not.
 */
function isAbout(clause: string, own: CompiledRule, { equivalent, rules }: CompiledWording): boolean {
  const named = (text: string) => rules.filter(({ subjects }) => subjects?.test(text));
  const first = named(clause.slice(0, equivalent.exec(clause)?.index));
  const about = first.length > 0 ? first : named(clause);
  return about.length === 0 || about.includes(own);
}

/** A point after an abbreviation ends no sentence; a line break does, for lists and cells have no points. */
const sentenceEnd =
  /(?<!(?:^|[\s(/])(?:[Ff]\.eks|[Ff]x|bl\.a|[Cc]a|[Ee]vt|inkl|ekskl|[Nn]r|[Mm]in|[Mm]aks|[Mm]ax|[Pp]kt|stk|jf|el|tilsv|lign|[Tt]\.ex|[Zz]\.\s?B|[Ee]\.g|bzw|ggf|[Bb]est|[Aa]rt|varenr|artikkelnr|artikelnr|kap|[Pp]os))[.!?](?=\s+[\p{Lu}\d»"“„(•*–-]|\s*$)|\n/gu;

function sentenceEnds(text: string): number[] {
  return [...text.matchAll(sentenceEnd)].map(({ index }) => index + 1);
}

/** The sentence that a place stands in; empty lines between belong to none. */
function sentenceAt(ends: readonly number[], place: number, length: number): [from: number, to: number] {
  const at = ends.findIndex((end) => end > place);
  if (at < 0) return [ends.at(-1) ?? 0, length];
  return [ends[at - 1] ?? 0, ends[at] as number];
}
