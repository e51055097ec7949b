import { delimiter, join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { tryFirefox } from '../../commands/browsers.ts';
import {
  ensureProgram,
  findProgram,
  type Machine,
  MissingProgramError,
  type Program,
} from '../../commands/programs.ts';

const program: Program = {
  name: 'Tool',
  variable: 'TOOL_PATH',
  commands: ['tool', 'tool-stable'],
  places: ['/opt/tool/tool'],
  debianPackage: 'tool-deb',
  need: 'Install Tool, or set TOOL_PATH.',
};

interface Made {
  /** Real file by path: itself, or what a link leads to. */
  files?: Record<string, string>;
  scripts?: string[];
  environment?: Record<string, string>;
  isRoot?: boolean;
  listAge?: number | null;
  /** What apt-get does, by its first word; `install` may add files. */
  apt?: (step: string, files: Record<string, string>) => number;
}

function machine({ files = {}, scripts = [], environment = {}, isRoot = false, listAge = null, apt }: Made = {}) {
  const steps: string[] = [];
  const made: Machine = {
    environment: { PATH: ['/bin', '/usr/bin'].join(delimiter), ...environment },
    isRoot,
    realFile: (path) => files[path] ?? null,
    isScript: (path) => scripts.includes(path),
    packageListAge: () => listAge,
    run(command, parameters) {
      steps.push([command, ...parameters].join(' '));
      const code = apt?.(parameters[0] ?? '', files) ?? 0;
      return { code, output: code === 0 ? '' : 'reading lists\nE: Unable to locate package tool-deb' };
    },
  };
  return { made, steps };
}

const install = 'apt-get install -y --no-install-recommends tool-deb';
const said = () => vi.spyOn(console, 'error').mockImplementation(() => undefined);

describe('finding a program', () => {
  it('takes the one that the environment names, before PATH', () => {
    const { made } = machine({
      files: { '/my/tool': '/my/tool', [join('/bin', 'tool')]: '/bin/tool' },
      environment: { TOOL_PATH: '/my/tool' },
    });
    expect(findProgram(program, made)).toBe('/my/tool');
  });

  it('says so when the environment names a file that is not there, and does not look further', () => {
    const { made } = machine({ files: { [join('/bin', 'tool')]: '/bin/tool' }, environment: { TOOL_PATH: '/gone' } });
    expect(() => findProgram(program, made)).toThrow('TOOL_PATH is /gone, but there is no such file.');
  });

  it('prefers the better name to the earlier folder', () => {
    const { made } = machine({
      files: { [join('/bin', 'tool-stable')]: '/bin/tool-stable', [join('/usr/bin', 'tool')]: '/usr/bin/tool' },
    });
    expect(findProgram(program, made)).toBe('/usr/bin/tool');
  });

  it('follows links to the real file, and takes a start script only where there is nothing else', () => {
    const link = { [join('/bin', 'tool')]: '/bin/tool.sh' };
    expect(findProgram(program, machine({ files: link, scripts: ['/bin/tool.sh'] }).made)).toBe('/bin/tool.sh');
    const both = { ...link, '/opt/tool/tool': '/opt/tool/tool' };
    expect(findProgram(program, machine({ files: both, scripts: ['/bin/tool.sh'] }).made)).toBe('/opt/tool/tool');
  });

  it('finds nothing on an empty machine', () => {
    expect(findProgram(program, machine().made)).toBe(null);
  });
});

describe('making sure of a program', () => {
  it('runs nothing when it is there', () => {
    const { made, steps } = machine({ files: { [join('/bin', 'tool')]: '/bin/tool' }, isRoot: true, listAge: 1 });
    expect(ensureProgram(program, made)).toBe('/bin/tool');
    expect(steps).toEqual([]);
  });

  it('installs with fresh lists without fetching them again', () => {
    said();
    const { made, steps } = machine({
      isRoot: true,
      listAge: 1,
      apt: (_, files) => {
        files[join('/usr/bin', 'tool')] = '/usr/bin/tool';
        return 0;
      },
    });
    expect(ensureProgram(program, made)).toBe('/usr/bin/tool');
    expect(steps).toEqual([install]);
  });

  it('fetches stale or missing lists first', () => {
    said();
    for (const listAge of [25, Number.POSITIVE_INFINITY]) {
      const { made, steps } = machine({
        isRoot: true,
        listAge,
        apt: (step, files) => {
          if (step === 'install') files[join('/usr/bin', 'tool')] = '/usr/bin/tool';
          return 0;
        },
      });
      expect(ensureProgram(program, made)).toBe('/usr/bin/tool');
      expect(steps).toEqual(['apt-get update', install]);
    }
  });

  it('fetches the lists and tries once more when installing fails', () => {
    said();
    let fetched = false;
    const { made, steps } = machine({
      isRoot: true,
      listAge: 1,
      apt: (step, files) => {
        if (step === 'update') fetched = true;
        else if (!fetched) return 100;
        else files[join('/usr/bin', 'tool')] = '/usr/bin/tool';
        return 0;
      },
    });
    expect(ensureProgram(program, made)).toBe('/usr/bin/tool');
    expect(steps).toEqual([install, 'apt-get update', install]);
  });

  it('gives apt’s own reason when it cannot install', () => {
    said();
    const { made, steps } = machine({ isRoot: true, listAge: 48, apt: (step) => (step === 'install' ? 100 : 0) });
    expect(() => ensureProgram(program, made)).toThrow(
      new MissingProgramError(
        "Tool is missing, and installing Debian's package tool-deb failed: E: Unable to locate package tool-deb",
      ),
    );
    expect(steps).toEqual(['apt-get update', install]);
  });

  it('installs nothing for an ordinary user or on another system, and says what to do', () => {
    for (const made of [machine({ isRoot: false, listAge: 1 }), machine({ isRoot: true, listAge: null })]) {
      expect(() => ensureProgram(program, made.made)).toThrow(
        new MissingProgramError('Tool is missing. Install Tool, or set TOOL_PATH.'),
      );
      expect(made.steps).toEqual([]);
    }
  });
});

describe('Firefox for the tests', () => {
  it('is left out with one line that names it', () => {
    const { made } = machine();
    const missing = tryFirefox(made);
    expect(missing).toMatchObject({ path: null });
    expect('reason' in missing && missing.reason).toMatch(/^Firefox is missing\. .*FIREFOX_PATH/);
  });

  it('is its own binary, not the script on PATH', () => {
    const { made } = machine({
      files: {
        [join('/usr/bin', 'firefox')]: '/usr/bin/firefox',
        '/usr/lib/firefox/firefox': '/usr/lib/firefox/firefox',
      },
      scripts: ['/usr/bin/firefox'],
    });
    expect(tryFirefox(made)).toEqual({ path: '/usr/lib/firefox/firefox' });
  });
});
