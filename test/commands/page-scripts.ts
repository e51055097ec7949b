import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

/** Our scripts in a page, in the order in which they come. */
export const pageScripts = ['content-scripts/portal.js', 'reader.js', 'adviser.js'] as const;
/** One of them, or the one of frames that are closed to the page. */
export type PageScript = (typeof pageScripts)[number] | 'frame.js';

/** What a script of a build weighs, gzipped, in bytes. */
export async function weightOf(folder: string, script: PageScript): Promise<number> {
  return gzipSync(await readFile(join(folder, script)), { level: 9 }).length;
}
