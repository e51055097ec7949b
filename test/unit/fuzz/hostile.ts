import fc from 'fast-check';

const asked = process.env.FUZZ_CASES;

/**
 * Cases that each parser of outside data is given. A thousand by default, always the same ones, so that a change is judged
 * by what it changed; the long mode takes as many new ones as the environment says:
 * `FUZZ_CASES=100000 npx vitest run --project unit test/unit/fuzz`.
 */
export const cases = Number(asked ?? 1_000);
const runs = (numRuns: number) => ({ numRuns, ...(asked === undefined && { seed: 7 }) });
export const many = runs(cases);
/** For what takes a whole page or file a case; the long mode makes no difference between them. */
export const few = runs(asked === undefined ? cases / 10 : cases);
/** Time for so many, in milliseconds: far more than they take, so that no slow machine fails. */
export const patience = Math.max(60_000, cases * 60);

/** Keys that reach for what every object has. */
export const prototypeKeys = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'valueOf',
  'hasOwnProperty',
  '__defineGetter__',
] as const;

const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom(
    '',
    ' ',
    '\u0000',
    '\u202e',
    '\ud800',
    '=1+1',
    '<script>alert(1)</script>',
    'javascript:alert(1)',
    'https://a.example/\u0000',
    '2026-02-30',
    '-1',
    'NaN',
    '1e999',
    ...prototypeKeys,
  ),
  fc.nat({ max: 200_000 }).map((length) => 'æ'.repeat(length)),
);
const number = fc.constantFrom(0, -0, -1, 1, 2 ** 53, -(2 ** 53), 1e308, 5e-324, 0.1, 2_147_483_648, 99_999_999);

/** Any value that JSON can carry, with names and numbers that break careless readers. */
export const hostile: fc.Arbitrary<unknown> = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    text,
    number,
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('value'), { maxLength: 4 }),
    fc
      .array(fc.tuple(fc.oneof(fc.constantFrom(...prototypeKeys), fc.string({ maxLength: 8 })), tie('value')), {
        maxLength: 4,
      })
      .map(ownObject),
  ),
})).value;

/** An object whose keys are all its own, `__proto__` too, as `JSON.parse` makes it. */
function ownObject(entries: readonly (readonly [key: string, value: unknown])[]): object {
  const object = {};
  for (const [key, value] of entries) {
    Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true });
  }
  return object;
}

type Edit = { at: number; does: 'replace' | 'remove' | 'add' | 'nest'; key: string; value: unknown };

/** A good value with a few things wrong in it: what gets past the first check and reaches the second. */
export function damaged(good: readonly unknown[]): fc.Arbitrary<unknown> {
  const edit: fc.Arbitrary<Edit> = fc.record({
    at: fc.nat(),
    does: fc.constantFrom('replace', 'remove', 'add', 'nest'),
    key: fc.oneof(fc.constantFrom(...prototypeKeys), fc.string({ maxLength: 8 })),
    value: hostile,
  });
  return fc
    .tuple(fc.constantFrom(...good), fc.array(edit, { minLength: 1, maxLength: 3 }))
    .map(([value, edits]) => edits.reduce(edited, structuredClone(value)));
}

function edited(whole: unknown, { at, does, key, value }: Edit): unknown {
  const places: { holder: Record<string, unknown>; key: string }[] = [];
  const walk = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return;
    for (const own of Object.keys(node)) {
      places.push({ holder: node as Record<string, unknown>, key: own });
      walk((node as Record<string, unknown>)[own]);
    }
  };
  walk(whole);
  const place = places[at % Math.max(1, places.length)];
  if (place === undefined) return value;
  const put = (holder: object, name: string, content: unknown) =>
    Object.defineProperty(holder, name, { value: content, enumerable: true, configurable: true, writable: true });
  if (does === 'replace') put(place.holder, place.key, value);
  else if (does === 'nest') put(place.holder, place.key, [place.holder[place.key]]);
  // No text can give a list a name of its own.
  else if (does === 'add' && Array.isArray(place.holder)) place.holder.push(value);
  else if (does === 'add') put(place.holder, key, value);
  else if (Array.isArray(place.holder)) place.holder.splice(Number(place.key), 1);
  else delete place.holder[place.key];
  return whole;
}

/** What every object has, written down before anything hostile was read. */
const untouched = Object.getOwnPropertyNames(Object.prototype).sort().join();

/** Whether reading has left what all objects share as it was. @throws with the names that came */
export function prototypeIsUntouched(): void {
  const now = Object.getOwnPropertyNames(Object.prototype).sort().join();
  if (now !== untouched) throw new Error(`Object.prototype was changed: ${now}`);
}

/** Whether a value that a reader gives out is plain all the way down: no prototype that the input has chosen. */
export function isPlain(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return true;
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== Array.prototype && prototype !== null) return false;
  return Object.keys(value).every((key) => isPlain((value as Record<string, unknown>)[key]));
}
