import type { Adapter, Sample } from '../adapter.ts';
import { officialFields } from './official.ts';

/** The Dutch national portal: an Angular app with the codes in one tab and the official fields in another. */
export const tenderned: Adapter = {
  id: 'tenderned',
  name: 'TenderNed',
  country: 'NL',
  knowledge: 'source',
  lastVerified: '2026-11-22',
  matches: ['https://www.tenderned.nl/*'],
  kinds: [
    { kind: 'notice', address: String.raw`^/aankondigingen/overzicht/[\w-]+` },
    { kind: 'list', address: '^/aankondigingen(?:/overzicht)?/?(?:[?#]|$)' },
  ],
  skip: [],
  labels: {
    reference: ['referentienummer'],
    publicationNumber: ['tenderned-kenmerk'],
    cpvMain: ['hoofdopdracht (cpv code)'],
    cpvAdditional: ['bijkomende opdracht(-en) (cpv code)'],
    deadline: ['sluitingsdatum'],
  },
  fields: {
    ...officialFields,
    // "Officiële naam" stands under the organisations, of which a court is one.
    buyer: [{ labelKey: 'BT-500', within: ['buyer'] }, { label: 'buyer' }],
    publicationNumber: [...officialFields.publicationNumber, { address: String.raw`^/aankondigingen/overzicht/(\d+)` }],
  },
};

export const samples: readonly Sample[] = [
  {
    address: 'https://www.tenderned.nl/aankondigingen/overzicht/398114',
    kind: 'notice',
    fixture: 'tenderned',
    expected: {
      title: 'Elektrische minibussen voor het leerlingenvervoer',
      buyer: { name: 'Gemeente Waterveen', id: '00000009876543210000', scheme: null },
      otherBuyers: [],
      reference: 'WV-2026-0457',
      publicationNumber: '398114',
      cpv: { main: '34114400', additional: ['31158100', '50113000'] },
      value: { amount: 1_450_000, currency: 'EUR' },
      valueNote: null,
      deadline: '2027-01-12',
      language: 'nl',
      phase: 'tender',
      lots: 2,
    },
  },
  {
    address: 'https://www.tenderned.nl/aankondigingen/overzicht?cpvCodes=34114400-3',
    kind: 'list',
    fixture: 'tenderned-list',
    expected: { title: null, buyer: null, cpv: { main: null, additional: [] }, lots: 0 },
  },
];
