import type { Adapter, Sample } from '../adapter.ts';
import { officialFields } from './official.ts';

/** TendSign (Visma, then Mercell): a notice opens by the number of its eForms document. */
export const tendsign: Adapter = {
  id: 'tendsign',
  name: 'TendSign',
  country: null,
  knowledge: 'source',
  lastVerified: '2026-11-22',
  matches: ['https://tendsign.com/*', 'https://tendsign.no/*'],
  kinds: [
    { kind: 'login', address: String.raw`^[^?#]*/log(?:in|on)\.aspx` },
    { kind: 'list', address: String.raw`^/public/list_public_procurements\.aspx` },
    { kind: 'list', address: String.raw`^/supplier/s_publications\.aspx` },
    { kind: 'notice', address: String.raw`^/doc\.aspx\?.*\bMeFormsNoticeId=` },
  ],
  skip: [],
  labels: { deadline: ['sista anbudsdag', 'siste tilbudsdag'] },
  fields: officialFields,
};

export const samples: readonly Sample[] = [
  {
    address: 'https://tendsign.com/public/list_public_procurements.aspx',
    kind: 'list',
    fixture: 'tendsign-list',
    expected: { title: null, buyer: null, cpv: { main: null, additional: [] } },
  },
  { address: 'https://tendsign.com/supplier/s_publications.aspx', kind: 'list' },
  {
    address: 'https://tendsign.com/doc.aspx?MeFormsNoticeId=48100000&GoTo=Tender',
    kind: 'notice',
    fixture: 'tendsign-notice',
    expected: {
      title: 'Elcyklar och cykelservice',
      buyer: { name: 'Vretstad kommun', id: '212000-8888', scheme: null },
      reference: 'KS 2027/0051',
      cpv: { main: '34430000', additional: ['34422000', '50110000'] },
      value: { amount: 33_000_000, currency: 'SEK' },
      valueNote: null,
      deadline: '2027-02-08T23:59:00+01:00',
      language: 'sv',
      lots: 0,
    },
  },
  { address: 'https://tendsign.no/doc.aspx?GoTo=Tender&MeFormsNoticeId=33141', kind: 'notice' },
  { address: 'https://tendsign.com/login.aspx', kind: 'login' },
];
