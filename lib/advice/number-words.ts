/** Numbers as words, in Danish, Norwegian and English. */
const counts: readonly [value: number, spellings: string][] = [
  [1, 'en|én|et|ett|ét|one'],
  [2, 'to|two'],
  [3, 'tre|three'],
  [4, 'fire|four'],
  [5, 'fem|five'],
  [6, 'seks|six'],
  [7, 'syv|sju|seven'],
  [8, 'otte|åtte|eight'],
  [9, 'ni|nine'],
  [10, 'ti|ten'],
  [11, 'elleve|eleven'],
  [12, 'tolv|twelve'],
  [14, 'fjorten|fourteen'],
  [15, 'femten|fifteen'],
  [20, 'tyve|tjue|twenty'],
  [24, 'fireogtyve|tjuefire|twenty-four'],
  [25, 'femogtyve|tjuefem|twenty-five'],
  [30, 'tredive|tretti|thirty'],
  [36, 'seksogtredive|trettiseks|thirty-six'],
  [40, 'fyrre|førti|forty'],
  [50, 'halvtreds|femti|fifty'],
  [60, 'tres|seksti|sixty'],
  [70, 'halvfjerds|sytti|seventy'],
  [75, 'femoghalvfjerds|syttifem|seventy-five'],
  [80, 'firs|åtti|eighty'],
  [90, 'halvfems|nitti|ninety'],
  [100, 'hundrede|hundre|hundred'],
];
const values = new Map(counts.flatMap(([value, list]) => list.split('|').map((word) => [word, value] as const)));

/** All number words, longest first, for a regular expression. */
export const numberWords = [...values.keys()].sort((one, other) => other.length - one.length).join('|');

/** The value of a number word in any letters; `NaN` for another word. */
export function valueOfWord(word: string): number {
  return values.get(word.toLowerCase()) ?? Number.NaN;
}

const parts: readonly [of: number, spellings: string][] = [
  [2, 'halve|half|halves'],
  [3, 'tredjedele?|tredele?r?|tredjedel(?:er)?|thirds?'],
  [4, 'fjerdedele?|firedele?r?|fjerdedel(?:er)?|quarters?'],
  [5, 'femtedele?r?|fifths?'],
  [10, 'tiendedele?|tidele?r?|tenths?'],
];
const fraction = new RegExp(
  `(?<!\\p{L})(?:(?<half>halvdelen|halvparten|(?:one )?half)|(?<count>${numberWords}|a)[\\s-]+(?<part>${parts.map(([, list]) => list).join('|')}))(?!\\p{L})`,
  'giu',
);
const outOf = new RegExp(
  `(?<![\\p{L}\\d])(?<count>\\d+|${numberWords})\\s+(?:ud af|av|out of|in)\\s+(?<whole>\\d+|${numberWords})(?![\\p{L}\\d])`,
  'giu',
);

/** Shares in words, in per cent: "halvdelen", "to tredjedele", "nine out of ten". */
export function sharesIn(text: string): { value: number; start: number; end: number }[] {
  const found = [...text.matchAll(fraction), ...text.matchAll(outOf)];
  return found.flatMap(({ index, 0: all, groups = {} }) => {
    const value = shareOf(groups);
    return value > 0 && value <= 100 ? [{ value, start: index, end: index + all.length }] : [];
  });
}

function shareOf({ half, count = '', part, whole }: Record<string, string | undefined>): number {
  if (half !== undefined) return 50;
  const number = /^\d+$/.test(count) ? Number(count) : count.toLowerCase() === 'a' ? 1 : valueOfWord(count);
  const of = whole === undefined ? partOf(part ?? '') : /^\d+$/.test(whole) ? Number(whole) : valueOfWord(whole);
  return (100 * number) / of;
}

function partOf(word: string): number {
  return parts.find(([, list]) => new RegExp(`^(?:${list})$`, 'iu').test(word))?.[0] ?? Number.NaN;
}
