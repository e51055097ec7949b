import {
  type BucketPlace,
  type BucketStanding,
  bucketPlaces,
  type HeldThing,
  readBucket,
  type SharedCase,
} from './bucket.ts';
import { type ReadManaged, readManaged, sitePolicyOf } from './managed.ts';
import { type SitePolicy, sitePolicyProblems } from './sites.ts';
import { readSource, type SourceStanding } from './source.ts';
import { applyPolicy, type Catalogue } from './targets/apply-policy.ts';
import { checksum } from './targets/checksum.ts';
import { applyPack, type OwnPack, parsePack, readPack } from './targets/own-pack.ts';
import { type Policy, type PolicyProblem, parsePolicy, readPolicy } from './targets/policy.ts';
import type { Language } from './targets/schema.ts';

/**
 * Who put a policy or a pack here: the browser's management, the organisation's address, the team's server with what the
 * organisation or its partnership shares there, or the user with a file.
 */
export type Origin = 'managed' | 'source' | 'team' | 'partnership' | 'file';

/** Everything that an organisation has laid over the installed packs, as it is stored: any of it may be anything. */
export interface OrganisationParts {
  managed: unknown;
  source: unknown;
  /** What was taken from a team's server. */
  bucket: unknown;
  policy: unknown;
  packs: unknown;
}

/** What is held of a policy. */
export type HeldPolicy =
  | { state: 'none' }
  /** `refused` are parts that the packs, newer than the policy, no longer take. */
  | { state: 'held'; origin: Origin; policy: Policy; refused: PolicyProblem[] }
  | { state: 'unreadable'; origin: Origin; problems: PolicyProblem[] };

/** A pack of the organisation's own, and what of it the installed packs do not take. */
export interface HeldPack {
  /** Place in the list that it came in. */
  place: number;
  origin: Origin;
  /** The file's name; null where there was no file. */
  file: string | null;
  /** Null for one that cannot be read. */
  pack: OwnPack | null;
  /** Changes with the content. */
  version: string;
  /** ISO 8601; null where nobody noted it. */
  takenAt: string | null;
  problems: PolicyProblem[];
}

/** A pack as the user's own are stored. */
export interface StoredPack {
  file: string;
  takenAt: string;
  pack: unknown;
}

/** The organisation's layers, laid over the installed packs. */
export interface Organisation {
  data: Catalogue;
  managed: ReadManaged;
  source: SourceStanding | null;
  /** What a team's server has given, in use or put out of use. */
  bucket: BucketStanding | null;
  policy: HeldPolicy;
  packs: HeldPack[];
  /** Cases that the team's server has given and that are in use. */
  cases: { from: BucketPlace; content: SharedCase }[];
  sites: SitePolicy | null;
}

/**
 * Lays packs and then the policy over the installed packs. Packs of all origins count; of policies the one that the
 * browser's management fixes goes first, then that of the organisation's address, then what the organisation and its
 * partnership share on the team's server, then the user's file.
 * @param language of the words on what does not fit
 */
export function layOrganisation(installed: Catalogue, parts: OrganisationParts, language: Language): Organisation {
  const read = readParts(parts);
  let data = installed;
  const packs = packsIn(read, parts.packs, language).map((held): HeldPack => {
    if (held.pack === null) return held;
    const applied = applyPack(data, held.pack);
    data = applied.data;
    return { ...held, problems: applied.refused };
  });
  const laid = layPolicy(data, policyIn(read, parts.policy), language);
  const sites = sitePolicyOf(read.managed.managed, laid.policy.state === 'held' ? laid.policy.policy : null);
  const cases = inUseOf(read.bucket).flatMap(({ from, thing }) =>
    thing.kind === 'case' ? { from, content: thing.content } : [],
  );
  return { ...read, packs, cases, sites, ...laid };
}

/** The installed packs with those that the browser's management and the organisation's address give: what comes from a
 * team's server must fit beside them. */
export function packsBeside(installed: Catalogue, parts: OrganisationParts): Catalogue {
  const { managed, source } = readParts(parts);
  return packsIn({ managed, source, bucket: null }, undefined, 'en').reduce(
    (data, { pack }) => (pack ? applyPack(data, pack).data : data),
    installed,
  );
}

type ReadParts = Pick<Organisation, 'managed' | 'source' | 'bucket'>;

