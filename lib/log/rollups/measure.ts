import type { Money } from '../schema.ts';

/** Sums of money by currency; currencies are never converted. A currency whose sum is zero is left out. */
export type Amounts = Record<string, number>;

/** Plain counts by code; a code that counts nothing is left out. */
export type Counts = Record<string, number>;

/** Something counted by number and by value. */
export interface Measure {
  count: number;
  /** Values that belong to what is counted. */
  values: Amounts;
  /** How many have no value: they are in `count` only. */
  valueMissing: number;
  /**
   * How many concern a part (a lot) whose own share of the procedure's value is not known, and the procedure's values
   * unsplit. They are kept out of `values`, where a procedure with five such lots would count five times.
   */
  unallocated: { count: number; values: Amounts };
}

/** Measures by code; a code that counts nothing is left out. */
export type Measures = Record<string, Measure>;

export type Sign = 1 | -1;

/** A measure of nothing. */
export function emptyMeasure(): Measure {
  return { count: 0, values: {}, valueMissing: 0, unallocated: { count: 0, values: {} } };
}

/** One thing with its value; `allocated` is false when the value is that of a larger whole. */
export function measureOf(value: Money | null, allocated: boolean): Measure {
  const values = value === null ? {} : addAmounts({}, { [value.currency]: value.amount }, 1);
  return {
    count: 1,
    values: allocated ? values : {},
    valueMissing: value === null ? 1 : 0,
    unallocated: value === null || allocated ? { count: 0, values: {} } : { count: 1, values },
  };
}

/** Rounds to whole hundredths, so that adding and taking away in any order ends on the same number. */
export function hundredths(amount: number): number {
  return Math.round(amount * 100) / 100;
}

/**
 * `a` plus or minus `b`, code by code. A code may be any text, `__proto__` too, so nothing is ever assigned by one: a
 * computed key of a literal is always a property of its own.
 */
function addEntries<T>(a: Record<string, T>, b: Record<string, T>, add: (x: T | undefined, y: T) => T | null) {
  let sum = a;
  for (const [code, value] of Object.entries(b)) {
    const result = add(Object.hasOwn(sum, code) ? sum[code] : undefined, value);
    sum = result === null ? without(sum, code) : { ...sum, [code]: result };
  }
  return sum;
}

function without<T>(sums: Record<string, T>, code: string): Record<string, T> {
  return Object.fromEntries(Object.entries(sums).filter(([other]) => other !== code));
}

/** Sums of money, `b` added to or taken from `a`. */
export function addAmounts(a: Amounts, b: Amounts, sign: Sign): Amounts {
  return addEntries(a, b, (x = 0, y) => hundredths(x + sign * hundredths(y)) || null);
}

/** Counts, `b` added to or taken from `a`. */
export function addCounts(a: Counts, b: Counts, sign: Sign): Counts {
  return addEntries(a, b, (x = 0, y) => x + sign * y || null);
}

/** Measures, `b` added to or taken from `a`. */
export function addMeasure(a: Measure, b: Measure, sign: Sign): Measure {
  if (b.count === 0) return a;
  return {
    count: a.count + sign * b.count,
    values: addAmounts(a.values, b.values, sign),
    valueMissing: a.valueMissing + sign * b.valueMissing,
    unallocated: {
      count: a.unallocated.count + sign * b.unallocated.count,
      values: addAmounts(a.unallocated.values, b.unallocated.values, sign),
    },
  };
}

/** Measures by code, `b` added to or taken from `a`. */
export function addMeasures(a: Measures, b: Measures, sign: Sign): Measures {
  return addEntries(a, b, (x = emptyMeasure(), y) => {
    const sum = addMeasure(x, y, sign);
    return sum.count === 0 ? null : sum;
  });
}
