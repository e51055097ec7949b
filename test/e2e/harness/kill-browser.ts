import { once } from 'node:events';
import { readlink } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Browser } from 'puppeteer';

/** Waits for the end of a browser that we started: it still writes to its profile after it has let go of us. */
export async function browserEnded(browser: Browser): Promise<void> {
  const child = browser.process();
  // One that a signal ended has no exit code.
  if (child && child.exitCode === null && child.signalCode === null) await once(child, 'exit');
}

/** Ends a browser that we started with all its processes by SIGKILL: nothing of it gets a chance to tidy up. */
export async function killBrowser(browser: Browser): Promise<void> {
  const child = browser.process();
  if (child?.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  // The browser leads a group of its own; its other processes would else live on for a moment and finish what they do.
  if (process.platform === 'win32') child.kill('SIGKILL');
  else process.kill(-child.pid, 'SIGKILL');
  await ended;
}

/**
 * The folder for its socket that a running Chromium has among temporary files, and does not always take away when it
 * ends; null where it has none.
 * @param data its user data folder
 */
export async function socketFolder(data: string): Promise<string | null> {
  const socket = await readlink(join(data, 'SingletonSocket')).catch(() => null);
  const folder = socket && dirname(socket);
  return folder && /^(org\.chromium|com\.google)\./.test(basename(folder)) ? folder : null;
}
