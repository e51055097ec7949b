import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { browsersFor, type Driven } from './harness/both.ts';
import { inPanel } from './harness/panel.ts';

const address = (name: string) => `https://ted.europa.eu/da/notice/-/detail/${name}`;
const number = '917342-2026';

/** The official page with something of its own added at the start of its body. */
async function pageWith(html: string): Promise<string> {
  const page = await readFile(new URL('../fixtures/pages/ted-eforms-da.html', import.meta.url), 'utf8');
  // Without an icon of its own the browser may ask for one after the page has closed.
  return page
    .replace('</head>', '<link rel="icon" href="data:,"></head>')
    .replace(/<body[^>]*>/, (body) => `${body}${html}`);
}

describe.each(browsersFor('long'))('a page that stands in the way in %s', (name, launch) => {
  let browser: Driven;
  beforeAll(async () => {
    browser = await launch();
    await browser.setSettings({ language: 'da' });
  });
  afterAll(() => browser.close());

  it.each([
    ['has a form with a field called "id"', '<form><input type="hidden" name="id" value="7"></form>'],
    ['has an element with the id of our own mark', '<a id="groentLysRuns"></a>'],
  ])('is read like any other when it %s', async (_what, html) => {
    const page = await browser.openPage(address(number), {
      answers: new Map([[address(number), await pageWith(html)]]),
    });
    const report = await browser.pageReport(page);
    expect(report.tender.publicationNumber).toBe(number);
    expect(report.findings.length).toBeGreaterThan(5);
    await inPanel(page, '.pill');
    await page.close();
  });

  it('is no tender when its forms hide what every element can do, which Firefox does not let them', async () => {
    const hostile = await pageWith('<form><input name="getAttribute"><input name="hasAttribute"></form>');
    const page = await browser.openPage(address(number), { answers: new Map([[address(number), hostile]]) });
    const report = await browser.pageReport(page);
    if (name === 'Firefox') expect(report.tender.publicationNumber).toBe(number);
    else expect(report).toMatchObject({ kind: 'none', state: 'final', findings: [] });
    await page.close();
  });

  it('is read to its end when its forms answer with their controls for the way through the page', async () => {
    await browser.switchOn('https://shop.example');
    const names =
      'parentElement parentNode nextSibling previousSibling previousElementSibling closest matches contains';
    const card = '<div><h2><a href="/x">Kopipapir A4</a></h2><p>149,00 kr.</p><button>Læg i kurv</button></div>';
    for (const control of names.split(' ')) {
      const address = `https://shop.example/${control}`;
      const head = '<!doctype html><html lang="da"><head><link rel="icon" href="data:,"><title>Papir</title></head>';
      const form = `<form><input name="${control}">${card.repeat(4)}<textarea aria-label="Krav"></textarea></form>`;
      const page = await browser.openPage(address, {
        answers: new Map([[address, `${head}<body><h1>Papir</h1>${form}</body></html>`]]),
      });
      expect([control, (await browser.pageReport(page)).kind]).toEqual([control, 'list']);
      // What changes in the form is followed as well.
      await page.evaluate((html) => document.querySelector('textarea')?.insertAdjacentHTML('beforebegin', html), card);
      await page.focus('textarea');
      expect([control, (await browser.pageReport(page)).kind]).toEqual([control, 'list']);
      await page.close();
    }
    expect(browser.consoleErrors).toEqual([]);
  });

  it.each(['closest', 'matches', 'parentElement', 'previousElementSibling', 'getBoundingClientRect'])(
    'says what there is to say at a field whose form has a control called "%s"',
    async (control) => {
      const hostile = await pageWith(
        `<main><form id="f"><p>Et afsnit</p><div role="textbox" contenteditable="true"><b>Vi køber kopipapir</b></div></form>
         <input form="f" name="${control}"><textarea aria-label="Krav">Levering af kontorstole og kopipapir med Svanemærket</textarea></main>`,
      );
      const page = await browser.openPage(address(number), { answers: new Map([[address(number), hostile]]) });
      await inPanel(page, '.field-marker');
      await page.evaluate(() => document.querySelector('p')?.setAttribute('hidden', ''));
      await page.focus('textarea');
      expect((await browser.pageReport(page)).tender.publicationNumber).toBe(number);
      expect(browser.consoleErrors).toEqual([]);
      await page.close();
    },
  );

  /** Firefox kills what a script holds of a frame's document that went away; each touch of it is an error there. */
  it.skipIf(name === 'Firefox')('follows a frame that leaves for another site', async () => {
    const framed = await pageWith(
      '<iframe srcdoc="<body contenteditable=true>Levering af kontorstole og kopipapir med Svanemærket</body>" title="Krav"></iframe>',
    );
    const away = 'https://elsewhere.example/';
    const answers = new Map([
      [address(number), framed],
      [away, '<!doctype html><link rel="icon" href="data:,"><p>Væk</p>'],
    ]);
    const page = await browser.openPage(address(number), { answers });
    await inPanel(page, '.field-marker');
    await page.evaluate((url) => {
      const frame = document.querySelector('iframe') as HTMLIFrameElement;
      return new Promise((resolve) => {
        frame.onload = resolve;
        frame.removeAttribute('srcdoc');
        frame.src = url;
      });
    }, away);
    await page.evaluate(() => document.body.insertAdjacentHTML('beforeend', '<p>Et afsnit mere</p>'));
    expect((await browser.pageReport(page)).tender.publicationNumber).toBe(number);
    expect(browser.consoleErrors).toEqual([]);
    await page.close();
  });

  it('cannot give the pill and the panel other colours', async () => {
    const colours = '--background: #0f0 !important; --surface: #0f0 !important; --text: #0f0 !important';
    const painted = await pageWith(`<style>[data-groent-lys], [data-groent-lys] * { ${colours} }</style>`);
    const page = await browser.openPage(address(number), { answers: new Map([[address(number), painted]]) });
    const pill = await inPanel(page, '.pill');
    const { color, backgroundColor } = await pill.evaluate((element) => {
      const style = getComputedStyle(element);
      return { color: style.color, backgroundColor: style.backgroundColor };
    });
    expect([color, backgroundColor]).not.toContain('rgb(0, 255, 0)');
    expect(await pill.evaluate((element) => getComputedStyle(element).getPropertyValue('--text'))).toBe('#1c2126');
    await page.close();
  });

  it('hears nothing of what is written, pasted or focused in the panel by the listeners it has for itself', async () => {
    const types = 'keydown keyup keypress beforeinput input paste copy cut compositionstart focusin focusout'.split(
      ' ',
    );
    const listening = await pageWith(
      `<script>window.heard = []; for (const type of ${JSON.stringify(types)}) {
        document.addEventListener(type, (event) => heard.push(type));
      }</script>`,
    );
    const page = await browser.openPage(address(number), { answers: new Map([[address(number), listening]]) });
    await (await inPanel(page, '.pill')).click();
    await (await inPanel(page, '.card-title button')).click();
    await (await inPanel(page, '.verdict-buttons .small:nth-of-type(3)')).click();
    const area = await inPanel(page, '.decision-form textarea');
    await area.type('To tilbud');
    await area.evaluate((element) => {
      for (const type of ['paste', 'copy', 'cut', 'compositionstart']) {
        element.dispatchEvent(new Event(type, { bubbles: true, composed: true }));
      }
    });
    expect(await area.evaluate((element) => (element as HTMLTextAreaElement).value)).toBe('To tilbud');
    expect(await page.evaluate(() => [...new Set((window as unknown as { heard: string[] }).heard)])).toEqual([]);
    await page.close();
  });

  it('is sent no message that it did not ask for', async () => {
    const listening = await pageWith(
      '<script>window.received = []; addEventListener("message", (event) => received.push(event.data));</script>',
    );
    const page = await browser.openPage(address(number), { answers: new Map([[address(number), listening]]) });
    await inPanel(page, '.pill');
    expect(await page.evaluate(() => (window as unknown as { received: unknown[] }).received)).toEqual([]);
    await page.close();
  });
});
