import { type JournalDatabase, onJournal } from '../database.ts';
import type { ProcedureStateRow } from '../rows.ts';
import type { Procedure } from '../schema.ts';

/** Procedures looked at by one call at most. */
const scanLimit = 2_000;
/** After every key that can follow a text. */
const afterAnyText: never[] = [];

interface FollowedFilter {
  /** First and last day of following, YYYY-MM-DD, both included. */
  from?: string;
  to?: string;
  unit?: string;
  area?: string;
  /** Only procedures with targets that wait for a decision (in the area, if one is given). */
  open?: boolean;
}

/** Place in the list of followed procedures. */
type FollowedCursor = [followed: string, id: string];

/** A procedure with where it stands. */
interface Followed {
  procedure: Procedure;
  state: ProcedureStateRow;
}

export interface FollowedPage {
  rows: Followed[];
  next: FollowedCursor | null;
}

/** Places that were looked at, and what is there; one that is no longer followed has nothing. */
type Batch = { place: FollowedCursor; followed: Followed | null }[];

/**
 * One page of the procedures that are followed, the last followed first, each with where it stands: what is started,
 * and what waits for decisions. At most `scanLimit` procedures are looked at; `next` says where to go on. What waits has
 * an index of its own, because it is little among much that is decided.
 * @throws {JournalError}
 */
export function followedProcedures(
  db: JournalDatabase,
  filter: FollowedFilter,
  { after, size }: { after: FollowedCursor | null; size: number },
): Promise<FollowedPage> {
  const read = filter.open ? waiting : started;
  return onJournal(db, 'everything', async () => {
    const rows: Followed[] = [];
    let position = after;
    let seen = 0;
    for (;;) {
      // Without a filter the first few are all that is wanted.
      const limit = Math.min(seen === 0 ? size + 1 : Math.max(size + 1, 50), scanLimit - seen);
      if (limit <= 0) return { rows, next: position };
      const batch = await read(db, filter, position, limit);
      for (const { place, followed } of batch) {
        if (followed && isWanted(followed.state, filter)) {
          if (rows.length === size) return { rows, next: position };
          rows.push(followed);
        }
        position = place;
      }
      seen += batch.length;
      if (batch.length < limit) return { rows, next: null };
    }
  });
}

async function started(
  db: JournalDatabase,
  { from, to }: FollowedFilter,
  position: FollowedCursor | null,
  limit: number,
): Promise<Batch> {
  const procedures = await db.procedures
    .where('[followedAt+id]')
    .between([from ?? ''], position ?? (to === undefined ? [afterAnyText] : [`${to}U`]), true, false)
    .reverse()
    .limit(limit)
    .toArray();
  const states = await db.procedureState.bulkGet(procedures.map(({ id }) => id));
  return procedures.map((procedure, index) => {
    const state = states[index];
    const followed = procedure.unfollowedAt === null && state ? { procedure, state } : null;
    return { place: [procedure.followedAt, procedure.id], followed };
  });
}

async function waiting(
  db: JournalDatabase,
  filter: FollowedFilter,
  position: FollowedCursor | null,
  limit: number,
): Promise<Batch> {
  const { from, to } = filter;
  const upper = position ?? (to === undefined ? [afterAnyText] : [to, afterAnyText]);
  const states = await db.procedureState
    .where('[waiting+followedDay+procedureId]')
    .between([1, from ?? ''], [1, ...upper], true, false)
    .reverse()
    .limit(limit)
    .toArray();
  const wanted = states.filter((state) => isWanted(state, filter)).map(({ procedureId }) => procedureId);
  const found = await db.procedures.bulkGet(wanted);
  const procedures = new Map(found.flatMap((procedure) => (procedure ? [[procedure.id, procedure]] : [])));
  return states.map((state) => {
    const procedure = procedures.get(state.procedureId);
    return {
      place: [state.followedDay ?? '', state.procedureId],
      followed: procedure?.unfollowedAt === null ? { procedure, state } : null,
    };
  });
}

function isWanted(state: ProcedureStateRow, { unit, area, open }: FollowedFilter): boolean {
  if (unit !== undefined && state.unit !== unit) return false;
  const areas = Object.entries(state.areas).filter(([id]) => area === undefined || id === area);
  if (area !== undefined && areas.length === 0) return false;
  return !open || areas.some(([, counts]) => counts.open > 0);
}
