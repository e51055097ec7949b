import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { Page } from 'puppeteer';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Outcome, Step } from '../../lib/log/record-schema.ts';
import type { CurrentRow } from '../../lib/log/rows.ts';
import type { Revision } from '../../lib/log/schema.ts';
import { someRecords, textOf } from '../unit/exchange/sample-file.ts';
import { browsersFor, type Driven } from './harness/both.ts';
import { demoPolicy, fillJournal } from './harness/demo-journal.ts';
import { catchSaved, chooseByKey, chooseFiles, savedBytes, savedFile } from './harness/files.ts';
import { readDatabases } from './harness/journal.ts';
import { type Keyboard, keyboardOf } from './harness/keyboard.ts';
import { until } from './harness/until.ts';

// No pointer anywhere in this file: what cannot be done with the keyboard cannot be done.
const lastYear = new Date().getFullYear() - 1;
const whole = `period=own&from=${lastYear}-01-01&to=${lastYear}-12-31`;

describe.each(browsersFor('long'))('the keyboard alone in %s', (name, launch) => {
  let browser: Driven;
  let folder: string;
  let page: Page;
  let keyboard: Keyboard;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'groent-lys-keyboard-'));
    browser = await launch();
    await browser.setSettings({ language: 'da', unit: 'Ejendomme' });
    await fillJournal(browser, {
      procedures: 60,
      from: `${lastYear}-01-01`,
      to: `${lastYear}-12-20`,
      authors: ['indkøber 7'],
    });
    await browser.store({ policy: demoPolicy(lastYear) });
  });
  afterAll(async () => {
    await browser.close();
    await rm(folder, { recursive: true, force: true });
  });
  beforeEach(async () => {
    page = await browser.dashboard('/settings');
    await page.waitForSelector('h1');
    keyboard = keyboardOf(page);
  });
  afterEach(() => page.close());

  /** Goes to another page, whose heading takes the focus: whoever goes on before that is taken back to it. */
  const open = async (hash: string) => {
    await page.evaluate((to) => location.assign(to), `#/${hash}`);
    await keyboard.rests({ tag: 'h1' });
  };
  const says = (text: string) =>
    until(
      () => page.evaluate((wanted) => document.querySelector('main')?.innerText.includes(wanted) || null, text),
      `"${text}" on the page`,
    );
  const hash = () => page.evaluate(() => decodeURIComponent(location.hash).replaceAll('+', ' '));
  const addressed = (test: RegExp) => until(async () => test.test(await hash()) || null, `an address like ${test}`);
  /** The file that the key chooses; Firefox tells nobody of the dialog that a key opens on an extension's page. */
  const choose = async (path: string) => {
    if (name === 'Chromium') await chooseByKey(page, path);
    else await chooseFiles(page, folder, { [basename(path)]: await readFile(path, 'utf8') });
  };
  interface Stored {
    journal: Revision[];
    current: CurrentRow[];
    steps: Step[];
    outcomes: Outcome[];
  }
  /** The journal, read in the page itself: the browser may move the focus when a tab comes back to the front. */
  const stored = async () => (await readDatabases(page)) as unknown as Stored;
  /** Revisions that were written after the journal was made. */
  const written = async (before: readonly Revision[]) => {
    const known = new Set(before.map(({ id }) => id));
    return (await stored()).journal.filter(({ id }) => !known.has(id));
  };

  it('the first stop leads past the navigation, and every page of it is reached', async () => {
    await keyboard.press('Gå til indholdet', 'Enter');
    await keyboard.rests({ tag: 'main' });
    for (const name of [
      'Overblik',
      'Mangler',
      'Log',
      'Indkøbsmål',
      'Tjek dokumenter',
      'Import og eksport',
      'Indstillinger',
    ]) {
      await page.evaluate(() => document.querySelector<HTMLElement>('.skip-link')?.focus());
      await keyboard.press(name, 'Enter');
      // Reading begins at the heading of the new page.
      await keyboard.rests({ tag: 'h1' });
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
      await keyboard.rests({ tag: 'select' });
    });

    it("shows a chart's figures as a table, which leads to the log, and saves the chart as a picture", async () => {
      await catchSaved(page);
      await keyboard.press('Hent som billede (Hvorfor målene ikke er opfyldt)', 'Enter');
      expect((await savedBytes(page)).name).toMatch(/\.png$/);
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
      await until(
        () => page.evaluate(() => document.activeElement?.closest('details')?.open ?? false),
        'the indicators to be shown',
      );
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
      const inLog = before.current.filter(({ kind }) => kind === 'decision').length;
      // A row that is read away under the keyboard leaves it at the first one in sight, which is not gone past here.
      // Their number may come before the rows.
      const isShown = () =>
        page.$eval(
          '.log-table',
          (table, count) => table.ariaRowCount === String(count + 1) && table.ariaBusy === 'false',
          inLog,
        );
      await until(isShown, 'every decision again');
      await keyboard.fill('Søg i titel', 'Engdal');
      await addressed(/q=Engdal/);

      const days = new Map(before.current.map(({ recordId, day }) => [recordId, day]));
      const ordered = [...days.values()].sort();
      const dayOfRow = async () =>
        days.get(await page.evaluate(() => document.activeElement?.closest('tr')?.getAttribute('data-record') ?? ''));
      await keyboard.press('Vælg alle indlæste', 'Tab', 'End');
      await until(async () => (await dayOfRow()) === ordered[0], 'the oldest row');
      await keyboard.keys('Home');
      await until(async () => (await dayOfRow()) === ordered.at(-1), 'the newest row');
      await keyboard.keys(' ', 'ArrowDown', ' ');
      await says('2 beslutninger valgt');
      await keyboard.press('Ret de valgte', 'Enter');
      await page.waitForSelector('dialog[open]');
      await keyboard.to('Hvad skal rettes?', 'back');
      await keyboard.keys('E');
      await keyboard.fill('Enhed', 'Kultur og Fritid');
      await keyboard.press('Ret 2 beslutninger', 'Enter');
      await keyboard.rests(/2 beslutninger blev rettet samlet/);
      const corrected = await written(before.journal);
      expect(corrected.map(({ unit }) => unit)).toEqual(['Kultur og Fritid', 'Kultur og Fritid']);
      // The way back is the next stop.
      await keyboard.keys('Tab');
      await keyboard.rests(/^Fortryd hele rettelsen$/);
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
      await until(
        () => page.evaluate(() => document.activeElement?.matches('.decision-form input') ?? false),
        'the focus in the form',
      );
      await keyboard.keys('ArrowRight');
      await keyboard.press('Begrundelse', 'T');
      await keyboard.press('Gem rettelsen', 'Enter');
      await says('Rettelsen er gemt.');
      // The focus has not left the place of the form.
      await until(
        () => page.evaluate(() => document.activeElement?.closest('.record-actions') !== null),
        'the focus where the form was',
      );
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
    // The form takes the focus once it is drawn.
    await until(
      () => page.evaluate(() => document.activeElement?.matches('.procedure section.card') ?? false),
      'the focus on the form',
    );
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
      await choose(path);
      await says('Det sker, hvis du importerer');
      await keyboard.rests({ tag: 'h2' });
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
      await choose(path);
      await says('Der er intet nyt i filerne.');
      await keyboard.press('Luk', 'Enter');
      expect((await stored()).journal).toHaveLength(journal.length);
    });
  });

  it('a target is searched for, read and copied from, and leads to its decisions', async () => {
    await open('targets');
    const links = () => page.$$eval('table.list tbody a', (all) => all.map(({ textContent }) => textContent ?? ''));
    const unsearched = (await links()).length;
    await keyboard.press('Produktområde', 'R');
    await addressed(/area=/);
    await keyboard.press('Produktområde', 'Home');
    await addressed(/^(?!.*area)/);
    await keyboard.to('Søg i mål, krav og CPV-koder', 'back');
    await until(async () => (await links()).length === unsearched, 'all targets again');
    await page.keyboard.type('computere');
    await addressed(/q=computere/);
    const first = await until(async () => {
      const found = await links();
      return found.length < unsearched ? found[0] : null;
    }, 'what the search finds');
    await keyboard.press(first, 'Enter');
    await until(async () => ((await keyboard.at()).name === first ? true : null), 'the heading of the target');
    await keyboard.press('Kopiér kriteriet', 'Enter');
    await says('Kopieret');
    await keyboard.press('Se de beslutninger, der er logget for målet', 'Enter');
    await addressed(/^#\/log\?.*target=/);
    // Whoever goes back before the log is drawn has left nothing: the page stays, and the focus on its link.
    await keyboard.rests(/^Log$/);
    await page.evaluate(() => history.back());
    // The heading takes the focus once it is drawn, and would take it from whoever has gone on already.
    await until(async () => (await keyboard.at()).name === first, 'the heading of the target again');
    await page.evaluate(() => document.querySelector<HTMLElement>('.skip-link')?.focus());
    await keyboard.press('Alle indkøbsmål', 'Enter');
    await addressed(/^#\/targets$/);
  });

  it('a setting is changed, what is stored is read about, and a person forgotten', async () => {
    await keyboard.fill('Enhed', 'Kultur og Fritid');
    await keyboard.keys('Tab');
    await until(async () => {
      const { settings } = await browser.inExtension(() => chrome.storage.local.get('settings'));
      return (settings as { unit?: string }).unit === 'Kultur og Fritid' ? true : null;
    }, 'the stored setting');
    await open('settings/privacy');
    await says('Glem pseudonymet');
    await keyboard.press('Glem pseudonymet', 'Enter');
    await page.waitForSelector('dialog[open]');
    // Escape takes nothing away and comes back to the button.
    await keyboard.keys('Escape');
    await keyboard.rests(/^Glem pseudonymet$/);
    await keyboard.keys('Enter');
    await page.waitForSelector('dialog[open]');
    await keyboard.keys('Enter');
    await says('Pseudonymet er glemt.');
    const { journal } = await stored();
    expect(journal.filter(({ author }) => author !== null)).toEqual([]);
  });
});
