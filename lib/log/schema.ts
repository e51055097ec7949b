import { z } from 'zod';
import { areaIdSchema, phaseSchema, placementSchema } from '../targets/schema.ts';

/** A verdict on (procedure, lot, target). "Open" is computed, never stored. */
export const verdictSchema = z.enum(['met', 'partiallyMet', 'notMet', 'notApplicable']);
export type Verdict = z.infer<typeof verdictSchema>;

/** Why a target was not (fully) met; the shape of the Norwegian list of exemptions. */
export const reasonCodeSchema = z.enum([
  'no-market-supply',
  'disproportionate-cost',
  'not-linked-to-subject',
  'insignificant-impact',
  'critical-interest',
  'statutory-minimum',
  'covered-elsewhere',
  'timing',
  'other',
]);
export type ReasonCode = z.infer<typeof reasonCodeSchema>;

/** Text of at least one character without blanks around it. */
export const shortText = (max: number) => z.string().trim().min(1).max(max);

const moneySchema = z.strictObject({
  /** Excluding VAT, in whole and hundredths of the currency's unit. */
  amount: z.number().finite().nonnegative(),
  currency: z.string().regex(/^[A-Z]{3}$/),
});
export type Money = z.infer<typeof moneySchema>;

/** A reference to evidence; the file itself stays where it is. `kind` is an OCDS document type. */
export const evidenceSchema = z.strictObject({
  kind: z.enum([
    'technicalSpecifications',
    'evaluationCriteria',
    'eligibilityCriteria',
    'contractDraft',
    'environmentalImpact',
    'marketStudies',
    'needsAssessment',
  ]),
  title: shortText(200).nullable(),
  /** Address of the document, without secrets in its query. */
  url: z
    .url({ protocol: /^https?$/ })
    .max(500)
    .nullable(),
  page: shortText(20).nullable(),
  quote: shortText(1000).nullable(),
});
export type Evidence = z.infer<typeof evidenceSchema>;

/** Vehicles of a contract under the Clean Vehicles Directive (BT-717, BT-735, BT-723, OPT-155/156). */
const vehiclesSchema = z
  .strictObject({
    inScope: z.boolean(),
    contractType: z.enum(['veh-acq', 'pass-tran-serv', 'oth-serv-contr']).nullable(),
    category: z.enum(['m1', 'm2', 'm3', 'n1', 'n2', 'n3']).nullable(),
    total: z.number().int().min(0).max(1_000_000),
    clean: z.number().int().min(0).max(1_000_000),
    zero: z.number().int().min(0).max(1_000_000),
  })
  .refine((v) => v.clean <= v.total && v.zero <= v.clean, {
    message: 'zero-emission vehicles are part of the clean ones, and those of the total',
  });
export type Vehicles = z.infer<typeof vehiclesSchema>;

/** What a buyer fills in. A reason is required for every verdict but `met`. */
export const decisionInputSchema = z
  .strictObject({
    lotId: shortText(60).nullable(),
    targetId: shortText(80),
    verdict: verdictSchema,
    reason: z.strictObject({ code: reasonCodeSchema, text: shortText(2000).nullable() }).nullable(),
    placement: z.array(placementSchema).max(4),
    /** Weight of the environmental award criterion, 0 to 100 per cent. */
    awardWeightPct: z.number().min(0).max(100).nullable(),
    measured: z.strictObject({ metric: shortText(80), value: z.number().finite(), unit: shortText(40) }).nullable(),
    /** Ids of `targets/ecolabels.json` asked for or delivered. */
    ecolabels: z.array(shortText(60)).max(20),
    evidence: z.array(evidenceSchema).max(10),
    vehicles: vehiclesSchema.nullable(),
    phase: phaseSchema.nullable(),
  })
  .refine((d) => d.verdict === 'met' || d.reason !== null, {
    message: 'a reason is required unless the target is met',
    path: ['reason'],
  })
  .refine((d) => d.reason?.code !== 'other' || d.reason.text !== null, {
    message: 'the reason "other" needs a text',
    path: ['reason', 'text'],
  });
export type DecisionInput = z.infer<typeof decisionInputSchema>;

/** A target found relevant to a procedure when it was followed or read again. */
export const relevantTargetSchema = z.strictObject({
  target: shortText(80),
  version: z.number().int().min(1),
  area: areaIdSchema,
  lots: z.array(shortText(60)).max(200),
  /** True when it counts for this buyer: law, mandatory or recommended for them; false for inspiration. */
  counts: z.boolean(),
});
export type RelevantTarget = z.infer<typeof relevantTargetSchema>;

