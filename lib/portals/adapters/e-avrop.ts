import type { Adapter, Sample } from '../adapter.ts';
import { officialFields } from './official.ts';

/** e-Avrop: a short list of terms says what the purchase is; the documents stand behind a login. */
export const eAvrop: Adapter = {
  id: 'e-avrop',
  name: 'e-Avrop',
  country: 'SE',
  knowledge: 'source',
  lastVerified: '2026-11-22',
  matches: ['https://www.e-avrop.com/*'],
  kinds: [
    { kind: 'login', address: String.raw`^[^?#]*/login\.aspx` },
    { kind: 'list', address: String.raw`^/e-upphandling/default\.aspx` },
    { kind: 'notice', address: String.raw`^[^?#]*/visa/upphandling\.aspx` },
  ],
  skip: [],
  labels: {
    cpvMain: ['varugrupp', 'varugrupper'],
    title: ['benämning', 'rubrik'],
    deadline: ['sista svarsdag', 'sista svarstid'],
  },
  fields: officialFields,
};

export const samples: readonly Sample[] = [
  {
    address: 'https://www.e-avrop.com/e-Upphandling/Default.aspx',
    kind: 'list',
    fixture: 'e-avrop-list',
    expected: { title: null, buyer: null, cpv: { main: null, additional: [] } },
  },
  {
    address: 'https://www.e-avrop.com/vretstad/visa/upphandling.aspx?id=33141',
    kind: 'notice',
    fixture: 'e-avrop-notice',
    expected: {
      title: 'Leksaker och pysselmaterial till förskolor',
      buyer: { name: 'Vretstad kommun', id: '212000-8888', scheme: null },
      reference: 'KS 2027/0042',
      cpv: { main: '37520000', additional: ['37800000'] },
      value: { amount: 1_850_000, currency: 'SEK' },
      valueNote: null,
      deadline: '2027-02-15',
      language: 'sv',
      lots: 0,
    },
  },
  {
    address: 'https://www.e-avrop.com/Login.aspx?ReturnUrl=/vretstad/visa/upphandling.aspx',
    kind: 'login',
    fixture: 'login',
    expected: { title: null, buyer: null, cpv: { main: null, additional: [] } },
  },
  { address: 'https://www.e-avrop.com/ekliden/visa/upphandling.aspx?id=33140&from=/Login.aspx', kind: 'notice' },
];
