import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { isLoopback } from '../e2e/harness/answers.ts';
import { type Chromium, launchChromium } from '../e2e/harness/chromium.ts';
import { MissingProgramError } from './programs.ts';
import { isExact, isOnFromStart, printRows, readSamples } from './read-samples.ts';

// npm run --silent read -- --html FILE --url URL: what the built extension reads from a saved page at an address.
// npm run --silent read: the same for all fixture pages at their samples' addresses, as a table of values read exactly;
// exit code 1 when one of them differs.

const usage = 'Usage: npm run --silent read -- --html FILE --url URL, or without both for all fixture pages';

function fail(message: string): never {
  console.error(message);
  process.exit(1);
}

/** What to read: null for the fixture pages. */
function readArguments(): { html: string; url: URL } | null {
  try {
    const { values } = parseArgs({ options: { html: { type: 'string' }, url: { type: 'string' } } });
    if (values.html === undefined && values.url === undefined) return null;
    if (!values.html || !values.url) fail(usage);
    if (!URL.canParse(values.url)) fail(`${values.url} is no address. ${usage}`);
    const url = new URL(values.url);
    if (!/^https?:$/.test(url.protocol)) fail(`${url.protocol}// cannot be read: only http and https pages can.`);
    return { html: values.html, url };
  } catch (error) {
    return fail(`${(error as Error).message} ${usage}`);
  }
}

async function readFilePage(chromium: Chromium, html: string, url: URL): Promise<void> {
  const isOn = isOnFromStart(url);
  const isGrantable = url.protocol === 'https:' || isLoopback(url.hostname);
  if (!isOn && isGrantable) await chromium.switchOn(url.origin);
  const address = new URL(url);
  address.hash = '';
  const tab = await chromium.openPage(url.href, { answers: new Map([[address.href, html]]) });
  // Plain http cannot be granted for good; the buyer's click on the toolbar button switches it on for the tab.
  if (!isOn && !isGrantable) await chromium.switchOnHere(tab);
  console.log(JSON.stringify(await chromium.pageReport(tab), null, 2));
}

async function readSamplePages(chromium: Chromium): Promise<void> {
  const rows = await readSamples(chromium);
  console.log(printRows(rows));
  if (!rows.every(isExact)) process.exitCode = 1;
}

const wanted = readArguments();
const page = wanted
  ? await readFile(wanted.html, 'utf8').catch((error: Error) => fail(`Cannot read ${wanted.html}: ${error.message}`))
  : '';
const chromium = await launchChromium({ sealed: true }).catch((error: Error) =>
  fail(error instanceof MissingProgramError ? error.message : (error.stack ?? error.message)),
);
try {
  await (wanted ? readFilePage(chromium, page, wanted.url) : readSamplePages(chromium));
} catch (error) {
  console.error(`Cannot read ${wanted?.url.href ?? 'the samples'}: ${(error as Error).message}`);
  process.exitCode = 1;
} finally {
  await chromium.closeQuietly();
}
