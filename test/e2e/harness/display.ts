import { execFileSync, spawn } from 'node:child_process';
import { findProgram, type Program } from '../../commands/programs.ts';

const display: Program = {
  name: 'Xvfb',
  commands: ['Xvfb'],
  debianPackage: 'xvfb',
  need: 'Keys of the browser itself need a window.',
};
const fingers: Program = {
  name: 'xdotool',
  commands: ['xdotool'],
  debianPackage: 'xdotool',
  need: 'It presses the keys.',
};

/** Why no real key can be pressed on this machine, in one line; null where one can. Nothing is installed for it. */
export function displayMissing(): string | null {
  const missing = [display, fingers].find((program) => findProgram(program) === null);
  return missing ? `no ${missing.name}: Debian's package ${missing.debianPackage} brings it` : null;
}

/** A display that nobody sees, with somebody at its keyboard. */
export interface Display {
  name: string;
  /** Presses keys as a keyboard would, `alt+shift+g`; the window on the display gets them. */
  press: (keys: string) => void;
  stop: () => void;
}

/** Starts a display of our own, under the first number that is free. */
export async function startDisplay(): Promise<Display> {
  const program = findProgram(display);
  const presser = findProgram(fingers);
  if (!program || !presser) throw new Error(displayMissing() ?? 'no display');
  const server = spawn(program, ['-displayfd', '3', '-screen', '0', '1500x1000x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const number = await new Promise<string>((resolve, reject) => {
    let said = '';
    server.stdio[3]?.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      if (said.endsWith('\n')) resolve(said.trim());
    });
    server.once('exit', () => reject(new Error('the display ended before it began')));
  });
  const name = `:${number}`;
  return {
    name,
    press: (keys) => {
      execFileSync(presser, ['key', keys], { env: { ...process.env, DISPLAY: name } });
    },
    stop: () => server.kill(),
  };
}
