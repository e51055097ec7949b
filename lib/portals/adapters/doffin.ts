import type { Adapter, Sample } from '../adapter.ts';
import { officialFields } from './official.ts';

/**
 * Doffin, Norway's national portal, today's pages: most fields stand in closed `details`, class names end in a hash
 * that changes with every release.
 */
export const doffin: Adapter = {
  id: 'doffin',
  name: 'Doffin',
  country: 'NO',
  knowledge: 'source',
  lastVerified: '2026-11-22',
  matches: ['https://www.doffin.no/*', 'https://doffin.no/*'],
  address: '^(?!/Notice/)',
  kinds: [
    { kind: 'notice', address: String.raw`^/notices/\d{4}-\d` },
    { kind: 'list', address: String.raw`^/search\b` },
  ],
  skip: [],
  fields: {
    ...officialFields,
    description: [...officialFields.description, { select: '#mainContent p[class*="section_description"]' }],
    publicationNumber: [{ address: String.raw`^/notices/(\d{4}-\d+)` }, ...officialFields.publicationNumber],
  },
};

export const samples: readonly Sample[] = [
  {
    address: 'https://www.doffin.no/search?page=1&status=ACTIVE&type=ANNOUNCEMENT_OF_COMPETITION',
    kind: 'list',
    fixture: 'doffin-search',
    expected: {
      title: null,
      buyer: null,
      cpv: { main: null, additional: [] },
    },
  },
  {
    address: 'https://www.doffin.no/notices/2026-118204',
    kind: 'notice',
    fixture: 'doffin-notice',
    expected: {
      title: 'Kontormøbler til nytt rådhus',
      buyer: { name: 'Fjordvik kommune', id: '999888777', scheme: 'NO-ORG' },
      otherBuyers: [],
      reference: '2026/4410',
      procedureId: '0c9f1f2e-5c1a-4f8a-9f0e-1d2c3b4a5968',
      publicationNumber: '2026-118204',
      cpv: { main: '39130000', additional: ['39113100', '39121100'] },
      value: { amount: 7_500_000, currency: 'NOK' },
      valueNote: 'Rammeavtalens maksimumsverdi: 9 000 000 NOK',
      deadline: '2027-02-15T12:00:00+01:00',
      language: 'nb',
      phase: 'tender',
      lots: 2,
    },
  },
  {
    address: 'https://doffin.no/notices/2026-118377',
    kind: 'notice',
    fixture: 'doffin-notice-en-ui',
    expected: {
      title: 'Renhold av skoler og barnehager',
      buyer: { name: 'Granneset kommune', id: '987654321', scheme: 'NO-ORG' },
      otherBuyers: [],
      reference: null,
      publicationNumber: '2026-118377',
      cpv: { main: '90910000', additional: ['90919300'] },
      value: { amount: 33_000_000, currency: 'NOK' },
      valueNote: null,
      deadline: '2027-03-12T12:00:00+01:00',
      language: 'nb',
      lots: 1,
    },
  },
  {
    address: 'https://doffin.no/notices/2026-118390',
    kind: 'none',
    fixture: 'empty-shell',
    state: 'retryable',
    expected: {
      title: null,
      buyer: null,
      cpv: { main: null, additional: [] },
    },
  },
];
