import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Answer } from './harness/answers.ts';
import { bundle } from './harness/bundle.ts';
import { type Firefox, firefoxMissing, launchFirefox } from './harness/firefox.ts';
import { inPanel } from './harness/panel.ts';
import { until } from './harness/until.ts';

const missing = firefoxMissing();
const fields = 'https://udbud.dk/opretIndkoeb/felter';
const address = (editor: string) => `https://udbud.dk/opretIndkoeb/${editor}/`;
const fixture = (name: string) => new URL(`../fixtures/editors/${name}`, import.meta.url);

/** Where the text stands in each case, and how it is read: by the editor's own interface where there is one. */
const cases = [
  { name: 'a textarea', url: fields, host: '#besk' },
  { name: 'a plain editable element', url: fields, host: '#rig' },
  { name: 'ProseMirror', url: address('prosemirror'), host: '.ProseMirror' },
  { name: 'Quill', url: address('quill'), host: '.ql-editor' },
] as const;

const value = (page: Page, host: string) =>
  page.evaluate((selector) => {
    const { editorUnderTest } = globalThis as unknown as { editorUnderTest?: { value: () => string } };
    if (editorUnderTest) return editorUnderTest.value();
    const element = document.querySelector<HTMLTextAreaElement>(selector);
    return (element?.value ?? element?.innerText ?? '').trimEnd();
  }, host);

const valueIs = (page: Page, host: string, wanted: string) =>
  until(async () => ((await value(page, host)) === wanted ? true : null), `the value ${JSON.stringify(wanted)}`).catch(
    async () => expect(await value(page, host)).toBe(wanted),
  );

async function pressWithControl(page: Page, key: 'End' | 'z'): Promise<void> {
  await page.keyboard.down('Control');
  await page.keyboard.press(key);
  await page.keyboard.up('Control');
}

async function press(page: Page, ...keys: [key: 'Tab' | 'Enter', times: number][]): Promise<void> {
  for (const [key, times] of keys) for (let i = 0; i < times; i++) await page.keyboard.press(key);
}

/** From the last thing on the page that can be focused, Tab goes on to the first marker. */
async function pressMarker(page: Page): Promise<void> {
  await page.evaluate(() => [...document.querySelectorAll<HTMLElement>('input, select')].at(-1)?.focus());
  await press(page, ['Tab', 1], ['Enter', 1]);
}

describe.skipIf(missing)(`fields in Firefox${missing ? ` (${missing})` : ''}`, () => {
  let firefox: Firefox;
  beforeAll(async () => {
    const answers = new Map<string, Answer>([[fields, await readFile(fixture('fields.html'), 'utf8')]]);
    for (const editor of ['prosemirror', 'quill']) {
      answers.set(address(editor), await readFile(fixture('form.html'), 'utf8'));
      const body = await bundle(fileURLToPath(fixture(`${editor}.ts`)));
      answers.set(`${address(editor)}editor.js`, { body, contentType: 'text/javascript' });
    }
    firefox = await launchFirefox({ answers });
    await firefox.setSettings({ language: 'da', buyerKind: 'pogiMember' });
  });
  afterAll(() => firefox.close());

  it.each(cases)('take a criterion in $name and give it back, to the browser’s undo and to ours', async (one) => {
    const page = await firefox.openPage(one.url);
    await until(() => page.evaluate(() => document.querySelector('[data-groent-lys]') && true), 'the pill');
    await page.click(one.host);
    await pressWithControl(page, 'End');
    await page.keyboard.press('Enter');
    await page.keyboard.type('Kontorstole og skriveborde.');
    const before = await until(async () => {
      const now = await value(page, one.host);
      return now.includes('Kontorstole og skriveborde.') ? now : null;
    }, 'what was typed in the field');
    if (one.host === '#besk') await inPanel(page, '.field-marker[aria-label*="»Beskrivelse«"]:not(.away)');
    else {
      const marked = () => page.evaluate(() => [...(CSS.highlights.get('groent-lys-field') ?? [])].map(String));
      await until(async () => ((await marked()).includes('Kontorstole') ? true : null), 'highlights in the field');
      await inPanel(page, '.field-marker:not(.away)');
    }

    // The keys are counted, and the field tells the rest.
    // From the panel's heading: close, follow, the first target; in it the place, the source, more, kind of
    // criterion, insert, undo.
    const toInsert: [key: 'Tab' | 'Enter', times: number][] = [
      ['Tab', 3],
      ['Enter', 1],
      ['Tab', 5],
    ];
    await pressMarker(page);
    // The words of the targets come from the background.
    await inPanel(page, '.card');
    const insert = async () => {
      await press(page, ...toInsert, ['Enter', 1]);
      return until(async () => {
        const now = await value(page, one.host);
        return now.length > before.length + 40 ? now : null;
      }, 'the criterion in the field');
    };
    const inserted = await insert();
    expect(inserted.slice(0, before.length + 1)).toBe(`${before}\n`);
    await pressWithControl(page, 'z');
    await valueIs(page, one.host, before);

    // The marker that opened the panel closes it, and keeps the focus.
    await pressMarker(page);
    await press(page, ['Enter', 1]);
    expect(await insert()).toBe(inserted);
    await pressMarker(page);
    await press(page, ['Enter', 1]);
    await press(page, ...toInsert, ['Tab', 1], ['Enter', 1]);
    await valueIs(page, one.host, before);
    await page.close();
  });
});
