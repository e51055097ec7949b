import { z } from 'zod';
import { environmentalImpacts, innovativeAcquisitions, socialObjectives } from './goals.ts';

/** Languages that targets are written in for their readers; `no` and `nn` are read as `nb`. */
export const languages = ['da', 'nb', 'en'] as const;
export type Language = (typeof languages)[number];

/** Languages that tender texts are read in, and in which targets may have words to be found by. */
export const textLanguages = ['da', 'nb', 'en', 'sv', 'de'] as const;
export type TextLanguage = (typeof textLanguages)[number];

/** Product areas; the ids and their CPV prefixes stand in `targets/areas.json`. */
const areaIds = [
  'it',
  'transport',
  'furniture',
  'cleaning',
  'textiles',
  'paper-print',
  'food',
  'kitchen',
  'lighting',
  'building',
  'civil-works',
  'raw-materials',
  'timber',
  'playground',
  'child-products',
  'care',
  'sanitary',
  'energy',
  'paint',
  'green-areas',
  'waste',
  'all',
] as const;
export const areaIdSchema = z.enum(areaIds);
export type AreaId = z.infer<typeof areaIdSchema>;

/** A date as far as the source gives it: a year, a month or a day. */
const partialDateSchema = z
  .string()
  .regex(/^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/, 'a year, month or day: 2026, 2026-11 or 2026-11-22');

/** CPV prefix: two to eight digits without the check digit. */
const cpvPrefixSchema = z.string().regex(/^\d{2,8}$/, 'two to eight digits, without the check digit');

const sentence = z.string().trim().min(1).max(1200);

/** A text in Danish and, where the scheme is used there, in Norwegian Bokmål or English. */
export const localizedSchema = z.strictObject({ da: sentence, nb: sentence.optional(), en: sentence.optional() });
export type Localized = z.infer<typeof localizedSchema>;

/**
 * How a word of a text may stand to the term:
 * - `none`: the word itself and its inflections ("bil", "bilen", "bilerne")
 * - `tail`: also as the last part of a compound ("kontormøbler" for "møbler")
 * - `head`: also as the first part ("rengøringsmidler" for "rengøring")
 * - `both`
 */
const compoundSchema = z.enum(['none', 'tail', 'head', 'both']);

/** A word or a phrase of several words that speaks for a target. */
const termSchema = z.strictObject({
  word: z.string().trim().min(2).max(60),
  compound: compoundSchema.optional(),
  /** `none` for abbreviations and names: only this exact form, in this case. */
  inflect: z.literal('none').optional(),
  /** Irregular forms that the language's endings do not give ("bøger" of "bog"). */
  forms: z.array(z.string().trim().min(2)).optional(),
  /** Whole words that the term would match but must not ("bilag" for "bil"). */
  not: z.array(z.string().trim().min(2)).optional(),
  /** `weak` words support a finding but never carry one alone ("levering", "energi"). */
  strength: z.literal('weak').optional(),
});
export type Term = z.infer<typeof termSchema>;

/** Swedish and German words are for what holds outside Denmark and Norway. */
const perLanguage = <T extends z.ZodType>(item: T) => z.partialRecord(z.enum(textLanguages), z.array(item));

/** Who is bound, as the source says it. */
export const bindingSchema = z.enum(['law', 'memberMandatory', 'stateOnly', 'recommended', 'inspiration']);

const tierSchema = z.strictObject({
  level: z.enum(['core', 'comprehensive', 'ambitious']),
  /** The scheme's own word, in its own language ("obligatorisk", "spydspids"). */
  word: z.string().trim().min(1).max(40),
  /** True when the scheme has no ladder and the level was set here. */
  derived: z.boolean(),
});

/** Where a criterion sits in the tender documents; OCDS sustainability strategies. */
export const placementSchema = z.enum([
  'technicalSpecifications',
  'selectionCriteria',
  'awardCriteria',
  'contractPerformanceConditions',
]);
export type Placement = z.infer<typeof placementSchema>;

const criterionSchema = z.strictObject({ kind: placementSchema, text: localizedSchema });

/** A limit as data. For classes (a letter as value) `>=` means this class or better. */
export const thresholdSchema = z.strictObject({
  metric: localizedSchema,
  op: z.enum(['>=', '<=', '=', '>', '<']),
  value: z.union([z.number(), z.string().trim().min(1).max(12)]),
  unit: localizedSchema,
});
export type Threshold = z.infer<typeof thresholdSchema>;

/** Details the panel asks for beside the verdict, only where the target calls for them. */
export const detailSchema = z.enum(['placement', 'awardWeight', 'measuredValue', 'ecolabel', 'evidence', 'vehicles']);
export type Detail = z.infer<typeof detailSchema>;

