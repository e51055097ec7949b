import type { Tender } from '../portals/tender.ts';

/** A CPV code of the tender and where it stood. */
interface PlacedCode {
  code: string;
  where: string;
  lot: string | null;
  /** How much the place counts, 0 to 1: the main code says what is bought, the others what comes along. */
  weight: number;
}

/** The tender's codes with their places, each once, the main code first. */
export function codesOf({ cpv, lots }: Pick<Tender, 'cpv' | 'lots'>): PlacedCode[] {
  const places: PlacedCode[] = [];
  if (cpv.main !== null) places.push({ code: cpv.main, where: 'cpv.main', lot: null, weight: 1 });
  for (const code of cpv.additional) places.push({ code, where: 'cpv.additional', lot: null, weight: 0.85 });
  for (const lot of lots) {
    for (const code of lot.cpv) places.push({ code, where: `lots/${lot.id}/cpv`, lot: lot.id, weight: 0.9 });
  }
  return places;
}

/** Weight of a match by the length of the prefix that matched: two digits are a division, eight one product. */
const prefixWeight = [0, 0, 0.5, 0.72, 0.84, 0.9, 0.92, 0.94, 0.95] as const;

/** The longest prefix a code matches, or null; an exception at least as long rules it out. */
export function matchingPrefix(code: string, prefixes: readonly string[], except: readonly string[]): string | null {
  let best: string | null = null;
  for (const prefix of prefixes) {
    if (code.startsWith(prefix) && prefix.length > (best?.length ?? 0)) best = prefix;
  }
  if (best === null) return null;
  const length = best.length;
  return except.some((prefix) => prefix.length >= length && code.startsWith(prefix)) ? null : best;
}

/** How strongly a code that matched this prefix speaks for a target, 0 to 1. */
export function codeWeight(prefix: string, place: PlacedCode): number {
  return (prefixWeight[Math.min(prefix.length, 8)] ?? 0) * place.weight;
}

/** The area of a code: that of the longest matching prefix, null where the table has none. */
export function areaOfCode(code: string, areas: readonly { id: string; cpv: string[] }[]): string | null {
  let best: { id: string; length: number } | null = null;
  for (const { id, cpv } of areas) {
    for (const prefix of cpv) {
      if (code.startsWith(prefix) && prefix.length > (best?.length ?? 0)) best = { id, length: prefix.length };
    }
  }
  return best?.id ?? null;
}
