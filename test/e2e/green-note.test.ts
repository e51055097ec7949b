import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DecisionInput, Procedure, ProcedureFacts, RelevantTarget } from '../../lib/log/schema.ts';
import { type CatalogueTarget, loadTargets } from '../../lib/targets/load.ts';
import { findProgram } from '../commands/programs.ts';
import { type Chromium, launchChromium } from './harness/chromium.ts';
import { pasteBoard, pastedInto } from './harness/clipboard.ts';
import { control, pageViolations } from './harness/panel.ts';
import { until } from './harness/until.ts';

const journalSystem = 'https://sag.example/notat';
const hostile = 'For få bud <img src=x onerror="alert(1)"> & "dyrt"';

/** Poppler's reader of PDF, where the machine has it; the pages are counted without it. */
const pdfToText = findProgram({
  name: 'pdftotext',
  commands: ['pdftotext'],
  debianPackage: 'poppler-utils',
  need: 'It reads the text of a PDF.',
});

const facts = (title: string, part: Partial<ProcedureFacts> = {}): ProcedureFacts => ({
  title,
  buyer: { name: 'Engdal Kommune', id: '12345678', scheme: 'DK-CVR' },
  reference: null,
  procedureId: null,
  publicationNumber: null,
  cpv: { main: '39130000', additional: ['39112000'] },
  value: { amount: 4_200_000, currency: 'DKK' },
  deadline: '2026-12-18T12:00:00+01:00',
  language: 'da',
  lots: [],
  portal: 'udbud-dk',
  url: `https://udbud.dk/detaljevisning?noticeId=${encodeURIComponent(title.slice(0, 40))}`,
  ...part,
});

const mainText = (page: Page) => page.evaluate(() => document.querySelector('main')?.innerText ?? '');
const says = (page: Page, text: string) =>
  until(async () => ((await mainText(page)).includes(text) ? true : null), `"${text}" on the page`);