/** State of the record in its source when it was read; what is shown is computed from this and the dates. */
const sourceStateSchema = z.enum(['inForce', 'draft', 'coming', 'historical', 'outdated']);

const sourceSchema = z.strictObject({
  title: z.string().trim().min(1).max(200),
  url: z.url({ protocol: /^https?$/ }),
  /** Day the source was read. */
  read: z.iso.date(),
  /** `page`: the very page; `site`: only the site's address is known. */
  precision: z.enum(['page', 'site']),
});

/** One procurement target or rule in one version. Two versions of one id may stand side by side. */
export const targetSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
  version: z.number().int().min(1),
  area: areaIdSchema,
  binding: bindingSchema,
  /** Countries where the binding holds; elsewhere the target is inspiration. `EU` counts for all member states and Norway. */
  jurisdiction: z.enum(['DK', 'NO', 'SE', 'EU']),
  tier: tierSchema,
  title: localizedSchema,
  requirement: localizedSchema,
  /** One sentence for somebody who buys now and then: why it matters and what to look for. */
  plain: localizedSchema,
  criterion: criterionSchema.nullable(),
  thresholds: z.array(thresholdSchema),
  proofs: z.array(localizedSchema),
  /** Ids of `targets/ecolabels.json` that prove it. */
  ecolabels: z.array(z.string()),
  cpv: z.strictObject({ prefixes: z.array(cpvPrefixSchema), except: z.array(cpvPrefixSchema) }),
  terms: perLanguage(termSchema),
  /**
   * Wordings by which a tender text already asks for it, inflected like terms. `a / b + c` is `a` or `b`, and `c`,
   * anywhere in one sentence. `=` before it: no figure is needed. `~`: it asks for less than the target.
   */
  coverage: perLanguage(z.string().trim().min(3).max(240)),
  eforms: z.strictObject({
    bt774: z.array(z.enum(environmentalImpacts)),
    bt775: z.array(z.enum(socialObjectives)),
    bt776: z.array(z.enum(innovativeAcquisitions)),
    bt805: z.array(z.enum(['eu', 'national', 'other'])),
  }),
  ask: z.array(detailSchema),
  /** A target figure the source itself sets for a share of purchases. */
  figure: z.strictObject({ value: z.number(), unit: localizedSchema, year: z.number().int().nullable() }).nullable(),
  valid: z.strictObject({ from: partialDateSchema.nullable(), to: partialDateSchema.nullable() }),
  sourceState: sourceStateSchema,
  /** False: only the title is known. Never shown as a requirement. */
  verified: z.boolean(),
  supersedes: z.array(z.string()),
  erratum: localizedSchema.nullable(),
  note: z.string().max(400).nullable(),
  source: sourceSchema,
  /** Tender texts that must and must not find the target; run as tests. */
  examples: z.strictObject({ match: z.array(z.string().min(3)), noMatch: z.array(z.string().min(3)) }),
});
export type Target = z.infer<typeof targetSchema>;

/** One file in `targets/`: the targets of one scheme and area. */
export const packSchema = z.strictObject({
  schema: z.literal(1),
  scheme: z.string().regex(/^[A-Z]{2,5}(-[A-Za-z]{2,10})?$/),
  targets: z.array(targetSchema).min(1),
});

/**
 * A criterion of which only title, tier and codes are known: it exists, the requirement stands in the source. An entry
 * of its own kind, never matched, counted or shown as a requirement.
 */
const criterionEntrySchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
  area: areaIdSchema,
  title: localizedSchema,
  tier: tierSchema,
  /** Null where the source does not say what kind of criterion it is. */
  kind: placementSchema.nullable(),
  cpv: z.array(cpvPrefixSchema),
  note: z.string().max(400).nullable(),
  source: sourceSchema,
});
export type CriterionEntry = z.infer<typeof criterionEntrySchema>;
export const criterionIndexSchema = z.strictObject({
  schema: z.literal(1),
  scheme: z.string().regex(/^[A-Z]{2,5}(-[A-Za-z]{2,10})?$/),
  entries: z.array(criterionEntrySchema).min(1),
});

