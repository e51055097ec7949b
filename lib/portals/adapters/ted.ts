import type { Adapter } from '../adapter.ts';
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
  samples: [
    {
      address: 'https://ted.europa.eu/da/notice/-/detail/917342-2026',
      kind: 'notice',
      fixture: 'ted-eforms-da',
      expected: {
        title: 'Rengøring, rengøringsmidler og kontormøbler – fælles udbud for to kommuner',
        buyer: 'Engdal Kommune',
        cpv: '90910000',
      },
    },
    {
      address: 'https://ted.europa.eu/en/notice/-/detail/918001-2026',
      kind: 'notice',
      fixture: 'ted-eforms-en-ui',
      expected: { title: 'Bærbare computere og skærme til skolerne', buyer: 'Birkeå Kommune', cpv: '30213100' },
    },
    { address: 'https://ted.europa.eu/en/notice/918001-2026/html', kind: 'notice' },
    { address: 'https://ted.europa.eu/da/search/result?classification-cpv=90910000', kind: 'list' },
  ],
};
