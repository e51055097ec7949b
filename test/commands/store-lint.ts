import { join } from 'node:path';
import { createInstance } from 'addons-linter/dist/addons-linter.js';
import { root } from './built.ts';
import type { PackageFile } from './packages.ts';

/**
 * What addons.mozilla.org's own linter may say of the Firefox package. Anything else is new and has to be looked at.
 * The one warning is about Firefox for Android, where the product is not offered.
 */
const known: readonly string[] = ['KEY_FIREFOX_ANDROID_UNSUPPORTED_BY_MIN_VERSION manifest.json'];

/** Lines for what the linter says beyond the known, and what of the known it no longer says; empty when all is well. */
export async function lintPackage(packages: readonly PackageFile[]): Promise<string[]> {
  const path = packages.find(({ name }) => name === 'firefox')?.path ?? '';
  const linter = createInstance({
    config: {
      _: [join(root, path)],
      logLevel: 'fatal',
      output: 'none',
      minManifestVersion: 3,
      maxManifestVersion: 3,
      shouldScanFile: () => true,
    },
    runAsBinary: false,
  });
  const { errors, warnings } = await linter.run();
  const said = [...errors, ...warnings].map(({ code, file }) => `${code} ${file ?? ''}`.trim());
  return [
    ...said.filter((line) => !known.includes(line)).map((line) => `new: ${line}`),
    ...known.filter((line) => !said.includes(line)).map((line) => `no longer said: ${line}`),
  ];
}
