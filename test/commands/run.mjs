#!/usr/bin/env node
// Runs one of the commands beside this file, after installing what a fresh checkout lacks. Plain Node, no packages:
// it is what runs before there are any. Everything it says goes to stderr; stdout is the command's own.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = dirname(fileURLToPath(import.meta.url));
const root = join(folder, '..', '..');
const [command = '', ...parameters] = process.argv.slice(2);

/** @param {string} message */
function stop(message) {
  console.error(message);
  process.exit(1);
}

const wanted = [20, 19];
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < wanted[0] || (major === wanted[0] && minor < wanted[1])) {
  stop(`This needs Node ${wanted.join('.')} or newer, and here is ${process.version}. Get it from https://nodejs.org.`);
}
if (!/^[a-z]+$/.test(command) || !existsSync(join(folder, `${command}.ts`))) {
  stop(`There is no command "${command}". See the scripts in package.json.`);
}

/**
 * Whether node_modules holds what package-lock.json says. npm leaves a copy of the lock in node_modules, without the
 * root's own entry and without the packages of other systems.
 */
function isInstalled() {
  try {
    const locked = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
    const installed = JSON.parse(readFileSync(join(root, 'node_modules', '.package-lock.json'), 'utf8')).packages;
    return Object.entries(locked).every(([path, { version, optional }]) => {
      if (path === '') return true;
      return installed[path] ? installed[path].version === version : optional === true;
    });
  } catch {
    return false;
  }
}

if (!isInstalled()) {
  console.error('Installing packages …');
  const npm = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  });
  if (npm.status !== 0) stop('npm ci failed; what it said stands above.');
}
if (!existsSync(join(root, '.wxt', 'tsconfig.json'))) {
  const wxt = spawnSync(process.execPath, [join(root, 'node_modules', 'wxt', 'bin', 'wxt.mjs'), 'prepare'], {
    cwd: root,
    encoding: 'utf8',
  });
  if (wxt.status !== 0) stop(`wxt prepare failed:\n${wxt.stdout}${wxt.stderr}`);
}

const child = spawn(process.execPath, ['--import', 'tsx', join(folder, `${command}.ts`), ...parameters], {
  stdio: 'inherit',
});
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
child.on('close', (code, signal) => {
  process.exitCode = code ?? (signal === 'SIGINT' ? 130 : 1);
});
