import type { MatchThreshold } from '../matching/finding.ts';
import { classesIn, inUnit, isAtLeast, type Quantity, quantitiesIn, unitOf } from './quantities.ts';
import { gapBetween, type Span } from './spans.ts';

const firstCalendarYear = 1900;

/** `strict`: at least as strict as all limits. `lax`: laxer, or without a figure. `reversed`: a most where a least is asked. */
export type Strictness = 'strict' | 'lax' | 'reversed';

/**
 * How strict a sentence that asks for what a target asks is, against all of its limits. A limit that the sentence names
 * no figure for is not met, except none and all ("without PVC", "all products"), which need no figure. Where several
 * limits share a unit, every figure in that unit must fit one of them; where one has it, the figure nearest to the
 * wording counts. `isWhole`: the wording meets the limits where the sentence names no figure. A calendar year dates a rule and is no limit on what is bought.
 */
export function strictnessOf(
  sentence: string,
  thresholds: readonly MatchThreshold[],
  wording?: Span,
  isWhole = false,
): Strictness {
  if (thresholds.length === 0) return 'strict';
  const quantities = quantitiesIn(sentence);
  const found = thresholds.map((threshold) =>
    isWhole && figuresFor(threshold, sentence, quantities).length === 0
      ? 'strict'
      : against(threshold, sentence, quantities, thresholds, wording),
  );
  if (found.includes('reversed')) return 'reversed';
  return found.every((one) => one === 'strict') ? 'strict' : 'lax';
}

/** Whether a sentence is at least as strict as all of a target's limits. */
export function isStrictEnough(sentence: string, thresholds: readonly MatchThreshold[]): boolean {
  return strictnessOf(sentence, thresholds) === 'strict';
}

/** Whether a limit is met by asking for the thing at all: none of it, or all of it. */
export function needsNoFigure({ op, value, unit }: MatchThreshold): boolean {
  if (op === '=' && unitOf(unit) === 'year' && Number(value) >= firstCalendarYear) return true;
  return (op === '=' && (value === 0 || value === 100)) || (op === '>=' && value === 100 && unitOf(unit) === '%');
}

/** Where a sentence states what a limit is about. */
function figuresFor({ value, unit }: MatchThreshold, sentence: string, quantities: readonly Quantity[]): Span[] {
  if (typeof value !== 'string') return quantities.filter((quantity) => inUnit(quantity, unitOf(unit)));
  return classesIn(sentence).filter(({ name }) => isAtLeast(name, value) || isAtLeast(value, name));
}

/** The figure nearest to a wording that one of the limits is about; null where the sentence states none. */
export function figureNear(sentence: string, thresholds: readonly MatchThreshold[], wording: Span): Span | null {
  if (thresholds.length === 0) return null;
  const quantities = quantitiesIn(sentence);
  const figures = thresholds.flatMap((threshold) => figuresFor(threshold, sentence, quantities));
  return figures.sort((one, other) => gapBetween(one, wording) - gapBetween(other, wording))[0] ?? null;
}

function against(
  threshold: MatchThreshold,
  sentence: string,
  quantities: readonly Quantity[],
  thresholds: readonly MatchThreshold[],
  wording: Span | undefined,
): Strictness {
  const { op, value, unit } = threshold;
  if (typeof value === 'string') return againstClass(value, sentence, wording);
  const wanted = unitOf(unit);
  if (op === '=' && wanted === 'year' && value >= firstCalendarYear) return 'strict';
  const given = quantities.filter((quantity) => inUnit(quantity, wanted));
  if (given.length === 0) return needsNoFigure(threshold) ? 'strict' : 'lax';
  const alike = thresholds.filter((other) => typeof other.value === 'number' && unitOf(other.unit) === wanted);
  if (alike.length > 1) {
    const fits = given.every((one) => alike.some((other) => holds(one, wanted, other) === 'strict'));
    return fits && given.some((one) => holds(one, wanted, threshold) === 'strict') ? 'strict' : 'lax';
  }
  return best(given, wording, (one) => holds(one, wanted, threshold));
}

function againstClass(value: string, sentence: string, wording: Span | undefined): Strictness {
  const comparable = classesIn(sentence).filter(({ name }) => isAtLeast(name, value) || isAtLeast(value, name));
  if (comparable.length === 0) return 'lax';
  return best(comparable, wording, ({ name, isCeiling }) => (isCeiling ? 'reversed' : strict(isAtLeast(name, value))));
}

/** What the figure nearest to the wording says; without a wording to stand near, the best of all. */
function best<T extends Span>(
  figures: readonly T[],
  wording: Span | undefined,
  judge: (figure: T) => Strictness,
): Strictness {
  const least = wording ? Math.min(...figures.map((one) => gapBetween(one, wording))) : 0;
  const judged = figures.filter((one) => !wording || gapBetween(one, wording) === least).map(judge);
  return (['strict', 'lax'] as const).find((one) => judged.includes(one)) ?? 'reversed';
}

/** How a stated number stands to the limit; "over 3.500 kg" names the limit of `>` itself. */
function holds(quantity: Quantity, wanted: string, { op, value }: MatchThreshold): Strictness {
  const given = inUnit(quantity, wanted);
  const limit = Number(value);
  if (!given) return 'lax';
  if (op === '>=' || op === '>') return quantity.bound === 'most' ? 'reversed' : strict(given.value >= limit);
  if (op === '<=' || op === '<')
    return quantity.bound === 'least' ? 'reversed' : strict((given.upTo ?? given.value) <= limit);
  return strict(given.value === limit);
}

const strict = (isMet: boolean): Strictness => (isMet ? 'strict' : 'lax');
