import type { JournalRecord } from '../journal-record.ts';

/** How many parts' worth of records are held back at most, so that a large file does not fill the memory. */
const heldParts = 8;

/** Gathers the records of a file, or of a team's stream, into parts that go into the journal together. */
export interface Parts {
  /** @returns parts that are full now */
  add(records: readonly JournalRecord[]): JournalRecord[][];
  /** What is left at the end of the file. */
  rest(): JournalRecord[][];
}

/**
 * Lays the procedures of a month together, in parts of about `size` records. Each part writes the figures of the months
 * that it touches anew, and a file has its procedures in no order of time: as they come, every part would touch all
 * months of the journal. What is said of a procedure goes with it, so that it is worked out once.
 */
export function createParts(size: number): Parts {
  const homes = new Map<string, string>();
  const waiting = new Map<string, JournalRecord[]>();
  let held = 0;
  const take = (month: string): JournalRecord[] => {
    const records = waiting.get(month) ?? [];
    waiting.delete(month);
    held -= records.length;
    return records;
  };
  const fullest = () => [...waiting].reduce((most, one) => (one[1].length > most[1].length ? one : most))[0];
  return {
    add(records) {
      const full: JournalRecord[][] = [];
      for (const record of records) {
        const month = monthOf(record, homes);
        const bucket = waiting.get(month);
        if (bucket) bucket.push(record);
        else waiting.set(month, [record]);
        held += 1;
        if ((bucket?.length ?? 1) >= size) full.push(take(month));
        else if (held >= heldParts * size) full.push(take(fullest()));
      }
      return full;
    },
    rest() {
      const parts: JournalRecord[][] = [];
      let last: JournalRecord[] = [];
      for (const month of [...waiting.keys()].sort()) {
        const records = take(month);
        if (last.length > 0 && last.length + records.length > size) {
          parts.push(last);
          last = [];
        }
        last = [...last, ...records];
      }
      return last.length > 0 ? [...parts, last] : parts;
    },
  };
}

/** The month in which a procedure's records mostly count: that of its first following, where the file has it. */
function monthOf(record: JournalRecord, homes: Map<string, string>): string {
  if (record.type === 'tombstone') return '';
  if (record.type === 'sighting') {
    const { id, following, changedAt } = record.data;
    const month = (following[0]?.at ?? changedAt).slice(0, 7);
    homes.set(id, month);
    return month;
  }
  const home = homes.get(record.data.procedureId);
  if (home !== undefined) return home;
  return (record.type === 'baseline' ? record.data.last.day : record.data.day).slice(0, 7);
}
