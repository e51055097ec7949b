/** Longest label; longer texts need no look-up. */
export const longestLabel = 90;

/** Official labels are compared without case, numbering ("II.1.2)"), colon, asterisk and "(cpv)". */
export function normaliseLabel(text: string): string {
  return text
    .toLowerCase()
    .replace(/\s+/gu, ' ')
    .replaceAll('’', "'")
    .replace(/^ ?(?:[ivx]+\.\d[\d.]*\)?|\d{1,2}(?:\.\d{1,2})+\.?\)?) /u, '')
    .replace(/ ?\( ?(?:cpv|bt-\d+|dkk|nok|sek|eur|kr\.?) ?\)/gu, '')
    .replace(/[\s:*?]+$/u, '')
    .trim();
}
