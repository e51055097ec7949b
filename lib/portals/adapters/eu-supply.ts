import type { Adapter, Sample } from '../adapter.ts';
import { officialFields } from './official.ts';

/**
 * EU-Supply (CTM), and the same system behind Norway's kgv.doffin.no. Positions carry no names; what is told apart by
 * more than its place is the section with the codes, closed until asked for.
 */
export const euSupply: Adapter = {
  id: 'eu-supply',
  name: 'EU-Supply',
  country: null,
  knowledge: 'source',
  lastVerified: '2026-11-22',
  matches: ['https://*.eu-supply.com/*', 'https://kgv.doffin.no/*'],
  kinds: [
    { kind: 'login', address: String.raw`^/(?:[^?]*/)?login\.(?:asp|aspx)\b` },
    { kind: 'list', address: String.raw`^/ctm/supplier/publictenders\b` },
    { kind: 'notice', address: String.raw`^/ctm/supplier/publicpurchase/\d` },
    { kind: 'notice', address: String.raw`^/app/rfq/(?:rwlentrance_s|publicpurchase)\w*\.asp\b` },
  ],
  skip: [],
  labels: { buyer: ['office'] },
  fields: {
    ...officialFields,
    cpvMain: [
      ...officialFields.cpvMain,
      { select: '#tenderInfoSection p > span', like: String.raw`^\d{8}\s?-\s?\d(?!\d)` },
    ],
  },
};

export const samples: readonly Sample[] = [
  {
    address: 'https://eu.eu-supply.com/ctm/supplier/publictenders?B=UK',
    kind: 'list',
    fixture: 'eu-supply-list',
    expected: { title: null, buyer: null, cpv: { main: null, additional: [] } },
  },
  {
    address: 'https://dk.eu-supply.com/ctm/Supplier/PublicPurchase/398124/0/0?returnUrl=ctm/Supplier/publictenders&b=',
    kind: 'notice',
    fixture: 'eu-supply-notice',
    expected: {
      title: 'Rengøring af kommunens bygninger',
      buyer: { name: 'Engdal Kommune', id: null, scheme: null },
      reference: '398124',
      cpv: { main: '90911200', additional: ['90911300', '90919200'] },
      value: { amount: 33_000_000, currency: 'DKK' },
      valueNote: null,
      deadline: '2027-02-09T12:00:00+01:00',
      language: 'da',
      lots: 0,
    },
  },
  {
    address: 'https://kgv.doffin.no/ctm/Supplier/PublicPurchase/412007/0/0',
    kind: 'notice',
    fixture: 'kgv-doffin',
    expected: {
      title: 'Renovasjon og innsamling av matavfall',
      buyer: { name: 'Granneset kommune', id: '987654321', scheme: 'NO-ORG' },
      reference: '2026/2214',
      cpv: { main: '90511000', additional: ['90512000'] },
      value: { amount: 45_000_000, currency: 'NOK' },
      valueNote: null,
      deadline: '2027-03-01T12:00:00+01:00',
      language: 'nb',
      lots: 0,
    },
  },
  { address: 'https://eu.eu-supply.com/app/rfq/rwlentrance_s.asp?PID=398124&B=', kind: 'notice' },
  {
    address: 'https://eu.eu-supply.com/app/rfq/publicpurchase_docs.asp?PID=398124&LID=39130000',
    kind: 'notice',
  },
  { address: 'https://eu.eu-supply.com/app/rfq/rwlproposal_s.asp?PID=398124', kind: 'none' },
  {
    address: 'https://eu.eu-supply.com/login.asp?B=',
    kind: 'login',
    fixture: 'login',
    expected: { title: null, buyer: null, cpv: { main: null, additional: [] } },
  },
  { address: 'https://kgv.doffin.no/ctm/Company/CompanyInformation/Index/45000000', kind: 'none' },
];
