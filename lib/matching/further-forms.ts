import type { Term, TextLanguage } from '../targets/schema.ts';

/** Shortest stem that the first part of a compound is cut to, in letters. */
const shortestHead = 4;

/**
 * Forms of a term that an ending alone does not give, where words change within: Swedish "möbel" and "möbler", "lampa"
 * and "lampor", German "Rad" and "Räder". A term of several words changes in its last one.
 */
export function furtherForms(
  language: TextLanguage | null,
  { word, forms = [], compound, inflect }: Pick<Term, 'word' | 'forms' | 'compound' | 'inflect'>,
): string[] {
  if (inflect === 'none' || (language !== 'sv' && language !== 'de')) return forms;
  const isHead = compound === 'head' || compound === 'both';
  const changed = language === 'sv' ? swedishForms(word, isHead) : germanForms(word, isHead);
  const all = [word, ...forms, ...changed].flatMap((form) => [form, ...furtherSpellings(language, form)]);
  return [...new Set(all)].filter((form) => form !== word);
}

function swedishForms(word: string, isHead: boolean): string[] {
  // "möbel", "möblerna"; "medel", "medlen".
  if (/[^aeiouyåäö\s]el$/.test(word)) return [`${word.slice(0, -2)}l`];
  if (!/[^aeiouyåäö\s]a$/.test(word)) return [];
  const stem = word.slice(0, -1);
  // "gata", "gatubelysning"; "skola", "skolmöbler"; "kyrka", "kyrkogård".
  const heads = isHead ? [stem, `${stem}o`, `${stem}u`].filter(({ length }) => length >= shortestHead) : [];
  return [`${stem}or`, ...heads];
}

function germanForms(word: string, isHead: boolean): string[] {
  // "u" and "ü" are one letter to matching.
  const umlaut = word.replace(/a(u?[^aeiouyäöü\s]+)$/, 'ä$1').replace(/o([^aeiouyäöü\s]+)$/, 'ö$1');
  const plural = umlaut === word ? [] : [umlaut];
  // "Schule", "Schulmöbel".
  const isCut = isHead && word.length > shortestHead && /[^aeiouyäöü]e$/.test(word);
  return isCut ? [...plural, word.slice(0, -1)] : plural;
}

/**
 * What German spells in two ways: "Straße" and "Strasse", "für" and "fuer". The other letters that are spelt as two,
 * as "ä" is "ae", are known to matching itself.
 */
export function furtherSpellings(language: TextLanguage | null, text: string): string[] {
  if (language !== 'de') return [];
  const spelt = [text, text.replaceAll('ß', 'ss')].flatMap((one) => [one, one.replaceAll('ü', 'ue')]);
  return [...new Set(spelt)].filter((one) => one !== text);
}
