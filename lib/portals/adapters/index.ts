import type { Adapter } from '../adapter.ts';
import { amgros } from './amgros.ts';
import { boamp } from './boamp.ts';
import { comdia } from './comdia.ts';
import { contractsFinder } from './contracts-finder.ts';
import { doffin } from './doffin.ts';
import { doffinOld } from './doffin-old.ts';
import { eAvrop } from './e-avrop.ts';
import { eformsNoticeEditor } from './eforms-notice-editor.ts';
import { eformsViewer } from './eforms-viewer.ts';
import { ethics } from './ethics.ts';
import { euSupply } from './eu-supply.ts';
import { findATender } from './find-a-tender.ts';
import { generic } from './generic.ts';
import { hilma } from './hilma.ts';
import { ibinder } from './ibinder.ts';
import { kommersannons } from './kommersannons.ts';
import { mercellApp } from './mercell-app.ts';
import { mercellClassic } from './mercell-classic.ts';
import { simap } from './simap.ts';
import { ski } from './ski.ts';
import { ted } from './ted.ts';
import { tedLegacy } from './ted-legacy.ts';
import { tenderned } from './tenderned.ts';
import { tendsign } from './tendsign.ts';
import { udbudDk } from './udbud-dk.ts';
import { udbudDkOld } from './udbud-dk-old.ts';

/** Every known portal, by id in alphabetical order. */
export const adapters: readonly Adapter[] = [
  amgros,
  boamp,
  comdia,
  contractsFinder,
  doffin,
  doffinOld,
  eAvrop,
  eformsNoticeEditor,
  eformsViewer,
  ethics,
  euSupply,
  findATender,
  hilma,
  ibinder,
  kommersannons,
  mercellApp,
  mercellClassic,
  simap,
  ski,
  ted,
  tedLegacy,
  tenderned,
  tendsign,
  udbudDk,
  udbudDkOld,
];

/** Whether the address lies under the match pattern (`scheme://host/*`, `*.` for subdomains). */
export function matchesPattern(url: URL, pattern: string): boolean {
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
