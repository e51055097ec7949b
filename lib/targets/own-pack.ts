import { z } from 'zod';
import type { Catalogue } from './apply-policy.ts';
import { ownTargets } from './apply-policy.ts';
import { checksum } from './checksum.ts';
import { type PolicyProblem, parseOwnFile, readOwnFile } from './policy.ts';
import { type Language, packSchema, targetSchema } from './schema.ts';

/** A pack of an organisation's own: a file like those of `targets/`, and whose it is. */
export const ownPackSchema = packSchema.extend({
  $schema: z.string().max(300).optional(),
  /** Whose targets these are; without it the scheme is their name. */
  organisation: z.string().trim().min(1).max(200).optional(),
  targets: z.array(targetSchema).min(1).max(1000),
});
export type OwnPack = z.infer<typeof ownPackSchema>;

/** A pack out of anything a file may hold; refused whole, with a line for each problem. */
export function readPack(
  content: unknown,
  language: Language = 'en',
): { pack: OwnPack } | { problems: PolicyProblem[] } {
  const read = readOwnFile(ownPackSchema, content, language);
  return 'problems' in read ? read : { pack: read.content };
}

/** A pack out of a file's text, like `readPack`. */
export function parsePack(text: string, language: Language = 'en'): ReturnType<typeof readPack> {
  const parsed = parseOwnFile(text);
  return 'problems' in parsed ? parsed : readPack(parsed.content, language);
}

/**
 * The catalogue with an organisation's pack beside the installed ones. What does not fit is refused, target by target: an
 * id that is taken, a claim to be law, an ecolabel nobody knows.
 */
export function applyPack(data: Catalogue, pack: OwnPack): { data: Catalogue; refused: PolicyProblem[] } {
  const refused: PolicyProblem[] = [];
  if (data.targets.some((target) => target.scheme === pack.scheme && target.policy?.kind !== 'added')) {
    return { data, refused: [{ path: 'scheme', code: 'schemeTaken', values: { id: pack.scheme } }] };
  }
  const origin = { list: 'targets', scheme: pack.scheme, organisation: pack.organisation ?? pack.scheme };
  const added = ownTargets(data, pack.targets, origin, (path, code, values = {}) =>
    refused.push({ path, code, values }),
  );
  const version = `${data.version}+${checksum(JSON.stringify(pack))}`;
  return { data: { ...data, version, targets: [...data.targets, ...added] }, refused };
}
