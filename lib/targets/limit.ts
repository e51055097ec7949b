import { formatNumber } from '../i18n.ts';
import { inLocale } from './localized.ts';
import { type Localized, languages, type Threshold } from './schema.ts';

/** How a value stands to a limit; `exact` limits cannot be tightened, and values of another kind not compared. */
type Strictness = 'stricter' | 'notStricter' | 'exact' | 'notComparable';

/** Place of a class from the best: A+++ is below A, A below B. Null for a text that is no class. */
function classRank(name: string): number | null {
  if (!/^[A-G]\+{0,3}$/i.test(name)) return null;
  return (name.toUpperCase().charCodeAt(0) - 0x41) * 4 - (name.length - 1);
}

/** Whether an own value is stricter than a limit. For classes `>=` means this class or better. */
export function strictness({ op, value }: Pick<Threshold, 'op' | 'value'>, own: Threshold['value']): Strictness {
  if (op === '=') return 'exact';
  if (typeof own === 'number' && typeof value === 'number') {
    return (op === '>=' || op === '>' ? own > value : own < value) ? 'stricter' : 'notStricter';
  }
  if (typeof own === 'number' || typeof value === 'number' || op === '<=' || op === '<') return 'notComparable';
  const [ownRank, sharedRank] = [classRank(own), classRank(value)];
  if (ownRank === null || sharedRank === null) return 'notComparable';
  return ownRank < sharedRank ? 'stricter' : 'notStricter';
}

/** What a text says of a limit, and what it should say. */
interface Swap {
  unit: Localized;
  own: Threshold['value'];
  shared: Threshold['value'];
}

/**
 * A text with the own value in the place of the shared one, in each language; null when any language does not state
 * the shared value with its unit exactly once, for then nobody can be sure which number is meant.
 */
export function withOwnValue(text: Localized, { unit, own, shared }: Swap): Localized | null {
  if (typeof own !== 'number' || typeof shared !== 'number') return null;
  const swapped: Localized = { ...text };
  for (const language of languages) {
    const words = text[language];
    if (words === undefined) continue;
    const places = [...words.matchAll(stated(shared, inLocale(unit, language)))];
    const [place] = places;
    if (places.length !== 1 || place === undefined) return null;
    const end = place.index + (place[1] ?? '').length;
    swapped[language] = words.slice(0, place.index) + formatNumber(own, language) + words.slice(end);
  }
  return swapped;
}

/** A number as a text may write it, followed by its unit. */
function stated(value: number, unit: string): RegExp {
  const spellings = [...new Set([String(value), ...languages.map((language) => formatNumber(value, language))])];
  return new RegExp(`(?<![\\d.,–-])(${spellings.map(escaped).join('|')})(?!\\d|[.,]\\d)(?=\\s?${escaped(unit)})`, 'gu');
}

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
