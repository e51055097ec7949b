import { type Amounts, addAmounts, type Measure } from '../log/measure.ts';
import type { Money } from '../log/schema.ts';
import type { Share } from './indicator-types.ts';

/** A share by number and by value, per currency, of one measure in another. */
export function shareOf(numerator: Measure, denominator: Measure): Share {
  return shareOfNumbers(numerator.count, denominator.count, numerator, denominator);
}

/** A share of plain numbers (vehicles) with the value of the decisions behind them. */
export function shareOfNumbers(part: number, whole: number, numerator: Measure, denominator: Measure): Share {
  const currencies = Object.keys(denominator.values).sort();
  return {
    numerator: part,
    denominator: whole,
    share: whole === 0 ? null : part / whole,
    value: Object.fromEntries(
      currencies.map((currency) => [
        currency,
        { numerator: numerator.values[currency] ?? 0, denominator: denominator.values[currency] ?? 0 },
      ]),
    ),
    valueMissing: denominator.valueMissing,
    unallocated: denominator.unallocated.count,
  };
}

/** A share that is filled one procedure at a time. */
export interface Tally {
  numerator: number;
  denominator: number;
  part: Amounts;
  whole: Amounts;
  valueMissing: number;
  unallocated: number;
}

/** A tally of nothing. */
export function emptyTally(): Tally {
  return { numerator: 0, denominator: 0, part: {}, whole: {}, valueMissing: 0, unallocated: 0 };
}

/**
 * Counts one procedure into a tally, by number and by its whole value. `partly` says that only a part of the procedure
 * is looked at (one area of several): its value counts unsplit and is marked as unallocated.
 */
export function count(tally: Tally, isPart: boolean, value: Money | null, partly: boolean): void {
  const amounts: Amounts = value === null ? {} : { [value.currency]: value.amount };
  tally.denominator += 1;
  tally.whole = addAmounts(tally.whole, amounts, 1);
  if (value === null) tally.valueMissing += 1;
  else if (partly) tally.unallocated += 1;
  if (!isPart) return;
  tally.numerator += 1;
  tally.part = addAmounts(tally.part, amounts, 1);
}

/** The share that a tally has come to. */
export function shareOfTally({ numerator, denominator, part, whole, valueMissing, unallocated }: Tally): Share {
  return {
    numerator,
    denominator,
    share: denominator === 0 ? null : numerator / denominator,
    value: Object.fromEntries(
      Object.keys(whole)
        .sort()
        .map((currency) => [currency, { numerator: part[currency] ?? 0, denominator: whole[currency] ?? 0 }]),
    ),
    valueMissing,
    unallocated,
  };
}
