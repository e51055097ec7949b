import type { z } from 'zod';
import { type Batch, batchOf } from './merge/merge.ts';
import { baselineSchema, outcomeSchema, sightingSchema, stepSchema, tombstoneSchema } from './record-schema.ts';
import { revisionSchema, tipRecordSchema } from './schema.ts';

/** What is exchanged, by file, folder or team: all that was said, nothing that follows from it. */
export const journalRecordSchemas = {
  tombstone: tombstoneSchema,
  sighting: sightingSchema,
  baseline: baselineSchema,
  revision: revisionSchema,
  tip: tipRecordSchema,
  step: stepSchema,
  outcome: outcomeSchema,
} as const;

/** A record that merges into the journal. */
export type JournalRecord = {
  [T in keyof typeof journalRecordSchemas]: { type: T; data: z.infer<(typeof journalRecordSchemas)[T]> };
}[keyof typeof journalRecordSchemas];

/** A record that names nobody. */
export function withoutAuthor(record: JournalRecord): JournalRecord {
  if (record.type === 'baseline') {
    return { type: 'baseline', data: { ...record.data, last: { ...record.data.last, author: null } } };
  }
  return 'author' in record.data ? ({ ...record, data: { ...record.data, author: null } } as JournalRecord) : record;
}

/** Records as the merge takes them. */
export function batchFrom(records: readonly JournalRecord[]): Batch {
  const batch = batchOf({});
  for (const record of records) {
    if (record.type === 'sighting') batch.sightings.push(record.data);
    else if (record.type === 'revision') batch.revisions.push(record.data);
    else if (record.type === 'baseline') batch.baseline.push(record.data);
    else if (record.type === 'tombstone') batch.tombstones.push(record.data);
    else if (record.type === 'tip') batch.tips.push(record.data);
    else if (record.type === 'step') batch.steps.push(record.data);
    else batch.outcomes.push(record.data);
  }
  return batch;
}
