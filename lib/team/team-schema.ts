import { z } from 'zod';

/** Why an address cannot be a team's server. */
export type AddressProblem = 'address' | 'unencrypted';

/** As the manifest's policy names them, which knows no address in brackets. */
const loopback = /^(localhost|127\.0\.0\.1)$/;

/** What is wrong with an address; null for wss anywhere and for ws on this very machine. */
export function addressProblem(text: string): AddressProblem | null {
  if (!URL.canParse(text)) return 'address';
  const { protocol, hostname, username, password } = new URL(text);
  if (username !== '' || password !== '' || hostname === '') return 'address';
  if (protocol === 'wss:') return null;
  if (protocol !== 'ws:') return 'address';
  return loopback.test(hostname) ? null : 'unencrypted';
}

/** What part of the journal a user reads: their unit's, all units', or figures alone. */
export const teamRoleSchema = z.enum(['buyer', 'lead', 'secretariat']);
export type TeamRole = z.infer<typeof teamRoleSchema>;

/** The connection to a team's server, as the user or the organisation's policy set it up. */
export const teamSchema = z.strictObject({
  server: z
    .string()
    .max(300)
    .refine((text) => addressProblem(text) === null),
  user: z
    .string()
    .min(1)
    .max(80)
    .regex(/^[^\s.*>$]+$/, 'a name without spaces and dots'),
  password: z.string().min(1).max(300),
  organisation: z.string().trim().min(1).max(120),
  unit: z.string().trim().max(120),
  role: teamRoleSchema,
  /** Whether pseudonyms are told. */
  authors: z.boolean(),
  /** Set by the organisation's management, which goes before what the user chooses. */
  managed: z.literal(true).optional(),
  /** Since when, ISO 8601. */
  since: z.iso.datetime(),
});
export type Team = z.infer<typeof teamSchema>;

/**
 * The connection as an organisation's management sets it. The unit is left out where each user works under their own;
 * the role where all are buyers. The password is then one for all who share the policy.
 */
export const managedTeamSchema = z.strictObject({
  ...teamSchema.pick({ server: true, user: true, password: true, organisation: true }).shape,
  unit: teamSchema.shape.unit.min(1).optional(),
  role: teamRoleSchema.optional(),
  authors: z.boolean().optional(),
});
export type ManagedTeam = z.infer<typeof managedTeamSchema>;
