import { once } from 'node:events';
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
