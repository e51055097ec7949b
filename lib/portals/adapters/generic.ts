import type { Adapter, Sample } from '../adapter.ts';
import { officialFields } from './official.ts';

/** Any other page that the buyer switched on: official labels and schema.org, no addresses known. */
export const generic: Adapter = {
  id: 'generic',
  name: 'Generic reader',
  country: null,
  knowledge: 'address',
  lastVerified: '2026-11-21',
  matches: [],
  kinds: [],
  skip: [],
  fields: officialFields,
};

export const samples: readonly Sample[] = [
  {
    address: 'https://portal.example/tender/4711',
    kind: 'notice',
    fixture: 'generic-dl',
    expected: {
      title: 'Vinduespolering og rengøring af daginstitutioner',
      buyer: { name: 'Lindholt Kommune', id: '33000000', scheme: 'DK-CVR' },
      otherBuyers: [],
      reference: '24.02-02266',
      cpv: { main: '90911300', additional: ['90910000'] },
      value: null,
      valueNote: 'mellem 4 og 6 mio. kr. ekskl. moms',
      deadline: '2027-03-12T12:00:00+01:00',
      language: 'da',
      phase: 'tender',
      lots: 2,
    },
  },
  {
    address: 'https://portal.example/kunngjoring/1',
    kind: 'notice',
    fixture: 'generic-table-nb',
    expected: {
      title: 'Kontormøbler til nye lokaler',
      buyer: { name: 'Fjordvik kommune', id: '999888777', scheme: 'NO-ORG' },
      otherBuyers: [],
      reference: '2026/4410',
      cpv: { main: '39130000', additional: ['39113100', '39121100'] },
      value: { amount: 7_500_000, currency: 'NOK' },
      valueNote: null,
      deadline: '2027-02-15',
      language: 'nb',
      phase: 'tender',
      lots: 0,
    },
  },
  {
    address: 'https://portal.example/ny',
    kind: 'form',
    fixture: 'form',
    expected: {
      title: 'Kontormøbler til Engdal Rådhus',
      buyer: { name: 'Engdal Kommune', id: '45000000', scheme: 'DK-CVR' },
      reference: '88.20.04-P20-7-26',
      cpv: { main: '39130000', additional: ['39112000', '39121100'] },
      value: { amount: 33_000_000, currency: 'DKK' },
      valueNote: null,
      deadline: '2027-03-01',
      language: 'da',
      phase: 'specification',
      lots: 0,
    },
  },
  {
    address: 'https://shop.example/vare/1',
    kind: 'item',
    fixture: 'shop-item',
    expected: {
      title: 'Universalrengøring uden parfume, 5 liter',
      buyer: null,
      cpv: { main: null, additional: [] },
      value: null,
      valueNote: '189.50 DKK',
      language: 'da',
    },
  },
  { address: 'https://portal.example/', kind: 'login', fixture: 'login' },
  { address: 'https://avis.example/1', kind: 'none', fixture: 'news' },
  { address: 'https://portal.example/soeg', kind: 'list', fixture: 'result-list' },
];
