import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FileRecord } from '../../lib/exchange/format.ts';
import type { Revision } from '../../lib/log/schema.ts';
import type { Policy } from '../../lib/targets/policy.ts';
import { root } from '../commands/built.ts';
import { revisionOf, sightingOf, textOf } from '../unit/exchange/sample-file.ts';
import { browsersFor, type Driven } from './harness/both.ts';
import { chooseFiles } from './harness/files.ts';
import { control, pageViolations } from './harness/panel.ts';
import { until } from './harness/until.ts';

const nextYear = new Date().getFullYear() + 1;
/** Replaced in the packs by the national threshold, under an id of its own. */
const replaced = { id: 'dk-koeretoejer-hensyn', version: 1, scheme: 'DK-TRANSPORT' };
const replacement = 'dk-koeretoejer-taerskel';
/** The organisation's own target, of which its policy has a second version by now. */
const own = { id: 'engdal-brugte-moebler', version: 1, scheme: 'OWN' };

const running = { deadline: `${nextYear}-06-01T12:00:00+02:00` };
const records: FileRecord[] = [
  { type: 'sighting', data: sightingOf(1, { ...running, title: 'Busser til skolekørsel' }) },
  { type: 'revision', data: revisionOf(11, 1, { target: replaced, area: 'transport' }) },
  { type: 'sighting', data: sightingOf(2, { ...running, title: 'Møbler til rådhuset' }) },
  { type: 'revision', data: revisionOf(12, 2, { target: own, area: 'furniture', lotId: 'LOT-0002' }) },
  // The deadline has passed: nothing can be asked for there any more.
  { type: 'sighting', data: sightingOf(3, { deadline: '2026-03-02', title: 'Møbler til biblioteket' }) },
  { type: 'revision', data: revisionOf(13, 3, { target: own, area: 'furniture' }) },
];

describe.each(browsersFor('long'))('targets that change in %s', (_, launch) => {
  let browser: Driven;
  let folder: string;
  let page: Page;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'groent-lys-changed-'));
    browser = await launch();
    await browser.setSettings({ language: 'da', unit: 'Indkøb' });
    const example = JSON.parse(await readFile(`${root}/targets/policy.example.json`, 'utf8')) as Policy;
    const policy = { ...example, added: example.added.map((target) => ({ ...target, version: 2 })) };
    await browser.inExtension(
      (stored) => chrome.storage.local.set({ policy: stored }),
      policy as unknown as Record<string, never>,
    );
    page = await browser.dashboard('/exchange/import');
    await chooseFiles(page, folder, { 'kollega.jsonl': await textOf(records) });
    await (await control(page, 'button', 'Importér')).press('Enter');
    await says('Importen er færdig. 3 nye poster');
  });
  afterAll(async () => {
    await browser.close();
    await rm(folder, { recursive: true, force: true });
  });

  const says = (text: string) =>
    until(
      () => page.evaluate((wanted) => document.querySelector('main')?.innerText.includes(wanted) || null, text),
      `"${text}" on the page`,
    );
  const part = '[aria-labelledby="missing-changed"]';
  /** The decisions on older targets, line by line, as far as they can be seen; they are drawn at once with the other parts. */
  const lines = () =>
    page.$$eval(`${part} tbody tr`, (rows) =>
      rows.filter((row) => row.checkVisibility()).map((row) => (row as HTMLElement).innerText.split('\n')),
    );
  async function onMissing(count: number): Promise<string[][]> {
    await page.evaluate(() => location.assign('#/missing'));
    return until(async () => {
      const isShown = await page.evaluate((selector) => document.querySelector(selector)?.checkVisibility(), part);
      const found = await lines();
      return isShown && found.length === count ? found : null;
    }, `${count} decisions on older targets`);
  }
  const revisions = async () => (await browser.journal()).journal as Revision[];

  it('decisions on a target of which something newer is in force are listed while it can still be asked for', async () => {
    const found = await onMissing(2);
    const text = found.map((line) => line.join(' ')).join('\n');
    expect(text).toContain('Busser til skolekørsel');
    expect(text).toContain('Afløst af »');
    expect(text).toContain('Møbler til rådhuset Delkontrakt LOT-0002');
    expect(text).toContain('Version 1 er afløst af version 2');
    expect(text).not.toContain('biblioteket');
    expect(await pageViolations(page)).toEqual([]);
  });

  it.each([
    ['that was replaced by another one', 'Busser', { id: replacement, version: 1 }, null, 1],
    ['in a newer version, on a lot', 'Møbler', { id: own.id, version: 2 }, 'LOT-0002', 0],
  ])('one key opens the form of the target %s, and it leaves the list when it was decided on', async (...given) => {
    const [, title, target, lotId, left] = given;
    await onMissing(left + 1);
    const link = await page.evaluateHandle(
      (selector, words) =>
        [...document.querySelectorAll(`${selector} tbody tr`)]
          .find((row) => row.textContent?.includes(words))
          ?.querySelector('a') ?? null,
      part,
      title,
    );
    await link.asElement()?.press('Enter');
    await page.waitForSelector('.procedure .decision-form');
    if (lotId !== null) await says(`Delkontrakt ${lotId}`);
    expect(await pageViolations(page)).toEqual([]);
    await (await page.waitForSelector('.decision-form input[value="met"]'))?.press(' ');
    await (await control(page, 'button', 'Log som opfyldt')).press('Enter');
    await says('Logget: Opfyldt.');
    await onMissing(left);
    const latest = (await revisions()).toSorted((a, b) => (a.decidedAt < b.decidedAt ? 1 : -1))[0];
    expect(latest).toMatchObject({ verdict: 'met', target, lotId, rev: lotId === null ? 1 : 2 });
  });
});
