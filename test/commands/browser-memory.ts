import { readdir, readFile } from 'node:fs/promises';
import type { Browser } from 'puppeteer';

/** Milliseconds between two samples: more of them the longer it takes, since each looks through all processes. */
const [oftenest, rarest] = [50, 5_000];

/** Samples the memory of all processes of the browser until `end`, which says the most of them. */
export function watchMemory(browser: Browser): { end: () => Promise<number | null> } {
  let most: number | null = null;
  let isOver = false;
  const start = performance.now();
  const watching = (async () => {
    while (!isOver) {
      const now = await memoryOf(browser);
      if (now !== null) most = Math.max(most ?? 0, now);
      const pause = Math.min(rarest, Math.max(oftenest, (performance.now() - start) / 200));
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  })();
  return {
    async end() {
      isOver = true;
      await watching;
      return most;
    },
  };
}

/** Resident memory of the browser and all its processes in MB; null where there is no /proc. */
export async function memoryOf(browser: Browser): Promise<number | null> {
  const group = browser.process()?.pid;
  const numbers = (await readdir('/proc').catch(() => [])).filter((name) => /^\d+$/.test(name));
  if (group === undefined || numbers.length === 0) return null;
  let pages = 0;
  for (const number of numbers) {
    const stat = await readFile(`/proc/${number}/stat`, 'utf8').catch(() => '');
    // Behind the name in brackets: state, parent, process group.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (Number(fields[2]) !== group) continue;
    const statm = await readFile(`/proc/${number}/statm`, 'utf8').catch(() => '0 0 0');
    const [, resident = 0, shared = 0] = statm.split(' ').map(Number);
    pages += resident - shared;
  }
  return (pages * 4096) / 1e6;
}
