import type { CurrentRow } from '../../../lib/log/rows.ts';

/** A decision with every field that the tables carry. */
export const decisionRow: CurrentRow = {
  id: '00000000-0000-4000-8000-000000000001',
  recordId: '00000000-0000-4000-8000-000000000002',
  rev: 2,
  supersedes: '00000000-0000-4000-8000-000000000003',
  kind: 'decision',
  decidedAt: '2026-03-01T23:30:00.000Z',
  timezone: 'Europe/Copenhagen',
  day: '2026-03-02',
  firstDay: '2026-02-28',
  moved: 1,
  records: ['00000000-0000-4000-8000-000000000002'],
  conflict: false,
  procedureId: '00000000-0000-4000-8000-000000000004',
  procedure: {
    title: 'Rugbrød; økologisk',
    buyer: { name: 'Ærø Kommune', id: '28856075', scheme: 'DK-CVR' },
    reference: '26/1234',
    noticeProcedureId: 'a1b2',
    publicationNumber: '258225-2026',
    cpv: { main: '03111000', additional: ['15811100', '03222220'] },
    language: 'da',
    url: 'https://udbud.dk/detaljevisning?noticeId=1',
  },
  lotId: '1-2',
  target: { id: 'food-1', version: 3, scheme: 'DK-POGI' },
  area: 'food',
  verdict: 'partiallyMet',
  reason: { code: 'timing', text: '=1+1' },
  placement: ['awardCriteria', 'technicalSpecifications'],
  awardWeightPct: 12.5,
  measured: { metric: 'økologiprocent', value: -0.5, unit: '%' },
  ecolabels: ['oe-maerket'],
  evidence: [
    { kind: 'contractDraft', title: 'Bilag 1 | krav', url: null, page: '3', quote: 'Han sagde "ja"\r\nog gik' },
    { kind: 'marketStudies', title: null, url: 'https://x.dk/a', page: null, quote: null },
  ],
  vehicles: null,
  phase: 'tender',
  goals: ['biodiv-eco', 'prod-innov'],
  gpp: ['national'],
  value: { amount: 1234567.8, currency: 'DKK' },
  valueLevel: 'lot',
  unit: 'Børn & Unge',
  portal: 'udbud-dk',
  author: 'hc',
  device: '00000000-0000-4000-8000-00000000dddd',
  tool: { version: '0.1.0', data: '2026-11' },
};

/** Rows in batches, as the journal gives them. */
export async function* inBatches<T>(rows: readonly T[], size = 1000): AsyncGenerator<T[]> {
  for (let start = 0; start < rows.length; start += size) yield rows.slice(start, start + size);
}
