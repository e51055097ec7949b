import type { Adapter, Sample } from '../adapter.ts';
import { officialFields } from './official.ts';

/** Doffin's pages until 2023, still linked to. Only their address is known. */
export const doffinOld: Adapter = {
  id: 'doffin-old',
  name: 'Doffin (until 2023)',
  country: 'NO',
  knowledge: 'address',
  lastVerified: '2026-11-22',
  matches: ['https://www.doffin.no/*', 'https://doffin.no/*'],
  address: '^/Notice/',
  kinds: [{ kind: 'notice', address: '^/Notice/Details/' }],
  skip: [],
  fields: {
    ...officialFields,
    publicationNumber: [{ address: String.raw`^/Notice/Details/(\d{4}-\d+)` }, ...officialFields.publicationNumber],
  },
};

export const samples: readonly Sample[] = [
  {
    address: 'https://www.doffin.no/Notice/Details/2021-345678',
    kind: 'notice',
    fixture: 'doffin-old',
    expected: {
      title: 'Kjøp av bysykler og sykkelparkering',
      buyer: { name: 'Solvik kommune', id: '965111222', scheme: 'NO-ORG' },
      reference: '2021/903',
      publicationNumber: '2021-345678',
      cpv: { main: '34430000', additional: [] },
      value: { amount: 3_200_000, currency: 'NOK' },
      valueNote: null,
      deadline: '2021-05-18',
      language: 'nb',
      lots: 0,
    },
  },
];
