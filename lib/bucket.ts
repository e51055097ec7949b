import { z } from 'zod';
import { caseStorySchema } from './log/record-schema.ts';
import { sitePolicyProblems } from './sites.ts';
import { applyPolicy, type Catalogue } from './targets/apply-policy.ts';
import { applyPack, type OwnPack, ownPackSchema } from './targets/own-pack.ts';
import {
  type Policy,
  type PolicyProblem,
  parseOwnFile,
  policyProblemCodes,
  policySchema,
  readOwnFile,
} from './targets/policy.ts';
import type { Language } from './targets/schema.ts';

/** Whose bucket a thing stands in: what an organisation hands to all its units, or a partnership to its organisations. */
export const bucketPlaces = ['organisation', 'partnership'] as const;
export type BucketPlace = (typeof bucketPlaces)[number];

/** Good practice that an organisation shares; like every case it names a role to ask and never a person. */
export const sharedCaseSchema = z.strictObject({
  schema: z.literal(1),
  id: z.uuid(),
  organisation: z.string().trim().min(1).max(200),
  unit: z.string().max(120),
  day: z.iso.date(),
  story: caseStorySchema,
});
export type SharedCase = z.infer<typeof sharedCaseSchema>;

/** What a bucket holds. Data alone, by the schemas of the files: there is no place in it for code or for selectors. */
export type BucketThing =
  | { kind: 'policy'; content: Policy }
  | { kind: 'pack'; content: OwnPack }
  | { kind: 'case'; content: SharedCase };
export type BucketKind = BucketThing['kind'];

const schemas = { policy: policySchema, pack: ownPackSchema, case: sharedCaseSchema };
/** Things of one kind that are taken from one bucket; more than anybody reads, and a bound for what a server can fill. */
const most: Record<BucketKind, number> = { policy: 1, pack: 50, case: 500 };
/** A policy may speak of the packs beside it, so they are looked at first. */
const order: readonly BucketKind[] = ['pack', 'case', 'policy'];

const mark = {
  from: z.enum(bucketPlaces),
  key: z.string().max(300),
  /** Under which number the bucket holds this version. */
  sequence: z.int().min(0),
  /** When the server took it. */
  at: z.iso.datetime(),
};
const standingSchema = z.strictObject({
  server: z.string(),
  organisation: z.string(),
  held: z.array(
    z.strictObject({
      ...mark,
      takenAt: z.iso.datetime(),
      /** The user has put it out of use here. */
      off: z.boolean(),
      content: z.unknown(),
    }),
  ),
  refused: z.array(
    z.strictObject({
      ...mark,
      problems: z.array(
        z.strictObject({
          path: z.string(),
          code: z.enum(policyProblemCodes),
          values: z.record(z.string(), z.string()),
        }),
      ),
    }),
  ),
});

/** A version of a thing that is in use here, or was put out of use. */
export interface HeldThing {
  from: BucketPlace;
  key: string;
  sequence: number;
  at: string;
  takenAt: string;
  off: boolean;
  thing: BucketThing;
}

/** A newer version that does not fit; what was held before stays. */
export type RefusedThing = z.infer<typeof standingSchema>['refused'][number];

/** What was taken from a team's server: the last good version of each thing, and what was refused since. */
export interface BucketStanding {
  server: string;
  organisation: string;
  held: HeldThing[];
  refused: RefusedThing[];
}

/** A value as the bucket holds it. */
export interface BucketValue {
  key: string;
  sequence: number;
  at: string;
  body: Uint8Array;
  /** It was taken back by whoever shared it. */
  gone: boolean;
}

/** The kind that a key names; null for one that this edition does not know. */
export function kindOfKey(key: string): BucketKind | null {
  const [kind = '', ...name] = key.split('.');
  return name.join('') !== '' && Object.hasOwn(schemas, kind) ? (kind as BucketKind) : null;
}

/** What is stored of a server's buckets; null when nothing is. A content that this edition cannot read is left out. */
export function readBucket(stored: unknown): BucketStanding | null {
  const parsed = standingSchema.safeParse(stored);
  if (!parsed.success) return null;
  const { held, ...standing } = parsed.data;
  return {
    ...standing,
    held: held.flatMap(({ content, ...marks }) => {
      const read = readThing(marks.key, content, 'en');
      return 'thing' in read ? [{ ...marks, thing: read.thing }] : [];
    }),
  };
}

/** The standing as it is stored. */
export function storedBucket({ held, ...standing }: BucketStanding): z.infer<typeof standingSchema> {
  return { ...standing, held: held.map(({ thing, ...marks }) => ({ ...marks, content: thing.content })) };
}

