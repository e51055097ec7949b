/** What one change did to a text: at a place, so many characters gave way to so many others. */
export interface Edit {
  at: number;
  removed: number;
  added: number;
}

/** A part of a text, by its first character and the one behind its last. */
export interface TextSpan {
  start: number;
  end: number;
}

/** The smallest change that makes one text of another; null when they are the same. */
export function editBetween(before: string, after: string): Edit | null {
  if (before === after) return null;
  const shorter = Math.min(before.length, after.length);
  let at = 0;
  while (at < shorter && before.charCodeAt(at) === after.charCodeAt(at)) at += 1;
  let rest = 0;
  while (
    rest < shorter - at &&
    before.charCodeAt(before.length - 1 - rest) === after.charCodeAt(after.length - 1 - rest)
  ) {
    rest += 1;
  }
  return { at, removed: before.length - at - rest, added: after.length - at - rest };
}

/**
 * Where parts of a text stand after a change, as ranges of a document do: what is written inside belongs to them, what
 * is written beside them does not, and a part that was deleted is gone.
 */
export function moveSpans<T extends TextSpan>(spans: readonly T[], { at, removed, added }: Edit): T[] {
  const gone = at + removed;
  const shift = added - removed;
  return spans.flatMap((span) => {
    if (span.end <= at) return [span];
    if (span.start >= gone) return [{ ...span, start: span.start + shift, end: span.end + shift }];
    const start = span.start < at ? span.start : at + added;
    const end = span.end > gone ? span.end + shift : Math.min(span.end, at);
    return start < end ? [{ ...span, start, end }] : [];
  });
}
