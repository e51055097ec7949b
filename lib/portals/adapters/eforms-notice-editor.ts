import type { Adapter, Sample } from '../adapter.ts';
import { officialFields } from './official.ts';

/**
 * The official sample editor, which portals may build on: controls carry their business term as id, labels of repeats
 * are mere numbers. Known by its form, since it runs on no host of its own.
 */
export const eformsNoticeEditor: Adapter = {
  id: 'eforms-notice-editor',
  name: 'eForms notice editor',
  country: 'EU',
  knowledge: 'source',
  lastVerified: '2026-11-22',
  matches: [],
  kinds: [],
  skip: [],
  marks: '#form-element #form-content-root',
  fields: officialFields,
};

export const samples: readonly Sample[] = [
  {
    address: 'https://editor.example/',
    kind: 'form',
    fixture: 'eforms-notice-editor',
    expected: {
      title: 'Aftørringspapir, sæbe og affaldsposer til kommunens institutioner',
      buyer: { name: 'Rosenholm Kommune', id: '39830000', scheme: 'DK-CVR' },
      otherBuyers: [],
      reference: '88.12.00-P20-4-27',
      procedureId: '7d1e5c20-0b1f-4f6e-9a77-3c2b1a0f9e8d',
      publicationNumber: null,
      cpv: { main: '33772000', additional: ['33711900', '19640000'] },
      value: { amount: 15_000_000, currency: 'DKK' },
      valueNote: null,
      deadline: '2027-05-04',
      language: 'da',
      phase: 'specification',
      lots: 2,
    },
  },
];
