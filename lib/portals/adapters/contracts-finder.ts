import type { Adapter, Sample } from '../adapter.ts';
import { officialFields } from './official.ts';

/** The British portal for purchases below the thresholds. It calls the CPV codes "Industry" and writes name first. */
export const contractsFinder: Adapter = {
  id: 'contracts-finder',
  name: 'Contracts Finder',
  country: 'GB',
  knowledge: 'source',
  lastVerified: '2026-11-22',
  matches: ['https://www.contractsfinder.service.gov.uk/*'],
  kinds: [
    { kind: 'notice', address: '^/[Nn]otice/[0-9a-fA-F-]{36}' },
    { kind: 'list', address: '^/Search' },
  ],
  skip: [],
  labels: {
    cpvMain: ['industry'],
    value: ['value of contract', 'contract value'],
    reference: ['procurement reference'],
  },
  fields: {
    ...officialFields,
    buyer: [{ select: '.breadcrumb-description' }, { select: '.search-result-sub-header' }, ...officialFields.buyer],
  },
};

export const samples: readonly Sample[] = [
  {
    address: 'https://www.contractsfinder.service.gov.uk/Notice/5f0c1d2e-1111-4a4b-9c9d-000000000001',
    kind: 'notice',
    fixture: 'contracts-finder',
    expected: {
      title: 'Catering for four primary schools',
      buyer: { name: 'Little Harrow Council', id: null, scheme: null },
      otherBuyers: [],
      reference: 'tender_45000000/1112',
      publicationNumber: null,
      cpv: { main: '55524000', additional: ['03220000'] },
      value: null,
      valueNote: '£250,000 to £400,000',
      deadline: '2023-07-05',
      language: 'en',
      phase: 'tender',
      lots: 0,
    },
  },
  {
    address: 'https://www.contractsfinder.service.gov.uk/Search/Results?&page=2#dashboard_notices',
    kind: 'list',
    fixture: 'contracts-finder-search',
    expected: { title: null, buyer: null, cpv: { main: null, additional: [] }, lots: 0 },
  },
];
