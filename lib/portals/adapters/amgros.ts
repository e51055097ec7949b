import type { Adapter, Sample } from '../adapter.ts';
import { officialFields } from './official.ts';

/** Amgros' portal for suppliers. Only its front page's address is known; the generic reader does the work. */
export const amgros: Adapter = {
  id: 'amgros',
  name: 'Amgros',
  country: 'DK',
  knowledge: 'address',
  lastVerified: '2026-11-22',
  matches: ['https://levportal.amgros.dk/*'],
  kinds: [{ kind: 'list', address: String.raw`^/(?:Sider/Default\.aspx|$)` }],
  skip: [],
  fields: officialFields,
};

export const samples: readonly Sample[] = [
  { address: 'https://levportal.amgros.dk/Sider/Default.aspx', kind: 'list' },
  {
    address: 'https://levportal.amgros.dk/Sider/Udbud.aspx?ItemId=812',
    kind: 'notice',
    fixture: 'amgros',
    expected: {
      title: 'Operationshandsker og forbrugsvarer til sygehusene',
      buyer: { name: 'Sygehusindkøb Fællesregion I/S', id: '33141000', scheme: 'DK-CVR' },
      otherBuyers: [],
      reference: 'A-25308',
      publicationNumber: null,
      cpv: { main: '33141420', additional: ['33140000', '33141615'] },
      value: { amount: 48_500_000, currency: 'DKK' },
      valueNote: null,
      deadline: '2027-03-15T13:00:00+01:00',
      language: 'da',
      phase: 'tender',
      lots: 0,
    },
  },
];
