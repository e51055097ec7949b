import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'puppeteer';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { FileRecord } from '../../lib/exchange/format.ts';
import type { Revision } from '../../lib/log/schema.ts';
import { headerOf, revisionOf, sightingOf, someRecords, textOf } from '../unit/exchange/sample-file.ts';
import { deviceB } from '../unit/log/sample.ts';
import { catchSaved, chooseFiles, savedFile } from './harness/files.ts';
import { type Firefox, firefoxMissing, launchFirefox } from './harness/firefox.ts';
import { readDatabases } from './harness/journal.ts';
import { type Keyboard, keyboardOf } from './harness/keyboard.ts';
import { until } from './harness/until.ts';

const missing = firefoxMissing();
const whole = 'period=own&from=2026-01-01&to=2026-12-31';
const colleague: FileRecord[] = [
  { type: 'sighting', data: sightingOf(7) },
  { type: 'revision', data: revisionOf(700, 7, { target: { id: 'it-7', version: 1, scheme: 'DK-POGI' } }) },
];
const shared = [headerOf({ content: 'share', device: deviceB }), ...colleague]
  .map((record) => `${JSON.stringify(record)}\n`)
  .join('');

describe.skipIf(missing)(`the dashboard in Firefox${missing ? ` (${missing})` : ''}`, () => {
  let firefox: Firefox;
  let folder: string;
  let page: Page;
  let keyboard: Keyboard;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'groent-lys-firefox-dashboard-'));
    firefox = await launchFirefox();
    await firefox.setSettings({ language: 'da', unit: 'Indkøb' });
    const first = await firefox.dashboard('/exchange/import');
    await chooseFiles(first, folder, { 'ulla.jsonl': await textOf(someRecords(25)) });
    const keys = keyboardOf(first);
    await says('Det sker, hvis du importerer', first);
    await keys.press('Importér', 'Enter');
    await says('Importen er færdig. 25 nye poster', first);
    await first.close();
  });
  afterAll(async () => {
    await firefox.close();
    await rm(folder, { recursive: true, force: true });
  });
  beforeEach(async () => {
    page = await firefox.dashboard('/settings');
    await page.waitForSelector('h1');
    keyboard = keyboardOf(page);
    return () => page.close();
  });

  const open = async (hash: string) => {
    await page.evaluate((to) => location.assign(to), `#/${hash}`);
    // The page takes the focus there a moment after it is drawn; who goes on before that is taken back.
    await keyboard.rests({ tag: 'h1' });
  };
  const says = (text: string, on = page) =>
    until(
      () => on.evaluate((wanted) => document.querySelector('main')?.innerText.includes(wanted) || null, text),
      `"${text}" on the page`,
    );
  const revisions = async () => (await readDatabases(page)).journal as Revision[];

  it('corrects many decisions and withdraws one with the keyboard alone', async () => {
    await open(`log?${whole}`);
    await page.waitForSelector('tr[data-record]');
    await keyboard.press('Vælg alle indlæste', 'Tab', ' ', 'ArrowDown', ' ');
    await says('2 beslutninger valgt');
    await keyboard.press('Ret de valgte', 'Enter');
    await page.waitForSelector('dialog[open]');
    await keyboard.rests(/^Hvad skal rettes\?/);
    await keyboard.keys('E');
    await keyboard.fill('Enhed', 'Kultur og Fritid');
    await keyboard.press('Ret 2 beslutninger', 'Enter');
    await keyboard.rests(/2 beslutninger blev rettet samlet/);
    await keyboard.keys('Tab');
    await keyboard.rests(/^Fortryd hele rettelsen$/);
    await keyboard.press('Vælg alle indlæste', 'Tab', 'Tab', 'Enter');
    await says('Historik');
    await keyboard.press('Træk beslutningen tilbage', 'Enter');
    await page.waitForSelector('dialog[open]');
    await keyboard.rests(/^Hvorfor\?$/);
    await page.keyboard.type('Udbuddet er annulleret');
    await keyboard.press('Træk beslutningen tilbage', 'Enter');
    await says('Beslutningen er trukket tilbage.');
    const written = (await revisions()).filter(({ rev }) => rev > 1);
    expect(written.map(({ kind, unit }) => `${kind} ${unit}`).sort()).toEqual([
      'decision Kultur og Fritid',
      'decision Kultur og Fritid',
      'withdrawal Kultur og Fritid',
    ]);
  });

  it('saves a chart as a picture', async () => {
    await open(`overview?${whole}`);
    await says('Udvikling måned for måned');
    await catchSaved(page);
    await keyboard.press('Hent som billede (Udvikling måned for måned)', 'Enter');
    const picture = await until(
      () =>
        page.evaluate(async () => {
          const { savedFiles } = globalThis as unknown as { savedFiles: { name: string; blob: Blob }[] };
          const [saved] = savedFiles;
          if (!saved) return null;
          const { width, height } = await createImageBitmap(saved.blob);
          return { name: saved.name, type: saved.blob.type, width, isTall: height > 400 };
        }),
      'the picture',
    );
    expect(picture).toEqual({
      name: 'udvikling-maaned-for-maaned-2026-01-01-2026-12-31.png',
      type: 'image/png',
      width: 2240,
      isTall: true,
    });
  });

  it("shares through a folder by hand: one's own file out, those of the others in", async () => {
    await open('exchange/folder');
    await says('Denne browser kan ikke holde en mappe åben.');
    await catchSaved(page);
    await keyboard.press('Hent min fil', 'Enter');
    const own = await savedFile(page);
    expect(own.name).toMatch(/^groent-lys-[\da-f-]{36}\.jsonl$/);
    expect(JSON.parse(own.text.split('\n')[0] ?? '')).toMatchObject({ content: 'share', authors: false });
    await says(`Filen ${own.name} er hentet.`);

    // The browser's own dialog for a folder cannot be driven: the files that it would hand over come to the field.
    await page.evaluate(
      (files) => {
        const data = new DataTransfer();
        for (const [name, content] of Object.entries(files)) data.items.add(new File([content], name));
        const input = document.querySelector<HTMLInputElement>('input[type="file"]');
        if (!input?.webkitdirectory) throw new Error('no field for a folder');
        input.files = data.files;
        input.dispatchEvent(new Event('change', { bubbles: true }));
      },
      { [`groent-lys-${deviceB}.jsonl`]: shared, [own.name]: own.text, 'notater.txt': 'ikke vores' },
    );
    await says('Færdig. 1 ny post fra kollegerne.');
    expect((await revisions()).map(({ id }) => id)).toContain(revisionOf(700, 7).id);
  });
});
