import { execFileSync, spawn } from 'node:child_process';
import { closeSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';

/** A disk of a few megabytes that one program sees at a folder, and that is gone with the process that holds it. */
export interface SmallDisk {
  /** What stands before a command that is to see the disk. */
  before: string[];
  /** Takes the room that is left, to the last byte. */
  fill: () => void;
  /** Gives it back. */
  clear: () => void;
  release: () => void;
}

let canMount: boolean | undefined;

/** Whether this machine lets us make such a disk: Linux, and the right to mount in a room of one's own. */
export function smallDisksMissing(): string | null {
  if (canMount === undefined) {
    try {
      execFileSync('unshare', ['-m', 'mount', '-t', 'tmpfs', 'tmpfs', '/tmp'], { stdio: 'ignore' });
      canMount = true;
    } catch {
      canMount = false;
    }
  }
  return canMount ? null : 'no disk can be mounted here';
}

const chunk = Buffer.alloc(65_536);

/** Makes a disk of so many bytes at a folder, in a room of mounts that nobody else is in. */
export async function makeSmallDisk(folder: string, bytes: number): Promise<SmallDisk> {
  const mount = `mount -t tmpfs -o size=${bytes} tmpfs "$0" && echo up && exec cat`;
  const holder = spawn('unshare', ['-m', '--propagation', 'private', 'sh', '-c', mount, folder], {
    // It reads from us until we are gone, however we end.
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  await new Promise<void>((resolve, reject) => {
    holder.stdout.once('data', () => resolve());
    holder.once('exit', () => reject(new Error(`no disk at ${folder}`)));
  });
  const release = () => void holder.kill('SIGKILL');
  process.once('exit', release);
  const filler = join(`/proc/${holder.pid}/root`, folder, 'filler');
  return {
    before: ['nsenter', `--mount=/proc/${holder.pid}/ns/mnt`],
    fill() {
      const file = openSync(filler, 'w');
      try {
        for (let size = chunk.length; size > 0; ) {
          try {
            writeSync(file, chunk, 0, size);
          } catch (error) {
            if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
            size = Math.floor(size / 2);
          }
        }
      } finally {
        closeSync(file);
      }
    },
    clear: () => rmSync(filler, { force: true }),
    release() {
      process.removeListener('exit', release);
      release();
    },
  };
}
