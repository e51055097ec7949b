import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EditorUnderTest } from '../fixtures/editors/page.ts';
import type { Answer, Answers } from './harness/answers.ts';
import { browsersFor, type Driven } from './harness/both.ts';
import { bundle } from './harness/bundle.ts';
import { control, inPanel, panelText } from './harness/panel.ts';
import { until } from './harness/until.ts';

const fixture = (name: string) => new URL(`../fixtures/editors/${name}`, import.meta.url);
const address = (editor: string) => `https://udbud.dk/opretIndkoeb/${editor}/`;

const first = 'Levering til det nye rådhus.';
const typed = 'Kontorstole og skriveborde med lang levetid.';

/** What is written in; TinyMCE's editable element is the body of a frame. */
const editables = {
  ckeditor: '.ck-editor__editable',
  tinymce: 'iframe.tox-edit-area__iframe',
  quill: '.ql-editor',
  codemirror: '.cm-content',
  prosemirror: '.ProseMirror',
} as const;
type EditorName = keyof typeof editables;

interface InPage {
  editorUnderTest: EditorUnderTest;
}

const value = (page: Page) => page.evaluate(() => (globalThis as unknown as InPage).editorUnderTest.value());

const caretTo = (page: Page, place: 'start' | 'end') =>
  page.evaluate((at) => (globalThis as unknown as InPage).editorUnderTest.caretTo(at), place);

/** Every field but the editor, and the page around it. */
const around = (page: Page) =>
  page.evaluate(() => ({
    fields: [...document.querySelectorAll<HTMLInputElement>('#titel, #cpv, #sag')].map((field) => field.value),
    labels: [...document.querySelectorAll('label')].map(({ outerHTML }) => outerHTML),
    heading: document.querySelector('h1')?.outerHTML,
  }));

const valueIs = (page: Page, wanted: string) =>
  until(async () => ((await value(page)) === wanted ? true : null), `the value ${JSON.stringify(wanted)}`).catch(
    async () => expect(await value(page)).toBe(wanted),
  );

/** Presses a button of the panel by its name, with the mouse or the keyboard. */
async function press(page: Page, name: string, how: 'mouse' | 'keyboard' = 'mouse'): Promise<void> {
  const button = await control(page, 'button', name);
  if (how === 'mouse') return button.click();
  await button.focus();
  await page.keyboard.press('Enter');
}

/** Unfolds the first target that has a criterion, or has the wanted one. @returns the criterion's words */
const unfold = (page: Page, wanted?: string): Promise<string> =>
  // The cards come with the words of their targets.
  until(() => tryToUnfold(page, wanted), 'a target with a criterion');

async function tryToUnfold(page: Page, wanted?: string): Promise<string | null> {
  const count = await (await inPanel(page, '.panel-body')).evaluate(
    (body) => body.querySelectorAll('.card-title button').length,
  );
  for (let number = 0; number < count; number++) {
    const press = async () =>
      (await inPanel(page, '.panel-body')).evaluate((body, at) => {
        const card = body.querySelectorAll('.card')[at];
        card?.querySelector<HTMLElement>('.card-title button')?.click();
        return new Promise<string | null>((resolve) =>
          requestAnimationFrame(() =>
            requestAnimationFrame(() => resolve(card?.querySelector('blockquote')?.textContent ?? null)),
          ),
        );
      }, number);
    const found = await press();
    if (found !== null && (wanted === undefined || found === wanted)) return found;
    if (found !== null) await press();
  }
  return null;
}

