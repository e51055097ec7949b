import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ElementHandle, Page } from 'puppeteer';
import { until } from './until.ts';

/** Lays files into a folder of the test and chooses them, as the browser's own dialog would. */
export async function chooseFiles(
  page: Page,
  folder: string,
  files: Readonly<Record<string, string | Uint8Array>>,
): Promise<void> {
  const paths: string[] = [];
  for (const [name, content] of Object.entries(files)) {
    const path = join(folder, name);
    await writeFile(path, content);
    paths.push(path);
  }
  const input = (await page.waitForSelector('input[type="file"]:enabled')) as ElementHandle<HTMLInputElement> | null;
  await input?.uploadFile(...paths);
}

/** Opens the browser's choice of files with Enter on the control that has the focus, and chooses one there. */
export async function chooseByKey(page: Page, path: string): Promise<void> {
  const chooser = page.waitForFileChooser();
  // The page must know beforehand that the choice is ours.
  await page.evaluate(() => null);
  const [chosen] = await Promise.all([chooser, page.keyboard.press('Enter')]);
  await chosen.accept([path]);
}

/** Keeps what the page hands to the browser to be saved, instead of letting the browser save it. */
export async function catchSaved(page: Page): Promise<void> {
  await page.evaluate(() => {
    const saved: { name: string; blob: Blob }[] = [];
    const blobs = new Map<string, Blob>();
    const createObjectURL = URL.createObjectURL.bind(URL);
    URL.createObjectURL = (blob: Blob) => {
      const address = createObjectURL(blob);
      blobs.set(address, blob);
      return address;
    };
    HTMLAnchorElement.prototype.click = function (this: HTMLAnchorElement) {
      const blob = blobs.get(this.href);
      if (blob) saved.push({ name: this.download, blob });
    };
    Object.assign(globalThis, { savedFiles: saved });
  });
}

/** The next file that the page saves after `catchSaved`. */
export function savedFile(page: Page): Promise<{ name: string; text: string }> {
  return until(
    () =>
      page.evaluate(async () => {
        const { savedFiles } = globalThis as unknown as { savedFiles: { name: string; blob: Blob }[] };
        const next = savedFiles.shift();
        return next ? { name: next.name, text: await next.blob.text() } : null;
      }),
    'a saved file',
  );
}

/** The same for a file that is no text. */
export async function savedBytes(page: Page): Promise<{ name: string; bytes: Uint8Array }> {
  const { name, text } = await until(
    () =>
      page.evaluate(async () => {
        const { savedFiles } = globalThis as unknown as { savedFiles: { name: string; blob: Blob }[] };
        const next = savedFiles.shift();
        if (!next) return null;
        // By way of Latin letters: a page hands over no bytes.
        const bytes = new Uint8Array(await next.blob.arrayBuffer());
        return { name: next.name, text: Array.from(bytes, (byte) => String.fromCharCode(byte)).join('') };
      }),
    'a saved file',
  );
  return { name, bytes: Uint8Array.from(text, (sign) => sign.charCodeAt(0)) };
}
