import { squeeze } from '../page/text.ts';

/** What stands before a reference in its own slot and is no part of it: "Sagsnr.", "Our ref.:", "Az.". */
const introduction =
  /^(?:(?:(?:sags?|saks|journal|j|ref(?:erence|eranse|erens|erenz)?|udbuds?|arkiv|diarie|d|file|our|your|case|vår|vores|ert|jeres|unser)[-.\s]*)*(?:n(?:umme)?r|number|no|n°|ref(?:erence|eranse|erens)?|sag|sak|zeichen)|aktenzeichen|az|dnr|viite(?:numero)?|asianumero)[.:#\s]+/iu;
/** A word and a number that belong together ("KS 2027/0042"), else one word with a number in it. */
const lead = /^(?:\p{Lu}{1,6}\s)?(?=\S*\d)[^\s,;|]+/u;

const digits = (text: string): number => text.replaceAll(/\D/g, '').length;
const shape = (text: string): string => text.replaceAll(/\d/g, '9');

/**
 * The buyer's own reference from its slot, whole and by itself: what introduces it, notes and words after it and
 * further references are left out. A slot without a number is given as printed, since a name may serve as reference.
 */
export function readReference(slot: string): string | null {
  const line = squeeze(slot.split('\n').find((one) => /\S/.test(one)) ?? '');
  if (line === '') return null;
  const introduced = line.replace(introduction, '');
  const text = lead.test(introduced) ? introduced : line;
  const first = lead.exec(text)?.[0];
  if (first === undefined || digits(first) < 3) return line.slice(0, 120);
  return whole(first, text.slice(first.length)).slice(0, 120);
}

/** The reference with the numbers that are set off by blanks alone, unless they are another one of the same kind. */
function whole(first: string, rest: string): string {
  let reference = first;
  let left = rest;
  for (;;) {
    const next = /^\s(\d[^\s,;|]*)/u.exec(left)?.[1];
    if (next === undefined || shape(next) === shape(first)) break;
    reference += ` ${next}`;
    left = left.slice(next.length + 1);
  }
  return reference.replace(/[.:]+$/u, '');
}

/** Numbers of the Official Journal as TED, udbud.dk and the old forms print them, and those of Doffin and Hilma. */
const printed = /\d{4}\s?\/\s?S\s?\d{1,3}\s?-\s?\d{3,8}|\d{1,8}-\d{4}(?!\d|-)|\d{4}-\d{3,8}(?!-)/u;
/** National portals number as they like: "26-12", "29941-01", "398114", "-1482204117". */
const national = /^-?\d[\d/.-]{1,20}(?=$|[\s,;(|])/u;

/** The number of a notice from its slot, as printed; of several the first. */
export function readPublicationNumber(slot: string): string | null {
  const text = squeeze(slot);
  return printed.exec(text)?.[0] ?? national.exec(text)?.[0].replace(/[./-]+$/u, '') ?? null;
}