/** Good practice: what one organisation did, and what came of it. The ones that went wrong are told too. */
export const caseSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
  area: areaIdSchema,
  organisation: z.string().trim().min(1).max(200),
  country: z.enum(['DK', 'NO', 'SE', 'FI', 'AT', 'EU']),
  year: z.number().int().min(1990).max(2100).nullable(),
  title: localizedSchema,
  /** What was bought, and how it was asked for. */
  done: localizedSchema,
  result: localizedSchema.nullable(),
  /** What the figures are: a measured effect, a size, a goal or calculation, or none. */
  resultKind: z.enum(['effect', 'size', 'goal', 'none']),
  /** Counts have no unit. */
  figures: z.array(z.strictObject({ label: localizedSchema, value: z.number(), unit: localizedSchema.nullable() })),
  /** It did not go as hoped; the reader should see that next to the tip. */
  wentWrong: z.boolean(),
  /** Tips that it illustrates, by id. */
  tips: z.array(z.string()),
  source: sourceSchema,
});
export type Case = z.infer<typeof caseSchema>;
export const caseFileSchema = z.strictObject({ schema: z.literal(1), cases: z.array(caseSchema).min(1) });

/** The steps of a purchase, in order. */
export const phaseSchema = z.enum(['planning', 'specification', 'tender', 'award', 'contract']);

/** Innovation advice (CO-PI, LUP), shown by phase and trigger. */
const tipSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
  version: z.number().int().min(1),
  title: localizedSchema,
  advice: localizedSchema,
  /** What the buyer can do now. */
  action: localizedSchema,
  phases: z.array(phaseSchema).min(1),
  trigger: z.strictObject({
    areas: z.array(areaIdSchema),
    cpv: z.array(cpvPrefixSchema),
    terms: perLanguage(termSchema),
    /** Only from this estimated value on, in DKK; a value in another currency or none passes. */
    minimumValue: z.number().int().positive().optional(),
  }),
  /** Steps to tick off, in order; for tips that are a method. */
  checklist: z.array(localizedSchema).optional(),
  participants: z.array(z.string()),
  figures: z.array(localizedSchema),
  eforms: z.strictObject({ bt776: z.array(z.enum(innovativeAcquisitions)) }),
  source: sourceSchema,
});
export type Tip = z.infer<typeof tipSchema>;
export const tipPackSchema = z.strictObject({ schema: z.literal(1), tips: z.array(tipSchema).min(1) });

/** A label that proves a requirement, and how texts spell it. */
const ecolabelSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
  name: localizedSchema,
  /** ISO 14024 type I or another kind of mark. */
  type: z.enum(['iso14024', 'other']),
  /** Left out for a label that goods carry; one of a kitchen or a building is never looked for on an article. */
  carriedBy: z.literal('place').optional(),
  proves: localizedSchema,
  /** What a criterion that names the label must also accept: "eller tilsvarende", and which proof is as good. */
  equivalent: localizedSchema,
  areas: z.array(areaIdSchema),
  /** Spellings in texts; short ones as whole words in the right case (`inflect: "none"`). */
  spellings: z.array(termSchema).min(1),
  /** GS1 codes that stand for the label on an invoice line; null where none has been read in the code list. */
  eInvoiceCodes: z
    .array(z.string().regex(/^[A-Z]+(_[A-Z]+)*$/))
    .min(1)
    .nullable(),
  eInvoiceNote: localizedSchema.nullable(),
  source: sourceSchema,
});
export type Ecolabel = z.infer<typeof ecolabelSchema>;
export const ecolabelFileSchema = z.strictObject({ schema: z.literal(1), ecolabels: z.array(ecolabelSchema).min(1) });

const areaSchema = z.strictObject({
  id: areaIdSchema,
  da: z.string().min(1),
  nb: z.string().min(1),
  en: z.string().min(1),
  cpv: z.array(cpvPrefixSchema),
});
export type Area = z.infer<typeof areaSchema>;
export const areaFileSchema = z.array(areaSchema);

/**
 * A word that speaks for an area, written short: `*møbler` also as the last part of a compound, `rengøring*` as the
 * first part, `*avfall*` as both.
 */
const shortTermSchema = z.string().regex(/^\*?[\p{L}\p{N}][\p{L}\p{N} ./%-]{0,58}[\p{L}\p{N}]\*?$/u);
const shortTermsSchema = z.strictObject({ strong: z.array(shortTermSchema), weak: z.array(shortTermSchema) });

/** Words by which a tender's text shows which area it lies in, also where no target of the area fits. */
const areaTermsSchema = z.strictObject({
  id: areaIdSchema,
  terms: z.strictObject({ da: shortTermsSchema, nb: shortTermsSchema, en: shortTermsSchema }),
  /** Words in a title that speak against the area: insurance of vehicles is no vehicle. In any language. */
  against: z.array(shortTermSchema),
});
export type AreaTerms = z.infer<typeof areaTermsSchema>;
export const areaTermsFileSchema = z.strictObject({ schema: z.literal(1), areas: z.array(areaTermsSchema) });

