import type { MatchThreshold } from '../matching/finding.ts';
import { classesIn, isAtLeast, quantitiesIn, unitOf } from './quantities.ts';

const firstCalendarYear = 1900;

/**
 * Whether a sentence that asks for what a target asks is at least as strict as all of its limits. A limit that the
 * sentence names no figure for is not met, except none and all ("without PVC", "all products"), which need no figure.
 * Where several limits share a unit, every figure in that unit must fit one of them. A calendar year dates a rule and
 * is no limit on what is bought.
 */
export function isStrictEnough(sentence: string, thresholds: readonly MatchThreshold[]): boolean {
  const quantities = quantitiesIn(sentence);
  return thresholds.every((threshold) => {
    const { op, value, unit } = threshold;
    if (typeof value === 'string') return classesIn(sentence).some((name) => isAtLeast(name, value));
    const wanted = unitOf(unit);
    if (op === '=' && wanted === 'year' && value >= firstCalendarYear) return true;
    const given = quantities.filter((quantity) => quantity.unit === wanted).map((quantity) => quantity.value);
    if (given.length === 0) return op === '=' && (value === 0 || value === 100);
    const alike = thresholds.filter((other) => typeof other.value === 'number' && unitOf(other.unit) === wanted);
    const fits = given.every((one) => alike.some((other) => holds(one, other)));
    return given.some((one) => holds(one, threshold)) && (alike.length === 1 || fits);
  });
}

/** Whether a stated number is at least as strict as the limit; "over 3.500 kg" names the limit of `>` itself. */
function holds(given: number, { op, value }: MatchThreshold): boolean {
  const limit = Number(value);
  if (op === '>=' || op === '>') return given >= limit;
  if (op === '<=' || op === '<') return given <= limit;
  return given === limit;
}
