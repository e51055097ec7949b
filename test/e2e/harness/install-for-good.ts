import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import type { Browser } from 'puppeteer';
import { inFirefoxWindow } from './firefox-window.ts';

/**
 * Installs a folder's extension in Firefox as the store does, or updates the one that is there: what WebDriver installs
 * is gone when the browser is closed.
 */
export async function installForGood(browser: Browser, folder: string): Promise<void> {
  const files: Record<string, Uint8Array> = {};
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    files[path.slice(folder.length + 1).replaceAll('\\', '/')] = await readFile(path);
  }
  const path = `${folder}.xpi`;
  await writeFile(path, zipSync(files, { level: 0 }));
  await inFirefoxWindow(
    browser,
    `(async () => {
      const { AddonManager } = ChromeUtils.importESModule('resource://gre/modules/AddonManager.sys.mjs');
      const file = Cc['@mozilla.org/file/local;1'].createInstance(Ci.nsIFile);
      file.initWithPath(${JSON.stringify(path)});
      await (await AddonManager.getInstallForFile(file)).install();
    })()`,
  );
}
