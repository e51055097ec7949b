import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FileChooser, Page } from 'puppeteer';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Outcome, Step } from '../../lib/log/record-schema.ts';
import type { CurrentRow } from '../../lib/log/rows.ts';
import type { Revision } from '../../lib/log/schema.ts';
import { someRecords, textOf } from '../unit/exchange/sample-file.ts';
import { type Chromium, launchChromium } from './harness/chromium.ts';
import { demoPolicy, fillJournal } from './harness/demo-journal.ts';
import { catchSaved, savedFile } from './harness/files.ts';
import { type Keyboard, keyboardOf } from './harness/keyboard.ts';
import { until } from './harness/until.ts';

// No pointer anywhere in this file: what cannot be done with the keyboard cannot be done.
const lastYear = new Date().getFullYear() - 1;
const whole = `period=own&from=${lastYear}-01-01&to=${lastYear}-12-31`;

let chromium: Chromium;
let folder: string;
let page: Page;
let keyboard: Keyboard;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'groent-lys-keyboard-'));
  chromium = await launchChromium();
  await chromium.setSettings({ language: 'da', unit: 'Ejendomme' });
  await fillJournal(chromium, {
    procedures: 60,
    from: `${lastYear}-01-01`,
    to: `${lastYear}-12-20`,
    authors: ['indkøber 7'],
  });
  await (await chromium.worker()).evaluate(
    (policy) => chrome.storage.local.set({ policy }),
    demoPolicy(lastYear) as unknown as Record<string, never>,
  );
});
afterAll(async () => {
  await chromium.close();
  await rm(folder, { recursive: true, force: true });
});
beforeEach(async () => {
  page = await chromium.dashboard('/settings');
  await page.waitForSelector('h1');
  keyboard = keyboardOf(page);
});
afterEach(() => page.close());

const open = (hash: string) => page.evaluate((to) => location.assign(to), `#/${hash}`);
const says = (text: string) =>
  until(
    () => page.evaluate((wanted) => document.querySelector('main')?.innerText.includes(wanted) || null, text),
    `"${text}" on the page`,
  );
const hash = () => page.evaluate(() => decodeURIComponent(location.hash).replaceAll('+', ' '));
const addressed = (test: RegExp) => until(async () => test.test(await hash()) || null, `an address like ${test}`);
/** Presses Enter on a control that opens the browser's choice of files; the page must know beforehand that we take it. */
async function choose(): Promise<FileChooser> {
  const chooser = page.waitForFileChooser();
  await page.evaluate(() => null);
  const [chosen] = await Promise.all([chooser, keyboard.keys('Enter')]);
  return chosen;
}
interface Stored {
  journal: Revision[];
  current: CurrentRow[];
  steps: Step[];
  outcomes: Outcome[];
}
/** The journal, read in a page of its own; keys go to ours again afterwards. */
async function stored(): Promise<Stored> {
  const rows = (await chromium.journal()) as unknown as Stored;
  await page.bringToFront();
  return rows;
}
/** Revisions that were written after the journal was made. */
const written = async (before: readonly Revision[]) => {
  const known = new Set(before.map(({ id }) => id));
  return (await stored()).journal.filter(({ id }) => !known.has(id));
};

it('the first stop leads past the navigation, and every page of it is reached', async () => {
  await keyboard.press('Gå til indholdet', 'Enter');
  expect((await keyboard.at()).tag).toBe('main');
  for (const name of ['Overblik', 'Mangler', 'Log', 'Indkøbsmål', 'Import og eksport', 'Indstillinger']) {
    await page.evaluate(() => document.querySelector<HTMLElement>('.skip-link')?.focus());
    await keyboard.press(name, 'Enter');
    // Reading begins at the heading of the new page.
    await until(async () => ((await keyboard.at()).tag === 'h1' ? true : null), `the heading of ${name}`);
  }
});

