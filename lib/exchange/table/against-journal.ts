import { type JournalDatabase, onJournal } from '../../log/database.ts';
import { sameContent } from '../../log/same-content.ts';
import type { Revision } from '../../log/schema.ts';
import { wallClock } from '../../log/time.ts';
import type { JournalRecord, Refusal } from '../format.ts';

/** What of a revision stands in a table, in words that can be compared. */
function tabled(revision: Revision): object {
  const { kind, rev, supersedes, decidedAt, timezone, lotId, target, area, verdict, reason } = revision;
  const { placement, awardWeightPct, measured, ecolabels, evidence, vehicles, phase, goals, gpp } = revision;
  const { value, valueLevel, unit, portal, tool } = revision;
  return {
    ...{ kind, rev, supersedes, timezone, lotId, target, area, verdict, reason, placement, awardWeightPct, measured },
    ...{ ecolabels, evidence, vehicles, phase, goals, gpp, value, valueLevel, unit, portal, tool },
    // A table for people has whole seconds, and a spreadsheet that saved it may have left those out.
    at: wallClock(new Date(decidedAt), timezone).slice(0, 16),
  };
}

/** What of a table is new here, and what is not. */
interface Compared {
  records: JournalRecord[];
  /** Revisions that are here and say the same. */
  known: number;
  refused: Refusal[];
}

/**
 * Holds the records of a table against the journal: what is here in full stays as it is. A row that says something else
 * than the revision of its id was changed in a spreadsheet, and the journal is not corrected behind its own back.
 * @throws {JournalError}
 */
export function againstJournal(
  db: JournalDatabase,
  records: readonly JournalRecord[],
  lines: readonly number[],
): Promise<Compared> {
  return onJournal(db, 'everything', async () => {
    const ids = records.map(({ type, data }) => (type === 'revision' ? data.id : ''));
    const homes = records.map(({ type, data }) => (type === 'sighting' ? data.id : ''));
    const revisions = await db.journal.bulkGet(ids);
    const sightings = await db.sightings.bulkGet(homes);
    const compared: Compared = { records: [], known: 0, refused: [] };
    for (const [place, record] of records.entries()) {
      const here = revisions[place];
      if (record.type === 'sighting' && sightings[place]) continue;
      if (record.type !== 'revision' || !here) compared.records.push(record);
      else if (sameContent(tabled(here), tabled(record.data))) compared.known += 1;
      else compared.refused.push({ line: lines[place] ?? 0, why: 'altered', path: '' });
    }
    return compared;
  });
}
