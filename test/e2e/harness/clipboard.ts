import type { Page } from 'puppeteer';

/** Gives a page of a test a place that keeps what is pasted into it, as the case system of an authority would take it. */
export const pasteBoard = `<!doctype html><html lang="da"><head><meta charset="utf-8"><link rel="icon" href="data:,">
<title>Journal</title></head><body><textarea id="place" aria-label="Notat"></textarea><script>
addEventListener('paste', ({ clipboardData }) => {
  window.pasted = { html: clipboardData.getData('text/html'), plain: clipboardData.getData('text/plain') };
});</script></body></html>`;

/** What is on the clipboard, read by pasting it into a page that holds `pasteBoard`. */
export async function pastedInto(page: Page): Promise<{ html: string; plain: string }> {
  await page.bringToFront();
  await page.evaluate(() => Reflect.deleteProperty(globalThis, 'pasted'));
  await page.focus('#place');
  await page.keyboard.down('Control');
  await page.keyboard.press('v');
  await page.keyboard.up('Control');
  const handle = await page.waitForFunction(() => (globalThis as { pasted?: { html: string; plain: string } }).pasted);
  return (await handle.jsonValue()) as { html: string; plain: string };
}
