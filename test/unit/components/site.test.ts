import { describe, expect, test } from 'vitest';
import { isPageReport } from '../../../components/popup/report.ts';
import { sitePattern, standingOf } from '../../../components/popup/site.ts';
import type { SiteMode } from '../../../lib/settings.ts';

const known = ['https://ted.europa.eu/*'];
const standing = (url: string | null, granted: boolean, sites: Record<string, SiteMode> = {}) =>
  standingOf(sitePattern(url), known, granted, { sites });

describe('sitePattern', () => {
  test('names the host without port and path', () => {
    expect(sitePattern('https://indkoeb.dk:8443/a?b#c')).toEqual({
      origin: 'https://indkoeb.dk:8443',
      pattern: 'https://indkoeb.dk/*',
    });
  });

  test.each(['chrome://extensions', 'about:blank', 'file:///c:/a.html', 'http://indkoeb.dk/', 'ikke en adresse', null])(
    'no permission can be asked for at %s',
    (url) => {
      expect(sitePattern(url)).toBeNull();
    },
  );

  test('plain http is allowed on this machine only', () => {
    expect(sitePattern('http://localhost:3000/x')?.pattern).toBe('http://localhost/*');
  });
});

describe('standingOf', () => {
  test('a browser page is barred', () => {
    expect(standing('chrome://newtab', false)).toEqual({ state: 'barred' });
  });

  test('a known portal is on from the start', () => {
    expect(standing('https://ted.europa.eu/da/notice', true)).toMatchObject({ state: 'on', mode: 'full' });
  });

  test('a known portal whose permission was taken back is withdrawn, whatever its mode', () => {
    const sites = { 'https://ted.europa.eu': 'quiet' } as const;
    expect(standing('https://ted.europa.eu/da/notice', false, sites).state).toBe('withdrawn');
  });

  test('the user’s own mode goes before the default', () => {
    const sites = { 'https://ted.europa.eu': 'off' } as const;
    expect(standing('https://ted.europa.eu/', true, sites)).toMatchObject({ state: 'on', mode: 'off' });
  });

  test('any other site is unknown until it is both granted and switched on', () => {
    const sites = { 'https://indkoeb.dk': 'full' } as const;
    expect(standing('https://indkoeb.dk/', false, sites).state).toBe('unknown');
    expect(standing('https://indkoeb.dk/', true).state).toBe('unknown');
    expect(standing('https://indkoeb.dk/', true, sites)).toMatchObject({ state: 'on', mode: 'full' });
  });
});

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
