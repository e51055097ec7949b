import { type JournalDatabase, openJournal } from '../../lib/log/database.ts';
import { joinTeam, type Team, teamState } from '../../lib/team/connection.ts';
import type { JournalPlan } from '../fixtures/large-journal.ts';
import { importFile, madeFile } from './journal-import.ts';

/** How often the journal is asked whether it has all, in milliseconds; one row is read each time. */
const lookEvery = 20;

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/**
 * Joins a team as the form in Settings does. The dashboard that is open does the rest, as it ships.
 * @param last the number of the last message
 * @returns milliseconds until the journal holds all that the team has said, with all figures
 */
export async function catchUpTime(team: Team, last: number, decisions: number): Promise<number> {
  const db = openJournal();
  const start = performance.now();
  await joinTeam(db, team);
  while ((await teamState(db)).sequence < last) await pause(lookEvery);
  const time = performance.now() - start;
  const [held, { setAside }] = [await db.journal.count(), await teamState(db)];
  db.close();
  if (held !== decisions) {
    throw new Error(`${decisions} decisions were told, ${held} are in the journal, ${setAside} set aside`);
  }
  return time;
}

/** How many decisions the journal holds, and those read from a file that wait to go in, in chunks. */
export async function heldNow(): Promise<{ decisions: number; staged: number }> {
  const db = openJournal();
  const held = { decisions: await db.journal.count(), staged: await db.staged.count() };
  db.close();
  return held;
}

/** A place for a file from the disk, as the page's own. */
export function fileInput(): HTMLInputElement {
  const input = document.createElement('input');
  input.type = 'file';
  document.body.append(input);
  return input;
}

/** Milliseconds until the journal holds what the file from the disk does, with all figures. */
export async function importChosen(decisions: number): Promise<number> {
  const file = document.querySelector<HTMLInputElement>('body > input[type=file]')?.files?.[0];
  if (!file) throw new Error('no file was chosen');
  return importFile({ file, decisions });
}

/** Milliseconds until a decision is in the journal here, and from then until the team's server has acknowledged it. */
export interface Told {
  log: number;
  tell: number;
}

/** Logs decisions one by one as the panel does; the dashboard that is open tells the team. */
export async function publishTimes(messages: readonly object[]): Promise<Told[]> {
  const db = openJournal();
  const times: Told[] = [];
  await acknowledged(db);
  for (const message of messages) {
    const start = performance.now();
    const reply = (await chrome.runtime.sendMessage(message)) as { ok: boolean };
    const logged = performance.now();
    if (!reply.ok) throw new Error(`not logged: ${JSON.stringify(reply)}`);
    await acknowledged(db);
    times.push({ log: logged - start, tell: performance.now() - logged });
  }
  db.close();
  return times;
}

async function acknowledged(db: JournalDatabase): Promise<void> {
  while ((await db.outbox.count()) > 0) await pause(0);
}

/** Behind those of every other file. */
const firstOfSmall = 10_000_000;

/** Milliseconds to import a file of one tender's decisions, again and again, each another tender's. */
export async function smallImportTimes(plan: JournalPlan, count: number): Promise<number[]> {
  const times: number[] = [];
  for (let index = 0; index < count; index += 1) {
    const made = await madeFile({ ...plan, first: firstOfSmall + index }, 1);
    times.push(await importFile(made));
  }
  return times;
}
