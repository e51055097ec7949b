import { z } from 'zod';
import { withPortals } from './sites.ts';
import { areaIdSchema } from './targets/schema.ts';

/** How the product behaves on a site: nothing at all; the count beside the title alone; words are marked as well. */
export const siteModeSchema = z.enum(['off', 'quiet', 'full']);
export type SiteMode = z.infer<typeof siteModeSchema>;

/** Decides which bindings hold for this buyer. */
const buyerKindSchema = z.enum(['pogiMember', 'state', 'municipality', 'region', 'other']);
export type BuyerKind = z.infer<typeof buyerKindSchema>;

/** What a site's mode is kept by: the id of a portal, or an origin. */
const siteIdSchema = z.string().refine((id) => /^[a-z][a-z\d]*(-[a-z\d]+)*$/.test(id) || isOrigin(id));

function isOrigin(text: string): boolean {
  return /^https?:/.test(text) && URL.canParse(text) && new URL(text).origin === text;
}

/** Every setting with its own schema: each is validated by itself, so that one bad field never takes the others along. */
export const settingSchemas = {
  /** Interface language; `auto` follows the browser, and falls back to Danish. */
  language: z.enum(['auto', 'da', 'nb', 'en']),
  buyerKind: buyerKindSchema,
  /** Country whose law and schemes bind the buyer. */
  country: z.enum(['DK', 'NO', 'SE']),
  organisation: z.strictObject({
    name: z.string().trim().max(200),
    cvr: z.string().regex(/^(\d{8})?$/, 'eight digits or empty'),
  }),
  /** Prefix of the organisation's ocids, as the Open Contracting Partnership gives it out; empty for none. */
  ocidPrefix: z.string().regex(/^(ocds-[a-z\d]{6})?$/, 'ocds- and six letters or digits, or empty'),
  /** Unit that new decisions are logged under. */
  unit: z.string().trim().max(120),
  role: z.enum(['buyer', 'lead']),
  /** Optional pseudonym in the log. */
  author: z.string().trim().max(60),
  highlight: z.boolean(),
  /** Mode per portal or origin; one that is not listed has its default. */
  sites: z.record(siteIdSchema, siteModeSchema),
  /** Priority product areas of I11 (SDG 12.7.1 F). */
  priorityAreas: z.array(areaIdSchema),
  /** What the user adds to the report; the logo is a small PNG as a data address. */
  report: z.strictObject({
    title: z.string().trim().max(120),
    foreword: z.string().trim().max(1500),
    logo: z
      .string()
      .max(200_000)
      .regex(/^(data:image\/png;base64,[A-Za-z0-9+/]+={0,2})?$/),
  }),
  theme: z.enum(['auto', 'light', 'dark']),
} as const;

export type SettingName = keyof typeof settingSchemas;
export type Settings = { [K in SettingName]: z.infer<(typeof settingSchemas)[K]> };

export const defaultSettings: Settings = {
  language: 'auto',
  buyerKind: 'pogiMember',
  country: 'DK',
  organisation: { name: '', cvr: '' },
  ocidPrefix: '',
  unit: '',
  role: 'buyer',
  author: '',
  highlight: true,
  sites: {},
  priorityAreas: [
    'it',
    'transport',
    'furniture',
    'cleaning',
    'textiles',
    'paper-print',
    'food',
    'building',
    'green-areas',
  ],
  report: { title: '', foreword: '', logo: '' },
  theme: 'auto',
};

/** Edition of the shape that settings are stored in and saved to a file with; a later version may count higher. */
export const settingsEdition = 1;

/**
 * Settings out of anything that storage or a file may hold. A field that does not validate falls back to its
 * default and is named in `rejected`; fields of a newer version are left out.
 */
export function readSettings(stored: unknown): { settings: Settings; rejected: SettingName[] } {
  const source: Record<string, unknown> = typeof stored === 'object' && stored !== null ? { ...stored } : {};
  const rejected: SettingName[] = [];
  const entries = (Object.keys(settingSchemas) as SettingName[]).map((name) => {
    if (!(name in source)) return [name, defaultSettings[name]];
    if (name === 'sites') {
      const { sites, isWhole } = readSites(source.sites);
      if (!isWhole) rejected.push(name);
      return [name, sites];
    }
    const parsed = settingSchemas[name].safeParse(source[name]);
    if (parsed.success) return [name, parsed.data];
    rejected.push(name);
    return [name, defaultSettings[name]];
  });
  return { settings: Object.fromEntries(entries) as Settings, rejected };
}

/** Sites one by one: a choice that cannot be read must not switch a site on again that is off. */
function readSites(stored: unknown): { sites: Settings['sites']; isWhole: boolean } {
  const isRecord = typeof stored === 'object' && stored !== null && !Array.isArray(stored);
  const entries = isRecord ? Object.entries(stored) : [];
  const readable = entries.flatMap(([key, mode]) => {
    const parsed = settingSchemas.sites.safeParse({ [key]: mode });
    return parsed.success ? Object.entries(parsed.data) : [];
  });
  return {
    sites: withPortals(Object.fromEntries(readable)),
    isWhole: isRecord && readable.length === entries.length,
  };
}