describe.each(browsersFor('long'))('in an editor in %s', (_, launch) => {
  let browser: Driven;
  beforeAll(async () => {
    browser = await launch();
    await browser.setSettings({ language: 'da', buyerKind: 'pogiMember' });
  });
  afterAll(() => browser.close());

  describe.each(Object.keys(editables) as EditorName[])('%s', (editor) => {
    let page: Page;
    let criterion: string;
    const before = `${first}\n${typed}`;
    beforeAll(async () => {
      const script = await bundle(fileURLToPath(fixture(`${editor}.ts`)));
      const answers: Answers = new Map<string, Answer>([
        [address(editor), await readFile(fixture('form.html'), 'utf8')],
        [`${address(editor)}editor.js`, { body: script, contentType: 'text/javascript' }],
      ]);
      page = await browser.openPage(address(editor), { answers });
      await page.waitForFunction(() => 'editorUnderTest' in globalThis);
    });
    afterAll(async () => {
      await page.close();
      await browser.store({ policy: null });
    });

    it('counts the targets that the text speaks of while it is typed', async () => {
      expect((await browser.pageReport(page)).kind).toBe('form');
      await caretTo(page, 'end');
      await page.keyboard.press('Enter');
      await page.keyboard.type(typed);
      const marker = await inPanel(page, '.field-marker[aria-label*="Beskrivelse"]:not(.away)');
      expect(await marker.evaluate((element) => element.getAttribute('aria-label'))).toMatch(
        /^\d+ mål gælder teksten i »Beskrivelse«\. Åbn$/,
      );
      await valueIs(page, before);
      await until(async () => {
        const words = await page.evaluate((selector) => {
          const frame = document.querySelector(selector);
          const view = (frame as HTMLIFrameElement).contentWindow ?? window;
          const own = view as Window & typeof globalThis;
          return [...(own.CSS.highlights.get('groent-lys-field') ?? [])].map(String);
        }, editables[editor]);
        // A key that is late gives the product the time to mark a word that is not yet written to its end.
        return words.includes('Kontorstole');
      }, '"Kontorstole" highlighted in the editor');
    });

    it('takes a criterion at the caret by mouse, and gives it back to the keyboard', async () => {
      const outside = await around(page);
      await (await inPanel(page, '.field-marker[aria-label*="Beskrivelse"]')).click();
      criterion = await unfold(page);
      await press(page, 'Indsæt i feltet »Beskrivelse«');
      await valueIs(page, `${before}\n${criterion}`);
      expect(await around(page)).toEqual(outside);
      // The field has the focus: the first thing that the user can press is undo.
      await until(
        async () => ((await panelText(page)).includes('Indsat i »Beskrivelse«') ? true : null),
        'the word of it',
      );
      await page.keyboard.down('Control');
      await page.keyboard.press('z');
      await page.keyboard.up('Control');
      await valueIs(page, before);
    });

    it('takes it by keyboard, and gives it back to our own button', async () => {
      const outside = await around(page);
      await press(page, 'Indsæt i feltet »Beskrivelse«', 'keyboard');
      await valueIs(page, `${before}\n${criterion}`);
      await press(page, 'Fortryd indsættelsen', 'keyboard');
      await valueIs(page, before);
      await until(
        async () => (await panelText(page)).includes('Fjernet igen fra »Beskrivelse«'),
        'the word that it is taken out',
      );
      expect(await around(page)).toEqual(outside);
    });

    it('takes out exactly what went in when the text was changed elsewhere, and says when it was changed itself', async () => {
      await press(page, 'Indsæt i feltet »Beskrivelse«');
      await valueIs(page, `${before}\n${criterion}`);
      await caretTo(page, 'start');
      await page.keyboard.type('Nyt: ');
      await valueIs(page, `Nyt: ${before}\n${criterion}`);
      await press(page, 'Fortryd indsættelsen');
      await valueIs(page, `Nyt: ${before}`);
      await caretTo(page, 'end');
      await press(page, 'Indsæt i feltet »Beskrivelse«');
      await valueIs(page, `Nyt: ${before}\n${criterion}`);
      await page.keyboard.press('Backspace');
      await valueIs(page, `Nyt: ${before}\n${criterion.slice(0, -1)}`);
      await press(page, 'Fortryd indsættelsen');
      await until(async () => ((await panelText(page)).includes('er ændret siden') ? true : null), 'the word of it');
      expect(await value(page)).toBe(`Nyt: ${before}\n${criterion.slice(0, -1)}`);
    });

    it('takes a criterion of several lines line by line, and gives it back in one step', async () => {
      const lines = ['Møblerne skal kunne skilles ad.', 'Reservedele leveres i ti år.', 'Garantien er fem år.'];
      const example = new URL('../../targets/policy.example.json', import.meta.url);
      const policy = JSON.parse(await readFile(example, 'utf8')) as {
        added: { criterion: { text: { da: string } } }[];
      };
      for (const target of policy.added) target.criterion.text.da = lines.join('\n');
      await browser.store({ policy });
      await page.reload();
      await page.waitForFunction(() => 'editorUnderTest' in globalThis);
      await (await inPanel(page, '.pill')).click();
      expect(await unfold(page, lines.join('\n'))).toBe(lines.join('\n'));
      const start = await value(page);
      await caretTo(page, 'end');
      await press(page, 'Indsæt i feltet »Beskrivelse«');
      await valueIs(page, [start, ...lines].join('\n'));
      await page.keyboard.down('Control');
      await page.keyboard.press('z');
      await page.keyboard.up('Control');
      await valueIs(page, start);
      await press(page, 'Indsæt i feltet »Beskrivelse«', 'keyboard');
      await valueIs(page, [start, ...lines].join('\n'));
      await press(page, 'Fortryd indsættelsen', 'keyboard');
      await valueIs(page, start);
    });
  });
});
