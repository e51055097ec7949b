import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { officeWriterMissing } from '../e2e/harness/libre-office.ts';
import { natsMissing } from '../e2e/harness/nats.ts';
import { ensureChromium, tryFirefox } from './browsers.ts';
import { type Build, ensureBuild, root } from './built.ts';
import type { Counts } from './counting-reporter.ts';

// npm test: everything that must hold before a change goes in. Says little while all is well; the last line counts.

const minutes = 20;
const deadline = performance.now() + minutes * 60_000;
const total = { passed: 0, failed: 0, skipped: 0 };

function report(name: string, failure: string | null, seconds: number): void {
  total[failure === null ? 'passed' : 'failed']++;
  console.log(`${failure === null ? 'ok    ' : 'FAILED'} ${name} (${seconds.toFixed(1)} s)`);
  if (failure) console.log(indent(failure));
}

function indent(text: string): string {
  return text.trim().split('\n').slice(0, 150).join('\n').replaceAll(/^/gm, '    ');
}

async function timed<T>(task: () => Promise<T>): Promise<{ result: T; seconds: number }> {
  const start = performance.now();
  const result = await task();
  return { result, seconds: (performance.now() - start) / 1000 };
}

/** Runs a package's program to its end, or stops it and all it started when the whole time is up. */
function runPackage(script: string, parameters: string[], environment: NodeJS.ProcessEnv = {}): Promise<string | null> {
  const child = spawn(process.execPath, [join(root, 'node_modules', script), ...parameters], {
    cwd: root,
    detached: process.platform !== 'win32',
    env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: '0', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  let timedOut = false;
  const end = (signal: NodeJS.Signals) => {
    if (child.pid === undefined || child.exitCode !== null) return;
    if (process.platform === 'win32') child.kill();
    else process.kill(-child.pid, signal);
  };
  const endAtExit = () => end('SIGKILL');
  const timer = setTimeout(
    () => {
      timedOut = true;
      // First gently, so that the tests can close their browsers.
      end('SIGTERM');
      setTimeout(endAtExit, 5000).unref();
    },
    Math.max(1000, deadline - performance.now()),
  );
  process.once('exit', endAtExit);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      clearTimeout(timer);
      process.removeListener('exit', endAtExit);
      if (timedOut) resolve(`stopped: all checks together may take ${minutes} minutes\n${output.slice(-4000)}`);
      else resolve(code === 0 ? null : output || `exit code ${code}`);
    });
  });
}

async function check(name: string, task: () => Promise<string | null>): Promise<void> {
  const { result, seconds } = await timed(() => task().catch((error: Error) => error.message));
  report(name, result, seconds);
}

async function runTests(kind: string): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'groent-lys-counts-'));
  const file = join(folder, 'counts.json');
  const { result: output, seconds } = await timed(() =>
    runPackage(
      'vitest/vitest.mjs',
      ['run', '--project', `${kind}*`, '--reporter', './test/commands/counting-reporter.ts', '--passWithNoTests'],
      { COUNTS_FILE: file },
    ),
  );
  const counts = await readFile(file, 'utf8').then(
    (text) => JSON.parse(text) as Counts,
    () => null,
  );
  await rm(folder, { recursive: true, force: true });
  if (!counts) return report(`${kind} tests`, output ?? 'vitest ended without counting', seconds);
  const { passed, failures, skips, files } = counts;
  total.passed += passed;
  total.failed += failures.length;
  total.skipped += skips.length;
  const isOk = failures.length === 0 && output === null;
  console.log(`${isOk ? 'ok    ' : 'FAILED'} ${kind} tests: ${passed} passed (${seconds.toFixed(1)} s)`);
  // Where the time goes, once there is enough of it to be saved.
  const slow = files.filter(({ seconds: own }) => own > 25).slice(0, 12);
  if (slow.length > 0)
    console.log(`  slow: ${slow.map(({ name, seconds: own }) => `${name} ${own.toFixed(0)} s`).join(', ')}`);
  for (const { name, messages } of failures) console.log(`  ${name}\n${indent(messages.join('\n'))}`);
  for (const { name, reason } of skips) console.log(`  skipped: ${name}${reason ? `: ${reason}` : ''}`);
  if (failures.length === 0 && output !== null) {
    total.failed++;
    console.log(indent(output));
  }
}

async function build(name: Build): Promise<string | null> {
  await ensureBuild(name);
  return null;
}

await check('lint and format', () => runPackage('@biomejs/biome/bin/biome', ['ci', '--colors=off', '.']));
await check('types', () => runPackage('typescript/bin/tsc', ['--noEmit', '-p', '.']));
await runTests('unit');
await check('build for Chromium', () => build('chrome-mv3'));
await check('build for Firefox', () => build('firefox-mv3'));
try {
  ensureChromium();
  tryFirefox();
  // Before the tests: an installation would hold up the one that asks for it longer than its runner waits.
  officeWriterMissing();
  natsMissing();
  await runTests('e2e');
} catch (error) {
  report('e2e tests', (error as Error).message, 0);
}

console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
process.exitCode = total.failed > 0 ? 1 : 0;
