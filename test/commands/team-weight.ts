import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { ensureBuild } from './built.ts';

/** What the connection to a team's server weighs in the dashboard. */
export interface TeamWeight {
  /** Names of the files that nothing but a team's life asks for. */
  files: string[];
  bytes: number;
  gzipped: number;
  /** What the dashboard loads before anything else, gzipped. */
  dashboard: number;
}

/** The files that come with one, itself among them: not what it loads later, when it is used. */
async function comesWith(folder: string, name: string, found = new Set<string>()): Promise<Set<string>> {
  if (found.has(name)) return found;
  found.add(name);
  const text = await readFile(join(folder, name), 'utf8');
  for (const [, next = ''] of text.matchAll(/(?:from|import)\s*"\.\/([^"]+\.js)"/g))
    await comesWith(folder, next, found);
  return found;
}

/** Weighs the files of the shipped build that a dashboard with a team loads and one without does not. */
export async function teamWeight(): Promise<TeamWeight> {
  const { folder } = await ensureBuild('chrome-mv3');
  const chunks = join(folder, 'chunks');
  const page = await readFile(join(folder, 'dashboard.html'), 'utf8');
  const entry = /src="\/chunks\/([^"]+)"/.exec(page)?.[1];
  const life = (await readdir(chunks)).find((name) => name.startsWith('team-life-'));
  if (entry === undefined || life === undefined) throw new Error('the build has no dashboard, or no life with a team');
  const first = await comesWith(chunks, entry);
  const own = [...(await comesWith(chunks, life))].filter((name) => !first.has(name));
  const weigh = async (names: Iterable<string>) => {
    let [bytes, gzipped] = [0, 0];
    for (const name of names) {
      const content = await readFile(join(chunks, name));
      bytes += content.length;
      gzipped += gzipSync(content, { level: 9 }).length;
    }
    return { bytes, gzipped };
  };
  const { gzipped: dashboard } = await weigh(first);
  return { files: own.map((name) => name.replace(/-[\w-]{8}\.js$/, '')), ...(await weigh(own)), dashboard };
}
