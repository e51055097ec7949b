import { join } from 'node:path';
import { ensureProgram, type Machine, MissingProgramError, type Program, thisMachine } from './programs.ts';

const windowsFolders = ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].flatMap((name) => process.env[name] ?? []);
const onWindows = (...path: string[]) => windowsFolders.map((folder) => join(folder, ...path));
const onMac = (name: string) => `/Applications/${name}.app/Contents/MacOS/${name}`;

/** Any browser of Chromium's family that loads unpacked extensions. */
const chromium: Program = {
  name: 'Chromium',
  variable: 'CHROME_PATH',
  commands: ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'],
  places: [
    onMac('Chromium'),
    onMac('Google Chrome'),
    onMac('Microsoft Edge'),
    ...onWindows('Google', 'Chrome', 'Application', 'chrome.exe'),
    ...onWindows('Chromium', 'Application', 'chrome.exe'),
    ...onWindows('Microsoft', 'Edge', 'Application', 'msedge.exe'),
  ],
  debianPackage: 'chromium',
  need: 'Install Chromium, Chrome or Edge, or set CHROME_PATH to its program file.',
};

/** Firefox's own binary: a start script cannot be driven. */
const firefox: Program = {
  name: 'Firefox',
  variable: 'FIREFOX_PATH',
  commands: ['firefox-esr', 'firefox'],
  places: [
    '/usr/lib/firefox-esr/firefox-esr',
    '/usr/lib/firefox/firefox',
    '/Applications/Firefox.app/Contents/MacOS/firefox',
    ...onWindows('Mozilla Firefox', 'firefox.exe'),
  ],
  debianPackage: 'firefox-esr',
  need: 'Install Firefox, or set FIREFOX_PATH to its program file.',
};

/**
 * Chromium's file, installed when missing and possible.
 * @throws MissingProgramError
 */
export function ensureChromium(machine: Machine = thisMachine): string {
  return ensureProgram(chromium, machine);
}

/** Firefox's file, or the reason, in one line, why the tests that need it are left out. */
export function tryFirefox(machine: Machine = thisMachine): { path: string } | { path: null; reason: string } {
  try {
    return { path: ensureProgram(firefox, machine) };
  } catch (error) {
    if (error instanceof MissingProgramError) return { path: null, reason: error.message };
    throw error;
  }
}
