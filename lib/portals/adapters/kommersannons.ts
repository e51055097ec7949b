import type { Adapter, Sample } from '../adapter.ts';
import { officialFields } from './official.ts';

/** KommersAnnons: a notice is the output of the official eForms viewer, set into the portal's page. */
export const kommersannons: Adapter = {
  id: 'kommersannons',
  name: 'KommersAnnons',
  country: 'SE',
  knowledge: 'source',
  lastVerified: '2026-11-22',
  matches: ['https://www.kommersannons.se/*'],
  kinds: [
    { kind: 'list', address: String.raw`^[^?#]*/notices/(?:tender|priorinfo)notices\b` },
    { kind: 'list', address: String.raw`^[^?#]*/notice/noticelist\.aspx` },
    { kind: 'notice', address: String.raw`^[^?#]*/notices/(?:tender|priorinfo)notice/\d` },
    { kind: 'login', address: String.raw`^[^?#]*/login\b` },
  ],
  skip: [],
  fields: officialFields,
};

export const samples: readonly Sample[] = [
  {
    address: 'https://www.kommersannons.se/Notices/TenderNotices',
    kind: 'list',
    fixture: 'kommersannons-list',
    expected: { title: null, buyer: null, cpv: { main: null, additional: [] } },
  },
  {
    address: 'https://www.kommersannons.se/Notices/TenderNotice/71204',
    kind: 'notice',
    fixture: 'kommersannons-notice',
    expected: {
      title: 'Ledarskapsutbildning för chefer',
      buyer: { name: 'Ekliden kommun', id: '212000-9999', scheme: null },
      otherBuyers: [],
      reference: 'UPH-2027-018',
      publicationNumber: '00012044-2027',
      cpv: { main: '80532000', additional: ['79633000', '80500000'] },
      value: { amount: 3_400_000, currency: 'SEK' },
      valueNote: null,
      deadline: '2027-02-26T23:59:00+01:00',
      language: 'sv',
      phase: 'tender',
      lots: 2,
    },
  },
  { address: 'https://www.kommersannons.se/Notices/PriorInfoNotices', kind: 'list' },
  { address: 'https://www.kommersannons.se/eLite/Notice/NoticeList.aspx?NoticeStatus=1', kind: 'list' },
  {
    address: 'https://www.kommersannons.se/Account/Login',
    kind: 'login',
    fixture: 'login',
    expected: { title: null, buyer: null, cpv: { main: null, additional: [] } },
  },
];
