import { readFile } from 'node:fs/promises';
import type { Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DecisionInput, Procedure } from '../../lib/log/schema.ts';
import type { Policy } from '../../lib/targets/policy.ts';
import { browsersFor, type Driven } from './harness/both.ts';
import { pasteBoard, pastedInto } from './harness/clipboard.ts';
import { control, inPanel, pageViolations, panelText } from './harness/panel.ts';
import { until } from './harness/until.ts';

const form = 'https://udbud.dk/opretIndkoeb/bekendtgoerelse';
const journalSystem = 'https://sag.example/notat';

/** What is chosen and written in the fields of one lot. */
const fieldsOf = (page: Page, lot: string) =>
  page.evaluate((number) => {
    const list = (term: string) =>
      [...(document.getElementById(`bt_${term}_lot_${number}`) as HTMLSelectElement).selectedOptions].map(
        ({ value }) => value,
      );
    return {
      'BT-06': [...document.querySelectorAll<HTMLInputElement>(`#aims_${number} input:checked`)].map(({ value }) =>
        value.replace(/.*\|/, ''),
      ),
      'BT-774': list('774'),
      'BT-775': list('775'),
      'BT-776': list('776'),
      'BT-777': (document.getElementById(`bt_777_lot_${number}`) as HTMLTextAreaElement).value,
      'BT-805': list('805'),
    };
  }, lot);

const nothing = { 'BT-06': [], 'BT-774': [], 'BT-775': [], 'BT-776': [], 'BT-777': '', 'BT-805': [] };

const mainText = (page: Page) => page.evaluate(() => document.querySelector('main')?.innerText ?? '');
const says = (page: Page, text: string) =>
  until(async () => ((await mainText(page)).includes(text) ? true : null), `"${text}" on the page`);

/** The organisation's own target, which stands for an aim of every kind, and a second one without social aims. */
async function policyFile(): Promise<Policy> {
  const file = new URL('../../targets/policy.example.json', import.meta.url);
  const { $schema: _, ...policy } = JSON.parse(await readFile(file, 'utf8')) as Policy & { $schema: string };
  const [own] = policy.added;
  if (!own) throw new Error('the example has no target of its own');
  const all = { bt774: ['circ-econ' as const], bt775: ['opp' as const], bt776: ['prod-innov' as const] };
  const first = { ...own, eforms: { ...all, bt805: ['other' as const] } };
  const second = {
    ...own,
    id: 'engdal-traemoebler',
    eforms: { ...own.eforms, bt774: ['biodiv-eco' as const], bt805: ['national' as const] },
  };
  return { ...policy, added: [first, { ...second, title: { da: 'Møbler af godkendt træ' } }] };
}

