import { expect, it } from 'vitest';
import { type NoteOptions, noteOf } from '../../../components/dashboard/note/note-model.ts';
import { noteTexts } from '../../../components/dashboard/note/note-text.ts';
import type { WholeProcedure } from '../../../components/dashboard/procedure/whole-procedure.ts';
import { createTranslator } from '../../../lib/i18n.ts';
import type { Step } from '../../../lib/log/record-schema.ts';
import type { CurrentRow } from '../../../lib/log/rows.ts';
import type { Procedure } from '../../../lib/log/schema.ts';
import common from '../../../locales/da/common.json';
import dashboard from '../../../locales/da/dashboard.json';
import decision from '../../../locales/da/decision.json';
import logTexts from '../../../locales/da/log.json';
import noteWords from '../../../locales/da/note.json';
import notice from '../../../locales/da/notice.json';
import { catalogueWith, targetWith } from './house.tsx';

const translate = createTranslator('da', {
  ...common,
  ...dashboard,
  ...decision,
  ...logTexts,
  ...noteWords,
  ...notice,
});
const screens = targetWith({ id: 'screens', version: 2, area: 'it', scheme: 'DK-POGI', title: { da: 'Skærme' } });
const house = {
  data: catalogueWith({ targets: [screens], version: 'ny' }),
  translate,
  today: '2026-11-22',
  edge: { toolVersion: '1.2.3' },
} as Parameters<typeof noteOf>[0];

const rowOf = (part: Partial<CurrentRow>): CurrentRow =>
  ({
    ...{ kind: 'decision', verdict: 'met', recordId: 'r', lotId: null, area: 'it', reason: null, placement: [] },
    ...{ awardWeightPct: null, measured: null, ecolabels: [], evidence: [], vehicles: null, author: 'hc' },
    target: { id: 'screens', version: 1, scheme: 'DK-POGI' },
    day: '2026-11-20',
    tool: { version: '1.0.0', data: 'ny' },
    ...part,
  }) as CurrentRow;

const wholeOf = (rows: CurrentRow[], part: Partial<WholeProcedure> = {}): WholeProcedure => ({
  procedure: {
    ...{ id: 'p', title: 'Indkøb af skærme', buyer: null, reference: null, publicationNumber: null, unit: '' },
    ...{ cpv: { main: null, additional: [] }, value: null, relevant: [] },
    lots: [1, 2, 10].map((number) => ({ id: `LOT-${number}`, title: `Del ${number}`, cpv: [], value: null })),
  } as unknown as Procedure,
  rows,
  state: { targets: { screens: { area: 'it', status: 'met' } } } as unknown as WholeProcedure['state'],
  steps: [],
  outcomes: [],
  usedTips: [],
  approval: null,
  ...part,
});

const plainly: NoteOptions = { caseNumber: '', withNames: false };
const rowsIn = (whole: WholeProcedure, options = plainly) =>
  noteOf(house, whole, options).groups.flatMap(({ rows }) => rows);

it('puts lots together that were decided on alike, in their order, and names the title of a single one', () => {
  const rows = rowsIn(
    wholeOf([
      ...['LOT-10', 'LOT-2'].map((lotId) => rowOf({ lotId })),
      rowOf({ lotId: 'LOT-1', verdict: 'notMet', reason: { code: 'timing', text: null } }),
    ]),
  );
  expect(rows.map(({ lots, verdict }) => [lots, verdict])).toEqual([
    ['Delkontrakterne LOT-2, LOT-10', 'met'],
    ['Delkontrakt LOT-1 · Del 1', 'notMet'],
  ]);
});

it('names the version that was decided on, and an earlier edition of the targets', () => {
  const note = noteOf(house, wholeOf([rowOf({ tool: { version: '1.0.0', data: 'gammel' } })]), plainly);
  expect(note.groups[0]?.rows[0]?.version).toBe('DK-POGI · screens · version 1');
  expect(note.method).toEqual([
    'Notatet er dannet 22. november 2026 med Grønt Lys 1.2.3 og målene i version ny.',
    'Nogle beslutninger er truffet efter en tidligere version af målene: gammel.',
    'Læg notatet på sagen. Loggen ligger i en browser, og en browser er ikke et arkiv.',
  ]);
  expect(noteOf(house, wholeOf([rowOf({})]), plainly).method).toHaveLength(2);
});

it('has no name of a person but where it is asked for', () => {
  const step = { id: 's', step: 'own', part: 'need', state: 'done', note: 'Spurgt', day: '2026-11-01', author: 'hc' };
  const whole = wholeOf([rowOf({})], { steps: [{ ...step, decidedAt: '2026-11-01T08:00:00.000Z' } as Step] });
  expect(JSON.stringify(noteOf(house, whole, plainly))).not.toContain('hc');
  const named = noteOf(house, whole, { ...plainly, withNames: true });
  expect(named.groups[0]?.rows[0]?.author).toBe('hc');
  expect(named.steps).toEqual(['own: Gjort 01.11.2026 (hc). Spurgt']);
});

it('leaves out what was withdrawn, and shows a target without a decision as open', () => {
  const whole = wholeOf([rowOf({ kind: 'withdrawal', verdict: null })], {
    state: { targets: { screens: { area: 'it', status: 'open' } } } as unknown as WholeProcedure['state'],
  });
  expect(rowsIn(whole).map(({ target, verdict, version }) => [target, verdict, version])).toEqual([
    ['Skærme', 'open', 'DK-POGI · screens · version 2'],
  ]);
  const summary = 'Ét mål er relevant for udbuddet: 1 uden beslutning.';
  expect(noteOf(house, whole, plainly)).toMatchObject({ isEmpty: true, summary });
});

it('reads the same as plain text, and lets no text become markup', () => {
  const reason = { code: 'other' as const, text: '<b onclick="x">For dyrt</b> & sent' };
  const evidence = [
    { kind: 'marketStudies' as const, title: 'Referat', url: null, page: '3', quote: 'hemmeligt citat' },
  ];
  const note = noteOf(house, wholeOf([rowOf({ verdict: 'notMet', reason, evidence })]), {
    ...plainly,
    caseNumber: '26/1',
  });
  const { html, plain } = noteTexts(note, translate);
  expect(plain).toBe(
    [
      'Grønt notat\nIndkøb af skærme',
      'Sagsnr.: 26/1\nDelkontrakter: 3',
      note.summary,
      'IT-UDSTYR\n- Skærme: Ikke opfyldt, 20.11.2026\n  DK-POGI · screens · version 1\n' +
        '  Andet: <b onclick="x">For dyrt</b> & sent\n  Markedsdialog: Referat, side 3',
      note.method.join('\n'),
    ].join('\n\n'),
  );
  expect(html).toContain(
    'Andet: &lt;b onclick=&quot;x&quot;&gt;For dyrt&lt;/b&gt; &amp; sent<br>Markedsdialog: Referat, side 3',
  );
  expect(html).not.toContain('hemmeligt citat');
});
