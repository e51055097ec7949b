import { describe, expect, test } from 'vitest';
import { isPageReport } from '../../../components/popup/report.ts';

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
  const report = { adapter: 'ted', kind: 'notice', state: 'complete', tender, findings: [] };

  test('a whole report is one', () => {
    expect(isPageReport(report)).toBe(true);
  });

  test.each([
    ['nothing', null],
    ['a word', 'report'],
    ['no tender', { ...report, tender: null }],
    ['findings that are no list', { ...report, findings: 3 }],
    ['a title that is no text', { ...report, tender: { ...tender, title: { html: '<b>' } } }],
    ['a buyer without name', { ...report, tender: { ...tender, buyer: {} } }],
    ['a value without amount', { ...report, tender: { ...tender, value: { currency: 'DKK' } } }],
  ])('%s is none', (_, answer) => {
    expect(isPageReport(answer)).toBe(false);
  });
});
