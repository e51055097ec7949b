import { beforeEach, describe, expect, test, vi } from 'vitest';

const fake = vi.hoisted(() => ({
  calls: [] as unknown[][],
  answers: true,
  inPage: 'Vi køber\nkontorstole' as unknown,
  language: 'da',
}));
const note =
  (name: string) =>
  async (...given: unknown[]) => {
    fake.calls.push([name, ...given]);
  };
vi.mock('wxt/browser', () => ({
  browser: {
    action: {
      setBadgeBackgroundColor: async () => undefined,
      setBadgeTextColor: async () => undefined,
      setBadgeText: note('badge'),
      setTitle: note('title'),
      openPopup: note('popup'),
    },
    contextMenus: {
      removeAll: note('removeAll'),
      create: (menu: object, done: () => void) => {
        fake.calls.push(['create', menu]);
        done();
      },
    },
    i18n: { getUILanguage: () => 'en-GB' },
    runtime: { getURL: (path: string) => `chrome-extension://ours${path}` },
    scripting: {
      executeScript: async () => {
        if (fake.inPage === null) throw new Error('no access');
        return [{ result: fake.inPage }];
      },
    },
    storage: { session: { set: note('session') } },
    tabs: {
      create: note('tab'),
      sendMessage: async (...given: unknown[]) => {
        if (!fake.answers) throw new Error('nobody there');
        fake.calls.push(['message', ...given]);
      },
    },
  },
}));
vi.mock('../../../entrypoints/background/settings.ts', () => ({
  currentSettings: async () => ({ language: fake.language }),
}));

const { passOn } = await import('../../../entrypoints/background/commands.ts');
const { checkSelection, refreshMenu } = await import('../../../entrypoints/background/selection-menu.ts');
const { showOpen } = await import('../../../entrypoints/background/toolbar.ts');

const calls = (...names: string[]) => fake.calls.filter(([name]) => names.includes(String(name)));
const sender = { tabId: 7, frameId: 0, documentId: null, url: 'https://ted.europa.eu/' };

beforeEach(() => {
  Object.assign(fake, { calls: [], answers: true, inPage: 'Vi køber\nkontorstole', language: 'da' });
});

describe('a key of the browser’s', () => {
  test.each([
    ['toggle-panel', 'panel/toggle'],
    ['next-target', 'panel/next'],
    ['log-target', 'panel/log'],
  ])('%s is told to the page as %s', async (command, type) => {
    await passOn(command, 7);
    expect(fake.calls).toEqual([['message', 7, { type }]]);
  });

  test('opens the popup where nothing of ours runs, which says why', async () => {
    fake.answers = false;
    await passOn('next-target', 7);
    expect(fake.calls).toEqual([['popup']]);
  });

  test('that is not ours, or outside a tab, does nothing', async () => {
    await passOn('_execute_action', 7);
    await passOn('next-target', undefined);
    expect(fake.calls).toEqual([]);
  });
});

describe('the toolbar button', () => {
  test.each([
    [12, '12', 'Grønt Lys: 12 åbne mål på siden'],
    [1, '1', 'Grønt Lys: 1 åbent mål på siden'],
    [0, '', 'Grønt Lys: ingen åbne mål på siden'],
    [null, '', 'Grønt Lys'],
  ])('with %s open targets shows "%s" and says "%s"', async (count, text, title) => {
    await showOpen(sender, count);
    expect(fake.calls).toEqual([
      ['badge', { text, tabId: 7 }],
      ['title', { title, tabId: 7 }],
    ]);
  });

  test('speaks the language that was chosen', async () => {
    fake.language = 'nb';
    await showOpen(sender, 2);
    expect(calls('title')).toEqual([['title', { title: 'Grønt Lys: 2 åpne mål på siden', tabId: 7 }]]);
  });
});

describe('the menu of a selection', () => {
  const info = { menuItemId: 'check-selection', selectionText: 'Vi køber kontorstole', frameId: 3 };
  const tab = { id: 7, index: 2 };
  const check = (change: object = {}, over: object = tab) =>
    checkSelection({ ...info, ...change } as never, over as never);

  test('is named in the language that was chosen, each time anew', async () => {
    fake.language = 'nb';
    await refreshMenu();
    expect(fake.calls).toEqual([
      ['removeAll'],
      ['create', { id: 'check-selection', title: 'Finn grønne mål i det markerte', contexts: ['selection'] }],
    ]);
  });

  test('hands the text over in memory as it stands on the page, and opens the check beside the tab', async () => {
    await check();
    expect(fake.calls).toEqual([
      ['session', { selectedText: 'Vi køber\nkontorstole' }],
      ['tab', { url: 'chrome-extension://ours/dashboard.html#/documents/text', openerTabId: 7, index: 3 }],
    ]);
  });

  test.each([
    ['the page gives something else by then', 'En anden tekst'],
    ['the page gives none', ''],
    ['the page may not be asked', null],
    ['the page gives no text', { text: 'x' }],
  ])('takes what the menu gave when %s', async (_, inPage) => {
    fake.inPage = inPage;
    await check();
    expect(calls('session')).toEqual([['session', { selectedText: 'Vi køber kontorstole' }]]);
  });

  test('does nothing without a text, or for an entry that is not ours', async () => {
    await check({ selectionText: '' });
    await check({ menuItemId: 'other' });
    expect(fake.calls).toEqual([]);
  });
});
