import type { Adapter, Sample } from '../adapter.ts';
import { viewerMark } from '../page/viewer.ts';
import { officialFields } from './official.ts';

/** The official viewer's rendering of a notice, saved or shown on a host of its own. Portals that embed it keep theirs. */
export const eformsViewer: Adapter = {
  id: 'eforms-viewer',
  name: 'eForms notice viewer',
  country: 'EU',
  knowledge: 'seen',
  lastVerified: '2026-11-22',
  matches: [],
  kinds: [],
  skip: [],
  marks: viewerMark,
  fields: officialFields,
};

export const samples: readonly Sample[] = [
  {
    address: 'https://viewer.example/notice-da.html',
    kind: 'notice',
    fixture: 'eforms-viewer',
    expected: {
      title: 'Drift af grønne områder og fejning af cykelstier',
      buyer: { name: 'Hovlund Kommune', id: '50000000', scheme: 'DK-CVR' },
      otherBuyers: [{ name: 'Vandkjær Kommune', id: '45000000', scheme: 'DK-CVR' }],
      reference: '04.00.00-P20-11-26',
      procedureId: '0c9e7a44-51d2-4b7e-8f36-a1b2c3d4e5f6',
      publicationNumber: '00020318-2027',
      cpv: { main: '77310000', additional: ['90611000', '77314000'] },
      value: { amount: 38_500_000, currency: 'DKK' },
      valueNote: 'Rammeaftalens maksimumsværdi: 45 000 000,00 DKK',
      deadline: '2027-02-18T12:00:00+01:00',
      language: 'da',
      phase: 'tender',
      lots: 2,
    },
  },
];
