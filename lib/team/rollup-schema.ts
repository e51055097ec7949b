import { z } from 'zod';
import { verdictSchema } from '../log/schema.ts';
import { areaIdSchema } from '../targets/schema.ts';

const count = z.number().int().min(0);
const code = z.string().max(200);
const amounts = z.record(z.string().regex(/^[A-Z]{3}$/), z.number().finite().nonnegative());
const measure = z.strictObject({
  count,
  values: amounts,
  valueMissing: count,
  unallocated: z.strictObject({ count, values: amounts }),
});
const measures = z.record(code, measure);
const decisions = z.strictObject({
  ...measure.shape,
  reasons: measures,
  placements: measures,
  goals: measures,
  gpp: measures,
  ecolabel: measure,
  weight: z.strictObject({
    decisions: measure,
    sum: z.number().finite().nonnegative(),
    sumByValue: amounts,
    atLeast30: measure,
  }),
  vehicles: z.strictObject({
    inScope: measure,
    total: count,
    clean: count,
    zero: count,
    allClean: measure,
    allZero: measure,
  }),
  portals: z.record(code, count),
  /** Nobody's pseudonym leaves the organisation with its figures. */
  authors: z.record(z.string(), count).refine((names) => Object.keys(names).length === 0, 'no pseudonyms'),
});
const procedures = z.strictObject({ count, values: amounts, valueMissing: count, unallocated: count });
const parts = z.enum([
  'all',
  'followed',
  'followedDecided',
  'decided',
  'anyMet',
  'applicable',
  'allMet',
  'innovative',
  'tipsShown',
  'tipsShownOrUsed',
  'tipsUsed',
]);

/** Figures of one unit or all, in one area or as a whole, in one month: what the indicators are computed from. */
export const teamRollupSchema = z.strictObject({
  organisation: z.string().max(120),
  /** Null for all units together. */
  unit: z.string().max(120).nullable(),
  area: z.union([areaIdSchema, z.literal('')]),
  month: z.string().regex(/^\d{4}-\d{2}$/),
  /** All of the stream up to here is counted in it. */
  sequence: count,
  computedAt: z.iso.datetime(),
  tool: z.strictObject({ version: z.string().max(20), data: z.string().max(40) }),
  /**
   * Beside the figures as a whole, the areas that have figures in that month, each with what tells them from others: who
   * reads many asks only for those that they do not have. Left out by who does not say so.
   */
  areas: z.partialRecord(areaIdSchema, z.string().max(40)).optional(),
  sums: z.strictObject({
    decisions: z.partialRecord(verdictSchema, decisions),
    procedures: z.partialRecord(parts, procedures),
    open: measure,
    targets: z.record(code, z.partialRecord(verdictSchema, z.strictObject({ all: measure, labelled: measure }))),
  }),
});
export type TeamRollup = z.infer<typeof teamRollupSchema>;
