import type { Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FileRecord } from '../../lib/exchange/format.ts';
import type { Revision } from '../../lib/log/schema.ts';
import { headerOf, revisionOf, sightingOf } from '../unit/exchange/sample-file.ts';
import { deviceA, deviceB } from '../unit/log/sample.ts';
import { type Chromium, launchChromium } from './harness/chromium.ts';
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

describe('the shared folder', () => {
  let chromium: Chromium;
  let page: Page;
  beforeAll(async () => {
    chromium = await launchChromium();
    await chromium.setSettings({ language: 'da', author: 'kx' });
    page = await chromium.dashboard('/exchange/folder');
    await lay(page, {
      [ulla]: shared([sighting, decision(1)]),
      'notater.txt': 'ikke vores',
      'groent-lys-2026-11-22.jsonl': '{}',
    });
    await page.evaluate(() => {
      Object.assign(globalThis, {
        showDirectoryPicker: async () =>
          (await navigator.storage.getDirectory()).getDirectoryHandle('Fælles', { create: true }),
      });
    });
  });
  afterAll(() => chromium.close());

  const revisions = async () => (await chromium.journal()).journal as Revision[];
  const visit = async () => {
    await (await control(page, 'button', 'Hent og skriv nu')).click();
    await pageSays(page, 'Færdig.');
  };

  it('is chosen once, and what colleagues decided is there', async () => {
    await (await control(page, 'button', 'Vælg mappe')).click();
    await pageSays(page, 'Færdig. 1 ny post fra kollegerne.');
    await pageSays(page, 'Din browser bruger en fælles mappe');
    expect((await revisions()).map(({ id }) => id)).toEqual([revisionOf(101, 1).id]);
    expect(await pageViolations(page)).toEqual([]);
  });

  it("takes this browser's own file, which holds nothing of the others", async () => {
    const files = await filesIn(page);
    const [own = ''] = Object.keys(files).filter(
      (name) => name !== ulla && /^groent-lys-[\da-f-]{36}\.jsonl$/.test(name),
    );
    expect(own).not.toBe('');
    const lines = (files[own] ?? '').trimEnd().split('\n');
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ format: 'groent-lys', content: 'share', authors: false });
    expect(lines).toHaveLength(1);
  });

  it('is read again from where a half-copied file ended', async () => {
    const whole = shared([sighting, decision(1), decision(2), decision(3)]);
    await lay(page, { [ulla]: whole.slice(0, -300) });
    await visit();
    expect(await revisions()).toHaveLength(2);
    await lay(page, { [ulla]: whole });
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
  ])('loses and doubles nothing when a file is %s', async (_, name, content) => {
    const before = (await revisions()).length;
    await lay(page, { [name]: content() });
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
    await lay(page, {
      [ulla]: good.replace('"verdict"', '\u0000\u0000\u0000"'),
      [`groent-lys-${deviceA}.jsonl`]: shared([sighting, decision(9)], deviceA),
    });
    const before = (await revisions()).length;
    await visit();
    await pageSays(page, 'Disse filer kunne ikke læses til ende.');
    expect(await mainText(page)).toContain(ulla);
    expect((await revisions()).length).toBe(before + 1);
    await lay(page, { [ulla]: good });
    await visit();
    expect((await revisions()).length).toBe(before + 2);
    expect(await mainText(page)).not.toContain('Disse filer kunne ikke læses');
  });

  it('stands among the connections in the settings, with an end to it', async () => {
    const settings = await chromium.dashboard('/settings');
    await pageSays(settings, 'Fælles mappe: Fælles');
    expect(await pageViolations(settings)).toEqual([]);
    await (await control(settings, 'button', 'Stop med at bruge mappen')).click();
    await pageSays(settings, 'Ingen. Grønt Lys sender intet fra sig');
    const { meta } = await chromium.journal();
    expect((meta as { key: string }[]).map(({ key }) => key)).not.toContain('sharedFolder');
    await settings.close();
  });
});
