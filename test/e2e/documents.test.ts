import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Procedure, Revision } from '../../lib/log/schema.ts';
import { paragraph, wordFile, workbookFile } from '../unit/documents/office-files.ts';
import { noticeXml } from '../unit/documents/sample-notice.ts';
import { smallPdf } from '../unit/documents/small-pdf.ts';
import { browsersFor, type Driven } from './harness/both.ts';
import { chooseFiles } from './harness/files.ts';
import { pageViolations } from './harness/panel.ts';
import { until } from './harness/until.ts';

describe.each(browsersFor('long'))('documents under check in %s', (_, launch) => {
  let browser: Driven;
  let folder: string;
  beforeAll(async () => {
    [browser, folder] = await Promise.all([launch(), mkdtemp(join(tmpdir(), 'groent-lys-documents-'))]);
    await browser.setSettings({ language: 'da', organisation: { name: 'Engdal Kommune', cvr: '99999999' } });
  });
  afterAll(async () => {
    await browser.close();
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  });

  const secret = 'Denne sætning står kun i dokumentet.';
  const word = wordFile(
    paragraph('Kontorstole til rådhuset', 'Titel') +
      paragraph('Indledning', 'Overskrift1') +
      paragraph(secret) +
      paragraph('Miljø', 'Overskrift1') +
      paragraph('Kontorstolene skal være mærket med Svanemærket, Möbelfakta eller tilsvarende.'),
  );

  const endless = smallPdf(Array.from({ length: 20_000 }, () => ['Side']));
  const progress = '.checked-files ~ .progress progress[max="20000"]';

  async function open(files: Record<string, string | Uint8Array>): Promise<Page> {
    const page = await browser.dashboard('/documents');
    await page.waitForSelector('.drop-place');
    await chooseFiles(page, folder, files);
    return page;
  }
  const text = (page: Page, selector: string): Promise<string> =>
    page.$$eval(selector, (elements) => elements.map((one) => (one as HTMLElement).innerText).join('\n'));
  const advised = (page: Page) => page.waitForSelector('#checked-advice');
  const rows = async () => (await browser.journal()) as unknown as { journal: Revision[]; procedures: Procedure[] };

  it('a specification in Word is read, advised on with its places and logged by keyboard, and its text is stored nowhere', async () => {
    const page = await open({ 'krav.docx': word });
    await advised(page);
    expect(await page.$eval('.checked-words input', (input) => (input as HTMLInputElement).value)).toBe(
      'Kontorstole til rådhuset',
    );
    const target = '.checked-target:has(.tag + .muted)';
    await page.waitForSelector(target);
    const covered = await page.$$eval(target, (targets) =>
      targets.findIndex((one) => (one as HTMLElement).innerText.includes('Står allerede i teksten')),
    );
    const summary = (await page.$$(`${target} > summary`))[covered];
    await summary?.focus();
    await page.keyboard.press('Enter');
    await page.waitForSelector('.checked-decision .button.primary');
    expect(await text(page, '.checked-target[open] .found-place')).toContain('krav.docx, under »2. Miljø«, 1. afsnit');
    expect(await pageViolations(page)).toEqual([]);
    await page.focus('.checked-decision .button.primary');
    await page.keyboard.press('Enter');
    await until(
      async () => (await text(page, '.checked-decision')).includes('Logget: Opfyldt') || null,
      'the decision',
    );
    const { journal, procedures } = await rows();
    expect(procedures).toMatchObject([
      {
        title: 'Kontorstole til rådhuset',
        portal: 'document',
        url: '',
        buyer: { name: 'Engdal Kommune', id: '99999999', scheme: 'DK-CVR' },
      },
    ]);
    expect(journal).toMatchObject([
      {
        verdict: 'met',
        portal: 'document',
        evidence: [
          {
            title: 'krav.docx · under »2. Miljø«, 1. afsnit',
            quote: 'Kontorstolene skal være mærket med Svanemærket, Möbelfakta eller tilsvarende.',
          },
        ],
      },
    ]);
    expect(JSON.stringify(await browser.journal())).not.toContain(secret);
    await page.close();
  });

  it('a notice gives the tender, a PDF and a workbook stand beside it, and the tender can be followed', async () => {
    const page = await open({
      'bekendtgørelse.xml': noticeXml(),
      'bilag.pdf': smallPdf([['Bilag 1'], ['Kontorstolene skal leveres uden plast.']]),
      'ark.xlsx': workbookFile({ Krav: '<row r="2"><c r="B2" t="str"><v>Stel af genbrugt stål</v></c></row>' }),
    });
    await advised(page);
    expect(await text(page, '.checked-title')).toBe('Kontorstole til administrationen');
    expect(await text(page, '[aria-labelledby="checked-tender"] .facts')).toContain('26-1042');
    expect(await text(page, '.checked-files')).toMatch(
      /Bekendtgørelse \(eForms\)[\s\S]*PDF · \d+ kB · 2 sider[\s\S]*Excel/,
    );
    expect(await text(page, '.checked-area')).toContain('Obligatorisk for POGI-medlemmer');
    // By key: the choice among the tenders that are followed comes a moment later, and moves the button.
    await (await page.waitForSelector('::-p-aria(Følg dette udbud)'))?.press('Enter');
    await page.waitForSelector('::-p-aria(Stop med at følge)');
    const { procedures } = await rows();
    const { procedureId, cpv, reference, relevant } = procedures.find(({ reference: own }) => own === '26-1042') ?? {};
    expect({ procedureId, cpv, reference }).toEqual({
      procedureId: '0f5c1b2e-6a0b-4a53-9a4e-0123456789ab',
      cpv: { main: '39112000', additional: ['39130000'] },
      reference: '26-1042',
    });
    expect(relevant?.length).toBeGreaterThan(0);
    await page.close();
  });

  it('a file that cannot be read says why, and the others are read all the same', async () => {
    const old = new Uint8Array(1024);
    old.set([0xd0, 0xcf, 0x11, 0xe0]);
    old.set(
      [...'WordDocument'].flatMap((sign) => [sign.charCodeAt(0), 0]),
      512,
    );
    const page = await open({ 'gammel.doc': old, 'scannet.pdf': smallPdf([[]]), 'krav.docx': word });
    await advised(page);
    const said = await text(page, '.checked-files');
    expect(said).toContain('Gem den som .docx, og vælg den igen.');
    expect(said).toContain('PDF-filen er billeder af tekst');
    await page.locator('::-p-aria(Fjern gammel.doc)').click();
    await until(async () => !(await text(page, '.checked-files')).includes('gammel.doc') || null, 'the file to go');
    await page.close();
  });

  it('the same file again takes the place of the one that is being read', async () => {
    const page = await open({ 'krav.pdf': endless });
    await page.waitForSelector(progress);
    await chooseFiles(page, folder, { 'krav.pdf': smallPdf([['Kontorstole til rådhuset']]) });
    await advised(page);
    expect(await page.$$eval('.checked-files li', (rows) => rows.map((row) => (row as HTMLElement).innerText))).toEqual(
      [expect.stringContaining('1 side')],
    );
    await until(() => page.workers().length === 0 || null, 'the worker to end');
    await page.close();
  });

  it('a reading that takes long shows how far it is and is called off at once', async () => {
    const page = await open({ 'endeløs.pdf': endless });
    await page.waitForSelector(progress);
    await page.locator('::-p-aria(Afbryd læsningen)').click();
    await until(async () => (await page.$('.checked-files')) === null || null, 'the list to be empty');
    await until(() => page.workers().length === 0 || null, 'the worker to end');
    await page.close();
  });
});
