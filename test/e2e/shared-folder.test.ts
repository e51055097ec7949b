import type { Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FileRecord } from '../../lib/exchange/format.ts';
import type { Revision } from '../../lib/log/schema.ts';
import { headerOf, revisionOf, sightingOf } from '../unit/exchange/sample-file.ts';
import { deviceA, deviceB } from '../unit/log/sample.ts';
import { browsersFor, type Driven } from './harness/both.ts';
import { catchSaved, savedFile } from './harness/files.ts';
import { type Keyboard, keyboardOf } from './harness/keyboard.ts';
import { control, pageViolations } from './harness/panel.ts';
import { until } from './harness/until.ts';

const ulla = `groent-lys-${deviceB}.jsonl`;
const per = '33333333-3333-4333-8333-333333333333';

/** What another browser has laid into the folder. */
const shared = (records: readonly FileRecord[], device = deviceB) =>
  [headerOf({ content: 'share', device }), ...records].map((record) => `${JSON.stringify(record)}\n`).join('');
const decision = (number: number): FileRecord => ({
  type: 'revision',
  data: revisionOf(100 + number, 1, { target: { id: `it-${number}`, version: 1, scheme: 'DK-POGI' } }),
});
const sighting: FileRecord = { type: 'sighting', data: sightingOf(1) };

const mainText = (page: Page) => page.evaluate(() => document.querySelector('main')?.innerText ?? '');
const pageSays = (page: Page, text: string) =>
  until(async () => ((await mainText(page)).includes(text) ? true : null), `"${text}" on the page`);

/** A folder of the origin's own file system, with the same handles as one of the disk. */
async function lay(page: Page, files: Readonly<Record<string, string>>): Promise<void> {
  await page.evaluate(async (contents) => {
    const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle('Fælles', { create: true });
    for (const [name, content] of Object.entries(contents)) {
      const writable = await (await folder.getFileHandle(name, { create: true })).createWritable();
      await writable.write(content);
      await writable.close();
    }
  }, files);
}

const filesIn = (page: Page) =>
  page.evaluate(async () => {
    const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle('Fælles');
    const files: Record<string, string> = {};
    for await (const [name, entry] of folder.entries()) {
      files[name] = await (await (entry as FileSystemFileHandle).getFile()).text();
    }
    return files;
  });

/** What Firefox's own dialog for a folder hands over, which cannot be driven: its files, to the field. */
async function pick(page: Page, files: Readonly<Record<string, string>>): Promise<void> {
  await page.waitForSelector('input[type="file"]:enabled');
  await page.evaluate((contents) => {
    const data = new DataTransfer();
    for (const [name, content] of Object.entries(contents)) data.items.add(new File([content], name));
    const input = document.querySelector<HTMLInputElement>('input[type="file"]');
    if (!input?.webkitdirectory) throw new Error('no field for a folder');
    input.files = data.files;
    input.dispatchEvent(new Event('change', { bubbles: true }));
  }, files);
}