function readThing(
  key: string,
  content: unknown,
  language: Language,
): { thing: BucketThing } | { problems: PolicyProblem[] } {
  const kind = kindOfKey(key);
  if (kind === null) return { problems: [{ path: 'file', code: 'shape', values: { message: key } }] };
  const read = readOwnFile(schemas[kind], content, language);
  return 'problems' in read ? read : { thing: { kind, content: read.content } as BucketThing };
}

/**
 * Whether a thing holds beside what is there, as strictly as a file is held to it.
 * @param key in the bucket, which says what it is
 * @param text of the value, or its content where it was read already
 */
export function checkThing(
  key: string,
  text: string,
  beside: Catalogue,
  language: Language,
): { thing: BucketThing } | { problems: PolicyProblem[] } {
  const json = parseOwnFile(text);
  const read = 'problems' in json ? json : readThing(key, json.content, language);
  if ('problems' in read) return read;
  const problems = problemsBeside(read.thing, beside);
  return problems.length > 0 ? { problems } : read;
}

function problemsBeside(thing: BucketThing, beside: Catalogue): PolicyProblem[] {
  if (thing.kind === 'pack') return applyPack(beside, thing.content).refused;
  if (thing.kind === 'case') return [];
  return [...applyPolicy(beside, thing.content).refused, ...sitePolicyProblems(thing.content)];
}

/** The catalogue with the packs laid over it that stand here; `except` is left out, because a newer one comes. */
export function withPacks(
  data: Catalogue,
  held: readonly HeldThing[],
  except: { from: BucketPlace; key: string },
): Catalogue {
  return held.reduce((laid, { from, key, off, thing }) => {
    const counts = thing.kind === 'pack' && !off && !(from === except.from && key === except.key);
    return counts ? applyPack(laid, thing.content).data : laid;
  }, data);
}

/** Whose buckets are read. */
export interface BucketSource {
  server: string;
  organisation: string;
}

/** What an earlier standing says of a server's buckets; another server's says nothing. */
export function standingFor(before: BucketStanding | null, { server, organisation }: BucketSource): BucketStanding {
  const isSame = before?.server === server && before.organisation === organisation;
  return isSame ? before : { server, organisation, held: [], refused: [] };
}

/**
 * Takes over what a bucket holds now. Each new version is held to the rules of a file: it takes the place of the one
 * before, or is refused with the reason while that one stays. What was taken back goes; what is merely not there any
 * more stays, because a server may have lost it.
 * @param data the installed packs with those of the browser's management and the organisation's address
 */
export function takeBucket(
  standing: BucketStanding,
  from: BucketPlace,
  values: readonly BucketValue[],
  { data, now }: { data: Catalogue; now: Date },
): BucketStanding {
  let { held, refused } = standing;
  const isAt = (key: string) => (entry: { from: BucketPlace; key: string }) => entry.from === from && entry.key === key;
  const without = <T extends { from: BucketPlace; key: string }>(entries: readonly T[], key: string) =>
    entries.filter((entry) => !isAt(key)(entry));
  // What this edition does not know is there for others.
  const known = values.flatMap((value) => {
    const kind = kindOfKey(value.key);
    return kind === null ? [] : [{ ...value, kind }];
  });
  known.sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind) || (a.key < b.key ? -1 : 1));
  for (const { key, kind, sequence, at, body, gone } of known) {
    const before = held.find(isAt(key));
    refused = without(refused, key);
    if (gone) held = without(held, key);
    if (gone || before?.sequence === sequence) continue;
    const marks = { from, key, sequence, at };
    const others = held.filter((entry) => entry.from === from && entry.thing.kind === kind && entry.key !== key);
    const read =
      others.length >= most[kind]
        ? { problems: [{ path: 'file', code: 'tooMany' as const, values: { most: String(most[kind]) } }] }
        : checkThing(key, textOf(body), withPacks(data, held, marks), 'en');
    if ('problems' in read) refused = [...refused, { ...marks, problems: read.problems }];
    else {
      const taken = { ...marks, takenAt: now.toISOString(), off: before?.off ?? false, thing: read.thing };
      held = [...without(held, key), taken];
    }
  }
  return { ...standing, held, refused };
}

/** Text that is no UTF-8 is no JSON either, and is refused as such. */
function textOf(body: Uint8Array): string {
  return new TextDecoder().decode(body);
}

/** Puts a thing out of use in this browser, or back into it. A newer version does not change that. */
export function switchThing(standing: BucketStanding, { from, key }: HeldThing, off: boolean): BucketStanding {
  return {
    ...standing,
    held: standing.held.map((entry) => (entry.from === from && entry.key === key ? { ...entry, off } : entry)),
  };
}
