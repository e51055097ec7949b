import { JetStreamApiError, jetstream } from '@nats-io/jetstream';
import { type JournalDatabase, onJournal } from '../log/database.ts';
import { digest } from '../log/digest.ts';
import { allUnits, type MonthRollup } from '../log/rollups/month-rows.ts';
import { emptySums } from '../log/rollups/sums.ts';
import { type TeamLink, teamState } from './connection.ts';
import { type LastValue, lastValue, lastValues } from './last-values.ts';
import { problemOf, TeamProblem } from './problem.ts';
import { filterOf, lacksMessages } from './receive.ts';
import { type TeamRollup, teamRollupSchema } from './rollup-schema.ts';
import { journalFilter, rollupFilter, rollupSubject, streams } from './subjects.ts';

/** Figures that are under way at once. */
const flightSize = 200;
/** JetStream's "wrong last sequence": somebody else wrote in between. */
const wrongLastSequence = 10_071;

/** What came of writing the figures. */
export interface WrittenRollups {
  written: number;
  /** Subjects on which somebody stood who had heard more, or as much; theirs stay. */
  left: number;
}

/** Who computes the figures, and with which edition. */
export interface RollupMaker {
  tool: { version: string; data: string };
  now: Date;
}

/**
 * Figures as they stand in the journal, by subject: of each unit and all, for each area and all. Pseudonyms are left out.
 * @throws {JournalError}
 */
export async function rollupsHere(
  db: JournalDatabase,
  organisation: string,
  stamp: Pick<TeamRollup, 'sequence' | 'computedAt' | 'tool'>,
): Promise<Map<string, TeamRollup>> {
  const rows = await onJournal(db, 'everything', async () => [
    ...(await db.monthRollup.where(':id').between([allUnits], [allUnits, []]).toArray()),
    ...(await db.monthRollup.where(':id').between(['='], ['>']).toArray()),
  ]);
  const rollups = rows.map((row) => rollupOf(row, organisation, stamp));
  const wholes = new Map<string, TeamRollup>();
  for (const rollup of rollups) {
    if (rollup.area === '') wholes.set(wholeSubject(rollup), Object.assign(rollup, { areas: {} }));
  }
  for (const rollup of rollups) {
    const { areas } = wholes.get(wholeSubject(rollup)) ?? {};
    if (areas && rollup.area !== '') areas[rollup.area] = digest(JSON.stringify(rollup.sums));
  }
  return new Map(rollups.map((rollup) => [subjectOf(rollup), rollup]));
}

/** Where the figures as a whole stand, of the same unit and month. */
const wholeSubject = (rollup: TeamRollup): string => subjectOf({ ...rollup, area: '' });

function rollupOf(
  { scope, area, month, decisions, procedures, open, targets }: MonthRollup,
  organisation: string,
  stamp: Pick<TeamRollup, 'sequence' | 'computedAt' | 'tool'>,
): TeamRollup {
  const nameless = Object.entries(decisions).map(([verdict, measures]) => [verdict, { ...measures, authors: {} }]);
  return {
    organisation,
    unit: scope === allUnits ? null : scope.slice(1),
    area: area as TeamRollup['area'],
    month,
    ...stamp,
    sums: { decisions: Object.fromEntries(nameless), procedures, open, targets },
  };
}

const subjectOf = ({ organisation, unit, area, month }: TeamRollup): string =>
  rollupSubject(organisation, unit, area, month);

/** Figures out of a message; null when they are malformed or stand under a subject that is not theirs. */
export function readRollup(subject: string, body: Uint8Array): TeamRollup | null {
  try {
    const parsed = teamRollupSchema.safeParse(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body)));
    return parsed.success && subjectOf(parsed.data) === subject ? parsed.data : null;
  } catch {
    return null;
  }
}

/** All figures of an organisation that can be read, by subject. @throws {TeamProblem} */
export async function readRollups(
  link: Pick<TeamLink, 'connection'>,
  organisation: string,
): Promise<Map<string, TeamRollup>> {
  const values = await lastValues(link, streams.rollups, rollupFilter(organisation, null));
  const read = [...values].map(([subject, { body }]) => [subject, readRollup(subject, body)] as const);
  return new Map(read.flatMap(([subject, rollup]) => (rollup ? [[subject, rollup] as const] : [])));
}

/**
 * Writes the organisation's figures, stamped with the place in the journal's stream up to which they count. Only who has
 * heard all units and told all that waited may: their figures are those of the stream. Each subject is written only over
 * the value that was seen there, and never over one that counts more; so of two who write at once the one who has heard
 * more is left standing, whoever comes first. Who came after the server had given up messages writes nothing: the stamp
 * would say that they are counted, and theirs would take the place of a lead's who did hear them. Old figures that are
 * right, with their date, are better than new ones that are not.
 * @throws {TeamProblem} denied to who hears a part only; busy while something waits to be told, or was passed over; gap
 * while words are missed
 * @throws {JournalError}
 */
export async function writeRollups(db: JournalDatabase, link: TeamLink, maker: RollupMaker): Promise<WrittenRollups> {
  const { organisation } = link.team;
  const { sequence, filter, missed } = await teamState(db);
  if (filterOf(link.team) !== journalFilter(organisation, null) || filter !== journalFilter(organisation, null)) {
    throw new TeamProblem('denied');
  }
  if (missed > 0) throw new TeamProblem('gap');
  if ((await onJournal(db, 'everything', () => db.outbox.count())) > 0) throw new TeamProblem('busy');
  if (await lacksMessages(db, link)) throw new TeamProblem('busy');
  const stamp = { sequence, computedAt: maker.now.toISOString(), tool: maker.tool };
  const ours = await rollupsHere(db, organisation, stamp);
  const stored = await lastValues(link, streams.rollups, rollupFilter(organisation, null));
  // Figures that came to nothing here are written as nothing: else the last ones would stand for ever.
  for (const [subject, { body }] of stored) {
    const known = readRollup(subject, body);
    if (!known || ours.has(subject)) continue;
    ours.set(subject, { ...known, ...stamp, ...(known.area === '' && { areas: {} }), sums: emptySums() });
  }
  const result: WrittenRollups = { written: 0, left: 0 };
  const waiting = [...ours];
  for (let from = 0; from < waiting.length; from += flightSize) {
    const flight = waiting.slice(from, from + flightSize);
    const done = await Promise.all(
      flight.map(([subject, rollup]) => writeOne(link, subject, rollup, stored.get(subject) ?? null)),
    );
    for (const isWritten of done) result[isWritten ? 'written' : 'left'] += 1;
  }
  return result;
}

/** Writes one subject's figures over those seen there, unless they count as much. @returns whether they were written */
async function writeOne(link: TeamLink, subject: string, rollup: TeamRollup, seen: LastValue | null): Promise<boolean> {
  const body = new TextEncoder().encode(JSON.stringify(rollup));
  const stream = jetstream(link.connection);
  for (let before = seen; ; ) {
    const standing = before && readRollup(subject, before.body);
    if (standing && standing.sequence >= rollup.sequence) return false;
    try {
      await stream.publish(subject, body, { expect: { lastSubjectSequence: before?.sequence ?? 0 } });
      return true;
    } catch (error) {
      const isTaken = error instanceof JetStreamApiError && error.code === wrongLastSequence;
      if (!isTaken) throw problemOf(error);
      before = await lastValue(link, streams.rollups, subject);
    }
  }
}
