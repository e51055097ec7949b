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
    { kind: 'list', address: String.raw`/notices/(?:tender|priorinfo)notices\b` },
    { kind: 'list', address: String.raw`/notice/noticelist\.aspx` },
    { kind: 'notice', address: String.raw`/notices/(?:tender|priorinfo)notice/\d` },
    { kind: 'login', address: String.raw`/login\b` },
  ],
  skip: [],
  fields: officialFields,
};

export const samples: readonly Sample[] = [
  {
    address: 'https://www.kommersannons.se/Notices/TenderNotices',
    kind: 'list',
    fixture: 'kommersannons-list',
    expected: {
      title: null,
      buyer: null,
      cpv: { main: null, additional: [] },
    },
  },
  { address: 'https://www.kommersannons.se/Notices/TenderNotice/71204', kind: 'notice' },
  {
    address: 'https://www.kommersannons.se/Notices/PriorInfoNotices',
    kind: 'list',
  },
  {
    address: 'https://www.kommersannons.se/eLite/Notice/NoticeList.aspx?NoticeStatus=1',
    kind: 'list',
  },
  {
    address: 'https://www.kommersannons.se/Account/Login',
    kind: 'login',
    fixture: 'login',
    expected: {
      title: null,
      buyer: null,
      cpv: { main: null, additional: [] },
    },
  },
];
