import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { isLoopback } from '../e2e/harness/answers.ts';
import { launchChromium } from '../e2e/harness/chromium.ts';
import { MissingProgramError } from './programs.ts';

// npm run --silent read -- --html FILE --url URL: what the built extension reads from a saved page at an address.

/** Hosts that the manifest names: there the extension runs without being switched on. */
const knownPortal = /^https:\/\/(ted\.europa\.eu|udbud\.dk|www\.udbud\.dk)(\/|$)/;

const usage = 'Usage: npm run --silent read -- --html FILE --url URL';

function fail(message: string): never {
  console.error(message);
  process.exit(1);
}

function readArguments(): { html: string; url: URL } {
  try {
    const { values } = parseArgs({ options: { html: { type: 'string' }, url: { type: 'string' } } });
    if (!values.html || !values.url) fail(usage);
    if (!URL.canParse(values.url)) fail(`${values.url} is no address. ${usage}`);
    const url = new URL(values.url);
    if (!/^https?:$/.test(url.protocol)) fail(`${url.protocol}// cannot be read: only http and https pages can.`);
    return { html: values.html, url };
  } catch (error) {
    return fail(`${(error as Error).message} ${usage}`);
  }
}

const { html, url } = readArguments();
const page = await readFile(html, 'utf8').catch((error: Error) => fail(`Cannot read ${html}: ${error.message}`));
const chromium = await launchChromium({ sealed: true }).catch((error: Error) =>
  fail(error instanceof MissingProgramError ? error.message : (error.stack ?? error.message)),
);
try {
  const isKnown = knownPortal.test(url.href);
  const isGrantable = url.protocol === 'https:' || isLoopback(url.hostname);
  if (!isKnown && isGrantable) await chromium.switchOn(url.origin);
  const address = new URL(url);
  address.hash = '';
  const tab = await chromium.openPage(url.href, { answers: new Map([[address.href, page]]) });
  // Plain http cannot be granted for good; the buyer's click on the toolbar button switches it on for the tab.
  if (!isKnown && !isGrantable) await chromium.switchOnHere(tab);
  console.log(JSON.stringify(await chromium.pageReport(tab), null, 2));
} catch (error) {
  console.error(`${url.href} was not read: ${(error as Error).message}`);
  process.exitCode = 1;
} finally {
  await chromium.closeQuietly();
}
