import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { root } from '../commands/built.ts';
import { natsMissing } from './harness/nats.ts';
import { until } from './harness/until.ts';

// Which processes are left is read from Linux's list of them.
const missing = existsSync('/proc/self/environ') ? natsMissing() : 'no list of processes here';
const command = (...parameters: string[]) => ['test/commands/run.mjs', 'team', ...parameters];

describe.skipIf(missing)(`a trial of a team${missing ? ` (${missing})` : ''}`, () => {
  let folder = '';
  let trial: ChildProcess | null = null;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'groent-lys-trial-'));
  });
  afterEach(async () => {
    if (trial && trial.exitCode === null && trial.signalCode === null) {
      trial.kill('SIGTERM');
      await once(trial, 'close');
    }
    rmSync(folder, { recursive: true, force: true });
  });

  /** Processes that were started with the trial's own folder for what is thrown away. */
  const left = () =>
    readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .flatMap((id) => {
        try {
          const has = readFileSync(`/proc/${id}/environ`, 'utf8').includes(`TMPDIR=${folder}`);
          return has ? [readFileSync(`/proc/${id}/cmdline`, 'utf8').split('\0').join(' ')] : [];
        } catch {
          return [];
        }
      });

  it('opens two roles, computes figures from the command line, and leaves nothing after Ctrl-C', async () => {
    const environment = { ...process.env, TMPDIR: folder, DISPLAY: '', WAYLAND_DISPLAY: '' };
    const child = spawn(process.execPath, command(), {
      cwd: root,
      env: environment,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    trial = child;
    let said = '';
    const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
    const ready = new Promise<void>((resolve, reject) => {
      const hear = (chunk: Buffer) => {
        said += chunk.toString();
        if (said.includes('Press Ctrl-C to end')) resolve();
      };
      child.stdout.on('data', hear);
      child.stderr.on('data', hear);
      ended.then(() => reject(new Error(`the trial ended by itself: ${said}`)));
    });
    await ready;
    expect(said).toContain('The buyer told 12 decisions, and the lead has heard them all.');
    const [, server = '', ca = ''] = /--server (\S+) .*--ca (\S+)/.exec(said) ?? [];
    const rollup = command('rollup', '--server', server, '--user', 'eksempelby-leder', '--organisation', 'eksempelby');
    const figures = execFileSync(process.execPath, [...rollup, '--ca', ca], {
      cwd: root,
      env: { ...environment, GL_TEAM_PASSWORD: 'kun-til-proever' },
      encoding: 'utf8',
    });
    const counted =
      /^eksempelby: (\d+) messages of the journal read, 0 set aside; (\d+) figures written(?:, (\d+) left)?/;
    const [messages = 0, written = 0, leftAlone = 0] = (counted.exec(figures) ?? [])
      .slice(1)
      .map((n) => Number(n ?? 0));
    // Twelve decisions and their six tenders, which are told again where more was decided on them after they had been.
    expect([18, 19, 20, 21, 22, 23, 24]).toContain(messages);
    // Either this command has counted, or the lead's dashboard before it.
    expect(written + leftAlone).toBeGreaterThan(0);
    expect(left().length).toBeGreaterThan(5);
    child.kill('SIGINT');
    expect(await ended).toBe(0);
    expect(said).toContain('The trial has ended');
    // A browser's own helpers end a moment after it.
    await until(() => {
      expect(left()).toEqual([]);
      return true;
    }, 'the end of all processes');
    // What the loader of TypeScript keeps for the next command is not the trial's.
    expect(readdirSync(folder).filter((name) => !name.startsWith('tsx-'))).toEqual([]);
    // Three servers and two browsers are started in it.
  }, 240_000);
});
