import type { Adapter, Sample } from '../adapter.ts';
import { officialFields } from './official.ts';

/** udbud.dk before 2022: one table, a label in each first cell. Codes, value and text have labels of their own. */
export const udbudDkOld: Adapter = {
  id: 'udbud-dk-old',
  name: 'udbud.dk (until 2022)',
  country: 'DK',
  knowledge: 'source',
  lastVerified: '2026-11-22',
  matches: ['https://udbud.dk/*', 'https://www.udbud.dk/*'],
  address: '^/Pages/',
  kinds: [
    { kind: 'notice', address: String.raw`^/Pages/Tenders/ShowTender\b` },
    { kind: 'list', address: String.raw`^/Pages/Tenders/News\b` },
    { kind: 'login', address: '^/Pages/Login' },
  ],
  skip: [],
  fields: officialFields,
};

export const samples: readonly Sample[] = [
  {
    address: 'https://udbud.dk/Pages/Tenders/ShowTender?tenderid=48110',
    kind: 'notice',
    fixture: 'udbud-dk-old',
    expected: {
      title: 'Måltider til hjemmeboende ældre',
      buyer: { name: 'Sandvig Kommune', id: '34110000', scheme: 'DK-CVR' },
      reference: null,
      cpv: { main: '55521100', additional: [] },
      value: { amount: 26_600_000, currency: 'DKK' },
      valueNote: null,
      deadline: '2021-04-16',
      language: 'da',
      lots: 0,
    },
  },
  {
    address: 'https://www.udbud.dk/Pages/Tenders/News',
    kind: 'list',
    fixture: 'udbud-dk-old-list',
    expected: { title: null, buyer: null, cpv: { main: null, additional: [] } },
  },
];
