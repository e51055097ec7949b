import { z } from 'zod';
import type { Translator } from '../i18n.ts';
import {
  areaIdSchema,
  caseSchema,
  type Language,
  type Localized,
  localizedSchema,
  type Threshold,
  targetSchema,
  thresholdSchema,
} from './schema.ts';

const name = z.string().trim().min(1).max(200);
const reason = z.string().trim().min(1).max(600);
const targetId = targetSchema.shape.id;

/** A stricter limit: which of the target's limits, by its Danish name or its place from 0, and the own value. */
const stricterLimitSchema = z.strictObject({
  metric: z.union([z.int().min(0).max(99), name]),
  value: thresholdSchema.shape.value,
});

/** A target figure (måltal) that the organisation has set itself for an area and a year. */
const policyFigureSchema = z.strictObject({
  area: areaIdSchema,
  year: z.int().min(2000).max(2100),
  /** Per cent, 0 to 100. */
  share: z.number().min(0).max(100),
  unit: z.enum(['procedures', 'value']),
  note: z.string().trim().max(400).nullable(),
});

/** An organisation's own layer on the shared targets, as one file. It adds and tightens; it never makes laxer. */
export const policySchema = z.strictObject({
  /** Where an editor finds the schema of this file. */
  $schema: z.string().max(300).optional(),
  schema: z.literal(1),
  organisation: z.strictObject({
    name,
    cvr: z
      .string()
      .regex(/^\d{8}$/)
      .nullable(),
  }),
  /** Whom to ask about the policy: a function or an address, not a private person. */
  contact: name.nullable(),
  /** Own targets; they get the scheme OWN. */
  added: z.array(targetSchema).max(500),
  stricter: z
    .array(
      z.strictObject({
        target: targetId,
        thresholds: z.array(stricterLimitSchema).min(1).max(20),
        /** Own text to insert; without it the shared text is used, with the own number where that is certain. */
        criterion: localizedSchema.optional(),
        reason,
      }),
    )
    .max(500),
  switchedOff: z.array(z.strictObject({ target: targetId, reason })).max(500),
  figures: z.array(policyFigureSchema).max(500),
  cases: z.array(caseSchema).max(500),
  /** Sites whose mode the user cannot change: a known portal by its id, any other by its origin. */
  sites: z
    .array(
      z.strictObject({
        site: z.string().trim().min(1).max(200),
        mode: z.enum(['off', 'quiet', 'full']),
        reason,
      }),
    )
    .max(200)
    // Policies that were written before there was such a part stay valid.
    .default([]),
});
export type Policy = z.infer<typeof policySchema>;

/** One limit of a target as the policy and as the shared target have it. */
export interface PolicyValue {
  metric: Localized;
  unit: Localized;
  own: Threshold['value'];
  shared: Threshold['value'];
}

/** What the organisation's policy says of a target; travels with it, so that every page can tell the layers apart. */
export interface PolicyNote {
  kind: 'stricter' | 'added' | 'switchedOff';
  /** Whose policy. */
  organisation: string;
  /** Null for an added target, whose own text gives the reason. */
  reason: string | null;
  /** Empty unless stricter. */
  values: PolicyValue[];
  /** The text to insert still carries the shared value: the reader must correct it. */
  sharedWording: boolean;
}

/** Reasons why a part of a policy or a pack does not hold; `policy.problem.<code>` in the locales. */
export const policyProblemCodes = [
  'json',
  'size',
  'shape',
  'unknownTarget',
  'unknownMetric',
  'notStricter',
  'notComparable',
  'exact',
  'twice',
  'taken',
  'law',
  'ownLaw',
  'equivalent',
  'unknownEcolabel',
  'unknownTip',
  'unknownSite',
  'both',
  'unverified',
  'schemeTaken',
  'tooMany',
] as const;
export type PolicyProblemCode = (typeof policyProblemCodes)[number];

export interface PolicyProblem {
  /** Where in the file: `stricter.0.thresholds.1.value`; `file` for the whole. */
  path: string;
  code: PolicyProblemCode;
  /** What the words of the code speak of. */
  values: Record<string, string>;
}

const localeErrors = { da: z.locales.da, nb: z.locales.no, en: z.locales.en };

/**
 * A file of an organisation out of anything it may hold. Nothing is left out silently: one with a problem is refused
 * whole, with a line for each.
 * @param language of the schema's own words
 */
export function readOwnFile<T extends z.ZodType>(
  schema: T,
  content: unknown,
  language: Language,
): { content: z.infer<T> } | { problems: PolicyProblem[] } {
  const parsed = schema.safeParse(content, { error: localeErrors[language]().localeError });
  if (parsed.success) return { content: parsed.data };
  return {
    problems: parsed.error.issues.map(({ path, message }) => ({
      path: path.join('.') || 'file',
      code: 'shape',
      values: { message: message.replace(/\s+/g, ' ') },
    })),
  };
}

/** The JSON of a file's text. */
export function parseOwnFile(text: string): { content: unknown } | { problems: PolicyProblem[] } {
  try {
    // Windows editors write a byte order mark, which JSON does not know.
    return { content: JSON.parse(text.replace(/^\ufeff/, '')) };
  } catch (error) {
    const message = (error as Error).message.replace(/\s+/g, ' ');
    return { problems: [{ path: 'file', code: 'json', values: { message } }] };
  }
}

/** A policy out of anything a file may hold. */
export function readPolicy(
  content: unknown,
  language: Language = 'en',
): { policy: Policy } | { problems: PolicyProblem[] } {
  const read = readOwnFile(policySchema, content, language);
  return 'problems' in read ? read : { policy: read.content };
}

/** A policy out of a file's text, like `readPolicy`. */
export function parsePolicy(text: string, language?: Language): ReturnType<typeof readPolicy> {
  const parsed = parseOwnFile(text);
  return 'problems' in parsed ? parsed : readPolicy(parsed.content, language);
}

/** A problem as one line: `policy: path: reason`, or `pack: …`. */
export function policyLine(
  { path, code, values }: PolicyProblem,
  translate: Translator,
  file: 'policy' | 'pack' = 'policy',
): string {
  return `${file}: ${path}: ${translate(`policy.problem.${code}`, values)}`;
}

/** The JSON Schema of a policy file, for editors and for other systems that write one. */
export function policyJsonSchema(): object {
  return { title: 'Grønt Lys: policy of an organisation', ...z.toJSONSchema(policySchema, { io: 'input' }) };
}