function readParts(parts: OrganisationParts): ReadParts {
  const managed = readManaged(parts.managed);
  return { managed, source: readSource(parts.source, managed.managed.source), bucket: readBucket(parts.bucket) };
}

/** What of a team's server counts here: the organisation's before the partnership's. */
function inUseOf(bucket: BucketStanding | null): HeldThing[] {
  const held = bucket?.held.filter(({ off }) => !off) ?? [];
  return bucketPlaces.flatMap((place) => held.filter(({ from }) => from === place));
}

const originOf = ({ from }: Pick<HeldThing, 'from'>): Origin => (from === 'organisation' ? 'team' : 'partnership');

/** Packs with one policy laid over them; without it they stay as they are. */
export function layPolicy(
  packs: Catalogue,
  given: { content: unknown; origin: Origin } | null,
  language: Language,
): { data: Catalogue; policy: HeldPolicy } {
  if (given === null) return { data: packs, policy: { state: 'none' } };
  const { content, origin } = given;
  const read = readAny(content, language);
  if ('problems' in read) return { data: packs, policy: { state: 'unreadable', origin, problems: read.problems } };
  const { data, refused } = applyPolicy(packs, read.policy);
  const unfit = [...refused, ...sitePolicyProblems(read.policy)];
  return { data, policy: { state: 'held', origin, policy: read.policy, refused: unfit } };
}

/** What the parts say of sites alone, for pages that need no targets. */
export function sitePolicyIn(parts: OrganisationParts): SitePolicy | null {
  const all = readParts(parts);
  const given = policyIn(all, parts.policy);
  const read = given && readAny(given.content, 'en');
  return sitePolicyOf(all.managed.managed, read && 'policy' in read ? read.policy : null);
}

const readAny = (content: unknown, language: Language): ReturnType<typeof readPolicy> =>
  typeof content === 'string' ? parsePolicy(content, language) : readPolicy(content, language);

function policyIn(
  { managed: { managed }, source, bucket }: ReadParts,
  stored: unknown,
): { content: unknown; origin: Origin } | null {
  if (managed.policy !== undefined) return { content: managed.policy, origin: 'managed' };
  if (source?.bundle?.policy) return { content: source.bundle.policy, origin: 'source' };
  const shared = inUseOf(bucket).find(({ thing }) => thing.kind === 'policy');
  if (shared) return { content: shared.thing.content, origin: originOf(shared) };
  return stored === undefined || stored === null ? null : { content: stored, origin: 'file' };
}

function packsIn({ managed: { managed }, source, bucket }: ReadParts, stored: unknown, language: Language): HeldPack[] {
  const hold = (content: unknown, origin: Origin, place: number, file: string | null, takenAt: string | null) => {
    const read = typeof content === 'string' ? parsePack(content, language) : readPack(content, language);
    const version = checksum(JSON.stringify(content) ?? '').slice(0, 8);
    const common = { place, origin, file, takenAt, version };
    return 'problems' in read
      ? { ...common, pack: null, problems: read.problems }
      : { ...common, ...read, problems: [] };
  };
  const shared = inUseOf(bucket).flatMap(({ from, takenAt, thing }, place) =>
    thing.kind === 'pack' ? hold(thing.content, originOf({ from }), place, null, takenAt) : [],
  );
  const versions = new Set(shared.map(({ pack }) => JSON.stringify(pack)));
  return [
    ...(managed.packs ?? []).map((content, place) => hold(content, 'managed', place, null, null)),
    ...(source?.bundle?.packs ?? []).map((content, place) =>
      hold(content, 'source', place, null, source?.fetchedAt ?? null),
    ),
    ...shared,
    // Whoever shares their own file has it back from the server; the same twice is one.
    ...storedPacks(stored)
      .map(({ pack, file, takenAt }, place) => hold(pack, 'file', place, file, takenAt))
      .filter(({ pack }) => pack === null || !versions.has(JSON.stringify(pack))),
  ];
}

/** The user's own packs as they are stored; what is no such list is none. */
export function storedPacks(stored: unknown): StoredPack[] {
  if (!Array.isArray(stored)) return [];
  return stored.flatMap((entry: unknown) => {
    if (typeof entry !== 'object' || entry === null) return [];
    const { file, takenAt, pack } = entry as Partial<Record<keyof StoredPack, unknown>>;
    return typeof file === 'string' && typeof takenAt === 'string' ? [{ file, takenAt, pack }] : [];
  });
}
