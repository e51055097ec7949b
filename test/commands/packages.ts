import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { type Zippable, zipSync } from 'fflate';
import { dayOf } from '../../lib/targets/validity.ts';
import { type Build, ensureBuild, root } from './built.ts';

/** What the stores are given, by the name that stands in the file's name. */
export const packageNames = ['chromium', 'firefox', 'sources'] as const;
export type PackageName = (typeof packageNames)[number];

export interface PackageFile {
  name: PackageName;
  path: string;
  bytes: number;
  sha256: string;
}

const builds: Record<Exclude<PackageName, 'sources'>, Build> = { chromium: 'chrome-mv3', firefox: 'firefox-mv3' };
export const packagesFolder = join(root, '.output', 'packages');

/** The day whose targets are compiled in; the sources package takes it along, so that a later day builds the same. */
export const buildDayFile = '.build-day';

/**
 * Writes the packages. Ours instead of the builder's own command, because these are the same bytes wherever and whenever
 * they are made: sorted names, one fixed time for all entries, nothing but what git keeps in the sources.
 */
export async function writePackages(): Promise<PackageFile[]> {
  const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string };
  await rm(packagesFolder, { recursive: true, force: true });
  await mkdir(packagesFolder, { recursive: true });
  const written: PackageFile[] = [];
  for (const name of packageNames) {
    const content = zipped(name === 'sources' ? await sourceFiles() : await buildFiles(builds[name]));
    const path = join(packagesFolder, `groent-lys-${version}-${name}.zip`);
    await writeFile(path, content);
    written.push({
      name,
      path: relative(root, path),
      bytes: content.length,
      sha256: createHash('sha256').update(content).digest('hex'),
    });
  }
  return written;
}

/** The files of a finished build by their path in it. */
export async function buildFiles(build: Build): Promise<Map<string, Uint8Array>> {
  const { folder } = await ensureBuild(build);
  return filesOf(folder);
}

/** Every file of a folder by its path in it, with slashes. */
export async function filesOf(folder: string): Promise<Map<string, Uint8Array>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return new Map(
    await Promise.all(
      files.map(
        async (file) => [relative(folder, file).replaceAll('\\', '/'), new Uint8Array(await readFile(file))] as const,
      ),
    ),
  );
}

/** What git keeps, as it stands on the disk, and the day of this build. */
async function sourceFiles(): Promise<Map<string, Uint8Array>> {
  const listed = spawnSync('git', ['ls-files', '-z'], { cwd: root, encoding: 'utf8', maxBuffer: 1 << 26 });
  if (listed.status !== 0) throw new Error('The sources package is made from a git checkout, and this is none.');
  const files = await Promise.all(
    listed.stdout
      .split('\0')
      .filter((path) => path !== '')
      .map(async (path) => [path, new Uint8Array(await readFile(join(root, path)))] as const),
  );
  return new Map([...files, [buildDayFile, new TextEncoder().encode(`${await buildDay()}\n`)]]);
}

/** The day that the builds at hand were made for. */
async function buildDay(): Promise<string> {
  const kept = await readFile(join(root, buildDayFile), 'utf8').catch(() => null);
  return kept?.trim() ?? dayOf(new Date());
}

function zipped(files: ReadonlyMap<string, Uint8Array>): Uint8Array {
  const entries: Zippable = {};
  for (const [path, content] of [...files].sort(([a], [b]) => (a < b ? -1 : 1))) entries[path] = content;
  // The format keeps local time without a zone: these numbers are the same in all of them.
  return zipSync(entries, { level: 9, mtime: new Date(2000, 0, 1) });
}
