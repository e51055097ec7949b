/** Letters that typesetting glues together, as PDF and old fonts store them. */
const ligatures: Readonly<Record<string, string>> = {
  '\ufb00': 'ff',
  '\ufb01': 'fi',
  '\ufb02': 'fl',
  '\ufb03': 'ffi',
  '\ufb04': 'ffl',
  '\ufb05': 'st',
  '\ufb06': 'st',
};

/** Soft hyphens, zero-width blanks and joiners, marks of direction: nobody sees them, and no word is found with them. */
const unseen = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff]/g;

/**
 * Text as it is read, not as it is stored: hyphenation marks gone, ligatures and letters with loose accents whole, runs
 * of white space one blank, line breaks kept.
 */
export function cleanText(text: string): string {
  return text
    .replace(unseen, '')
    .replace(/[\ufb00-\ufb06]/g, (glued) => ligatures[glued] ?? glued)
    .normalize('NFC')
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n\s*/g, '\n')
    .trim();
}
