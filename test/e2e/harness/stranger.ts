import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'puppeteer';
import { until } from './until.ts';

/** What one attempt of a stranger came to: the words of the browser, or the answer it should not have got. */
export interface Attempt {
  from: 'background' | 'page';
  what: string;
  answer: string;
}

/**
 * The folder of an extension by somebody else that runs in the same pages and talks to ours wherever it can. What came of
 * it stands in an attribute of each page, which our own content script does not read.
 * @param target id of the extension that is spoken to
 * @param messages what it says, each by itself
 */
export async function strangerTo(target: string, messages: readonly object[]): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'groent-lys-stranger-'));
  const manifest = {
    manifest_version: 3,
    name: 'Somebody else',
    version: '1',
    host_permissions: ['https://ted.europa.eu/*'],
    // Each browser takes the one that it knows.
    background: { service_worker: 'background.js', scripts: ['background.js'] },
    browser_specific_settings: { gecko: { id: 'somebody@else.example' } },
    content_scripts: [{ matches: ['https://ted.europa.eu/*'], js: ['page.js'] }],
  };
  const attempts = `const target = ${JSON.stringify(target)};
    const messages = ${JSON.stringify(messages)};
    const connected = () => new Promise((resolve) => {
      try {
        const port = chrome.runtime.connect(target);
        port.onMessage.addListener((message) => resolve('answered ' + JSON.stringify(message)));
        port.onDisconnect.addListener(() => resolve(
          (chrome.runtime.lastError ?? port.error)?.message ?? 'closed'));
        for (const message of messages) port.postMessage(message);
      } catch (error) { resolve(String(error)); }
    });
    const attempts = async (from) => [
      ...(await Promise.all(messages.map(async (message) => ({
        from,
        what: message.type,
        answer: await chrome.runtime.sendMessage(target, message).then(
          (answer) => 'answered ' + JSON.stringify(answer), (error) => error.message),
      })))),
      { from, what: 'connect', answer: await connected() },
    ];`;
  await writeFile(join(folder, 'manifest.json'), JSON.stringify(manifest));
  await writeFile(
    join(folder, 'background.js'),
    `${attempts}
    chrome.runtime.onMessage.addListener((_message, _sender, respond) => { attempts('background').then(respond); return true; });`,
  );
  await writeFile(
    join(folder, 'page.js'),
    `${attempts}
    (async () => {
      const all = [...(await attempts('page')), ...(await chrome.runtime.sendMessage('go'))];
      document.documentElement.setAttribute('data-stranger', JSON.stringify(all));
    })();`,
  );
  return folder;
}

/** What the stranger in a page has come to; waits until it has tried everything. */
export function attemptsIn(page: Page): Promise<Attempt[]> {
  return until(
    () => page.evaluate(() => document.documentElement.getAttribute('data-stranger')),
    'the stranger’s attempts',
  ).then((text) => JSON.parse(text) as Attempt[]);
}
