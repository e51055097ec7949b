import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** A program of the system that a command needs. */
export interface Program {
  /** As people call it: "Chromium". */
  name: string;
  /** Environment variable that names the program's file and wins over everything else. */
  variable?: string;
  /** Names to look for on PATH, best first. */
  commands: string[];
  /** Files where it usually lies, for systems that do not put it on PATH. */
  places?: string[];
  /** Debian's package for it; it is installed without asking, when we are root on Debian. */
  debianPackage: string;
  /** What it is needed for and how to get it elsewhere: one sentence for the error. */
  need: string;
}

/** The machine as this file sees it; tests put a made-up one in its place. */
export interface Machine {
  environment: Record<string, string | undefined>;
  isRoot: boolean;
  /** The real file behind a path, or null when nothing is there. */
  realFile: (path: string) => string | null;
  /** Whether the file is a script that starts the program, not the program itself. */
  isScript: (path: string) => boolean;
  /** Hours since Debian's package lists were fetched; null without lists or without apt-get. */
  packageListAge: () => number | null;
  run: (command: string, parameters: string[]) => { code: number; output: string };
}

/** A program is missing and could not be installed; the message is one clear sentence for the user. */
export class MissingProgramError extends Error {
  override name = 'MissingProgramError';
}

/** Where a program is, or null. */
export function findProgram(program: Program, machine: Machine = thisMachine): string | null {
  const { environment, realFile, isScript } = machine;
  const named = program.variable ? environment[program.variable] : undefined;
  if (program.variable && named) {
    const file = realFile(named);
    if (!file) throw new MissingProgramError(`${program.variable} is ${named}, but there is no such file.`);
    return file;
  }
  const folders = (environment.PATH ?? '').split(delimiter).filter(Boolean);
  const onPath = program.commands.flatMap((command) => folders.map((folder) => join(folder, command)));
  const found = [...onPath, ...(program.places ?? [])].map(realFile).filter((file) => file !== null);
  // Debian starts Chromium by a script, which is fine where there is nothing else; a plain binary is better.
  return found.find((file) => !isScript(file)) ?? found[0] ?? null;
}

/**
 * Where a program is; installs Debian's package first when it is missing, we are root and this is Debian.
 * @throws MissingProgramError when it is missing and cannot be installed here
 */
export function ensureProgram(program: Program, machine: Machine = thisMachine): string {
  const found = findProgram(program, machine);
  if (found) return found;
  const age = machine.packageListAge();
  if (machine.isRoot && age !== null) {
    const output = install(program, age, machine);
    const installed = findProgram(program, machine);
    if (installed) return installed;
    throw new MissingProgramError(
      `${program.name} is missing, and installing Debian's package ${program.debianPackage} failed: ${lastLine(output)}`,
    );
  }
  throw new MissingProgramError(`${program.name} is missing. ${program.need}`);
}

/** Lists of more than a day name packages that the mirrors no longer have. */
const staleAfterHours = 24;

function install(program: Program, listAge: number, machine: Machine): string {
  const attempt = () => machine.run('apt-get', ['install', '-y', '--no-install-recommends', program.debianPackage]);
  const update = () => machine.run('apt-get', ['update']);
  console.error(`${program.name} is missing: installing Debian's package ${program.debianPackage} …`);
  const fresh = listAge < staleAfterHours;
  if (!fresh) update();
  let result = attempt();
  if (result.code !== 0 && fresh) {
    update();
    result = attempt();
  }
  return result.output;
}

function lastLine(output: string): string {
  return output.trim().split('\n').at(-1) || 'no reason given';
}

export const thisMachine: Machine = {
  environment: process.env,
  isRoot: process.getuid?.() === 0,
  realFile(path) {
    try {
      const file = realpathSync(path);
      return statSync(file).isFile() ? file : null;
    } catch {
      return null;
    }
  },
  isScript: (path) => readFileSync(path).subarray(0, 2).toString('latin1') === '#!',
  packageListAge() {
    if (!existsSync('/etc/debian_version') || !existsSync('/usr/bin/apt-get')) return null;
    const folder = '/var/lib/apt/lists';
    if (!existsSync(folder) || !readdirSync(folder).some((name) => name.includes('_Packages'))) {
      return Number.POSITIVE_INFINITY;
    }
    return (Date.now() - statSync(folder).mtimeMs) / 3_600_000;
  },
  run(command, parameters) {
    const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    const result = spawnSync(command, parameters, { encoding: 'utf8', env: environment, timeout: 300_000 });
    return { code: result.status ?? 1, output: `${result.stdout ?? ''}${result.stderr ?? ''}` };
  },
};
