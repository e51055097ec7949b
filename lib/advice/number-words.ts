/** Numbers as words, in Danish, Norwegian, English, Swedish and German. */
const counts: readonly [value: number, spellings: string][] = [
  [1, 'en|én|et|ett|ét|one|ein|eine|einem|einen|einer'],
  [2, 'to|two|två|zwei'],
  [3, 'tre|three|drei'],
  [4, 'fire|four|fyra|vier'],
  [5, 'fem|five|fünf'],
  [6, 'seks|six|sex|sechs'],
  [7, 'syv|sju|seven|sieben'],
  [8, 'otte|åtte|eight|åtta|acht'],
  [9, 'ni|nine|nio|neun'],
  [10, 'ti|ten|tio|zehn'],
  [11, 'elleve|eleven|elva|elf'],
  [12, 'tolv|twelve|zwölf'],
  [14, 'fjorten|fourteen|fjorton|vierzehn'],
  [15, 'femten|fifteen|femton|fünfzehn'],
  [20, 'tyve|tjue|twenty|tjugo|zwanzig'],
  [24, 'fireogtyve|tjuefire|twenty-four|tjugofyra|vierundzwanzig'],
  [25, 'femogtyve|tjuefem|twenty-five|tjugofem|fünfundzwanzig'],
  [30, 'tredive|tretti|thirty|trettio|dreißig|dreissig'],
  [36, 'seksogtredive|trettiseks|thirty-six|trettiosex|sechsunddreißig|sechsunddreissig'],
  [40, 'fyrre|førti|forty|fyrtio|vierzig'],
  [50, 'halvtreds|femti|fifty|femtio|fünfzig'],
  [60, 'tres|seksti|sixty|sextio|sechzig'],
  [70, 'halvfjerds|sytti|seventy|sjuttio|siebzig'],
  [75, 'femoghalvfjerds|syttifem|seventy-five|sjuttiofem|fünfundsiebzig'],
  [80, 'firs|åtti|eighty|åttio|achtzig'],
  [90, 'halvfems|nitti|ninety|nittio|neunzig'],
  [100, 'hundrede|hundre|hundred|hundra|hundert'],
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
  [3, 'tredjedele?|tredele?r?|tredjedel(?:er|ar)?|thirds?|drittel'],
  [4, 'fjerdedele?|firedele?r?|fjerdedel(?:er)?|quarters?|fjärdedel(?:ar)?|viertel'],
  [5, 'femtedele?r?|fifths?|femtedelar|fünftel'],
  [10, 'tiendedele?|tidele?r?|tenths?|tiondel(?:ar)?|zehntel'],
];
const fraction = new RegExp(
  `(?<!\\p{L})(?:(?<half>halvdelen|halvparten|(?:one )?half|hälften|hälfte)|(?<count>${numberWords}|a)[\\s-]+(?<part>${parts.map(([, list]) => list).join('|')}))(?!\\p{L})`,
  'giu',
);
const outOf = new RegExp(
  `(?<![\\p{L}\\d])(?<count>\\d+|${numberWords})\\s+(?:ud af|av|out of|in|von)\\s+(?<whole>\\d+|${numberWords})(?![\\p{L}\\d])`,
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
