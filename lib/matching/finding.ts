import type { AreaPointer } from '../targets/area-pointers.ts';
import type { CpvWords, Language, TextLanguage } from '../targets/schema.ts';
import type { TitleWords } from './lexicon.ts';

/** Why a target applies: a CPV code, a word of the text or a named ecolabel, and where it stood. */
export interface Reason {
  kind: 'cpv' | 'term' | 'ecolabel';
  /** The code, or the words as the text has them; at most 80 characters. */
  text: string;
  /** `cpv.main`, `cpv.additional`, `lots/<id>/cpv` or the block's `where`. */
  where: string;
  /** For words: block number and character offsets [start, end) in its text. */
  span: { block: number; start: number; end: number } | null;
}

export type Coverage = 'covered' | 'partly' | 'missing';

/** A target that applies to a tender. */
export interface Finding {
  target: string;
  version: number;
  area: string;
  /** 0 to 1; what `shown` means is decided in `lib/advice/rank.ts` alone. */
  score: number;
  /** Strongest first. */
  reasons: Reason[];
  /** Lots the reasons stand in; empty when they concern the whole tender. */
  lots: string[];
}

/** An area that a tender lies in, with why; told apart from its targets, for an area may have none that fits. */
export interface AreaFinding {
  area: string;
  /** As a finding's: 0 to 1. */
  score: number;
  reasons: Reason[];
  lots: string[];
}

/**
 * An area's terms in the form of `area-terms.json`, where `*` tells which part of a compound a term may be: each list
 * is one text with `|` between.
 */
export interface ShortTerms {
  language: Language;
  strong: string;
  weak: string;
}

/** An area as the page needs it. */
export interface MatchArea {
  id: string;
  cpv: string[];
  terms: ShortTerms[];
  /** As the lists of `ShortTerms`, in no language. */
  against: string;
  pointer: AreaPointer;
}

/** A target as the page needs it to match: no words to show, no sources. Made in the background from the packs. */
export interface MatchTarget {
  id: string;
  version: number;
  area: string;
  binding: 'law' | 'memberMandatory' | 'stateOnly' | 'recommended' | 'inspiration';
  jurisdiction: 'DK' | 'NO' | 'SE' | 'EU';
  tier: 'core' | 'comprehensive' | 'ambitious';
  /** `coming`: a draft or a step not yet in force; shown as on its way, never as a requirement. */
  state: 'inForce' | 'coming';
  cpv: string[];
  except: string[];
  terms: MatchTerm[];
  coverage: { language: TextLanguage; phrase: string; forms?: string[] }[];
  /**
   * What each phrase of `coverage` is, in its order, with `|` between; it stays where the phrases are in the tables
   * alone. Empty: a wording by itself. `3.0.2`: of wording 3, whose two parts may stand anywhere in one sentence, the
   * first. `=` before it: says all that the limits ask, without a figure. `~`: asks for less than the target.
   */
  asked?: string;
  thresholds: MatchThreshold[];
  ecolabels: string[];
  /** It asks for points at the award, not for a requirement. */
  award?: true;
}

/** A limit; a class is a letter, and `>=` then means this class or better. The unit as the target spells it in Danish. */
export interface MatchThreshold {
  op: '>=' | '<=' | '=' | '>' | '<';
  value: number | string;
  unit: string;
}

/** A term in full: what is not said is off or empty. */
export interface MatchTerm {
  /** Null for names that are the same in every language. */
  language: TextLanguage | null;
  word: string;
  /** Parts of compounds that it may be; none when left out. */
  compound?: 'tail' | 'head' | 'both';
  exact?: true;
  forms?: string[];
  not?: string[];
  weak?: true;
}

export interface MatchTip {
  id: string;
  phases: string[];
  areas: string[];
  cpv: string[];
  terms: MatchTerm[];
  /** Only from this estimated value on, in DKK; left out where size does not matter. */
  minimumValue?: number;
}

interface MatchEcolabel {
  id: string;
  /** Carried by a kitchen or a building, never by goods. */
  ofPlace?: true;
  spellings: MatchTerm[];
}

/** All that the page needs to match, for one day's valid targets. Plain data: it travels in a message. */
export interface MatchIndex {
  /** Changes whenever the content does. */
  version: string;
  areas: MatchArea[];
  /** Words of the CPV labels, as they stand in `cpv-words.json`. */
  cpvWords: CpvWords;
  /** Words that titles are headed by, packed. */
  titleWords: TitleWords;
  targets: MatchTarget[];
  tips: MatchTip[];
  ecolabels: MatchEcolabel[];
}
