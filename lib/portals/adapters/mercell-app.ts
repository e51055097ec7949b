import type { Adapter, Sample } from '../adapter.ts';
import { officialFields } from './official.ts';

/**
 * Mercell's app. Its cards were seen; a tender's own page was not, so the official labels and the generic reader do
 * the work there. Every link carries the search's CPV filter: addresses are never read.
 */
export const mercellApp: Adapter = {
  id: 'mercell-app',
  name: 'Mercell',
  country: null,
  knowledge: 'seen',
  lastVerified: '2026-11-22',
  matches: ['https://app.mercell.com/*'],
  kinds: [
    { kind: 'login', address: '^/auth/' },
    { kind: 'list', address: String.raw`^/search\b` },
    { kind: 'notice', address: String.raw`^/tender/-?\d` },
  ],
  skip: ['[data-testid^="bopp-card__"]'],
  fields: {
    ...officialFields,
    title: [{ select: 'h1[data-testid="tender-name"], h1 [data-testid="tender-name"]' }, ...officialFields.title],
    deadline: [...officialFields.deadline, { select: 'main > header [data-testid="bid-deadline-date"]' }],
  },
};

export const samples: readonly Sample[] = [
  {
    address: 'https://app.mercell.com/search?filter=cpv%3A33000000%2C90910000&page=1',
    kind: 'list',
    fixture: 'mercell-app-search',
    expected: {
      title: null,
      buyer: null,
      cpv: { main: null, additional: [] },
    },
  },
  {
    address: 'https://app.mercell.com/tender/-1482260934?filter=cpv%3A33000000',
    kind: 'notice',
    fixture: 'mercell-app-tender',
    expected: {
      title: 'Daglig rengøring af skoler og haller',
      buyer: { name: 'Engdal Kommune', id: '45000000', scheme: 'DK-CVR' },
      reference: '88.00.00-U01-4-27',
      cpv: { main: '90911200', additional: ['90919300'] },
      value: { amount: 14_500_000, currency: 'DKK' },
      valueNote: null,
      deadline: '2027-02-12',
      language: 'da',
      lots: 0,
    },
  },
  {
    address: 'https://app.mercell.com/tender/33141000',
    kind: 'none',
    fixture: 'empty-shell',
    state: 'retryable',
    expected: {
      title: null,
      buyer: null,
      cpv: { main: null, additional: [] },
    },
  },
  {
    address: 'https://app.mercell.com/auth/login?returnUrl=%2Ftender%2F-1482260934',
    kind: 'login',
    fixture: 'login-first-step',
    expected: {
      title: null,
      buyer: null,
      cpv: { main: null, additional: [] },
    },
  },
  {
    address: 'https://app.mercell.com/org/engdal-kommune',
    kind: 'none',
  },
];