const areaOrNone = z.union([areaIdSchema, z.literal('none')]);

/** Stems of words with how exclusive each is, 6 to 9 tenths, as its last character ("brannbil8"). */
const stemsSchema = z.string().regex(/^(?:[\p{Ll}]+[6-9](?: |$))*$/u);

/** What the official CPV labels teach: the words that are found in the labels of one area alone, by language. */
export const cpvWordsFileSchema = z.strictObject({
  schema: z.literal(1),
  attribution: z.string(),
  licence: z.literal('CC BY 4.0'),
  source: z.url({ protocol: /^https$/ }),
  /** By language, then by area. */
  words: z.partialRecord(z.enum(textLanguages), z.partialRecord(areaIdSchema, stemsSchema)),
});
export type CpvWords = z.infer<typeof cpvWordsFileSchema>['words'];

/** Up to four words that a title is headed by; with `*` also the last part of a compound, which six letters may be without. */
const titleWordSchema = z
  .string()
  .regex(/^(?:\*[\p{L}\p{N}]{3,}|[\p{L}\p{N}]{2,}|[\p{L}\p{N}]+(?: [\p{L}\p{N}]+){1,3})$/u);

/**
 * What words say where a title or a first sentence is headed by them, by language and area; `none` are those that lie in
 * no area, which a shorter word in them must not suggest ("waste management software").
 */
export const titleWordsFileSchema = z.strictObject({
  schema: z.literal(1),
  words: z.partialRecord(z.enum(textLanguages), z.partialRecord(areaOrNone, z.array(titleWordSchema))),
});
export type TitleWords = z.infer<typeof titleWordsFileSchema>['words'];

/** Words as in a text, in any case: `skal*` takes any ending, `*mærke` any beginning, `…` up to three words between. */
const phraseSchema = z.string().regex(/^(?:\*?[^\s*…]+\*?|…)(?: (?:\*?[^\s*…]+\*?|…))*$/u);
const phrases = z.array(phraseSchema);
const inEach = <T extends z.ZodType>(item: T) => z.strictObject({ da: item, nb: item, en: item, sv: item, de: item });

/**
 * What gives a make away: the words `before` it and what is named behind them. `name` is a name with a capital letter, `model` a
 * model's number or a name with one, `number` an article's number, `measure` an exact measure; `trademark` and
 * `dimensions` (length, width and height at once) need no words before.
 */
const wordingTriggerSchema = z.strictObject({
  /** Null: in every language. */
  language: z.enum(textLanguages).nullable(),
  before: phrases,
  names: z.enum(['name', 'model', 'number', 'measure', 'trademark', 'dimensions']),
  /** Counts only in a sentence that demands something. */
  inDemand: z.boolean(),
});
export type WordingTrigger = z.infer<typeof wordingTriggerSchema>;

/** Advice on how a tender's text is worded. Never a judgement: it says where to look and offers a sentence. */
const wordingRuleSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
  title: localizedSchema.required(),
  advice: localizedSchema.required(),
  /** The sentence that mends it, wherever in the text it is put; in the tender's language. */
  mend: inEach(sentence),
  /** Null: the rule is about ecolabels, which matching finds. */
  triggers: z.array(wordingTriggerSchema).min(1).nullable(),
  /** Names that are no make (standards, sizes, what every tender speaks of), and ids of labels that the rule is not about. */
  spared: z.array(z.string().trim().min(1)),
  /** What a general clause calls the thing; a clause that names another rule's thing alone is not about this one. */
  subjects: inEach(phrases),
  /** Words in the sentence that take its edge off. */
  softened: inEach(phrases),
  source: sourceSchema,
  examples: inEach(z.strictObject({ match: z.array(z.string().min(3)), noMatch: z.array(z.string().min(3)) })),
});
export type WordingRule = z.infer<typeof wordingRuleSchema>;

export const wordingFileSchema = z.strictObject({
  schema: z.literal(1),
  words: inEach(
    z.strictObject({
      /** Forms of "eller tilsvarende". */
      equivalent: phrases.min(1),
      /** How a general clause begins ("hvor der er nævnt"). */
      clause: phrases.min(1),
      /** Words by which a sentence demands something. */
      demand: phrases.min(1),
      /** Words by which a sentence tells of what there is already. */
      present: phrases.min(1),
    }),
  ),
  rules: z.array(wordingRuleSchema).min(1),
});
export type Wording = Omit<z.infer<typeof wordingFileSchema>, 'schema'>;
/** The rules as the page needs them. */
export type PageWording = Pick<Wording, 'words'> & { rules: Omit<WordingRule, 'examples'>[] };
