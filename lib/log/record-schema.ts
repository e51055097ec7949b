import { z } from 'zod';
import { areaIdSchema } from '../targets/schema.ts';
import { procedureFactsSchema, relevantTargetSchema, revisionSchema, shortText } from './schema.ts';

/**
 * What one page said last of the targets that apply. A procedure's relevant targets are those that any page still says,
 * so that they shrink when a page that named one no longer does, and not because another page shows less.
 */
export const pageReadingSchema = z.strictObject({
  /** Cleaned address. */
  page: z.string().max(1000),
  at: z.iso.datetime(),
  relevant: z.array(relevantTargetSchema).max(300),
});
export type PageReading = z.infer<typeof pageReadingSchema>;

/** Somebody started (`on`) or stopped following; a set of such moments merges in any order. */
export const followMomentSchema = z.strictObject({ at: z.iso.datetime({ offset: true }), on: z.boolean() });
export type FollowMoment = z.infer<typeof followMomentSchema>;

const sightingBase = {
  id: z.uuid(),
  device: z.uuid(),
  /** When this device last read something new; facts read later lie over earlier ones. */
  changedAt: z.iso.datetime(),
  /** When this device last did anything with it; of two copies the later one holds. */
  activeAt: z.iso.datetime(),
  /** Digests of what names the procedure for certain; two sightings that share one are the same procedure. */
  links: z.array(shortText(80)).max(500),
  /** Other sightings of which the buyer has said: the same procedure. */
  joins: z.array(z.uuid()).max(500),
  following: z.array(followMomentSchema).max(500),
  unit: z.string().max(120),
  /** Fates of tips whose records were deleted by age. */
  tips: z.strictObject({ shown: z.boolean(), used: z.boolean() }),
};

/**
 * What one device knows of one procedure. Only that device writes it, so copies merge by taking the later one. What all
 * devices know together stands in `procedures`, which is derived from the sightings.
 */
export const openSightingSchema = procedureFactsSchema.extend({
  ...sightingBase,
  closed: z.literal(false),
  /** Identity keys by which a page finds the procedure again. */
  keys: z.array(shortText(1100)).max(500),
  readings: z.array(pageReadingSchema).max(20),
});
export type OpenSighting = z.infer<typeof openSightingSchema>;

/** What stays of a sighting that was deleted by age: enough for the figures, nothing that says which purchase it was. */
export const closedSightingSchema = z.strictObject({
  ...sightingBase,
  closed: z.literal(true),
  portal: shortText(40),
  value: z.strictObject({ amount: z.number().finite().nonnegative(), currency: z.string().length(3) }).nullable(),
  relevant: z.array(relevantTargetSchema),
});
export type ClosedSighting = z.infer<typeof closedSightingSchema>;

export const sightingSchema = z.discriminatedUnion('closed', [openSightingSchema, closedSightingSchema]);
export type Sighting = z.infer<typeof sightingSchema>;

/**
 * The signed-off base of a record whose rows were deleted by age: its last word without person, text and evidence, from
 * which a recount starts. One per record, so that two devices that deleted the same record count it once.
 */
export const baselineSchema = z.strictObject({
  recordId: z.uuid(),
  /** Of the sighting that the record was logged under. */
  procedureId: z.uuid(),
  last: revisionSchema,
  /** The record's first decision; null when it never was one. */
  first: z.strictObject({ id: z.uuid(), device: z.uuid(), decidedAt: z.iso.datetime(), day: z.iso.date() }).nullable(),
});
export type Baseline = z.infer<typeof baselineSchema>;

/**
 * What was deleted, without any content; import, backup and sharing do not bring it back. `record` (a record id) and
 * `procedure` (a sighting's id): deleted by age, their figures stay as baseline. `unfollowed` (a sighting's id): never
 * decided on, nothing stays. `author` (a revision's id): whoever wrote it is forgotten.
 */
