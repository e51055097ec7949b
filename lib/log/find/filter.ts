import type { Placement } from '../../targets/schema.ts';
import type { CurrentRow } from '../rows.ts';
import type { Revision, Verdict } from '../schema.ts';
import { wordsOf, wordsToFind } from './words.ts';

/** Place in the log table: everything beyond it in the reading direction is still to come. */
export type Cursor = [decidedAt: string, recordId: string];

export interface LogFilter {
  /** First and last day of the records' first decisions, YYYY-MM-DD, both included: the rows behind a figure. */
  from?: string;
  to?: string;
  unit?: string;
  area?: string;
  target?: string;
  /** `open` has no rows here, because it is computed: see `followedProcedures` for what waits for a decision. */
  verdict?: Verdict | 'open';
  procedureId?: string;
  portal?: string;
  /** Code of the reason; a withdrawal's reason counts as well. */
  reason?: string;
  /** Pseudonym of who wrote the revision that holds. */
  author?: string;
  /** Where in the tender documents it was asked for. Most decisions name some place, so no index narrows by it. */
  placement?: Placement;
  /** Only records with versions made apart that nobody has confirmed. */
  conflict?: boolean;
  /** Words that each begin a word of the procedure's title, buyer, reference or numbers, however they are spelled. */
  text?: string;
  /** Met or partly met without any evidence. */
  missingEvidence?: boolean;
  /** Left out: decisions only, neither withdrawn ones nor mismatches. */
  kinds?: Revision['kind'][];
}

/** A range of one index of `current`, newest first after its prefix. */
export interface Segment {
  index: string;
  prefix: (string | number)[];
  /** Lowest `decidedAt`, included. */
  from: string;
  /** Highest `decidedAt`, not included; null for no end. */
  before: string | null;
}

/** No zone is further from UTC than this, so a local day lies inside it. */
const zoneSlack = 14 * 3_600_000;

function instant(day: string, days: number, slack: number): string {
  return new Date(Date.parse(`${day}T00:00:00.000Z`) + days * 86_400_000 + slack).toISOString();
}

/** Indexes that a filter can be read by, the one that lets fewest rows through first. */
const narrowing: [index: string, prefix: (filter: LogFilter) => string | number | undefined][] = [
  ['procedureId', ({ procedureId }) => procedureId],
  ['disputed', ({ conflict }) => (conflict ? 1 : undefined)],
  ['target.id', ({ target }) => target],
  ['unproven', ({ missingEvidence }) => (missingEvidence ? 1 : undefined)],
  ['author', ({ author }) => author],
  ['reason.code', ({ reason }) => reason],
  ['area', ({ area }) => area],
  ['unit', ({ unit }) => unit],
  ['portal', ({ portal }) => portal],
  ['verdict', ({ verdict }) => verdict],
];

function indexOf(filter: LogFilter): Pick<Segment, 'index' | 'prefix'> {
  for (const [name, prefixOf] of narrowing) {
    const prefix = prefixOf(filter);
    if (prefix !== undefined) return { index: `[${name}+decidedAt+recordId]`, prefix: [prefix] };
  }
  return { index: '[decidedAt+recordId]', prefix: [] };
}

/**
 * The index ranges that hold every row of a filter, newest first. The index knows when a record was last changed, a
 * period asks when it was first decided. Both agree except for records corrected on a later day, so a period with an end
 * is read in two: those records alone from after its end, then everything up to it.
 */
export function segmentsOf(filter: LogFilter): Segment[] {
  const from = filter.from === undefined ? '' : instant(filter.from, 0, -zoneSlack);
  if (filter.to === undefined) return [{ ...indexOf(filter), from, before: null }];
  const end = instant(filter.to, 1, zoneSlack);
  const later = from > end ? from : end;
  return [
    { index: '[moved+decidedAt+recordId]', prefix: [1], from: later, before: null },
    { ...indexOf(filter), from, before: later },
  ];
}

/** Whether a row's procedure has all words, looked up once for each procedure. */
function findsIn(words: readonly string[]): (row: CurrentRow) => boolean {
  const known = new Map<string, boolean>();
  return ({ procedure, procedureId }) => {
    const { title, buyer, reference, noticeProcedureId, publicationNumber } = procedure;
    const key = `${procedureId} ${title} ${reference}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    const own = wordsOf({ title, buyer, reference, procedureId: noticeProcedureId, publicationNumber });
    const found = words.every((word) => own.some((one) => one.startsWith(word)));
    known.set(key, found);
    return found;
  };
}

/** Whether a filter lets a row through. */
export function accepts(filter: LogFilter): (row: CurrentRow) => boolean {
  const { from, to, unit, area, target, verdict, procedureId, portal, reason, author, placement } = filter;
  const { conflict, missingEvidence, kinds = ['decision'] } = filter;
  const words = wordsToFind(filter.text ?? '');
  const found = words.length === 0 ? () => true : findsIn(words);
  return (row) => {
    if (!kinds.includes(row.kind)) return false;
    if (from !== undefined && row.firstDay < from) return false;
    if (to !== undefined && row.firstDay > to) return false;
    if (unit !== undefined && row.unit !== unit) return false;
    if (area !== undefined && row.area !== area) return false;
    if (target !== undefined && row.target.id !== target) return false;
    if (verdict !== undefined && row.verdict !== verdict) return false;
    if (procedureId !== undefined && row.procedureId !== procedureId) return false;
    if (portal !== undefined && row.portal !== portal) return false;
    if (reason !== undefined && row.reason?.code !== reason) return false;
    if (author !== undefined && row.author !== author) return false;
    if (placement !== undefined && !row.placement.includes(placement)) return false;
    if (conflict && !row.conflict) return false;
    if (missingEvidence && (row.evidence.length > 0 || (row.verdict !== 'met' && row.verdict !== 'partiallyMet'))) {
      return false;
    }
    return found(row);
  };
}
