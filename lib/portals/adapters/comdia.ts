import type { Adapter, Sample } from '../adapter.ts';
import { officialFields } from './official.ts';

/** Comdia: what is open to everyone shows neither code, value nor dates. Only addresses known. */
export const comdia: Adapter = {
  id: 'comdia',
  name: 'Comdia',
  country: 'DK',
  knowledge: 'address',
  lastVerified: '2026-11-22',
  matches: ['https://www.comdia.com/*'],
  kinds: [
    { kind: 'login', address: String.raw`^[^?#]*/login\.aspx` },
    { kind: 'list', address: String.raw`^[^?#]*/aktuelleudbud\.aspx` },
    { kind: 'notice', address: String.raw`^[^?#]*/tenderinformationshow\.aspx` },
  ],
  skip: [],
  fields: officialFields,
};

export const samples: readonly Sample[] = [
  {
    address: 'https://www.comdia.com/lindholt/tenderinformationshow.aspx?Id=33140&List=0',
    kind: 'notice',
    fixture: 'comdia',
    expected: {
      title: 'Renovering af tag på Lindholt Skole',
      buyer: { name: 'Lindholt Kommune', id: null, scheme: null },
      reference: '16/017763',
      cpv: { main: null, additional: [] },
      value: null,
      valueNote: null,
      deadline: null,
      language: 'da',
      lots: 0,
    },
  },
  { address: 'https://www.comdia.com/lindholt/aktuelleudbud.aspx', kind: 'list' },
  {
    address: 'https://www.comdia.com/Login.aspx?ReturnUrl=33140000',
    kind: 'login',
    fixture: 'login',
    expected: { title: null, buyer: null, cpv: { main: null, additional: [] } },
  },
];
