import type { TermRole } from './tables.ts';
import { roles } from './tables.ts';

/** A word of a text that speaks for an owner; `start` and `end` are offsets in the text. */
export interface Hit {
  role: TermRole;
  /** Position in the index's list of that role (targets for `target` and `coverage`, areas for `against`). */
  owner: number;
  /** Tells the terms of one owner apart; all forms of a term share it. */
  term: number;
  start: number;
  end: number;
  /** Where the listed words end; what follows up to `end` is an ending or another part of a compound. */
  until: number;
  weak: boolean;
}

/** Hits as rows of numbers, in the order of the text: a long one has thousands, of which most are only counted. */
export interface Hits {
  count: number;
  /** `count` rows of `hitWidth`; what stands behind them is room to grow. */
  rows: Int32Array;
}

/** Columns of a row: the role's position in `roles` and `weakFlag`, then the fields of a hit. */
export const hitWidth = 6;
export const kindColumn = 0;
export const ownerColumn = 1;
export const termColumn = 2;
export const startColumn = 3;
export const endColumn = 4;
export const untilColumn = 5;
export const weakFlag = 8;
export const roleOfKind = 7;

const fewest = 16;
/** A text that speaks of little else has a hit in so many characters. */
const perHit = 48;

/** @param length of the text, for room that seldom has to grow */
export function createHits(length = 0): Hits {
  return { count: 0, rows: new Int32Array((fewest + Math.ceil(length / perHit)) * hitWidth) };
}

/** Where the next hit's row is to be written; it counts from now on. */
export function addRow(hits: Hits): number {
  const at = hits.count++ * hitWidth;
  if (at === hits.rows.length) {
    const rows = new Int32Array(2 * at);
    rows.set(hits.rows);
    hits.rows = rows;
  }
  return at;
}

/** Adds all of another text's hits, as if that stood at an offset. */
export function addHits(hits: Hits, others: Hits, offset: number): void {
  const from = hits.count * hitWidth;
  const length = others.count * hitWidth;
  if (from + length > hits.rows.length) {
    const rows = new Int32Array(2 * (from + length));
    rows.set(hits.rows.subarray(0, from));
    hits.rows = rows;
  }
  const { rows } = hits;
  rows.set(others.rows.subarray(0, length), from);
  for (let row = from; row < from + length; row += hitWidth) {
    rows[row + startColumn] = (rows[row + startColumn] as number) + offset;
    rows[row + endColumn] = (rows[row + endColumn] as number) + offset;
    rows[row + untilColumn] = (rows[row + untilColumn] as number) + offset;
  }
  hits.count += others.count;
}

/** The same hits in no more room than they take, to be kept. */
export function compact({ count, rows }: Hits): Hits {
  return { count, rows: rows.slice(0, count * hitWidth) };
}

/** Hits as rows. */
export function rowsOf(list: readonly Hit[]): Hits {
  const hits = createHits();
  for (const { role, owner, term, start, end, until, weak } of list) {
    const at = addRow(hits);
    hits.rows.set([roles.indexOf(role) | (weak ? weakFlag : 0), owner, term, start, end, until], at);
  }
  return hits;
}

/** The hits that begin in a stretch of their text, as if that were the text; of hits in order, from one of them on. */
export function hitsBetween({ count, rows }: Hits, first: number, start: number, end: number): Hits {
  let last = first;
  while (last < count && (rows[last * hitWidth + startColumn] as number) < end) last++;
  const own = { count: last - first, rows: rows.slice(first * hitWidth, last * hitWidth) };
  for (let row = 0; row < own.rows.length; row += hitWidth) {
    for (const column of [startColumn, endColumn, untilColumn]) {
      own.rows[row + column] = (own.rows[row + column] as number) - start;
    }
  }
  return own;
}

/** Whether two lists of hits are the same, row for row. */
export function isSameHits(one: Hits, other: Hits): boolean {
  if (one.count !== other.count) return false;
  const length = one.count * hitWidth;
  for (let place = 0; place < length; place++) if (one.rows[place] !== other.rows[place]) return false;
  return true;
}

/** One hit by its number. */
export function hitAt({ rows }: Hits, number: number): Hit {
  const row = number * hitWidth;
  const kind = rows[row + kindColumn] as number;
  return {
    role: roles[kind & roleOfKind] as TermRole,
    owner: rows[row + ownerColumn] as number,
    term: rows[row + termColumn] as number,
    start: rows[row + startColumn] as number,
    end: rows[row + endColumn] as number,
    until: rows[row + untilColumn] as number,
    weak: (kind & weakFlag) !== 0,
  };
}

/** The hits one by one, or those of one role. Denials speak for nobody and are listed only when asked for. */
export function listed(hits: Hits, role?: TermRole): Hit[] {
  const list: Hit[] = [];
  for (let number = 0; number < hits.count; number++) {
    const own = roles[(hits.rows[number * hitWidth + kindColumn] as number) & roleOfKind];
    if (role === undefined ? own !== 'denial' : own === role) list.push(hitAt(hits, number));
  }
  return list;
}

/** Where the hits of a role begin and end, by turns, in the order of the text. */
export function spansOf({ count, rows }: Hits, role: TermRole): Int32Array {
  const kind = roles.indexOf(role);
  const spans: number[] = [];
  for (let row = 0; row < count * hitWidth; row += hitWidth) {
    if (((rows[row + kindColumn] as number) & roleOfKind) !== kind) continue;
    spans.push(rows[row + startColumn] as number, rows[row + endColumn] as number);
  }
  return Int32Array.from(spans);
}

/** The hits without those that begin before an offset and are not wanted. */
export function chosen(hits: Hits, before: number, isWanted: (hit: Hit) => boolean): Hits {
  const rows = hits.rows.slice(0, hits.count * hitWidth);
  let to = 0;
  for (let from = 0; from < rows.length; from += hitWidth) {
    if ((rows[from + startColumn] as number) < before && !isWanted(hitAt(hits, from / hitWidth))) continue;
    if (to < from) rows.copyWithin(to, from, from + hitWidth);
    to += hitWidth;
  }
  return { count: to / hitWidth, rows };
}