export const tombstoneSchema = z.strictObject({
  kind: z.enum(['record', 'procedure', 'unfollowed', 'author']),
  id: z.uuid(),
  at: z.iso.datetime(),
  /** Deletes what was said until then: a later word from another device stays. Null: all of it. */
  upTo: z.iso.datetime().nullable(),
});
export type Tombstone = z.infer<typeof tombstoneSchema>;

/** Parts of a procedure's innovation checklist, in the order of a purchase. */
export const checklistPartSchema = z.enum(['need', 'marketDialogue', 'tender', 'contractFollowUp']);
export type ChecklistPart = z.infer<typeof checklistPartSchema>;

/**
 * One mark on a procedure's innovation checklist. Append-only: marks merge as a set, and of the marks on one step the
 * last counts (time, then device, then id). `open` takes an earlier mark back.
 */
export const stepSchema = z.strictObject({
  id: z.uuid(),
  procedureId: z.uuid(),
  part: checklistPartSchema,
  /** Id of the tip or step in the packs. */
  step: shortText(80),
  state: z.enum(['done', 'skipped', 'open']),
  note: shortText(1000).nullable(),
  decidedAt: z.iso.datetime(),
  /** Day in the device's zone. */
  day: z.iso.date(),
  unit: z.string().max(120),
  author: shortText(60).nullable(),
  device: z.uuid(),
});
export type Step = z.infer<typeof stepSchema>;

/** Good practice that others may copy: it stands at its area and, where it is about one, its target. */
export const caseStorySchema = z.strictObject({
  title: shortText(200),
  what: shortText(2000),
  how: shortText(2000),
  result: shortText(2000),
  /** Whom to ask, by role ("indkøbskonsulent, Teknik og Miljø"), never by name. */
  askRole: shortText(200).nullable(),
  area: areaIdSchema,
  target: shortText(80).nullable(),
});
export type CaseStory = z.infer<typeof caseStorySchema>;

/** What a buyer fills in after award or after contract start. */
export const outcomeInputSchema = z.strictObject({
  stage: z.enum(['award', 'contractStart']),
  /** What was bought in the end. */
  bought: shortText(2000).nullable(),
  /** Another buyer's solution or text that was used again; `which` says whose. Null: not answered. */
  reused: z.strictObject({ was: z.boolean(), which: shortText(500).nullable() }).nullable(),
  learned: shortText(4000).nullable(),
  case: caseStorySchema.nullable(),
});
export type OutcomeInput = z.infer<typeof outcomeInputSchema>;

/**
 * One revision of the evaluation of a procedure at one stage; append-only like the journal, with the same order: all
 * revisions of (procedure, stage) are one record, the later one counts, those made apart are a conflict.
 */
export const outcomeSchema = outcomeInputSchema.extend({
  id: z.uuid(),
  recordId: z.uuid(),
  supersedes: z.uuid().nullable(),
  confirms: z.array(z.uuid()).max(100).optional(),
  kind: z.enum(['outcome', 'withdrawal']),
  procedureId: z.uuid(),
  decidedAt: z.iso.datetime(),
  day: z.iso.date(),
  unit: z.string().max(120),
  author: shortText(60).nullable(),
  device: z.uuid(),
});
export type Outcome = z.infer<typeof outcomeSchema>;

/** Where something came from: one file, folder or backup that was read in once. */
export const importRecordSchema = z.strictObject({
  id: z.uuid(),
  at: z.iso.datetime(),
  source: z.enum(['file', 'folder', 'backup', 'team']),
  /** Name of the file or folder, as the user knows it. */
  name: z.string().max(300),
  /** Device that wrote it, where the file says so. */
  device: z.uuid().nullable(),
  /** `staged`: read, nothing of it in the journal. `applying`: goes in, and goes on after an interruption. */
  state: z.enum(['staged', 'applying', 'done']),
  counts: z.strictObject({
    added: z.number().int().min(0),
    known: z.number().int().min(0),
    conflicts: z.number().int().min(0),
    refused: z.number().int().min(0),
  }),
});
export type ImportRecord = z.infer<typeof importRecordSchema>;