/** What is stored of a procedure, and no more: no page text beyond the title. */
export const procedureFactsSchema = z.strictObject({
  title: shortText(500),
  buyer: z
    .strictObject({ name: shortText(300), id: shortText(40).nullable(), scheme: shortText(20).nullable() })
    .nullable(),
  reference: shortText(120).nullable(),
  procedureId: shortText(80).nullable(),
  publicationNumber: shortText(60).nullable(),
  cpv: z.strictObject({
    main: z
      .string()
      .regex(/^\d{8}$/)
      .nullable(),
    additional: z.array(z.string().regex(/^\d{8}$/)).max(200),
  }),
  value: moneySchema.nullable(),
  deadline: shortText(40).nullable(),
  language: shortText(12).nullable(),
  lots: z
    .array(
      z.strictObject({
        id: shortText(60),
        title: shortText(500).nullable(),
        cpv: z.array(z.string().regex(/^\d{8}$/)).max(50),
        value: moneySchema.nullable(),
      }),
    )
    .max(500),
  /** Adapter id of the portal, and the page's address without query secrets and fragment; empty for documents. */
  portal: shortText(40),
  url: z.union([z.literal(''), z.url({ protocol: /^https?$/ }).max(1000)]),
});
export type ProcedureFacts = z.infer<typeof procedureFactsSchema>;

/** A followed procedure: the buyer has said it is theirs. Derived from the sightings of all devices. */
export const procedureSchema = procedureFactsSchema.extend({
  id: z.uuid(),
  /** Ids of all sightings of it, this one's among them; a revision names one of these. The least is the id. */
  members: z.array(z.uuid()),
  /** Identity keys by which a page finds the procedure again: `eu:…`, `pub:…`, `ref:<buyer>:…`, `url:…`, `name:<buyer>:…`. */
  keys: z.array(shortText(1100)),
  /** Folded words of title, buyer and reference, for the search (`words.ts`). */
  words: z.array(z.string().max(60)),
  followedAt: z.iso.datetime({ offset: true }),
  unit: z.string().max(120),
  relevant: z.array(relevantTargetSchema),
  /** Withdrawn from the buyer's list; its decisions stay. */
  unfollowedAt: z.iso.datetime({ offset: true }).nullable(),
});
export type Procedure = z.infer<typeof procedureSchema>;

/**
 * One revision in the append-only journal. A correction is a new revision with the same `recordId`, a withdrawal one
 * of kind `withdrawal`; `mismatch` says that the target was found by mistake and hides it for the procedure.
 */
export const revisionSchema = z.strictObject({
  id: z.uuid(),
  recordId: z.uuid(),
  rev: z.number().int().min(1),
  supersedes: z.uuid().nullable(),
  /** Revisions of the same record, made apart on other devices, that this one settles beside `supersedes`. */
  confirms: z.array(z.uuid()).optional(),
  kind: z.enum(['decision', 'withdrawal', 'mismatch']),
  /** ISO 8601 in UTC with milliseconds; sorts as text. */
  decidedAt: z.iso.datetime(),
  /** IANA zone of the device. */
  timezone: shortText(60),
  /** Day in that zone, YYYY-MM-DD. */
  day: z.iso.date(),
  procedureId: z.uuid(),
  lotId: shortText(60).nullable(),
  target: z.strictObject({ id: shortText(80), version: z.number().int().min(1), scheme: shortText(40) }),
  area: areaIdSchema,
  /** Null for a withdrawal or mismatch. */
  verdict: verdictSchema.nullable(),
  reason: z.strictObject({ code: reasonCodeSchema, text: shortText(2000).nullable() }).nullable(),
  placement: z.array(placementSchema),
  awardWeightPct: z.number().min(0).max(100).nullable(),
  measured: z.strictObject({ metric: z.string(), value: z.number(), unit: z.string() }).nullable(),
  ecolabels: z.array(z.string()),
  evidence: z.array(evidenceSchema),
  vehicles: vehiclesSchema.nullable(),
  phase: phaseSchema.nullable(),
  /** eForms codes that follow from the target's version: BT-774, 775 and 776 as `goalsOf` joins them, and BT-805. */
  goals: z.array(z.string()),
  gpp: z.array(z.string()),
  /** Value the verdict concerns: the lot's where known, else the procedure's, not split. */
  value: moneySchema.nullable(),
  valueLevel: z.enum(['lot', 'procedure']).nullable(),
  unit: z.string().max(120),
  portal: shortText(40),
  /** Pseudonym, only when the user chose one. */
  author: shortText(60).nullable(),
  /** Random per installation. */
  device: z.uuid(),
  tool: z.strictObject({ version: shortText(20), data: shortText(40) }),
});
export type Revision = z.infer<typeof revisionSchema>;

/** A tip's fate on a procedure; a small record of its own. */
export const tipRecordSchema = z.strictObject({
  id: z.uuid(),
  at: z.iso.datetime(),
  day: z.iso.date(),
  procedureId: z.uuid(),
  tip: shortText(80),
  action: z.enum(['shown', 'used', 'dismissed']),
  unit: z.string().max(120),
  device: z.uuid(),
});
export type TipRecord = z.infer<typeof tipRecordSchema>;
