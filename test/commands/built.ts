import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));

/** The builds we ship, by the name of their folder in `.output`. */
export type Build = 'chrome-mv3' | 'firefox-mv3';

/** Everything a build is made of; tests and documents change no build. */
const sources = [
  'entrypoints',
  'components',
  'lib',
  'locales',
  'public',
  'targets',
  'package-lock.json',
  'tsconfig.json',
  'wxt.config.ts',
];

/**
 * The folder of a build that is as new as its sources; builds when they changed since.
 * @returns the folder, and whether it had to be built
 * @throws with the builder's own words when the build fails
 */
export async function ensureBuild(build: Build): Promise<{ folder: string; built: boolean }> {
  const folder = join(root, '.output', build);
  const stampFile = join(root, '.output', `${build}.stamp`);
  const unlock = await lock(join(root, '.output', `${build}.lock`));
  try {
    const stamp = await fingerprint();
    const stamped = await readFile(stampFile, 'utf8').catch(() => null);
    if (stamped === stamp && (await exists(join(folder, 'manifest.json')))) return { folder, built: false };
    await rm(stampFile, { force: true });
    await runBuild(build);
    await writeFile(stampFile, stamp);
    return { folder, built: true };
  } finally {
    await unlock();
  }
}

/** A checksum over name and content of every source file: about 20 ms, and no clock is trusted. */
async function fingerprint(): Promise<string> {
  const hash = createHash('sha256');
  for (const source of sources) {
    const path = join(root, source);
    const info = await stat(path).catch(() => null);
    if (!info) continue;
    const files = info.isDirectory() ? await filesIn(path) : [path];
    for (const file of files)
      hash
        .update(file.slice(root.length))
        .update('\0')
        .update(await readFile(file));
  }
  return hash.digest('hex');
}

async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

function runBuild(build: Build): Promise<void> {
  const wxt = join(root, 'node_modules', 'wxt', 'bin', 'wxt.mjs');
  const browser = build.split('-')[0] as string;
  const child = spawn(process.execPath, [wxt, 'build', '-b', browser], {
    cwd: root,
    // A test runner has its own word here, and with it the builder would make another build than the one that ships.
    env: { ...process.env, NODE_ENV: 'production', NO_COLOR: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`building ${build} failed:\n${output.trim()}`));
    });
  });
}

/** One build at a time, across processes. A lock older than two minutes was left by one that died. */
async function lock(folder: string): Promise<() => Promise<void>> {
  await mkdir(join(root, '.output'), { recursive: true });
  for (;;) {
    try {
      await mkdir(folder);
      return () => rm(folder, { recursive: true, force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    const info = await stat(folder).catch(() => null);
    if (info && Date.now() - info.mtimeMs > 120_000) await rm(folder, { recursive: true, force: true });
    await delay(100);
  }
}

async function exists(path: string): Promise<boolean> {
  return (await stat(path).catch(() => null)) !== null;
}
