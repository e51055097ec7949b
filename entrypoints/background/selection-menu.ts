import { type Browser, browser } from 'wxt/browser';
import { toolbarTexts } from './toolbar.ts';

const menuId = 'check-selection';

/** Puts our entry into the menu of a selection, in the language of the day. */
export async function refreshMenu(): Promise<void> {
  const translate = await toolbarTexts();
  await browser.contextMenus.removeAll();
  const title = translate('toolbar.menu');
  await new Promise<void>((resolve, reject) => {
    browser.contextMenus.create({ id: menuId, title, contexts: ['selection'] }, () => {
      const problem = browser.runtime.lastError;
      if (problem) reject(new Error(problem.message));
      else resolve();
    });
  });
}

/**
 * Opens the check of a text with what is selected. It is handed over in memory, under a key of its own, and the page
 * that opens takes it out: the text is neither stored nor part of an address, which the browser would remember.
 */
export async function checkSelection(info: Browser.contextMenus.OnClickData, tab?: Browser.tabs.Tab): Promise<void> {
  if (info.menuItemId !== menuId || !info.selectionText) return;
  const text = await selectedText(info.selectionText, tab?.id, info.frameId);
  await browser.storage.session.set({ selectedText: text });
  await browser.tabs.create({
    url: `${browser.runtime.getURL('/dashboard.html')}#/documents/text`,
    ...(tab?.id === undefined || tab.id < 0 ? {} : { openerTabId: tab.id, index: tab.index + 1 }),
  });
}

/** The menu gives a selection in one line; the page, where we may ask it, as it stands there. */
async function selectedText(line: string, tabId: number | undefined, frameId = 0): Promise<string> {
  if (tabId === undefined || tabId < 0) return line;
  const [answer] = await browser.scripting
    .executeScript({ target: { tabId, frameIds: [frameId] }, func: readSelection })
    .catch(() => []);
  const text = answer?.result;
  return typeof text === 'string' && inOneLine(text).startsWith(inOneLine(line).slice(0, 200)) ? text : line;
}

const inOneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** Runs in the page, and stands alone as it is sent there. */
function readSelection(): string {
  const field = document.activeElement;
  if (field instanceof HTMLTextAreaElement) return field.value.slice(field.selectionStart, field.selectionEnd);
  return String(document.getSelection() ?? '');
}
