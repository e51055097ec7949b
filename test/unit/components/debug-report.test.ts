import { expect, test } from 'vitest';
import { debugReport } from '../../../components/popup/debug-report.ts';
import type { PageReport } from '../../../lib/messages.ts';

const report: PageReport = {
  adapter: 'ted',
  kind: 'notice',
  state: 'complete',
  tender: {
    title: 'Kontorstole til Lindholt',
    buyer: { name: 'Lindholt Kommune', id: '12345678', scheme: 'DK-CVR' },
    otherBuyers: [{ name: 'Engdal Kommune', id: null, scheme: null }],
    reference: 'SAG-7',
    procedureId: null,
    publicationNumber: '917342-2026',
    cpv: { main: '39112000', additional: [] },
    value: { amount: 1_250_000, currency: 'DKK' },
    valueNote: 'højst 2 mio. kr.',
    deadline: '2026-12-01T12:00:00+01:00',
    language: 'da',
    phase: 'tender',
    lots: [{ id: 'LOT-0001', title: 'Stole til rådhuset', cpv: ['39112000'], value: null }],
  },
  findings: [
    {
      target: 'pogi-13-gpp',
      area: 'furniture',
      score: 0.9,
      reasons: [
        { kind: 'cpv', text: '39112000', where: 'cpv/main' },
        { kind: 'term', text: 'kontorstole', where: 'lots/LOT-0001/title' },
      ],
      coverage: 'missing',
    },
  ],
  areas: [
    { area: 'it', target: 'area:it', score: 0.7, reasons: [{ kind: 'term', text: 'skærme', where: 'description' }] },
  ],
  tips: ['lup-1'],
  timings: { read: 1, match: 2, advise: 3, show: 4 },
};

test('a copied report has the length of what the page says, and not a word of it', () => {
  const text = debugReport(report, false);
  for (const secret of [
    'Lindholt',
    '12345678',
    'Engdal',
    'SAG-7',
    '1250000',
    '2 mio',
    'LOT-0001',
    'kontorstole',
    'skærme',
  ]) {
    expect(text).not.toContain(secret);
  }
  const { tender, findings, ...rest } = JSON.parse(text) as PageReport;
  expect(tender).toMatchObject({
    title: 'found, 24 characters',
    buyer: { name: 'found, 16 characters', id: 'found, 8 characters', scheme: 'found, 6 characters' },
    otherBuyers: [{ name: 'found, 14 characters', id: null, scheme: null }],
    reference: 'found, 5 characters',
    value: { amount: 'found, 7 characters', currency: 'found, 3 characters' },
    valueNote: 'found, 16 characters',
    lots: [{ id: 'found, 8 characters', title: 'found, 18 characters', cpv: ['found, 8 characters'], value: null }],
  });
  expect(findings[0]?.reasons).toEqual([
    { kind: 'cpv', text: '39112000', where: 'cpv/main' },
    { kind: 'term', text: 'found, 11 characters', where: 'lots/…/title' },
  ]);
  expect(rest).toMatchObject({ adapter: 'ted', kind: 'notice', state: 'complete', tips: ['lup-1'] });
});

test('a field that was not found stays null, so that it can be told from one that was', () => {
  const empty = { ...report, tender: { ...report.tender, title: null, buyer: null, value: null, lots: [] } };
  expect((JSON.parse(debugReport(empty, false)) as PageReport).tender).toMatchObject({
    title: null,
    buyer: null,
    value: null,
    lots: [],
  });
});

test('the numbers of the notice and the codes stay: they lead to what went wrong', () => {
  expect((JSON.parse(debugReport(report, false)) as PageReport).tender).toMatchObject({
    publicationNumber: '917342-2026',
    cpv: { main: '39112000', additional: [] },
    deadline: '2026-12-01T12:00:00+01:00',
  });
});

test('with the text it is the report as the page gave it', () => {
  expect(JSON.parse(debugReport(report, true))).toEqual(report);
});
