import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { framedOutcomeSchema } from '../../../lib/frame-message-schema.ts';
import { isFramePageRequest } from '../../../lib/frame-messages.ts';
import { pageRequestSchema, requestSchema } from '../../../lib/message-schema.ts';
import { isPageRequest, isReply } from '../../../lib/messages.ts';
import { cases, damaged, hostile, isPlain, many, patience, prototypeIsUntouched } from './hostile.ts';

const procedure = {
  title: 'Kontorstole',
  buyer: { name: 'Engdal Kommune', id: '12345678', scheme: 'DK-CVR' },
  reference: null,
  procedureId: null,
  publicationNumber: null,
  cpv: { main: '39112000', additional: ['39113000'] },
  value: { amount: 1_200_000, currency: 'DKK' },
  deadline: '2026-12-01',
  language: 'da',
  lots: [{ id: '1', title: 'Stole', cpv: ['39112000'], value: null }],
  portal: 'ted',
  url: 'https://ted.europa.eu/da/notice/-/detail/462609-2026',
};
const decision = {
  lotId: null,
  targetId: 'pogi-13-gpp',
  verdict: 'notMet',
  reason: { code: 'no-market-supply', text: null },
  placement: [],
  awardWeightPct: null,
  measured: null,
  ecolabels: [],
  evidence: [],
  vehicles: null,
  phase: null,
};
const relevant = [{ target: 'pogi-13-gpp', version: 1, area: 'furniture', lots: [] }];
const uuid = '00000000-0000-4000-8000-000000000001';
const advised = {
  target: 'pogi-13-gpp',
  version: 1,
  area: 'furniture',
  score: 0.8,
  reasons: [{ kind: 'term', text: 'kontorstole', where: 'description', span: null }],
  lots: [],
  binding: 'recommended',
  counts: true,
  coverage: 'missing',
  quote: null,
  isForeign: false,
};
const fields = [{ id: 'field-0', label: 'Krav', takes: true, advised: [advised] }];
const tender = {
  title: 'Kontorstole',
  buyer: { name: 'Engdal Kommune', id: null, scheme: null },
  cpv: { main: '39112000', additional: [] },
  language: 'da',
  hidden: [],
};
const toBackground = [
  { type: 'page/hello' },
  { type: 'page/badge', count: 3 },
  { type: 'targets/words', targets: ['pogi-13-gpp'], tips: [] },
  { type: 'procedure/follow', procedure, relevant: [] },
  { type: 'procedure/same', procedure, relevant, other: uuid, same: true },
  { type: 'decision/log', procedure, relevant: [], decision },
  { type: 'decision/undo', revisionId: uuid },
  { type: 'tip/log', procedure, tip: 'tip-1', action: 'used' },
  { type: 'dashboard/open', route: 'log' },
  { type: 'frames/read', tender },
  { type: 'frames/tell', fields, opened: null },
];
const toPage = [
  { type: 'page/report' },
  { type: 'site/mode', mode: 'full' },
  { type: 'frame/tender', tender },
  { type: 'frame/act', act: 'insert', key: 'pogi-13-gpp', field: 'field-0', text: 'Krav.' },
  { type: 'frame/fields', frame: 7, fields, opened: null },
];

describe('a message that somebody made up', () => {
  test('is taken by the background only with exactly the fields of its kind', { timeout: patience }, () => {
    let refused = 0;
    fc.assert(
      fc.property(fc.oneof(hostile, damaged(toBackground)), (message) => {
        const parsed = requestSchema.safeParse(message);
        if (!parsed.success) {
          refused += 1;
          return;
        }
        expect(isPlain(parsed.data)).toBe(true);
        expect(JSON.stringify(parsed.data).length).toBeLessThan(1_000_000);
      }),
      many,
    );
    expect(refused).toBeGreaterThan(cases / 4);
    prototypeIsUntouched();
  });

  test('is taken by a page only when the schema takes it too', { timeout: patience }, () => {
    fc.assert(
      fc.property(fc.oneof(hostile, damaged(toPage)), (message) => {
        // The guards in the page know no lengths; what they let through beyond the schema comes from our own background.
        if (pageRequestSchema.safeParse(message).success) expect(isPageRequest(message)).toBe(true);
        if (isPageRequest(message)) {
          const { type } = message;
          expect(toPage.map((known) => known.type)).toContain(type === 'panel/toggle' ? 'page/report' : type);
        }
        isFramePageRequest(message);
      }),
      many,
    );
    prototypeIsUntouched();
  });

  test('is a reply only when it says so, and no outcome of a frame is passed on unread', { timeout: patience }, () => {
    const replies = [
      { ok: true },
      { ok: false, error: { code: 'invalid-message', detail: null } },
      { label: 'Krav', state: 'inserted', over: 0 },
    ];
    fc.assert(
      fc.property(fc.oneof(hostile, damaged(replies)), (message) => {
        if (isReply(message)) expect(typeof message.ok).toBe('boolean');
        const outcome = framedOutcomeSchema.safeParse(message);
        if (outcome.success) expect(Object.keys(outcome.data).sort()).toEqual(['label', 'over', 'state']);
      }),
      many,
    );
    prototypeIsUntouched();
  });
});
