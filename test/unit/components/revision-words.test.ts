import data from 'virtual:targets';
import { expect, test } from 'vitest';
import { differencesOf, wordsOf } from '../../../components/dashboard/record/revision-words.ts';
import { createTranslator } from '../../../lib/i18n.ts';
import type { Revision } from '../../../lib/log/schema.ts';
import common from '../../../locales/da/common.json';
import dashboard from '../../../locales/da/dashboard.json';
import decision from '../../../locales/da/decision.json';
import log from '../../../locales/da/log.json';

const house = { data, translate: createTranslator('da', { ...common, ...decision, ...dashboard, ...log }) };
const [label] = data.ecolabels;

const first: Revision = {
  id: '1',
  recordId: '1',
  rev: 1,
  supersedes: null,
  kind: 'decision',
  decidedAt: '2026-11-22T10:00:00.000Z',
  timezone: 'Europe/Copenhagen',
  day: '2026-11-22',
  procedureId: '1',
  lotId: null,
  target: { id: 'it-1', version: 1, scheme: 'DK-POGI' },
  area: 'it',
  verdict: 'met',
  reason: null,
  placement: ['technicalSpecifications'],
  awardWeightPct: null,
  measured: null,
  ecolabels: [],
  evidence: [],
  vehicles: null,
  phase: null,
  goals: [],
  gpp: [],
  value: { amount: 1_000_000, currency: 'DKK' },
  valueLevel: 'procedure',
  unit: 'Indkøb',
  portal: 'ted',
  author: null,
  device: '1',
  tool: { version: '0.1.0', data: 'a' },
};

test('says in words what a correction changed, and nothing else', () => {
  const corrected: Revision = {
    ...first,
    id: '2',
    verdict: 'partiallyMet',
    reason: { code: 'timing', text: 'Først fra 2027' },
    placement: [],
    evidence: [{ kind: 'contractDraft', title: 'Bilag 3', url: null, page: '12', quote: 'mindst 60 %' }],
    ecolabels: label ? [label.id] : [],
  };
  expect(differencesOf(first, corrected, house)).toEqual([
    { name: 'log.verdict', before: 'Opfyldt', after: 'Delvist opfyldt' },
    { name: 'decision.reason', before: '', after: 'Tidspres i udbuddet: Først fra 2027' },
    { name: 'decision.placement', before: 'Kravspecifikation', after: '' },
    { name: 'decision.ecolabels', before: '', after: label?.name.da },
    { name: 'decision.evidence', before: '', after: 'Bilag 3, side 12, »mindst 60 %«' },
  ]);
  expect(differencesOf(first, { ...first, id: '2', author: 'Fugl 1', device: '2' }, house)).toEqual([]);
});

test('a first revision says everything that it has, a withdrawal that it is one', () => {
  expect(differencesOf(null, first, house).map(({ name }) => name)).toEqual([
    'log.verdict',
    'decision.placement',
    'record.value',
    'filter.unit',
    'record.targetVersion',
  ]);
  const withdrawn: Revision = { ...first, id: '2', kind: 'withdrawal', verdict: null };
  expect(differencesOf(first, withdrawn, house)).toEqual([
    { name: 'log.verdict', before: 'Opfyldt', after: 'Trukket tilbage' },
  ]);
});

test('two revisions stand beside each other field by field', () => {
  const names = wordsOf(first, house).map(({ name }) => name);
  expect(wordsOf({ ...first, reason: { code: 'other', text: 'x' } }, house).map(({ name }) => name)).toEqual(names);
});
