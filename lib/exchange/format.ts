import { z } from 'zod';
import { journalRecordSchemas } from '../log/journal-record.ts';

export type { JournalRecord } from '../log/journal-record.ts';

/**
 * The product's own file: one record a line (JSON Lines), or the same records as the elements of one JSON array. The
 * first says what the file is, the last how many of each kind it holds and their checksum; so a file that was cut off,
 * or changed on its way, is noticed. Raise it when an older reader would misunderstand the file.
 */
export const formatVersion = 1;

/** Marks the first record, and so every file of ours. */
export const formatName = 'groent-lys';

/**
 * What a file is for: `export` a chosen part of the log, `backup` everything, `share` what one browser lays into the
 * shared folder. The latter only ever grows, so it has no last record.
 */
export const fileContentSchema = z.enum(['export', 'backup', 'share']);
export type FileContent = z.infer<typeof fileContentSchema>;

const text = (max: number) => z.string().max(max);

/** The first record: whose file it is, made when and with what. */
export const headerSchema = z.strictObject({
  format: z.literal(formatName),
  version: z.number().int().min(1),
  content: fileContentSchema,
  exportedAt: z.iso.datetime(),
  timezone: text(60),
  device: z.uuid(),
  tool: z.strictObject({ version: text(20), data: text(40) }),
  /** The chosen part: its period and, in words, its filter; null when it is the whole log. */
  scope: z.strictObject({ from: z.iso.date().nullable(), to: z.iso.date().nullable(), filter: text(2000) }).nullable(),
  /** I12 of that part, 0 to 1; null when nothing was followed in it. */
  completeness: z.number().min(0).max(1).nullable(),
  /** Whether pseudonyms are in it. */
  authors: z.boolean(),
});
export type FileHeader = z.infer<typeof headerSchema>;

/** What a backup holds beside the journal, as it was stored; whoever restores it checks it field by field. */
const otherRecords = {
  settings: z.record(z.string(), z.unknown()),
  policy: z.record(z.string(), z.unknown()),
  /** One of the organisation's own packs, with the file that it came from and when. */
  pack: z.strictObject({ file: text(200), takenAt: text(40), pack: z.unknown() }),
} as const;

/** What a record of each kind must look like. */
export const recordSchemas = { ...journalRecordSchemas, ...otherRecords } as const;

export type RecordType = keyof typeof recordSchemas;
/** Every kind of record, in the order in which they are written. */
export const recordTypes = Object.keys(recordSchemas) as RecordType[];
export type FileRecord = { [T in RecordType]: { type: T; data: z.infer<(typeof recordSchemas)[T]> } }[RecordType];

/** Whether a record stands beside the journal: a backup brings it back by itself, and it merges into nothing. */
export const isBeside = (record: FileRecord): record is Extract<FileRecord, { type: keyof typeof otherRecords }> =>
  record.type in otherRecords;

/** How many records there are of each kind; a kind that has none is left out. */
export type RecordCounts = Partial<Record<RecordType, number>>;

/** The last record. */
export const endSchema = z.strictObject({
  type: z.literal('end'),
  counts: z.record(z.string().max(40), z.number().int().min(0)),
  checksum: z.string().regex(/^[\da-f]{64}$/),
});

/** A record that is left out, and where it stands. */
export interface Refusal {
  line: number;
  /**
   * `unknownKind`: a newer edition may know it. `invalid`: `path` breaks a rule of the journal. `orphan`: it belongs to
   * a procedure that is neither in the file nor here. `altered`: a row of a table that says something else than the
   * journal's own revision.
   */
  why: 'unknownKind' | 'invalid' | 'orphan' | 'altered';
  path: string;
}

/** One record out of anything a line may hold, checked against the journal's own rules. */
export function readRecord(value: unknown, line: number): FileRecord | Refusal {
  const { type, data, ...others } = (typeof value === 'object' && value !== null ? value : {}) as Record<
    string,
    unknown
  >;
  const known = recordTypes.find((name) => name === type);
  if (known === undefined) return { line, why: 'unknownKind', path: typeof type === 'string' ? type.slice(0, 40) : '' };
  const [surplus] = Object.keys(others);
  if (surplus !== undefined) return { line, why: 'invalid', path: surplus.slice(0, 80) };
  const parsed = recordSchemas[known].safeParse(data);
  if (parsed.success) return { type: known, data: parsed.data } as FileRecord;
  return { line, why: 'invalid', path: (parsed.error.issues[0]?.path ?? []).map(String).join('.').slice(0, 80) };
}
