import type { Adapter, Sample } from '../adapter.ts';
import { officialFields } from './official.ts';

/** Mercell before the app: notices at lasting addresses. Postbacks of the ASP.NET forms replace the whole page. */
export const mercellClassic: Adapter = {
  id: 'mercell-classic',
  name: 'Mercell (mercell.com)',
  country: null,
  knowledge: 'source',
  lastVerified: '2026-11-22',
  matches: [
    'https://permalink.mercell.com/*',
    'https://www.mercell.com/*',
    'https://my.mercell.com/*',
    'https://s2c.mercell.com/*',
  ],
  kinds: [
    { kind: 'login', address: String.raw`^/(?:[a-z]{2}-[a-z]{2}/)?(?:login|logon|auth)\b` },
    { kind: 'notice', address: String.raw`^/(?:permalink/)?\d+\.aspx` },
    { kind: 'notice', address: String.raw`^/[a-z]{2}(?:-[a-z]{2})?/(?:tender|udbud|anbud|upphandling)/\d` },
  ],
  skip: [],
  fields: officialFields,
};

export const samples: readonly Sample[] = [
  { address: 'https://permalink.mercell.com/208114521.aspx', kind: 'notice' },
  {
    address: 'https://www.mercell.com/permalink/208114521.aspx',
    kind: 'notice',
    fixture: 'mercell-classic',
    expected: {
      title: 'Levering af toiletpapir og aftørringspapir',
      buyer: { name: 'Nørrevang Kommune', id: '15000000', scheme: 'DK-CVR' },
      reference: '2026-13157',
      cpv: { main: '33760000', additional: ['33763000', '33761000'] },
      value: { amount: 9_200_000, currency: 'DKK' },
      valueNote: null,
      deadline: '2027-02-22T12:00:00+01:00',
      language: 'da',
      lots: 0,
    },
  },
  {
    address: 'https://www.mercell.com/da-dk/udbud/208114521/levering-af-toiletpapir-udbud.aspx',
    kind: 'notice',
  },
  { address: 'https://my.mercell.com/en/tender/208114521/toilet-paper.aspx', kind: 'notice' },
  { address: 'https://www.mercell.com/da-dk/login.aspx', kind: 'login' },
  { address: 'https://s2c.mercell.com/', kind: 'none' },
];
