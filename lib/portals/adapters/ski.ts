import type { Adapter, Sample } from '../adapter.ts';
import { officialFields } from './official.ts';

/**
 * SKI's site: articles about procurement, which are never read as tenders, and framework agreements that buyers order
 * from. Of the agreements only the address is known; the generic reader does the work.
 */
export const ski: Adapter = {
  id: 'ski',
  name: 'SKI',
  country: 'DK',
  knowledge: 'address',
  lastVerified: '2026-11-22',
  matches: ['https://www.ski.dk/*'],
  kinds: [
    { kind: 'none', address: '^/(?:viden|videnssider|nyheder)/' },
    { kind: 'list', address: '^/aftaler/?(?:[?#]|$)' },
  ],
  skip: [],
  labels: { reference: ['aftalenummer'] },
  fields: officialFields,
};

export const samples: readonly Sample[] = [
  {
    address: 'https://www.ski.dk/aftaler/77-20/',
    kind: 'notice',
    fixture: 'ski-aftale',
    expected: {
      title: 'Kontormøbler og skolemøbler',
      buyer: null,
      otherBuyers: [],
      reference: '77.20',
      publicationNumber: null,
      cpv: { main: '39130000', additional: ['39160000'] },
      value: null,
      valueNote: 'op til 1,2 mia. kr.',
      deadline: null,
      language: 'da',
      lots: 2,
    },
  },
  {
    address: 'https://www.ski.dk/viden/Sider/Gront-udbud.aspx',
    kind: 'none',
    fixture: 'ski-viden',
    expected: { title: null, buyer: null, cpv: { main: null, additional: [] }, lots: 0 },
  },
  { address: 'https://www.ski.dk/aftaler/', kind: 'list' },
];
