/** A text with the line breaks that set it apart from what stands around it. */
export interface Spaced {
  /** What goes in, `lead` and `tail` included. */
  whole: string;
  lead: '' | '\n' | ' ';
  tail: '' | '\n' | ' ';
}

/**
 * A criterion goes on lines of its own; in a field of one line blanks take the place of the breaks.
 * @param before what stands before the caret (in its line is enough)
 * @param after what stands behind it
 */
export function spaced(text: string, before: string, after: string, oneLine: boolean): Spaced {
  const lines = text.replace(/\r\n?/g, '\n').trim();
  const core = oneLine ? lines.replace(/\s*\n\s*/g, ' ') : lines;
  const gap = oneLine ? ' ' : '\n';
  const isSet = (side: string, edge: RegExp) => side === '' || edge.test(side);
  const lead = isSet(before, oneLine ? /\s$/ : /\n$/) ? '' : gap;
  const tail = isSet(after, oneLine ? /^\s/ : /^\n/) ? '' : gap;
  return { whole: `${lead}${core}${tail}`, lead, tail };
}

/**
 * Where an inserted text stands now: at its old place when it is still there, else at the one place where it is found.
 * Null when it was changed since, or when several places could be meant.
 */
export function findInserted(current: string, inserted: string, at: number): number | null {
  if (inserted === '') return null;
  if (current.startsWith(inserted, at)) return at;
  const first = current.indexOf(inserted);
  return first < 0 || current.indexOf(inserted, first + 1) >= 0 ? null : first;
}