describe('the overview', () => {
  beforeEach(async () => {
    await open('overview?period=last-year');
    await says('Produktområder måned for måned');
  });

  it('is filtered, and counted by value', async () => {
    await keyboard.press('Enhed', 'E');
    await addressed(/unit=Ejendomme/);
    await keyboard.press('Afgræns til', 'i');
    await addressed(/author=indkøber 7/);
    await keyboard.press('Afgræns til', 'Home');
    await addressed(/^(?!.*author)/);
    await keyboard.press('Antal', 'ArrowRight');
    await addressed(/by=value/);
    await keyboard.to('Periode', 'back');
    expect((await keyboard.at()).tag).toBe('select');
  });

  it("shows a chart's figures as a table, which leads to the log, and saves the chart as a picture", async () => {
    const session = await page.createCDPSession();
    await session.send('Page.setDownloadBehavior', { behavior: 'allow', downloadPath: folder });
    await keyboard.press('Hent som billede (Hvorfor målene ikke er opfyldt)', 'Enter');
    await until(async () => (await readdir(folder)).find((name) => name.endsWith('.png')), 'the picture');
    await keyboard.press('Vis tallene som tabel', 'Enter');
    await keyboard.to('Tabel: Hvorfor målene ikke er opfyldt');
    await keyboard.keys('Tab', 'Enter');
    await addressed(/^#\/log\?period=last-year&reason=/);
  });

  it('leads from a cell of the matrix to its decisions', async () => {
    await page.evaluate(() => document.querySelector<HTMLElement>('.skip-link')?.focus());
    const found = await keyboard.to('Vis alle nøgletal', 'forward');
    expect(found.tag).toBe('summary');
    await keyboard.keys('Enter');
    expect(await page.evaluate(() => document.activeElement?.closest('details')?.open)).toBe(true);
    await page.keyboard.down('Shift');
    await keyboard.keys('Tab');
    await page.keyboard.up('Shift');
    // The matrix is one stop; arrows go from cell to cell.
    expect(await page.evaluate(() => document.activeElement?.closest('[role="grid"]') !== null)).toBe(true);
    await keyboard.keys('End');
    for (let step = 0; step < 13; step += 1) {
      if ((await keyboard.at()).tag === 'a') break;
      await keyboard.keys('ArrowLeft');
    }
    await keyboard.keys('Enter');
    await addressed(/^#\/log\?area=/);
  });
});

describe('the log', () => {
  it('is filtered, gone through to its end, and corrected and put back as many', async () => {
    const before = await stored();
    await open(`log?${whole}`);
    await page.waitForSelector('tr[data-record]');
    await keyboard.press('Vurdering', 'I');
    await addressed(/verdict=notMet/);
    await keyboard.press('Flere filtre', 'Enter');
    await keyboard.press('Begrundelse', 'T');
    await addressed(/reason=timing/);
    await keyboard.to('Vurdering', 'back');
    await keyboard.keys('Home');
    await addressed(/^(?!.*verdict)/);
    await keyboard.press('Begrundelse', 'Home');
    await addressed(/^(?!.*reason)/);
    await keyboard.fill('Søg i titel', 'Engdal');
    await addressed(/q=Engdal/);

    await keyboard.press('Vælg alle indlæste', 'Tab', 'End');
    const inLog = before.current.filter(({ kind }) => kind === 'decision').length;
    const row = () =>
      page.evaluate(() => Number(document.activeElement?.closest('tr')?.getAttribute('aria-rowindex') ?? 0));
    await until(async () => ((await row()) >= inLog || (await row()) === 0 ? true : null), 'the last row');
    await keyboard.keys('Home');
    await until(async () => ((await row()) === 2 ? true : null), 'the first row');
    await keyboard.keys(' ', 'ArrowDown', ' ');
    await says('2 beslutninger valgt');
    await keyboard.press('Ret de valgte', 'Enter');
    await page.waitForSelector('dialog[open]');
    await keyboard.to('Hvad skal rettes?', 'back');
    await keyboard.keys('E');
    await keyboard.fill('Enhed', 'Kultur og Fritid');
    await keyboard.press('Ret 2 beslutninger', 'Enter');
    await says('2 beslutninger blev rettet samlet');
    const corrected = await written(before.journal);
    expect(corrected.map(({ unit }) => unit)).toEqual(['Kultur og Fritid', 'Kultur og Fritid']);
    // The way back is the next stop.
    await keyboard.keys('Tab');
    expect((await keyboard.at()).name).toBe('Fortryd hele rettelsen');
    await keyboard.keys('Enter');
    await says('2 beslutninger er som før.');
    expect(await written(before.journal)).toHaveLength(4);
  });

  it("leads to a decision, which is corrected, withdrawn with a reason, and put back; the tender's page follows", async () => {
    const before = await stored();
    await open(`log?${whole}&verdict=met`);
    await page.waitForSelector('tr[data-record]');
    // The rows are one stop for the box and one for the link.
    await keyboard.press('Vælg alle indlæste', 'Tab', 'Tab', 'Enter');
    await says('Historik');
    await keyboard.press('Ret beslutningen', 'Enter');
    await page.waitForSelector('.decision-form');
    expect(await page.evaluate(() => document.activeElement?.matches('.decision-form input'))).toBe(true);
    await keyboard.keys('ArrowRight');
    await keyboard.press('Begrundelse', 'T');
    await keyboard.press('Gem rettelsen', 'Enter');
    await says('Rettelsen er gemt.');
    // The focus has not left the place of the form.
    expect(await page.evaluate(() => document.activeElement?.closest('.record-actions') !== null)).toBe(true);
    await keyboard.press('Træk beslutningen tilbage', 'Enter');
    await page.waitForSelector('dialog[open]');
    await keyboard.fill('Hvorfor?', 'Udbuddet er annulleret');
    await keyboard.press('Træk beslutningen tilbage', 'Enter');
    await says('Beslutningen er trukket tilbage.');
    await keyboard.to('Fortryd', 'back');
    await keyboard.keys('Enter');
    await until(async () => ((await written(before.journal)).length === 3 ? true : null), 'three revisions');
    expect((await written(before.journal)).map(({ kind, verdict }) => `${kind} ${verdict}`).sort()).toEqual([
      'decision partiallyMet',
      'decision partiallyMet',
      'withdrawal null',
    ]);
    await keyboard.press('Se hele udbuddet', 'Enter');
    await says('Tjekliste for innovation');
  });
});

it('an open target is decided on, the checklist marked, and an evaluation with a case written', async () => {
  const before = await stored();
  await open('missing');
  await says('Udbud med åbne mål');
  await keyboard.press('Tag stilling til »', 'Enter');
  await page.waitForSelector('.procedure .decision-form');
  await keyboard.press('Opfyldt', ' ');
  await keyboard.press('Log som opfyldt', 'Enter');
  await says('Logget: Opfyldt.');
  const [decided] = await written(before.journal);
  expect(decided).toMatchObject({ kind: 'decision', verdict: 'met' });

  await keyboard.press('Gjort', 'Enter');
  await says('Gjort ');
  await keyboard.press('Note: ', 'Enter');
  await keyboard.fill('Hvad gjorde I?', 'Talt med skolelederne');
  await keyboard.press('Gem noten', 'Enter');
  await says('Talt med skolelederne');
  await keyboard.press('Skriv evalueringen', 'Enter');
  await keyboard.fill('Hvad købte I?', '40 istandsatte stole');
  await keyboard.press('Gør det til et eksempel', ' ');
  await keyboard.fill('Hvad', 'Brugte stole');
  await keyboard.fill('Hvordan', 'Besigtigelse');
  await keyboard.fill('Resultat', 'Halv pris');
  await keyboard.press('Gem evalueringen', 'Enter');
  await says('40 istandsatte stole');
  const { steps, outcomes } = await stored();
  expect(steps.map(({ state, note }) => `${state} ${note}`).sort()).toEqual([
    'done Talt med skolelederne',
    'done null',
  ]);
  expect(outcomes).toMatchObject([{ bought: '40 istandsatte stole', case: { how: 'Besigtigelse' } }]);
});

describe('import and export', () => {
  it("a colleague's file is chosen, looked at and taken in", async () => {
    const path = join(folder, 'ulla.jsonl');
    await writeFile(path, await textOf(someRecords(5)));
    const before = await stored();
    await open('exchange/import');
    await says('Træk filer hertil');
    await keyboard.to('Vælg filer');
    const chooser = await choose();
    await chooser.accept([path]);
    await says('Det sker, hvis du importerer');
    expect((await keyboard.at()).tag).toBe('h2');
    await keyboard.press('Importér', 'Enter');
    await says('Importen er færdig. 5 nye poster');
    expect(await written(before.journal)).toHaveLength(5);
  });

  it('the log is exported, and a backup written and restored', async () => {
    const { journal } = await stored();
    await open('exchange');
    await says('Hvad skal med?');
    // The browser's own dialog cannot be driven; without it the file comes as a download.
    await page.evaluate(() => Reflect.set(globalThis, 'showSaveFilePicker', undefined));
    await catchSaved(page);
    await keyboard.press('Hent filen', 'Enter');
    expect((await savedFile(page)).text.length).toBeGreaterThan(1000);

    await open('exchange/backup');
    await says('Gem sikkerhedskopien');
    await keyboard.press('Gem sikkerhedskopien', 'Enter');
    const backup = await savedFile(page);
    const path = join(folder, backup.name);
    await writeFile(path, backup.text);
    expect((await readFile(path, 'utf8')).match(/"type":"revision"/g)).toHaveLength(journal.length);
    await keyboard.to('Vælg sikkerhedskopien');
    const chooser = await choose();
    await chooser.accept([path]);
    await says('Der er intet nyt i filerne.');
    await keyboard.press('Luk', 'Enter');
    expect((await stored()).journal).toHaveLength(journal.length);
  });
});

it('a setting is changed, what is stored is read about, and a person forgotten', async () => {
  await keyboard.fill('Enhed', 'Kultur og Fritid');
  await keyboard.keys('Tab');
  await until(async () => {
    const { settings } = await (await chromium.worker()).evaluate(() => chrome.storage.local.get('settings'));
    return (settings as { unit?: string }).unit === 'Kultur og Fritid' ? true : null;
  }, 'the stored setting');
  await open('settings/privacy');
  await says('Glem pseudonymet');
  await keyboard.press('Glem pseudonymet', 'Enter');
  await page.waitForSelector('dialog[open]');
  // Escape takes nothing away and comes back to the button.
  await keyboard.keys('Escape');
  expect((await keyboard.at()).name).toBe('Glem pseudonymet');
  await keyboard.keys('Enter');
  await page.waitForSelector('dialog[open]');
  await keyboard.keys('Enter');
  await says('Pseudonymet er glemt.');
  const { journal } = await stored();
  expect(journal.filter(({ author }) => author !== null)).toEqual([]);
});
