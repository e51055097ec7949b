import type { Adapter } from '../adapter.ts';
import { comdia } from './comdia.ts';
import { doffin } from './doffin.ts';
import { doffinOld } from './doffin-old.ts';
import { eAvrop } from './e-avrop.ts';
import { ethics } from './ethics.ts';
import { euSupply } from './eu-supply.ts';
import { generic } from './generic.ts';
import { ibinder } from './ibinder.ts';
import { kommersannons } from './kommersannons.ts';
import { mercellApp } from './mercell-app.ts';
import { mercellClassic } from './mercell-classic.ts';
import { ted } from './ted.ts';
import { tedLegacy } from './ted-legacy.ts';
import { tendsign } from './tendsign.ts';
import { udbudDk } from './udbud-dk.ts';
import { udbudDkOld } from './udbud-dk-old.ts';

/** Every known portal, by id in alphabetical order. */
export const adapters: readonly Adapter[] = [
  comdia,
  doffin,
  doffinOld,
  eAvrop,
  ethics,
  euSupply,
  ibinder,
  kommersannons,
  mercellApp,
  mercellClassic,
  ted,
  tedLegacy,
  tendsign,
  udbudDk,
  udbudDkOld,
];

/** Whether the address lies under the match pattern (`scheme://host/*`, `*.` for subdomains). */
function matchesPattern(url: URL, pattern: string): boolean {
  const parts = /^([a-z]+):\/\/(\*\.)?([^/]+)\/\*$/.exec(pattern);
  if (!parts || url.protocol !== `${parts[1]}:`) return false;
  const host = parts[3] ?? '';
  return url.hostname === host || (parts[2] !== undefined && url.hostname.endsWith(`.${host}`));
}

/** Path, query and hash: what the patterns of an adapter are held against. */
export function addressOf(url: URL): string {
  return url.pathname + url.search + url.hash;
}

/** Whether the adapter is the one for this address. */
export function adapterMatches(adapter: Adapter, url: URL): boolean {
  if (!adapter.matches.some((pattern) => matchesPattern(url, pattern))) return false;
  return adapter.address === undefined || new RegExp(adapter.address, 'i').test(addressOf(url));
}

/** The adapter of the address; the generic one for a page of no known portal. */
export function adapterFor(url: URL): Adapter {
  return adapters.find((adapter) => adapterMatches(adapter, url)) ?? generic;
}

/** An adapter by its id, null for an unknown one. */
export function adapterById(id: string): Adapter | null {
  return adapters.find((adapter) => adapter.id === id) ?? (id === generic.id ? generic : null);
}

/** Whether the address belongs to a portal with an adapter of its own. */
export function knownPortal(url: URL): boolean {
  return adapterFor(url) !== generic;
}

export { generic };
