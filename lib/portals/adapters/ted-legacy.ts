import type { Adapter, Sample } from '../adapter.ts';
import { officialFields } from './official.ts';

/** TED notices on the standard forms of 2014 to 2023, at their old and their present addresses. */
export const tedLegacy: Adapter = {
  id: 'ted-legacy',
  name: 'TED (forms of 2014 to 2023)',
  country: 'EU',
  knowledge: 'seen',
  lastVerified: '2026-11-21',
  matches: ['https://ted.europa.eu/*'],
  address: String.raw`^(?:/udl\b|/[a-z]{2}/notice/(?:-/detail/)?\d+-20(?:1\d|2[0-2])\b)`,
  kinds: [
    { kind: 'notice', address: '[?&]uri=TED:NOTICE:' },
    { kind: 'notice', address: '^/[a-z]{2}/notice/' },
  ],
  skip: ['#notice > .header', '#notice > .footer', '#summary > .header', '#summary > .footer'],
  fields: {
    title: [{ labelKey: 'title_contract', within: ['procedure'] }, { labelKey: 'title_contract' }, { label: 'title' }],
    description: [{ labelKey: 'descr_short' }, { label: 'description' }],
    buyer: [{ labelKey: 'name_official', within: ['buyer'] }, { labelKey: 'name_official' }, { label: 'buyer' }],
    buyerId: [{ labelKey: 'national_id', within: ['buyer'] }, { labelKey: 'national_id' }, { label: 'buyerId' }],
    country: [{ labelKey: 'address_country', within: ['buyer'] }, { label: 'country' }],
    role: [],
    reference: [{ labelKey: 'fileref' }, { label: 'reference' }],
    procedureId: [],
    publicationNumber: [
      { address: String.raw`TED:NOTICE:(\d+-\d{4})` },
      { address: String.raw`/notice/(?:-/detail/)?(\d+-\d{4})` },
    ],
    cpvMain: [{ labelKey: 'cpv_main', within: ['procedure'] }, { labelKey: 'cpv_main' }, { label: 'cpvMain' }],
    cpvAdditional: [
      { labelKey: 'cpv_additional', within: ['procedure'] },
      { labelKey: 'cpv_additional' },
      { label: 'cpvAdditional', within: ['procedure', 'lot'] },
    ],
    value: [
      { labelKey: 'value_magnitude_estimated_total' },
      { labelKey: 'value_excl_vat', within: ['procedure'] },
      { label: 'value' },
    ],
    maximum: [],
    deadline: [{ labelKey: 'limit_receipt_tenders_req_particip' }, { labelKey: 'date_tender' }, { label: 'deadline' }],
    phase: [],
    language: officialFields.language,
  },
};

export const samples: readonly Sample[] = [
  {
    address: 'https://ted.europa.eu/da/notice/-/detail/287641-2021',
    kind: 'notice',
    fixture: 'ted-legacy-da',
    expected: {
      title: 'Fødevarer til plejecentre og skoler',
      buyer: { name: 'Engdal Kommune', id: '45000000', scheme: 'DK-CVR' },
      reference: '1-23-4-101-24-21',
      cpv: { main: '15000000', additional: ['15300000', '03220000', '15500000', '15810000'] },
      value: { amount: 52_000_000, currency: 'DKK' },
      valueNote: null,
      deadline: '2021-07-12',
      language: 'da',
      lots: 2,
    },
  },
  { address: 'https://ted.europa.eu/udl?uri=TED:NOTICE:287641-2021:TEXT:DA:HTML', kind: 'notice' },
];
