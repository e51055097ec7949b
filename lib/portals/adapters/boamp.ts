import type { Adapter, Sample } from '../adapter.ts';
import { officialFields } from './official.ts';

/** The French bulletin: eForms with the official keys, and below the thresholds cards with labels in bold. */
export const boamp: Adapter = {
  id: 'boamp',
  name: 'BOAMP',
  country: 'FR',
  knowledge: 'seen',
  lastVerified: '2026-11-22',
  matches: ['https://www.boamp.fr/*'],
  kinds: [
    { kind: 'list', address: '^/pages/recherche' },
    { kind: 'notice', address: '^/pages/avis' },
    { kind: 'notice', address: '^/avis/detail/' },
  ],
  skip: [],
  labels: {
    title: ['objet'],
    buyerId: ['n° siret', 'siret'],
    reference: ['référence acheteur'],
    publicationNumber: ['avis n°'],
    cpvMain: ['code cpv principal'],
    cpvAdditional: ['code cpv complémentaire', 'codes cpv complémentaires'],
    deadline: ['date limite de réponse'],
  },
  fields: {
    ...officialFields,
    publicationNumber: [...officialFields.publicationNumber, { address: String.raw`[?&]q=idweb:(?:"|%22)?(\d+-\d+)` }],
  },
};

export const samples: readonly Sample[] = [
  {
    address: 'https://www.boamp.fr/pages/avis/?q=idweb:%2227-1204%22',
    kind: 'notice',
    fixture: 'boamp-eforms',
    expected: {
      title: 'Fourniture de repas pour les écoles – denrées biologiques',
      buyer: { name: 'Commune de Valbrune', id: '21990000000012', scheme: null },
      otherBuyers: [],
      reference: 'VB-2027-03',
      procedureId: '9b8a7c6d-5e4f-4a3b-8c2d-1e0f9a8b7c6d',
      publicationNumber: '27-1204',
      cpv: { main: '55524000', additional: ['03220000'] },
      value: { amount: 2_400_000, currency: 'EUR' },
      valueNote: null,
      deadline: '2027-02-05T16:00:00+01:00',
      language: 'fr',
      phase: 'tender',
      lots: 1,
    },
  },
  {
    address: 'https://www.boamp.fr/pages/avis/?q=idweb:%2226-12%22',
    kind: 'notice',
    fixture: 'boamp-mapa',
    expected: {
      title: 'Nettoyage des bâtiments communaux',
      buyer: { name: 'Communauté de communes du Haut-Marais', id: '20009900000015', scheme: null },
      reference: '2026-HM-007',
      publicationNumber: '26-12',
      cpv: { main: '90911200', additional: ['90919300'] },
      value: null,
      valueNote: 'entre 180 000 et 240 000 euros',
      deadline: '2026-02-05',
      language: 'fr',
      phase: 'tender',
      lots: 0,
    },
  },
  {
    address: 'https://www.boamp.fr/pages/recherche/?disjunctive.type_marche=&q=nettoyage',
    kind: 'list',
    fixture: 'boamp-recherche',
    expected: { title: null, buyer: null, cpv: { main: null, additional: [] }, lots: 0 },
  },
];
