import { browser } from 'wxt/browser';
import type { Team } from '../../lib/team/connection.ts';
import type { Published } from '../../lib/team/publish.ts';

/** Tells a team what waits in the journal. */
export type Courier = (team: Team, device: string) => Promise<Published>;

/** What speaks with a server is a script of its own: in the background itself it would delay each of its starts. */
const place = Symbol.for('groent-lys.courier');

/** Of a worker alone; another page has a document to put scripts into. */
declare const importScripts: ((file: string) => void) | undefined;

/** Called by the script itself. */
export function offerCourier(courier: Courier): void {
  Object.defineProperty(globalThis, place, { value: courier, configurable: true });
}

/**
 * Chromium lets a worker take up a further script only while it is being installed; from then on the script lies beside
 * it, and is taken up again without delay. To be called before the background has first waited.
 */
export function keepCourier(): void {
  globalThis.addEventListener('install', take);
}

/** Takes the script up where it has not been yet. @throws when the browser does not give it */
export async function courier(): Promise<Courier> {
  if (!Object.hasOwn(globalThis, place)) {
    if (typeof importScripts === 'function') take();
    else await put();
  }
  return (globalThis as Record<symbol, unknown>)[place] as Courier;
}

/** The file stands here in full, so that it can be seen in the package that no other is taken up. */
const take = (): void => importScripts?.('/courier.js');

function put(): Promise<void> {
  return new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.src = new URL('/courier.js', browser.runtime.getURL('/')).href;
    script.addEventListener('load', () => resolve());
    script.addEventListener('error', () => reject(new Error('what tells a team could not be loaded')));
    document.head.append(script);
  });
}
