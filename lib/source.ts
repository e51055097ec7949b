import { z } from 'zod';
import { sitePolicyProblems } from './sites.ts';
import { applyPolicy, type Catalogue } from './targets/apply-policy.ts';
import { applyPack, ownPackSchema } from './targets/own-pack.ts';
import { type PolicyProblem, parseOwnFile, policyProblemCodes, policySchema, readOwnFile } from './targets/policy.ts';

/** Bytes that the organisation's file may have; all our own packs together are a fifth of it. */
const maximumBytes = 5_000_000;
/** Milliseconds until an answer must be there, whole. */
const patience = 30_000;
/** Milliseconds between two visits that nobody asked for. */
const visitEvery = 24 * 60 * 60 * 1000;

/**
 * What an organisation keeps at its address: its packs and its policy in one file. Data alone: there is no place in it
 * for code, for selectors or for sites that nobody has granted.
 */
const bundleSchema = z.strictObject({
  $schema: z.string().max(300).optional(),
  schema: z.literal(1),
  policy: policySchema.nullable(),
  packs: z.array(ownPackSchema).max(50),
});
type Bundle = z.infer<typeof bundleSchema>;

/** Why the last visit brought nothing: no answer that we may read, one too late or too large, or an unfit content. */
const problemSchema = z.discriminatedUnion('code', [
  z.strictObject({ code: z.enum(['unreachable', 'timeout', 'size']) }),
  z.strictObject({ code: z.literal('status'), status: z.int() }),
  z.strictObject({
    code: z.literal('content'),
    file: z.enum(['policy', 'pack']),
    problems: z.array(
      z.strictObject({
        path: z.string(),
        code: z.enum(policyProblemCodes),
        values: z.record(z.string(), z.string()),
      }),
    ),
  }),
]);
export type SourceProblem = z.infer<typeof problemSchema>;

const standingSchema = z.strictObject({
  address: z.string(),
  triedAt: z.iso.datetime(),
  fetchedAt: z.iso.datetime().nullable(),
  problem: problemSchema.nullable(),
  bundle: z.unknown(),
});

/** What is kept of the organisation's address: the last good content, and how the last visit went. */
export interface SourceStanding {
  address: string;
  triedAt: string;
  /** When the content that is held came; null while none has. */
  fetchedAt: string | null;
  problem: SourceProblem | null;
  bundle: Bundle | null;
}

/** What is stored of an address; null when nothing is, or it is another address's. Content that this version cannot read is left out. */
export function readSource(stored: unknown, address: string | undefined): SourceStanding | null {
  const parsed = standingSchema.safeParse(stored);
  if (!parsed.success || parsed.data.address !== address) return null;
  const { bundle, problem, ...rest } = parsed.data;
  const read = bundleSchema.safeParse(bundle);
  return { ...rest, problem, bundle: read.success ? read.data : null };
}

/** Whether a visit is due: at most one a day, and one at once for a new address or a clock that was set back. */
export function isVisitDue(standing: SourceStanding | null, now: Date): boolean {
  if (standing === null) return true;
  const waited = now.getTime() - Date.parse(standing.triedAt);
  return waited < 0 || waited >= visitEvery;
}

/**
 * Fetches the organisation's file: no cookies, no referrer, no detour to another address, and no longer or larger than
 * may be. A file with any problem is refused whole, and what was held before stays.
 * @param packs the installed packs, which the file must fit
 */
export async function visitSource(
  address: string,
  before: SourceStanding | null,
  packs: Catalogue,
  { fetch, now }: { fetch: typeof globalThis.fetch; now: () => Date },
): Promise<SourceStanding> {
  const triedAt = now().toISOString();
  const kept = { address, triedAt, fetchedAt: before?.fetchedAt ?? null, bundle: before?.bundle ?? null };
  const text = await textAt(address, fetch);
  if (typeof text !== 'string') return { ...kept, problem: text };
  const read = readBundle(text, packs);
  if ('code' in read) return { ...kept, problem: read };
  return { address, triedAt, fetchedAt: triedAt, problem: null, bundle: read };
}

async function textAt(address: string, fetch: typeof globalThis.fetch): Promise<string | SourceProblem> {
  const signal = AbortSignal.timeout(patience);
  try {
    const response = await fetch(address, {
      signal,
      cache: 'no-store',
      credentials: 'omit',
      redirect: 'error',
      referrerPolicy: 'no-referrer',
    });
    if (!response.ok) return { code: 'status', status: response.status };
    return await textWithin(response);
  } catch {
    return { code: signal.aborted ? 'timeout' : 'unreachable' };
  }
}

/** Reads no further than a file may reach, whatever its length is said to be. */
async function textWithin(response: Response): Promise<string | SourceProblem> {
  const reader = response.body?.getReader();
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  for (;;) {
    const part = await reader?.read();
    if (!part || part.done) return text + decoder.decode();
    bytes += part.value.byteLength;
    if (bytes > maximumBytes) {
      await reader?.cancel();
      return { code: 'size' };
    }
    text += decoder.decode(part.value, { stream: true });
  }
}

type Refusal = Extract<SourceProblem, { code: 'content' }>;

function readBundle(text: string, packs: Catalogue): Bundle | Refusal {
  const refuse = (file: Refusal['file'], problems: PolicyProblem[]): Refusal => ({ code: 'content', file, problems });
  const json = parseOwnFile(text);
  const read = 'problems' in json ? json : readOwnFile(bundleSchema, json.content, 'en');
  if ('problems' in read) return refuse('policy', read.problems);
  const bundle = read.content;
  let data = packs;
  for (const [place, pack] of bundle.packs.entries()) {
    const applied = applyPack(data, pack);
    if (applied.refused.length > 0) {
      return refuse(
        'pack',
        applied.refused.map((problem) => ({ ...problem, path: `packs.${place}.${problem.path}` })),
      );
    }
    data = applied.data;
  }
  if (bundle.policy === null) return bundle;
  const problems = [...applyPolicy(data, bundle.policy).refused, ...sitePolicyProblems(bundle.policy)];
  return problems.length > 0 ? refuse('policy', problems) : bundle;
}
