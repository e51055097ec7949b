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
import { browsersFor, type Driven } from './harness/both.ts';
import { pasteBoard, pastedInto } from './harness/clipboard.ts';
import { type Keyboard, keyboardOf } from './harness/keyboard.ts';
import { pagesOf } from './harness/pages-of.ts';
import { eachScheme, onPaper, pageViolations } from './harness/panel.ts';
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

describe.each(browsersFor('long'))('the green note of a tender in %s', (_, launch) => {
  let browser: Driven;
  let page: Page;
  let keyboard: Keyboard;
  let folder: string;
  let targets: CatalogueTarget[];
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'groent-lys-note-'));
    browser = await launch({ answers: new Map([[journalSystem, pasteBoard]]) });
    await browser.setSettings({ language: 'da', unit: 'Indkøb', buyerKind: 'pogiMember', author: 'hc' });
    const loaded = await loadTargets(fileURLToPath(new URL('../../targets/', import.meta.url)));
    targets = loaded.targets.filter(({ verified, supersedes }) => verified && supersedes.length === 0);
    page = await browser.dashboard('/settings');
    keyboard = keyboardOf(page);
  });
  afterAll(async () => {
    await browser.close();
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

  async function open(route: string): Promise<void> {
    await page.bringToFront();
    await page.evaluate((to) => location.assign(to), `#/${route}`);
  }

  /** Opens the note of the tender with that title. */
  async function openNote(title: string): Promise<void> {
    const { procedures } = (await browser.journal()) as { procedures?: Procedure[] };
    const id = procedures?.find((known) => known.title === title)?.id ?? 'ukendt';
    await open(`note/${id}`);
    await until(
      async () => ((await page.$$eval('.note-sheet h2', ([sheet]) => sheet?.textContent)) === title ? true : null),
      `the note of ${title}`,
    );
  }

  /** The note as the printer would have it: the number of pages and, where poppler is there, the text. */
  async function printed(name: string): Promise<{ pages: number; text: string | null }> {
    const pdf = Buffer.from(await page.pdf({ format: 'A4', preferCSSPageSize: true, printBackground: true }));
    const pages = await pagesOf(pdf);
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
    const { procedures } = (await browser.journal()) as { procedures?: Procedure[] };
    await open(`procedure/${procedures?.[0]?.id}`);
    await page.locator('.checklist-step .step-actions button').click();
    await says(page, 'Gjort ');
    // From here to the note's copy by keyboard alone.
    await keyboard.press('Grønt notat til sagen', 'Enter');
    await page.waitForSelector('.note-sheet');
    await keyboard.rests({ tag: 'h1' });

    const { pages, text } = await printed('usual');
    expect(pages).toBe(1);
    const seen = await onPaper(page, () => mainText(page));
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
    await keyboard.press('Medtag navne', ' ');
    await until(async () => ((await names()) ? true : null), 'the pseudonym');
    await page.keyboard.press(' ');
    await until(async () => ((await names()) ? null : true), 'no name again');
  });

  it('takes another number of the case, and gives the file its name', async () => {
    await keyboard.to('Sagsnr.', 'back');
    await keyboard.keys('End');
    await page.keyboard.type('-B');
    await says(page, '26/4711-B');
    const expected = `Grønt notat – 26/4711-B – ${usual.title}`;
    await until(async () => ((await page.title()) === expected ? true : null), expected);
  });

  it('goes to the printer on a click', async () => {
    await page.evaluate(() => Object.assign(globalThis, { print: () => Object.assign(globalThis, { printed: true }) }));
    await keyboard.press('Udskriv eller gem som PDF', 'Enter');
    expect(await page.evaluate(() => (globalThis as { printed?: boolean }).printed)).toBe(true);
  });

  it('is copied with its form, and as plain text, and brings nothing along that runs', async () => {
    await keyboard.press('Kopiér til journalsystemet (ESDH)', 'Enter');
    await says(page, 'Notatet er kopieret.');
    const board = await browser.openPage(journalSystem);
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
    await eachScheme(page, async () => expect(await pageViolations(page)).toEqual([]));
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
    const fits = () =>
      page.evaluate(
        ({ scrollWidth, clientWidth } = document.documentElement) => scrollWidth === clientWidth && scrollWidth <= 400,
      );
    await until(fits, 'the note to fit the window');
    expect(await pageViolations(page)).toEqual([]);
    await page.setViewport({ width: 1440, height: 900 });
  });
});
