import type { Adapter, Sample } from '../adapter.ts';
import { officialFields } from './official.ts';

/** The British portal: notices of the Procurement Act 2023, and the forms of the Union's time before it. */
export const findATender: Adapter = {
  id: 'find-a-tender',
  name: 'Find a Tender',
  country: 'GB',
  knowledge: 'source',
  lastVerified: '2026-11-22',
  matches: ['https://www.find-tender.service.gov.uk/*'],
  kinds: [
    { kind: 'notice', address: String.raw`^/Notice/(?:Details/)?\d{6}-\d{4}` },
    { kind: 'list', address: '^/Search' },
  ],
  skip: [],
  labels: {
    title: ['procurement title'],
    value: ['total value (estimated)', 'lot value (estimated)'],
    cpvMain: ['cpv classifications'],
    deadline: ['tender submission deadline', 'submission deadline'],
    publicationNumber: ['notice identifier'],
    procedureId: ['procurement identifier (ocid)'],
  },
  fields: {
    ...officialFields,
    // The buyers stand in a list right under the title; in the notice their names are headings or part of an address.
    buyer: [{ select: 'h1 + ul > li' }, ...officialFields.buyer],
  },
};

export const samples: readonly Sample[] = [
  {
    address: 'https://www.find-tender.service.gov.uk/Notice/004512-2027?origin=SearchResults&p=1',
    kind: 'notice',
    fixture: 'find-a-tender',
    expected: {
      title: 'Office cleaning and waste collection',
      buyer: { name: 'Westmarsh Borough Council', id: null, scheme: null },
      otherBuyers: [],
      reference: 'WBC-2027-0031',
      procedureId: 'ocds-h6vhtk-04f00d',
      publicationNumber: '004512-2027',
      cpv: { main: '90919200', additional: ['90511000'] },
      value: { amount: 3_000_000, currency: 'GBP' },
      valueNote: null,
      deadline: '2027-02-12',
      language: 'en',
      phase: 'tender',
      lots: 2,
    },
  },
  {
    address: 'https://www.find-tender.service.gov.uk/Notice/000077-2023',
    kind: 'notice',
    fixture: 'find-a-tender-f02',
    expected: {
      title: 'Passenger vehicles for county transport',
      buyer: { name: 'Northvale County Council', id: null, scheme: null },
      reference: 'NCC/FLEET/118',
      publicationNumber: '000077-2023',
      cpv: { main: '34110000', additional: [] },
      value: null,
      valueNote: '£250,000,000 - £1,500,000,000',
      deadline: '2023-07-05',
      language: 'en',
      phase: 'tender',
      lots: 2,
    },
  },
  {
    address: 'https://www.find-tender.service.gov.uk/Search/Results?Keywords=cleaning',
    kind: 'list',
    fixture: 'find-a-tender-search',
    expected: { title: null, buyer: null, cpv: { main: null, additional: [] }, lots: 0 },
  },
];
