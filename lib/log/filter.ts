import type { CurrentRow } from './rows.ts';
import type { Revision, Verdict } from './schema.ts';

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
  /** Words that all occur in title, buyer, reference, publication number, target, reason or evidence. */
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

function indexOf({ target, area, unit, verdict, procedureId }: LogFilter): Pick<Segment, 'index' | 'prefix'> {
  if (procedureId !== undefined) return { index: '[procedureId+decidedAt+recordId]', prefix: [procedureId] };
  if (target !== undefined) return { index: '[target.id+decidedAt+recordId]', prefix: [target] };
  if (area !== undefined) return { index: '[area+decidedAt+recordId]', prefix: [area] };
  if (unit !== undefined) return { index: '[unit+decidedAt+recordId]', prefix: [unit] };
  if (verdict !== undefined) return { index: '[verdict+decidedAt+recordId]', prefix: [verdict] };
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

const searchable = (text: string) => text.normalize('NFC').toLowerCase();

function searchText(row: CurrentRow): string {
  const { title, buyer, reference, publicationNumber } = row.procedure;
  const evidence = row.evidence.flatMap((item) => [item.title, item.quote]);
  const words = [title, buyer?.name, reference, publicationNumber, row.target.id, row.reason?.text, ...evidence];
  return searchable(words.filter((word) => word != null).join('\n'));
}

/** Whether a filter lets a row through. */
export function accepts(filter: LogFilter): (row: CurrentRow) => boolean {
  const { from, to, unit, area, target, verdict, procedureId, missingEvidence, kinds = ['decision'] } = filter;
  const words = searchable(filter.text ?? '')
    .split(/\s+/)
    .filter((word) => word !== '');
  return (row) => {
    if (!kinds.includes(row.kind)) return false;
    if (from !== undefined && row.firstDay < from) return false;
    if (to !== undefined && row.firstDay > to) return false;
    if (unit !== undefined && row.unit !== unit) return false;
    if (area !== undefined && row.area !== area) return false;
    if (target !== undefined && row.target.id !== target) return false;
    if (verdict !== undefined && row.verdict !== verdict) return false;
    if (procedureId !== undefined && row.procedureId !== procedureId) return false;
    if (missingEvidence && (row.evidence.length > 0 || (row.verdict !== 'met' && row.verdict !== 'partiallyMet'))) {
      return false;
    }
    if (words.length === 0) return true;
    const text = searchText(row);
    return words.every((word) => text.includes(word));
  };
}
