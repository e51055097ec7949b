import type { Browser, Page } from 'puppeteer';
import { until } from './until.ts';

/** WebDriver's own connection; puppeteer hands it out without saying so. */
interface Connected {
  connection: { send: (method: string, given: object) => Promise<{ result: unknown }> };
}

interface Evaluated {
  type: string;
  result?: { value?: unknown };
  exceptionDetails?: { text: string };
}

/**
 * Runs an expression in Firefox's own window, where all that the browser's menus and keys do is at hand: what no page
 * and no extension could do, but its user does.
 * @returns what the expression comes to, if that is a text, a number or nothing
 * @throws with the words of what it throws
 */
export async function inFirefoxWindow(browser: Browser, expression: string): Promise<unknown> {
  const { connection } = browser as unknown as Connected;
  const tree = await connection.send('browsingContext.getTree', { 'moz:scope': 'chrome' });
  const [window] = (tree.result as { contexts: { context: string }[] }).contexts;
  if (!window) throw new Error('Firefox shows no window');
  const target = { context: window.context };
  const answer = await connection.send('script.evaluate', { expression, target, awaitPromise: true });
  const { exceptionDetails, result } = answer.result as Evaluated;
  if (exceptionDetails) throw new Error(exceptionDetails.text);
  return result?.value;
}

/** The extension as Firefox itself holds it, for an expression. */
export const extensionInFirefox = (id: string): string => `WebExtensionPolicy.getByID(${JSON.stringify(id)}).extension`;

/** Closes the tab at an address that ends so, once it is there. The page itself may not answer while it changes its process. */
export async function closeTab(browser: Browser, ending: string): Promise<void> {
  const close = `(() => {
    const isMeant = ({ linkedBrowser }) => linkedBrowser.currentURI.spec.endsWith(${JSON.stringify(ending)});
    const tab = gBrowser.tabs.find(isMeant);
    if (tab) gBrowser.removeTab(tab);
    return tab ? 1 : 0;
  })()`;
  await until(async () => (await inFirefoxWindow(browser, close)) === 1, `a tab at ${ending}`);
}

/**
 * Trusts an authority for web servers, as whoever runs the machine may have told Firefox to.
 * @param authority its certificate, PEM
 */
export async function trustAuthority(browser: Browser, authority: string): Promise<void> {
  const bytes = JSON.stringify(authority.replace(/-----[^-]+-----|\s/g, ''));
  const held = "Cc['@mozilla.org/security/x509certdb;1'].getService(Ci.nsIX509CertDB)";
  await inFirefoxWindow(browser, `void ${held}.addCertFromBase64(${bytes}, 'C,,')`);
}

/** Chooses the colours that pages are shown in; null leaves them to the machine. */
export async function chooseScheme(browser: Browser, scheme: string | null): Promise<void> {
  const value = scheme === 'dark' ? 0 : scheme === 'light' ? 1 : 2;
  await inFirefoxWindow(
    browser,
    `Services.prefs.setIntPref('layout.css.prefers-color-scheme.content-override', ${value})`,
  );
}

/** Shows a page as the printer would get it; null shows it as on the screen. */
export async function chooseMedium(page: Page, medium: 'print' | null): Promise<void> {
  await page.bringToFront();
  const value = JSON.stringify(medium ?? '');
  await inFirefoxWindow(page.browser(), `void (gBrowser.selectedBrowser.browsingContext.mediumOverride = ${value})`);
}