describe('the green note of a tender', () => {
  let chromium: Chromium;
  let page: Page;
  let folder: string;
  let targets: CatalogueTarget[];
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'groent-lys-note-'));
    chromium = await launchChromium({ answers: new Map([[journalSystem, pasteBoard]]) });
    await chromium.setSettings({ language: 'da', unit: 'Indkøb', buyerKind: 'pogiMember', author: 'hc' });
    const loaded = await loadTargets(fileURLToPath(new URL('../../targets/', import.meta.url)));
    targets = loaded.targets.filter(({ verified, supersedes }) => verified && supersedes.length === 0);
    page = await chromium.dashboard('/settings');
  });
  afterAll(async () => {
    await chromium.close();
    await rm(folder, { recursive: true, force: true });
  });

  const send = async (message: object) => {
    const reply = await page.evaluate((sent) => chrome.runtime.sendMessage(sent), message as never);
    expect(reply).toMatchObject({ ok: true });
  };
  const relevant = (own: readonly CatalogueTarget[]): RelevantTarget[] =>
    own.map(({ id, version, area }) => ({ target: id, version, area, lots: [], counts: true }));
  const ofAreas = (...areas: string[]) => targets.filter(({ area }) => areas.includes(area));

  async function log(procedure: ProcedureFacts, own: readonly CatalogueTarget[], decision: Partial<DecisionInput>) {
    const whole = {
      ...{ lotId: null, verdict: 'met', reason: null, placement: [], awardWeightPct: null, measured: null },
      ...{ ecolabels: [], evidence: [], vehicles: null, phase: null },
      ...decision,
    };
    await send({ type: 'decision/log', procedure, relevant: relevant(own), decision: whole });
  }

  /** Opens the note of the tender with that title. */
  async function openNote(title: string): Promise<void> {
    const { procedures } = (await chromium.journal()) as { procedures?: Procedure[] };
    const id = procedures?.find((known) => known.title === title)?.id ?? 'ukendt';
    await page.goto(page.url().replace(/#.*/, `#/note/${id}`));
    await until(
      async () => ((await page.$$eval('.note-sheet h2', ([sheet]) => sheet?.textContent)) === title ? true : null),
      `the note of ${title}`,
    );
  }

  /** The note as the printer would have it: the number of pages and, where poppler is there, the text. */
  async function printed(name: string): Promise<{ pages: number; text: string | null }> {
    const pdf = Buffer.from(await page.pdf({ preferCSSPageSize: true, printBackground: true }));
    const pages = pdf.toString('latin1').match(/\/Type\s*\/Page(?!s)/g)?.length ?? 0;
    const file = join(process.env.NOTE_FOLDER ?? folder, `${name}.pdf`);
    await writeFile(file, pdf);
    if (pdfToText === null) return { pages, text: null };
    const { stdout } = spawnSync(pdfToText, ['-layout', file, '-'], { encoding: 'utf8' });
    return { pages, text: stdout };
  }

  const usual = facts('Kontormøbler og indretning til det nye rådhus', { reference: '26/4711' });

  it('is one page for an ordinary tender, with everything that was decided', async () => {
    const [first, second, third, fourth, fifth, sixth] = ofAreas('furniture');
    if (!first || !second || !third || !fourth || !fifth || !sixth) throw new Error('too few targets');
    const own = [first, second, third, fourth, fifth, sixth];
    const evidence = [
      {
        kind: 'technicalSpecifications' as const,
        title: 'Bilag 2 Kravspecifikation',
        url: null,
        page: '14',
        quote: 'Møblerne skal leve op til kriterierne.',
      },
    ];
    const met = { placement: ['technicalSpecifications' as const], evidence, awardWeightPct: 30 };
    await log(usual, own, { targetId: first.id, ...met });
    await log(usual, own, { targetId: second.id });
    await log(usual, own, {
      targetId: third.id,
      verdict: 'notMet',
      reason: { code: 'disproportionate-cost', text: hostile },
    });
    await log(usual, own, { targetId: fourth.id, verdict: 'partiallyMet', reason: { code: 'timing', text: null } });
    const beside = { code: 'not-linked-to-subject' as const, text: null };
    await log(usual, own, { targetId: fifth.id, verdict: 'notApplicable', reason: beside });
    await send({ type: 'tip/log', procedure: usual, tip: 'lup-method', action: 'used' });
    const { procedures } = (await chromium.journal()) as { procedures?: Procedure[] };
    await page.goto(page.url().replace(/#.*/, `#/procedure/${procedures?.[0]?.id}`));
    await page.waitForSelector('.checklist-step .step-actions button');
    await page.click('.checklist-step .step-actions button');
    await says(page, 'Gjort ');
    await (await control(page, 'link', 'Grønt notat til sagen')).click();
    await page.waitForSelector('.note-sheet');

    const { pages, text } = await printed('usual');
    expect(pages).toBe(1);
    await page.emulateMediaType('print');
    const seen = await mainText(page);
    await page.emulateMediaType();
    const expected = [
      'Grønt notat',
      usual.title,
      '26/4711',
      'Engdal Kommune · 12345678',
      '39130000, 39112000',
      '4.200.000 DKK',
      '6 mål er relevante for udbuddet: 2 opfyldt, 1 delvist opfyldt, 1 ikke opfyldt, 1 ikke relevant, 1 uden beslutning.',
      first.title.da,
      `${first.id} · version ${first.version}`,
      'Stillet som: Kravspecifikation',
      'Vægt 30 %',
      'Kravspecifikation: Bilag 2 Kravspecifikation, side 14',
      `Uforholdsmæssigt dyrt: ${hostile}`,
      'Innovation: det, der er gjort',
      'Innovationstip, der er fulgt',
      'en browser er ikke et arkiv',
    ];
    const plain = (words: string) => words.replace(/\s+/g, ' ');
    for (const words of expected) expect(plain(seen)).toContain(plain(words));
    for (const words of ['Udskriv eller gem som PDF', 'Medtag navne', 'Tilbage til udbuddet', 'hc']) {
      expect(plain(seen)).not.toContain(words);
    }
    if (text !== null) for (const words of ['26/4711', 'Grønt notat', 'ikke et arkiv']) expect(text).toContain(words);
  });

  it('names nobody until it is asked to', async () => {
    const names = async () => (await mainText(page)).includes('hc');
    expect(await names()).toBe(false);
    await (
      await control(page, 'checkbox', 'Medtag navne De navne eller initialer, som kolleger selv har skrevet i loggen.')
    ).press('Space');
    await until(async () => ((await names()) ? true : null), 'the pseudonym');
    await page.keyboard.press('Space');
    await until(async () => ((await names()) ? null : true), 'no name again');
  });

  it('takes another number of the case, and gives the file its name', async () => {
    await page.focus('.note-controls input');
    await page.keyboard.type('-B');
    await says(page, '26/4711-B');
    const expected = `Grønt notat – 26/4711-B – ${usual.title}`;
    await until(async () => ((await page.title()) === expected ? true : null), expected);
  });

  it('goes to the printer on a click', async () => {
    await page.evaluate(() => Object.assign(globalThis, { print: () => Object.assign(globalThis, { printed: true }) }));
    await (await control(page, 'button', 'Udskriv eller gem som PDF')).press('Enter');
    expect(await page.evaluate(() => (globalThis as { printed?: boolean }).printed)).toBe(true);
  });

  it('is copied with its form, and as plain text, and brings nothing along that runs', async () => {
    await (await control(page, 'button', 'Kopiér til journalsystemet (ESDH)')).press('Enter');
    await says(page, 'Notatet er kopieret.');
    const board = await chromium.openPage(journalSystem);
    const { html, plain } = await pastedInto(board);
    expect(plain).toContain('Sagsnr.: 26/4711-B');
    expect(plain).toContain(`  Uforholdsmæssigt dyrt: ${hostile}`);
    const read = await board.evaluate((markup) => {
      const parsed = new DOMParser().parseFromString(markup, 'text/html');
      return {
        title: parsed.querySelector('h1')?.textContent,
        rows: parsed.querySelectorAll('table:nth-of-type(2) tbody tr').length,
        heads: [...parsed.querySelectorAll('thead th')].map(({ textContent }) => textContent),
        images: parsed.querySelectorAll('img, script, [onerror]').length,
      };
    }, html);
    expect(read).toEqual({
      title: 'Grønt notat',
      rows: 6,
      heads: ['Indkøbsmål', 'Vurdering', 'Begrundelse og dokumentation', 'Dato'],
      images: 0,
    });
    await board.close();
    await page.bringToFront();
  });

  it('passes axe, in light and dark', async () => {
    for (const value of ['light', 'dark']) {
      await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value }]);
      expect(await pageViolations(page)).toEqual([]);
    }
    await page.emulateMediaFeatures([]);
  });

  it('says on one page what holds for twelve lots with long titles', async () => {
    const title = `Rammeaftale om ${'ergonomiske kontormøbler og inventar til institutioner '.repeat(6)}`.trim();
    const lots = Array.from({ length: 12 }, (_, index) => ({
      id: `LOT-${String(index + 1).padStart(4, '0')}`,
      title: `Delkontrakt om møbler til område ${index + 1}, herunder levering, montering og bortskaffelse af det gamle`,
      cpv: [],
      value: null,
    }));
    const procedure = facts(title, { lots, reference: 'S-2026-88' });
    const own = ofAreas('furniture').slice(0, 3);
    const [first, second] = own;
    if (!first || !second) throw new Error('too few targets');
    for (const { id } of lots) await log(procedure, own, { targetId: first.id, lotId: id });
    const reason = { code: 'no-market-supply' as const, text: null };
    await log(procedure, own, { targetId: second.id, lotId: 'LOT-0007', verdict: 'notMet', reason });
    await openNote(title);
    const { pages } = await printed('lots');
    expect(pages).toBe(1);
    const seen = await mainText(page);
    expect(seen).toContain(`Delkontrakterne ${lots.map(({ id }) => id).join(', ')}`);
    expect(seen).toContain('Delkontrakt LOT-0007 · Delkontrakt om møbler til område 7');
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
  });

  it('goes on over the pages for forty targets, each with its day', async () => {
    const own = ofAreas('furniture', 'it', 'cleaning', 'textiles', 'kitchen').slice(0, 40);
    expect(own).toHaveLength(40);
    const procedure = facts('Samlet indkøb til alle institutioner');
    for (const { id } of own) await log(procedure, own, { targetId: id });
    await openNote(procedure.title);
    expect(await page.$$eval('.note-table tbody tr:not(.note-area)', (rows) => rows.length)).toBe(40);
    const { pages } = await printed('forty');
    expect(pages).toBeGreaterThan(1);
    expect(pages).toBeLessThan(5);
    expect(await mainText(page)).toContain('Ikke angivet');
  });

  it('says it in a sentence when nothing is decided yet', async () => {
    const procedure = facts('Udbud uden beslutninger');
    const own = ofAreas('furniture').slice(0, 2);
    await send({ type: 'procedure/follow', procedure, relevant: relevant(own) });
    await openNote(procedure.title);
    const seen = await mainText(page);
    expect(seen).toContain('Der er endnu ikke truffet beslutning om nogen mål i dette udbud.');
    expect(seen).toContain('2 mål er relevante for udbuddet: 2 uden beslutning.');
    expect((await printed('empty')).pages).toBe(1);
    expect(await pageViolations(page)).toEqual([]);
  });

  it('can be read at 400 pixels', async () => {
    await openNote(usual.title);
    await page.setViewport({ width: 400, height: 800 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(400);
    expect(await pageViolations(page)).toEqual([]);
    await page.setViewport({ width: 1440, height: 900 });
  });
});
