import { browser } from 'wxt/browser';

/** Takes the text that the menu of a selection handed over; it is gone from the browser's memory then. */
export async function takeSelectedText(): Promise<string | null> {
  const { selectedText } = await browser.storage.session.get('selectedText');
  if (typeof selectedText !== 'string') return null;
  await browser.storage.session.remove('selectedText');
  return selectedText;
}
