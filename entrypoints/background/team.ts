import { browser } from 'wxt/browser';
import { deviceOf } from '../../lib/log/write-context.ts';
import { readManaged } from '../../lib/managed.ts';
import type { PageRequest, Request } from '../../lib/messages.ts';
import { teamLock, teamOf } from '../../lib/team/connection.ts';
import { takeManagedTeam } from '../../lib/team/managed-team.ts';
import { waitingCount } from '../../lib/team/sharing.ts';
import { managedValues } from '../dashboard/managed.ts';
import { courier } from './courier.ts';
import { journal } from './journal.ts';
import { currentSettings } from './settings.ts';

/** The alarm that stands as long as this browser belongs to a team, and how often it goes off. */
export const teamAlarm = 'team';
const minutes = 5;
/** How long after a failure nothing but the alarm tries again, in milliseconds. */
const pause = 60_000;

/** Whether a request may have left words to be told, or a team that they are told to. */
export const leavesWords = ({ type }: Pick<Request, 'type'>): boolean =>
  type === 'team/changed' || (/^(decision|procedure|tip)\//.test(type) && type !== 'procedure/state');

/**
 * Tells the team what waits, unless an open dashboard does: connects, tells, disconnects. Without a team no alarm stands
 * and nothing is tried.
 * @param rings the alarm went off: a failure just before does not count then
 */
export async function tellTeam({ rings }: { rings: boolean }): Promise<void> {
  const db = journal();
  const team = await teamOf(db);
  await keepAlarm(team !== null);
  if (team === null || (await waitingCount(db)) === 0) return;
  if (!rings && (await hasJustFailed())) return;
  await navigator.locks.request(teamLock, { ifAvailable: true }, async (lock) => {
    if (lock === null) return;
    const tell = await courier();
    const { acknowledged, refused, problem } = await tell(team, await deviceOf(db));
    await browser.storage.session.set({ teamFailedAt: problem === null ? null : Date.now() });
    if (acknowledged + refused > 0) await tellTabs();
  });
}

/**
 * Takes over what the organisation's management says of a team. Chromium knows the management only seconds after it has
 * started: that it says nothing at all counts when it has just changed, and when it still does so at a second alarm.
 * @returns whether there can be a team. The alarm stands for one, so that a background that wakes without does not open
 *   the journal
 */
export async function takeTeam(when: 'wakes' | 'changed' | 'rings'): Promise<boolean> {
  const { managed, rejected } = readManaged(await managedValues());
  const stands = (await browser.alarms.get(teamAlarm)) !== undefined;
  if (managed.team === undefined && !stands) return false;
  // What cannot be used is told in Settings, and changes nothing.
  if (rejected.some((name) => /^team(\.|$)/.test(name))) return stands;
  const isSilent = Object.keys(managed).length + rejected.length === 0;
  if (isSilent && when !== 'changed' && !(when === 'rings' && (await wasSilent()))) return stands;
  const { unit } = await currentSettings();
  await takeManagedTeam(journal(), managed.team, { unit, now: new Date() });
  return true;
}

/** Whether the management said nothing at the alarm before; from now on it did. */
async function wasSilent(): Promise<boolean> {
  const { teamSilent } = await browser.storage.session.get('teamSilent');
  await browser.storage.session.set({ teamSilent: true });
  return teamSilent === true;
}

async function keepAlarm(wanted: boolean): Promise<void> {
  const stands = (await browser.alarms.get(teamAlarm)) !== undefined;
  if (wanted && !stands) await browser.alarms.create(teamAlarm, { delayInMinutes: minutes, periodInMinutes: minutes });
  if (!wanted && stands) await browser.alarms.clear(teamAlarm);
}

/** A clock that was set back does not make it wait longer. */
async function hasJustFailed(): Promise<boolean> {
  const { teamFailedAt } = await browser.storage.session.get('teamFailedAt');
  return typeof teamFailedAt === 'number' && Math.abs(Date.now() - teamFailedAt) < pause;
}

/** Lets the pages ask anew what is shared. */
export async function tellTabs(): Promise<void> {
  const request: PageRequest = { type: 'team/told' };
  for (const { id } of await browser.tabs.query({})) {
    // Most tabs are not ours to speak to.
    if (id !== undefined) void browser.tabs.sendMessage(id, request).catch(() => undefined);
  }
}
