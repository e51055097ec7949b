import { separator } from './fold.ts';

/**
 * Whether one of a rule's false friends begins at a symbol; it may go on behind them. They may be separated otherwise
 * than in the list.
 */
export function isFalseFriend(
  symbols: Uint8Array,
  end: number,
  from: number,
  lists: Uint8Array,
  list: number,
): boolean {
  let at = list + 1;
  for (let number = lists[list] as number; number > 0; number--) {
    if (beginsWith(symbols, end, from, lists, at)) return true;
    at += 1 + (lists[at] as number);
  }
  return false;
}

/** Whether some of a rule's false friends are several words. */
export function hasPhrase(lists: Uint8Array, list: number): boolean {
  let at = list + 1;
  for (let number = lists[list] as number; number > 0; number--) {
    const next = at + 1 + (lists[at] as number);
    for (at++; at < next; at++) if (lists[at] === separator) return true;
  }
  return false;
}

/** Whether symbols up to `end` go on at one of them with the words that stand in the lists at `list`. */
function beginsWith(symbols: Uint8Array, end: number, from: number, lists: Uint8Array, list: number): boolean {
  let at = from;
  const last = list + (lists[list] as number);
  for (let i = list + 1; i <= last; i++) {
    if (symbols[at++] !== lists[i]) return false;
    if (lists[i] === separator) while (at < end && symbols[at] === separator) at++;
  }
  return true;
}
