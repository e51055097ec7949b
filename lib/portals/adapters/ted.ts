import type { Adapter, Sample } from '../adapter.ts';
import { officialFields } from './official.ts';

/** Tenders Electronic Daily, today's eForms pages. */
export const ted: Adapter = {
  id: 'ted',
  name: 'TED',
  country: 'EU',
  knowledge: 'seen',
  lastVerified: '2026-11-21',
  matches: ['https://ted.europa.eu/*'],
  address: String.raw`^(?!/udl\b)(?!/[a-z]{2}/notice/(?:-/detail/)?\d+-20(?:1\d|2[0-2])\b)`,
  kinds: [
    { kind: 'notice', address: String.raw`^/[a-z]{2}/notice/(?:-/detail/)?\d+-\d{4}` },
    { kind: 'list', address: '^/[a-z]{2}/(?:search|browse)' },
    { kind: 'list', address: '^/[a-z]{2}/release-calendar' },
  ],
  skip: ['#notice > .header', '#notice > .footer', '#summary > .header', '#summary > .footer'],
  insteadWhen: { select: '[data-labels-key*="2014_common|"]', adapter: 'ted-legacy' },
  fields: {
    ...officialFields,
    title: [...officialFields.title, { select: '.header-content .bold ~ .bold', part: 'afterLastDash' }],
    publicationNumber: [
      ...officialFields.publicationNumber,
      { address: String.raw`/notice/(?:-/detail/)?(\d+-\d{4})` },
    ],
  },
};

export const samples: readonly Sample[] = [
  {
    address: 'https://ted.europa.eu/da/notice/-/detail/917342-2026',
    kind: 'notice',
    fixture: 'ted-eforms-da',
    expected: {
      title: 'Rengøring, rengøringsmidler og kontormøbler – fælles udbud for to kommuner',
      buyer: { name: 'Engdal Kommune', id: '45000000', scheme: 'DK-CVR' },
      otherBuyers: [{ name: 'Nørrevang Kommune', id: '15000000', scheme: 'DK-CVR' }],
      reference: '88.20.04-Ø54-3-26',
      publicationNumber: '917342-2026',
      cpv: { main: '90910000', additional: ['39831200', '39130000'] },
      value: { amount: 18_000_000, currency: 'DKK' },
      valueNote: 'Rammeaftalens maksimumsværdi: 25 000 000,00 DKK',
      deadline: '2027-01-14T12:00:00+01:00',
      language: 'da',
      lots: 4,
    },
  },
  {
    address: 'https://ted.europa.eu/en/notice/-/detail/918001-2026',
    kind: 'notice',
    fixture: 'ted-eforms-en-ui',
    expected: {
      title: 'Bærbare computere og skærme til skolerne',
      buyer: { name: 'Birkeå Kommune', id: '39130000', scheme: 'DK-CVR' },
      otherBuyers: [],
      reference: '26/017763',
      cpv: { main: '30213100', additional: ['30231300'] },
      value: null,
      valueNote: 'Maximum value of the framework agreement: 12 000 000,00 DKK',
      deadline: '2027-03-02T13:00:00+01:00',
      language: 'da',
      lots: 1,
    },
  },
  { address: 'https://ted.europa.eu/en/notice/918001-2026/html', kind: 'notice' },
  { address: 'https://ted.europa.eu/da/search/result?classification-cpv=90910000', kind: 'list' },
];
