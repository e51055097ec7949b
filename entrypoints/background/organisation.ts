import data from 'virtual:targets/in-page';
import { layOrganisation, type Organisation } from '../../lib/organisation.ts';
import type { SitePolicy } from '../../lib/sites.ts';
import type { Catalogue } from '../../lib/targets/apply-policy.ts';
import { organisationParts } from '../dashboard/organisation-area.ts';

let latest: { parts: string; organisation: Organisation } | null = null;

/** All that the organisation has laid over the installed packs, as it stands now; the same object until it changes. */
export async function currentOrganisation(): Promise<Organisation> {
  const parts = await organisationParts();
  const text = JSON.stringify(parts);
  if (latest?.parts !== text) latest = { parts: text, organisation: layOrganisation(data, parts, 'en') };
  return latest.organisation;
}

/**
 * The installed packs with the organisation's own and its policy laid over them. What this version cannot read leaves
 * the packs as they are; the settings page says so.
 */
export async function catalogue(): Promise<Catalogue> {
  return (await currentOrganisation()).data;
}

/** What the organisation has fixed of sites; null when it leaves them to the user. */
export async function currentSitePolicy(): Promise<SitePolicy | null> {
  return (await currentOrganisation()).sites;
}