// No pointer on the folder's own page: it is chosen, read and let go of by keyboard.
describe.each(browsersFor('long'))('the shared folder in %s', (name, launch) => {
  /** Firefox holds no folder open: there the files come and go by hand. */
  const isHeld = name === 'Chromium';
  const held = it.skipIf(!isHeld);
  const byHand: Record<string, string> = {};
  let browser: Driven;
  let page: Page;
  let keyboard: Keyboard;
  const put = async (files: Readonly<Record<string, string>>) => {
    if (isHeld) await lay(page, files);
    else Object.assign(byHand, files);
  };
  beforeAll(async () => {
    browser = await launch();
    await browser.setSettings({ language: 'da', author: 'kx' });
    page = await browser.dashboard('/exchange/folder');
    keyboard = keyboardOf(page);
    await put({
      [ulla]: shared([sighting, decision(1)]),
      'notater.txt': 'ikke vores',
      'groent-lys-2026-11-22.jsonl': '{}',
    });
    if (!isHeld) return catchSaved(page);
    await page.evaluate(() => {
      Object.assign(globalThis, {
        showDirectoryPicker: async () =>
          (await navigator.storage.getDirectory()).getDirectoryHandle('Fælles', { create: true }),
      });
    });
  });
  afterAll(() => browser.close());

  const revisions = async () => (await browser.journal()).journal as Revision[];
  const visit = async () => {
    await page.bringToFront();
    if (isHeld) await keyboard.press('Hent og skriv nu', 'Enter');
    else await pick(page, byHand);
    await pageSays(page, 'Færdig.');
  };

  it('is chosen once, and what colleagues decided is there', async () => {
    if (isHeld) {
      await control(page, 'button', 'Vælg mappe');
      await keyboard.press('Vælg mappe', 'Enter');
    } else await pick(page, byHand);
    await pageSays(page, 'Færdig. 1 ny post fra kollegerne.');
    if (isHeld) {
      // Once the button has gone, the next stop is what stands in its place.
      await pageSays(page, 'Din browser bruger en fælles mappe');
      await keyboard.keys('Tab');
      await keyboard.rests(/^Skriv pseudonymer i mappen/);
    }
    expect((await revisions()).map(({ id }) => id)).toEqual([revisionOf(101, 1).id]);
    expect(await pageViolations(page)).toEqual([]);
  });

  /** This browser's own file, once the others have it. */
  async function ownFile(): Promise<string> {
    if (!isHeld) {
      await page.bringToFront();
      await keyboard.press('Hent min fil', 'Enter');
      const { name: own, text } = await savedFile(page);
      await put({ [own]: text });
    }
    const files = isHeld ? await filesIn(page) : byHand;
    const [own = ''] = Object.keys(files).filter((one) => one !== ulla && /^groent-lys-[\da-f-]{36}\.jsonl$/.test(one));
    return files[own] ?? '';
  }

  it("takes this browser's own file, which holds nothing of the others", async () => {
    const lines = (await ownFile()).trimEnd().split('\n');
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ format: 'groent-lys', content: 'share', authors: false });
    expect(lines).toHaveLength(1);
  });

  it('is read again from where a half-copied file ended', async () => {
    const whole = shared([sighting, decision(1), decision(2), decision(3)]);
    await put({ [ulla]: whole.slice(0, -300) });
    await visit();
    expect(await revisions()).toHaveLength(2);
    await put({ [ulla]: whole });
    await visit();
    expect(await revisions()).toHaveLength(3);
  });

  it.each([
    ['replaced by another one', ulla, () => shared([sighting, decision(4)])],
    ['shortened', ulla, () => shared([])],
    [
      'copied by a sync client under two names',
      `groent-lys-${deviceB} (1).jsonl`,
      () => shared([sighting, decision(5)]),
    ],
    ['copied with the name of a computer', `groent-lys-${deviceB}-PC42.jsonl`, () => shared([sighting, decision(6)])],
    ['renamed', `groent-lys-${deviceB}-gammel.jsonl`, () => shared([sighting, decision(1), decision(2)])],
    [
      "somebody else's as well",
      `groent-lys-${per}.jsonl`,
      () =>
        shared(
          [
            sighting,
            {
              type: 'revision',
              data: revisionOf(300, 1, { device: per, target: { id: 'it-7', version: 1, scheme: 'DK-POGI' } }),
            },
          ],
          per,
        ),
    ],
  ])('loses and doubles nothing when a file is %s', async (_, file, content) => {
    const before = (await revisions()).length;
    await put({ [file]: content() });
    await visit();
    const now = await revisions();
    expect(new Set(now.map(({ id }) => id)).size).toBe(now.length);
    const fresh =
      content().includes('it-4') ||
      content().includes('it-5') ||
      content().includes('it-6') ||
      content().includes('it-7');
    expect(now.length - before).toBe(fresh ? 1 : 0);
  });

  it('says which file cannot be read, takes the others, and reads it again when it was mended', async () => {
    const good = shared([sighting, decision(8)]);
    await put({
      [ulla]: good.replace('"verdict"', '\u0000\u0000\u0000"'),
      [`groent-lys-${deviceA}.jsonl`]: shared([sighting, decision(9)], deviceA),
    });
    const before = (await revisions()).length;
    await visit();
    await pageSays(page, 'Disse filer kunne ikke læses til ende.');
    expect(await mainText(page)).toContain(ulla);
    expect((await revisions()).length).toBe(before + 1);
    await put({ [ulla]: good });
    await visit();
    expect((await revisions()).length).toBe(before + 2);
    expect(await mainText(page)).not.toContain('Disse filer kunne ikke læses');
  });

  held('is let go of on its own page, and chosen again', async () => {
    await page.bringToFront();
    await keyboard.press('Stop med at bruge mappen', 'Enter');
    await pageSays(page, 'Mappen bruges ikke længere.');
    const { meta } = await browser.journal();
    expect((meta as { key: string }[]).map(({ key }) => key)).not.toContain('sharedFolder');
    await page.bringToFront();
    await keyboard.press('Vælg mappe', 'Enter');
    await pageSays(page, 'Færdig.');
  });

  held('stands among the connections in the settings, with an end to it', async () => {
    const settings = await browser.dashboard('/settings');
    await pageSays(settings, 'Fælles mappe: Fælles');
    expect(await pageViolations(settings)).toEqual([]);
    await (await control(settings, 'button', 'Stop med at bruge mappen')).click();
    await pageSays(settings, 'Ingen. Grønt Lys sender intet fra sig');
    const { meta } = await browser.journal();
    expect((meta as { key: string }[]).map(({ key }) => key)).not.toContain('sharedFolder');
    await settings.close();
  });
});
