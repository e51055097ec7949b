import { describe, expect, test } from 'vitest';
import { isPageReport, isShopPage } from '../../../components/popup/report.ts';
import type { PageReport } from '../../../lib/messages.ts';

describe('isPageReport', () => {
  const tender = {
    title: 'Møbler',
    buyer: { name: 'Vejby Kommune', id: null, scheme: null },
    reference: null,
    cpv: { main: null, additional: [] },
    value: { amount: 1, currency: 'DKK' },
    valueNote: null,
    deadline: null,
    lots: [],
  };
  const report = { adapter: 'ted', kind: 'notice', state: 'complete', tender, findings: [], areas: [] };

  test('a whole report is one', () => {
    expect(isPageReport(report)).toBe(true);
  });

  test.each([
    ['nothing', null],
    ['a word', 'report'],
    ['no tender', { ...report, tender: null }],
    ['no areas', { ...report, areas: undefined }],
    ['findings that are no list', { ...report, findings: 3 }],
    ['a title that is no text', { ...report, tender: { ...tender, title: { html: '<b>' } } }],
    ['a buyer without name', { ...report, tender: { ...tender, buyer: {} } }],
    ['a value without amount', { ...report, tender: { ...tender, value: { currency: 'DKK' } } }],
  ])('%s is none', (_, answer) => {
    expect(isPageReport(answer)).toBe(false);
  });
});

describe('isShopPage', () => {
  const report = (kind: string, title: string | null, findings: unknown[]) =>
    ({ kind, tender: { title }, findings }) as unknown as PageReport;

  test.each([
    ['a list of articles with advice', report('list', null, [{}]), true],
    ['a basket with advice', report('basket', null, [{}]), true],
    ['a list of tenders, which has no findings', report('list', null, []), false],
    ['an article, which has a title of its own', report('item', 'Sæbe', [{}]), false],
    ['a form without a title', report('form', null, [{}]), false],
  ])('%s', (_, page, expected) => {
    expect(isShopPage(page)).toBe(expected);
  });
});
