import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { unzipSync } from 'fflate';
import { root } from './built.ts';
import type { PackageFile, PackageName } from './packages.ts';
import { filesOf } from './packages.ts';

/** Fourteen hours ahead of Greenwich: for most of a day the date is another one than in Denmark. */
const zone = 'Pacific/Kiritimati';

interface Rebuilt {
  zone: string;
  same: number;
  /** Package and path of each file that is missing, new or of other bytes. */
  differing: string[];
}

/**
 * Does what a reviewer does: unpacks the sources somewhere else, installs, builds, and compares with the packages, file
 * by file.
 * @throws with the builder's own words when the sources do not build
 */
export async function rebuilt(packages: readonly PackageFile[]): Promise<Rebuilt> {
  const folder = await mkdtemp(join(tmpdir(), 'groent-lys-rebuilt-'));
  try {
    await unpack(await contentOf(packages, 'sources'), folder);
    const built = spawnSync('npm', ['run', 'build'], {
      cwd: folder,
      encoding: 'utf8',
      env: { ...process.env, TZ: zone, npm_config_prefer_offline: 'true' },
      shell: process.platform === 'win32',
    });
    if (built.status !== 0) throw new Error(`the sources did not build:\n${built.stdout}${built.stderr}`);
    const result: Rebuilt = { zone, same: 0, differing: [] };
    for (const [name, build] of [
      ['chromium', 'chrome-mv3'],
      ['firefox', 'firefox-mv3'],
    ] as const) {
      const packed = new Map(Object.entries(unzipSync(await contentOf(packages, name))));
      const again = await filesOf(join(folder, '.output', build));
      for (const path of new Set([...packed.keys(), ...again.keys()])) {
        const [before, after] = [packed.get(path), again.get(path)];
        if (before !== undefined && after !== undefined && Buffer.compare(before, after) === 0) result.same += 1;
        else result.differing.push(`${name} ${path}`);
      }
    }
    return result;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function contentOf(packages: readonly PackageFile[], name: PackageName): Promise<Uint8Array> {
  const found = packages.find((one) => one.name === name);
  if (found === undefined) throw new Error(`there is no ${name} package`);
  return new Uint8Array(await readFile(join(root, found.path)));
}

async function unpack(archive: Uint8Array, folder: string): Promise<void> {
  for (const [path, content] of Object.entries(unzipSync(archive))) {
    const file = join(folder, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, content);
  }
}