describe.each(browsersFor('long'))('the codes for the notice in %s', (_, launch) => {
  let browser: Driven;
  let page: Page;
  let dashboard: Page;
  let requirement: string;
  let procedure: Procedure;
  beforeAll(async () => {
    const html = await readFile(new URL('../fixtures/editors/notice-form.html', import.meta.url), 'utf8');
    browser = await launch({
      answers: new Map([
        [form, html],
        [journalSystem, pasteBoard],
      ]),
    });
    await browser.setSettings({ language: 'da', unit: 'Indkøb', buyerKind: 'municipality' });
    const policy = await policyFile();
    requirement = policy.added[0]?.requirement.da ?? '';
    dashboard = await browser.dashboard('/settings');
    await dashboard.evaluate((held) => chrome.storage.local.set({ policy: held }), policy as never);
    page = await browser.openPage(form);
    await (await inPanel(page, '.pill')).click();
    await (await inPanel(page, '.follow-bar .button.primary')).click();
    procedure = await until(
      async () => ((await browser.journal()).procedures as Procedure[] | undefined)?.[0] ?? null,
      'the followed tender',
    );
  });
  afterAll(() => browser.close());

  /** Logs a decision on the followed tender as the panel would. */
  async function log(targetId: string, part: Partial<DecisionInput> = {}): Promise<void> {
    const { id: _, members, keys, words, followedAt, unit, relevant, unfollowedAt, ...facts } = procedure;
    const decision = {
      ...{ lotId: null, targetId, verdict: 'met', reason: null, placement: [], awardWeightPct: null, measured: null },
      ...{ ecolabels: [], evidence: [], vehicles: null, phase: null },
      ...part,
    };
    const reply = await dashboard.evaluate((message) => chrome.runtime.sendMessage(message), {
      type: 'decision/log',
      procedure: facts,
      relevant: [],
      decision,
    } as never);
    expect(reply).toMatchObject({ ok: true });
  }

  it('follow from no decision, so none are shown', async () => {
    expect(procedure.lots.map(({ id }) => id)).toEqual(['LOT-0001', 'LOT-0002']);
    await dashboard.bringToFront();
    await dashboard.evaluate((to) => location.assign(to), `#/procedure/${procedure.id}`);
    await says(dashboard, 'Koder til bekendtgørelsen');
    await says(dashboard, 'Der følger ingen koder af beslutningerne endnu.');
  });

  it('show for each lot what is proposed and what it follows from', async () => {
    await log('engdal-brugte-moebler', { lotId: 'LOT-0001' });
    await log('engdal-traemoebler');
    await says(dashboard, 'Følger af Møbler af godkendt træ');
    const shown = await dashboard.$$eval('.notice-lot', (lots) =>
      lots.map((lot) => ({
        title: lot.querySelector('h3')?.textContent,
        codes: [...lot.querySelectorAll<HTMLInputElement>('input[type="checkbox"]')].map(
          ({ name, checked }) => `${name.replace('notice-', '')} ${checked}`,
        ),
        from: lot.querySelector('.notice-code .hint')?.textContent,
      })),
    );
    expect(shown).toEqual([
      {
        title: 'Delkontrakt LOT-0001 · Skolemøbler',
        codes: [
          'BT-06-env-imp true',
          'BT-06-inn-pur true',
          'BT-06-soc-obj true',
          'BT-774-biodiv-eco true',
          'BT-774-circ-econ true',
          'BT-775-opp true',
          'BT-776-prod-innov true',
          'BT-805-national true',
          'BT-805-other true',
        ],
        from: 'Følger af Brugte og istandsatte møbler først (Opfyldt); Møbler af godkendt træ (Opfyldt)',
      },
      {
        title: 'Delkontrakt LOT-0002 · Kontorstole',
        codes: ['BT-06-env-imp true', 'BT-774-biodiv-eco true', 'BT-805-national true'],
        from: 'Følger af Møbler af godkendt træ (Opfyldt)',
      },
    ]);
    expect(await pageViolations(dashboard)).toEqual([]);
  });

  it('leave with a type of notice that has no fields for them, and come back', async () => {
    await dashboard.select('.notice-subtype select', '4');
    await says(dashboard, 'Denne type bekendtgørelse har ingen felter');
    expect(await dashboard.$$('.notice-lot')).toHaveLength(0);
    await dashboard.select('.notice-subtype select', '16');
    await dashboard.waitForSelector('.notice-lot');
  });

  it('are switched off and approved by keyboard', async () => {
    await dashboard.focus('.notice-lot input[name="notice-BT-774-biodiv-eco"]');
    await dashboard.keyboard.press(' ');
    await (await control(dashboard, 'button', 'Godkend koderne')).focus();
    await dashboard.keyboard.press('Enter');
    await says(dashboard, 'I godkendte koderne');
    const off = await dashboard.$$eval('.notice-lot input:not(:checked)', (boxes) =>
      boxes.map((box) => (box as HTMLInputElement).name),
    );
    expect(off).toEqual(['notice-BT-774-biodiv-eco']);
    expect(await pageViolations(dashboard)).toEqual([]);
  });

  it('are copied as text and as elements that a notice takes', async () => {
    const board = await browser.openPage(journalSystem);
    const copied = async (name: string) => {
      await dashboard.bringToFront();
      const button = await control(dashboard, 'button', name);
      await button.click();
      // Each button says it for itself, and the one before may still say it.
      await until(
        () => button.evaluate((own) => own.parentElement?.querySelector('[role="status"]')?.textContent || null),
        `a word on "${name}"`,
      );
      return (await pastedInto(board)).plain;
    };
    const text = await copied('Kopiér som tekst');
    expect(text.split('\n')[0]).toBe('Delkontrakt LOT-0001');
    expect(text).toContain('BT-774 Tilgang til reduktion af miljøpåvirkninger: Cirkulær økonomi (circ-econ)\n');
    const xml = await copied('Kopiér XML om formål (ProcurementAdditionalType)');
    // Chromium's own reader of XML, as strict as that of a portal.
    const read = await board.evaluate((elements) => {
      const parsed = new DOMParser().parseFromString(`<all>${elements}</all>`, 'application/xml');
      return [...parsed.documentElement.children].map((element) =>
        [...element.children].map((child) => `${child.nodeName} ${child.attributes[0]?.value} ${child.textContent}`),
      );
    }, xml);
    expect(read[0]).toEqual([
      'cbc:ProcurementTypeCode strategic-procurement env-imp',
      `cbc:ProcurementType DAN ${requirement}`,
    ]);
    expect(read.slice(3)).toEqual([
      ['cbc:ProcurementTypeCode environmental-impact circ-econ'],
      ['cbc:ProcurementTypeCode social-objective opp'],
      ['cbc:ProcurementTypeCode innovative-acquisition prod-innov'],
      ['cbc:ProcurementTypeCode gpp-criteria national'],
      ['cbc:ProcurementTypeCode gpp-criteria other'],
    ]);
    await board.close();
  });

  it('are filled into the fields of each lot, as approved, and nothing before the buyer asks', async () => {
    await page.reload();
    await page.bringToFront();
    await (await inPanel(page, '.pill')).click();
    const list = await inPanel(page, '.code-list');
    await until(
      async () => (await panelText(page)).includes('I har godkendt koderne i overblikket.'),
      'the word that the codes are approved',
    );
    expect(await fieldsOf(page, '0001')).toEqual(nothing);
    await until(
      async () => ((await list.evaluate((all) => all.children.length)) === 10 ? true : null),
      'six fields of the first lot and four of the second',
    );
    for (;;) {
      const pressed = await list.evaluate((all) => {
        const names = ['Vælg i feltet', 'Skriv i feltet'];
        const button = [...all.querySelectorAll('button')].find(({ textContent }) => names.includes(textContent ?? ''));
        button?.click();
        return button !== undefined;
      });
      if (!pressed) break;
    }
    const first = await until(async () => {
      const now = await fieldsOf(page, '0001');
      return now['BT-777'] === '' ? null : now;
    }, 'the text in the field');
    expect(first).toMatchObject({
      'BT-06': ['env-imp', 'inn-pur', 'soc-obj'],
      'BT-774': ['circ-econ'],
      'BT-775': ['opp'],
      'BT-776': ['prod-innov'],
      'BT-805': ['national', 'other'],
    });
    expect(first['BT-777']).toContain(requirement);
    expect(await fieldsOf(page, '0002')).toMatchObject({
      'BT-06': ['env-imp'],
      'BT-774': ['biodiv-eco'],
      'BT-775': [],
      'BT-776': [],
      'BT-805': ['national'],
    });
  });

  it('tell what is new once another decision is logged, and are suggested again when the approval is taken back', async () => {
    await log('engdal-brugte-moebler', { lotId: 'LOT-0002' });
    await dashboard.bringToFront();
    await says(dashboard, 'Ny siden godkendelsen');
    await (await control(dashboard, 'button', 'Fortryd godkendelsen')).click();
    await until(
      async () => ((await mainText(dashboard)).includes('I godkendte koderne') ? null : true),
      'the page without an approval',
    );
    const { meta } = (await browser.journal()) as { meta?: { key: string }[] };
    expect(meta?.filter(({ key }) => key.startsWith('notice:'))).toEqual([]);
  });
});
