import type { Adapter, Sample } from '../adapter.ts';
import { officialFields } from './official.ts';

/** Ethics, now Mercell's: the route stands behind the "#", and a change of it loads no page. Only addresses known. */
export const ethics: Adapter = {
  id: 'ethics',
  name: 'Ethics',
  country: 'DK',
  knowledge: 'address',
  lastVerified: '2026-11-22',
  matches: ['https://www.ethics.dk/*'],
  kinds: [
    { kind: 'login', address: '#/login' },
    { kind: 'notice', address: String.raw`^/ethics/eo\b.*#/(?:[0-9a-f]{8}-[0-9a-f-]{27}/homepage|tender)` },
    { kind: 'notice', address: '^/ethics/publicTenderDocs/' },
  ],
  skip: [],
  fields: officialFields,
};

export const samples: readonly Sample[] = [
  {
    address: 'https://www.ethics.dk/ethics/eo#/3c1b0a9e-7f46-4d2b-8e15-45000000aa01/homepage',
    kind: 'notice',
    fixture: 'ethics',
    expected: {
      title: 'Arbejdsbeklædning til parkafdelingen',
      buyer: { name: 'Birkeå Kommune', id: '39130000', scheme: 'DK-CVR' },
      reference: '24.02-02267',
      cpv: { main: '18100000', additional: ['18830000', '18424000'] },
      value: { amount: 4_800_000, currency: 'DKK' },
      valueNote: null,
      deadline: '2027-03-01T12:00:00+01:00',
      language: 'da',
      lots: 2,
    },
  },
  {
    address: 'https://www.ethics.dk/ethics/eo#/tender/33140000',
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
    address: 'https://www.ethics.dk/ethics/publicTenderDocs/3c1b0a9e-7f46-4d2b-8e15-45000000aa01',
    kind: 'notice',
  },
  {
    address: 'https://www.ethics.dk/ethics/eo#/login',
    kind: 'login',
  },
];
