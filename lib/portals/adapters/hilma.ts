import type { Adapter, Sample } from '../adapter.ts';
import { officialFields } from './official.ts';

/** The Finnish national portal, before and since eForms. Its fields stand in tabs, with help that names the terms. */
export const hilma: Adapter = {
  id: 'hilma',
  name: 'Hilma',
  country: 'FI',
  knowledge: 'source',
  lastVerified: '2026-11-22',
  matches: ['https://www.hankintailmoitukset.fi/*'],
  kinds: [
    { kind: 'notice', address: String.raw`^/[a-z]{2}/public/procurement/\d+/notice/\d+` },
    { kind: 'notice', address: String.raw`^/[a-z]{2}/public/procedure/\d+/enotice/\d+` },
    { kind: 'list', address: String.raw`^/[a-z]{2}/(?:search|public/search)\b` },
  ],
  skip: [],
  labels: {
    buyer: ['organisaation virallinen nimi'],
    description: ['hankinnan lyhyt kuvaus'],
    value: ['arvioitu kokonaisarvo', 'hankinnan yhteenlaskettu kokonaisarvo koko ajalle (ilman alv:ta)'],
    deadline: ['tarjousten tai osallistumishakemusten vastaanottamisen määräaika'],
    publicationNumber: ['ilmoituksen hilma-numero'],
  },
  fields: officialFields,
};

export const samples: readonly Sample[] = [
  {
    address: 'https://www.hankintailmoitukset.fi/fi/public/procedure/5181/enotice/7290/',
    kind: 'notice',
    fixture: 'hilma-enotice',
    expected: {
      title: 'Toimistokalusteiden puitejärjestely',
      buyer: { name: 'Järvilahden kaupunki', id: '0145000-2', scheme: null },
      otherBuyers: [],
      reference: 'JLK/412/02.08.00/2026',
      publicationNumber: '2027-184210',
      cpv: { main: '39130000', additional: ['39112000', '39141300'] },
      value: { amount: 1_200_000, currency: 'EUR' },
      valueNote: 'Puitejärjestelyn enimmäisarvo: 1 500 000,00 EUR',
      deadline: '2027-01-15',
      language: 'fi',
      phase: 'tender',
      lots: 2,
    },
  },
  {
    address: 'https://www.hankintailmoitukset.fi/fi/public/procurement/71233/notice/104455/overview',
    kind: 'notice',
    fixture: 'hilma-overview',
    expected: {
      title: 'Koulujen siivouspalvelut',
      buyer: { name: 'Kuusniemen kunta', id: '0219640-1', scheme: null },
      reference: null,
      publicationNumber: '2022-104455',
      cpv: { main: '90910000', additional: [] },
      value: null,
      valueNote: '300 000 - 450 000 EUR',
      deadline: '2022-10-03',
      language: 'fi',
      lots: 0,
    },
  },
  {
    address: 'https://www.hankintailmoitukset.fi/fi/search?cpv=39130000',
    kind: 'list',
    fixture: 'hilma-search',
    expected: { title: null, buyer: null, cpv: { main: null, additional: [] }, lots: 0 },
  },
];
