import { z } from 'zod';
import { type SettingName, type Settings, settingSchemas, siteModeSchema } from './settings.ts';
import { type SitePolicy, siteById } from './sites.ts';
import { managedTeamSchema } from './team/team-schema.ts';

/** A file's content: as text, which every way of managing a browser can carry, or as it is. */
const contentSchema = z.union([z.string().max(2_000_000), z.record(z.string(), z.unknown())]);
const site = z.string().trim().min(1).max(200);

/** Whether an address is one that packs and policy may be fetched from: https, and no password in it. */
function isSource(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, username, password } = new URL(text);
  return protocol === 'https:' && username === '' && password === '';
}

/**
 * What an organisation can fix for its people through the browser's own management (`storage.managed`). Each value by
 * itself: one that cannot be read leaves the others in force. Chromium reads by `public/managed-schema.json`; a test
 * holds the two together.
 */
export const managedSchemas = {
  organisationName: settingSchemas.organisation.shape.name.min(1),
  cvr: z.string().regex(/^\d{8}$/),
  /** Units that one can work under. */
  units: z.array(settingSchemas.unit.min(1)).min(1).max(500),
  buyerKind: settingSchemas.buyerKind,
  country: settingSchemas.country,
  /** Portals, by id or origin, that are on. */
  portals: z.array(site).max(200),
  /** Sites whose mode is fixed; goes before `portals` and before the policy. */
  siteModes: z
    .array(z.strictObject({ site, mode: siteModeSchema, reason: z.string().trim().max(600).optional() }))
    .max(200),
  /** Years without any activity after which a procedure is deleted. */
  retentionYears: z.int().min(1).max(50),
  /** False: nobody is welcomed after the installation. */
  welcome: z.boolean(),
  policy: contentSchema,
  packs: z.array(contentSchema).max(50),
  /** Where the organisation keeps packs and policy. */
  source: z.string().trim().max(2000).refine(isSource),
  /** The team's server, with a user and a password that all share who get this policy. */
  team: managedTeamSchema,
} as const;

export type ManagedName = keyof typeof managedSchemas;
export type Managed = { [K in ManagedName]?: z.infer<(typeof managedSchemas)[K]> };

/** What the browser's management says, and the names of what it says that cannot be used. */
export interface ReadManaged {
  managed: Managed;
  rejected: string[];
}

/** The managed values out of anything that the browser may give; nothing at all where nobody manages it. */
export function readManaged(given: unknown): ReadManaged {
  const source: Record<string, unknown> = typeof given === 'object' && given !== null ? { ...given } : {};
  const managed: Record<string, unknown> = {};
  const rejected: string[] = [];
  for (const [name, value] of Object.entries(source)) {
    const schema = Object.hasOwn(managedSchemas, name) ? managedSchemas[name as ManagedName] : null;
    const parsed = schema?.safeParse(value);
    if (parsed?.success) managed[name] = parsed.data;
    else rejected.push(placeOf(name, parsed?.error));
  }
  const read: Managed = managed;
  const named = [...(read.portals ?? []), ...(read.siteModes ?? []).map((one) => one.site)];
  const unknown = named.filter((id) => siteById(id) === null);
  return { managed: read, rejected: [...rejected, ...unknown] };
}

/** A value's name, with that of the part that cannot be used where it has named parts. */
function placeOf(name: string, error: z.ZodError | undefined): string {
  const part = error?.issues[0]?.path[0];
  return typeof part === 'string' ? `${name}.${part}` : name;
}

/** A setting that cannot be changed here; the two halves of `organisation` are fixed one by one. */
export type LockedSetting = Exclude<SettingName, 'organisation'> | 'organisationName' | 'cvr';

/** The user's settings with the managed values in their place. */
export function withManaged(settings: Settings, managed: Managed): { settings: Settings; locked: LockedSetting[] } {
  const { organisationName, cvr, units, buyerKind, country } = managed;
  const locked: LockedSetting[] = [];
  const fixed = <T>(name: LockedSetting, value: T | undefined, own: T): T => {
    if (value === undefined) return own;
    locked.push(name);
    return value;
  };
  const { organisation } = settings;
  return {
    settings: {
      ...settings,
      organisation: {
        name: fixed('organisationName', organisationName, organisation.name),
        cvr: fixed('cvr', cvr, organisation.cvr),
      },
      buyerKind: fixed('buyerKind', buyerKind, settings.buyerKind),
      country: fixed('country', country, settings.country),
      unit: units?.length === 1 ? fixed('unit', units[0], '') : unitAmong(settings.unit, units),
    },
    locked,
  };
}

/** A unit that the organisation does not have is none. */
const unitAmong = (unit: string, units: readonly string[] | undefined): string =>
  units === undefined || units.includes(unit) ? unit : '';

/** The sites that the browser's management fixes, before those of the policy; null when neither speaks of any. */
export function sitePolicyOf(managed: Managed, policy: SitePolicy | null): SitePolicy | null {
  const fixed = (managed.siteModes ?? []).map(({ reason = '', ...rest }) => ({ ...rest, reason, managed: true }));
  const on = (managed.portals ?? []).map((id) => ({ site: id, mode: 'full' as const, reason: '', managed: true }));
  if (fixed.length + on.length === 0) return policy;
  const name = managed.organisationName ?? policy?.organisation.name ?? '';
  return { organisation: { name }, sites: [...fixed, ...on, ...(policy?.sites ?? [])] };
}
