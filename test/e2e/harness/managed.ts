import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { tryFirefox } from '../../commands/browsers.ts';

/** Where each browser looks for the file; seen by the browser that is started alone. */
const places = {
  chromium: () => '/etc/chromium',
  firefox: () => join(dirname(tryFirefox().path ?? ''), 'distribution'),
};

/** Why a browser cannot be managed here, in one line; null where it can be. */
export function managingMissing(browser: keyof typeof places): string | null {
  const place = places[browser]();
  if (!existsSync(place)) return `no folder ${place} to lay a policy file over`;
  const { status } = spawnSync('unshare', ['--mount', 'mount', '-t', 'tmpfs', 'tmpfs', place]);
  return status === 0 ? null : 'no right to lay a policy file over the system for one browser (unshare --mount)';
}

/**
 * A program that starts Chromium with a policy file where its system has it, seen by this browser alone: the machine's
 * own folder stays as it is.
 */
export async function managedChromium(
  program: string,
  folder: string,
  extension: string,
  values: object,
): Promise<string> {
  const policy = { '3rdparty': { extensions: { [unpackedId(extension)]: values } } };
  return withFile(program, folder, places.chromium(), 'policies/managed/groent-lys.json', policy);
}

/** The same for Firefox, whose file for a whole organisation is `policies.json`. */
export async function managedFirefox(
  program: string,
  folder: string,
  extensionId: string,
  values: object,
): Promise<string> {
  const policy = { policies: { '3rdparty': { Extensions: { [extensionId]: values } } } };
  return withFile(program, folder, places.firefox(), 'policies.json', policy);
}

async function withFile(program: string, folder: string, over: string, file: string, content: object): Promise<string> {
  const policy = join(folder, 'policy.json');
  const starter = join(folder, 'managed-browser');
  await writeFile(policy, JSON.stringify(content));
  const lay = [
    `mount -t tmpfs tmpfs "${over}"`,
    `mkdir -p "${dirname(join(over, file))}"`,
    `cp "${policy}" "${join(over, file)}"`,
    `exec "${program}" "$@"`,
  ].join(' && ');
  await writeFile(starter, `#!/bin/sh\nexec unshare --mount sh -c '${lay}' sh "$@"\n`, { mode: 0o755 });
  return starter;
}

/** The id that Chromium gives an extension it loads from a folder: from the folder's path. */
function unpackedId(folder: string): string {
  const digest = createHash('sha256').update(folder).digest('hex').slice(0, 32);
  return digest.replace(/./g, (digit) => String.fromCharCode(97 + Number.parseInt(digit, 16)));
}
