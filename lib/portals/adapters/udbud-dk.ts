import type { Adapter, Sample } from '../adapter.ts';
import { officialFields } from './official.ts';

/**
 * The Danish national portal. The page is an empty shell that the official eForms rendering is put into, so the
 * official labels are what can be relied on. The pages where a notice is written are known by their addresses alone.
 */
export const udbudDk: Adapter = {
  id: 'udbud-dk',
  name: 'udbud.dk',
  country: 'DK',
  knowledge: 'source',
  lastVerified: '2026-11-21',
  matches: ['https://udbud.dk/*', 'https://www.udbud.dk/*'],
  address: '^(?!/Pages/)',
  kinds: [
    { kind: 'notice', address: String.raw`^/detaljevisning\b` },
    { kind: 'notice', address: '^/bekendtgoerelse/' },
    { kind: 'list', address: String.raw`^/soeg\b` },
    { kind: 'form', address: '^/(?:ordregiver|opretIndkoeb)/' },
    { kind: 'login', address: String.raw`^/login\b` },
  ],
  skip: [],
  fields: {
    ...officialFields,
    publicationNumber: [
      ...officialFields.publicationNumber,
      { address: String.raw`[?&]noticePublicationNumber=(\d+-\d{4})` },
    ],
  },
};

export const samples: readonly Sample[] = [
  {
    address:
      'https://udbud.dk/detaljevisning?noticeId=5b1f0c1e-3f0a-4c0e-9d2b-7a6f4e2d1c90&noticeVersion=01&noticePublicationNumber=00913377-2026',
    kind: 'notice',
    fixture: 'udbud-dk',
    expected: {
      title: 'Elbiler og ladestandere til hjemmeplejen',
      buyer: { name: 'Sandvig Kommune', id: '34110000', scheme: 'DK-CVR' },
      reference: '2026-13156',
      publicationNumber: '00913377-2026',
      cpv: { main: '34144900', additional: ['31158000', '45310000'] },
      value: { amount: 48_500_000, currency: 'DKK' },
      valueNote: 'Rammeaftalens maksimumsværdi: 60.000.000,00 DKK',
      deadline: '2027-02-18T12:00:00+01:00',
      language: 'da',
      lots: 2,
    },
  },
  {
    address: 'https://www.udbud.dk/detaljevisning?noticeId=0d7c1a52-8b0e-4f57-9a64-1d2e3f405162&noticeVersion=01',
    kind: 'none',
    fixture: 'empty-shell',
    state: 'retryable',
    expected: { title: null, buyer: null, cpv: { main: null, additional: [] } },
  },
  { address: 'https://udbud.dk/soeg?tekst=reng%C3%B8ring', kind: 'list' },
  {
    address: 'https://udbud.dk/opretIndkoeb/33000000/rediger',
    kind: 'form',
    fixture: 'udbud-dk-form',
    expected: {
      title: 'Snerydning og glatførebekæmpelse',
      buyer: { name: 'Lindholt Kommune', id: '33000000', scheme: 'DK-CVR' },
      reference: '24.02-02301',
      cpv: { main: '90620000', additional: ['90630000'] },
      value: { amount: 15_000_000, currency: 'DKK' },
      valueNote: null,
      deadline: '2027-04-12',
      language: 'da',
      phase: 'specification',
      lots: 0,
    },
  },
  {
    address: 'https://udbud.dk/ordregiver/bekendtgoerelser/33000000',
    kind: 'form',
    fixture: 'udbud-dk-form-step',
    expected: {
      title: 'Legepladser ved tre daginstitutioner',
      buyer: null,
      reference: null,
      cpv: { main: null, additional: [] },
      value: null,
      valueNote: null,
      deadline: null,
      language: null,
      phase: 'specification',
      lots: 0,
    },
  },
  {
    address: 'https://udbud.dk/login',
    kind: 'login',
    fixture: 'login',
    expected: { title: null, buyer: null, cpv: { main: null, additional: [] } },
  },
  { address: 'https://www.udbud.dk/agent/', kind: 'none' },
];
