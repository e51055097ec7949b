import type { Adapter, Sample } from '../adapter.ts';
import { officialFields } from './official.ts';

/**
 * The Swiss portal: server-made forms until 2024, an app since, with the same captions. Of the app's pages only the
 * addresses and the data behind them are known.
 */
export const simap: Adapter = {
  id: 'simap',
  name: 'simap.ch',
  country: 'CH',
  knowledge: 'source',
  lastVerified: '2026-11-22',
  matches: ['https://www.simap.ch/*', 'https://simap.ch/*', 'https://old.simap.ch/*', 'https://archiv.simap.ch/*'],
  kinds: [
    { kind: 'notice', address: '^/[a-z]{2}/project-detail/' },
    { kind: 'notice', address: String.raw`^/shabforms/servlet/Search\?.*(?:NOTICE_NR|projectId|searchid)=` },
    { kind: 'notice', address: String.raw`^/shabforms/COMMON/simap/content/start\.jsp\?.*projectId=` },
    { kind: 'list', address: '^/shabforms/COMMON/search/' },
    { kind: 'list', address: '^/[a-z]{2}/?(?:[?#]|$)' },
  ],
  skip: [],
  labels: {
    title: ['projekttitel der beschaffung', 'titre du projet du marché', 'titolo del progetto della commessa'],
    description: [
      'gegenstand und umfang des auftrags',
      'brève description',
      'oggetto e entità della commessa',
      'subject and scope of the contract',
    ],
    buyer: [
      'bedarfsstelle/vergabestelle',
      'service demandeur/entité adjudicatrice',
      'servizio richiedente/ente aggiudicatore',
      'contracting authority/authority of assignment',
    ],
    reference: ['aktenzeichen / projektnummer'],
    cpvMain: ['cpv-code'],
    cpvAdditional: ['weitere cpv-codes'],
    deadline: ['frist für die einreichung des angebotes', 'frist für die einreichung der angebote'],
    publicationNumber: ['meldungsnummer', 'numéro de la publication', 'numero della pubblicazione'],
  },
  fields: officialFields,
};

export const samples: readonly Sample[] = [
  {
    address: 'https://www.simap.ch/shabforms/servlet/Search?EID=3&projectId=233100&mode=2',
    kind: 'notice',
    fixture: 'simap-shabforms',
    expected: {
      title: 'Unterhalt der Grünflächen und Sportplätze',
      buyer: { name: 'Gemeinde Oberlinden', id: null, scheme: null },
      otherBuyers: [],
      reference: 'OL-2022-14',
      cpv: { main: '77310000', additional: ['77314000'] },
      value: null,
      valueNote: null,
      deadline: '2022-02-18',
      language: 'de',
      phase: 'tender',
      lots: 0,
    },
  },
  {
    address: 'https://www.simap.ch/de/project-detail/3ce500a8-0000-4417-b2a1-000000000001#ausschreibung',
    kind: 'notice',
    fixture: 'simap-project',
    expected: {
      title: 'Lieferung von Notebooks und Bildschirmen',
      buyer: { name: 'Kantonale Verwaltung Hochtal', id: null, scheme: null },
      reference: 'HT-IT-2027-3',
      cpv: { main: '30213100', additional: ['30231300'] },
      value: { amount: 2_400_000, currency: 'CHF' },
      valueNote: null,
      deadline: '2027-03-22T12:00:00+01:00',
      language: 'de',
      phase: 'tender',
      lots: 0,
    },
  },
  {
    address: 'https://www.simap.ch/de?cpvCodes=%5B%2230213100%22%5D',
    kind: 'list',
    fixture: 'simap-search',
    expected: { title: null, buyer: null, cpv: { main: null, additional: [] }, lots: 0 },
  },
];
