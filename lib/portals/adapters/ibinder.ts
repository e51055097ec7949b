import type { Adapter, Sample } from '../adapter.ts';
import { officialFields } from './official.ts';

/** iBinder: a project's public page soon leads to the sign-in host. Only addresses known. */
export const ibinder: Adapter = {
  id: 'ibinder',
  name: 'iBinder',
  country: null,
  knowledge: 'address',
  lastVerified: '2026-11-22',
  matches: ['https://my.ibinder.com/*'],
  kinds: [{ kind: 'login', address: String.raw`^/(?:[^?#]*/)?(?:login|signin|sign-in)\b` }],
  skip: [],
  fields: officialFields,
};

export const samples: readonly Sample[] = [
  {
    address: 'https://my.ibinder.com/projects/45214200/public',
    kind: 'notice',
    fixture: 'ibinder',
    expected: {
      title: 'Ny børnehave ved Engdal Skov',
      buyer: { name: 'Engdal Kommune', id: null, scheme: null },
      reference: '2026-17702',
      cpv: { main: null, additional: [] },
      value: null,
      valueNote: null,
      deadline: '2027-03-15',
      language: 'da',
      lots: 0,
    },
  },
  {
    address: 'https://my.ibinder.com/account/signin?returnUrl=%2Fpublic',
    kind: 'login',
    fixture: 'login',
    expected: { title: null, buyer: null, cpv: { main: null, additional: [] } },
  },
];
