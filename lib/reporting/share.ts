import type { Measure } from '../log/rollups/measure.ts';
import type { ProcedureSum } from '../log/rollups/month-rows.ts';
import type { Share } from './indicator-types.ts';

/** A share by number and by value, per currency, of one measure in another. */
export function shareOf(numerator: Measure, denominator: Measure): Share {
  return shareOfNumbers(numerator.count, denominator.count, numerator, denominator);
}

/** A share of plain numbers (vehicles) with the value of the decisions behind them. */
export function shareOfNumbers(part: number, whole: number, numerator: Measure, denominator: Measure): Share {
  return shareOfValues(part, whole, numerator.values, {
    values: denominator.values,
    valueMissing: denominator.valueMissing,
    unallocated: denominator.unallocated.count,
  });
}

const nobody: ProcedureSum = { count: 0, values: {}, valueMissing: 0, unallocated: 0 };

/** A share of procedures by number and by their whole values. */
export function shareOfProcedures(part: ProcedureSum = nobody, whole: ProcedureSum = nobody): Share {
  return shareOfValues(part.count, whole.count, part.values, whole);
}

function shareOfValues(
  part: number,
  whole: number,
  partValues: Measure['values'],
  { values, valueMissing, unallocated }: Omit<ProcedureSum, 'count'>,
): Share {
  const currencies = Object.keys(values).sort();
  return {
    numerator: part,
    denominator: whole,
    share: whole === 0 ? null : part / whole,
    value: Object.fromEntries(
      currencies.map((currency) => [
        currency,
        { numerator: partValues[currency] ?? 0, denominator: values[currency] ?? 0 },
      ]),
    ),
    valueMissing,
    unallocated,
  };
}
