import { describe, expect, it } from 'vitest';
import { pageRequestSchema, requestSchema } from '../../../lib/message-schema.ts';
import { isPageRequest, isReply } from '../../../lib/messages.ts';

const procedure = {
  title: 'Kontorstole',
  buyer: { name: 'Engdal Kommune', id: '12345678', scheme: 'DK-CVR' },
  reference: null,
  procedureId: null,
  publicationNumber: null,
  cpv: { main: '39112000', additional: [] },
  value: { amount: 1_200_000, currency: 'DKK' },
  deadline: null,
  language: 'da',
  lots: [],
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
const framed = {
  title: 'Kontorstole',
  buyer: { name: 'Engdal Kommune', id: null, scheme: null },
  cpv: { main: '39112000', additional: [] },
  language: 'da',
  hidden: ['pogi-13-gpp'],
};
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
const field = { id: 'field-0', label: 'Krav', takes: true, advised: [advised] };
const told = (change: object, own: object = {}) => ({
  type: 'frame/fields',
  frame: 7,
  fields: [{ ...field, ...own }],
  opened: null,
  ...change,
});
const act = { type: 'frame/act', act: 'insert', key: 'pogi-13-gpp', field: 'field-0', text: 'Krav.' };
const log = (change: object) => ({
  type: 'decision/log',
  procedure,
  relevant: [],
  decision: { ...decision, ...change },
});

describe('messages to a page', () => {
  it.each([
    [{ type: 'page/report' }, true],
    [{ type: 'panel/toggle' }, true],
    [{ type: 'panel/next' }, true],
    [{ type: 'panel/log' }, true],
    [{ type: 'panel/log', target: 'pogi-13-gpp' }, false],
    [{ type: 'team/told' }, true],
    [{ type: 'team/told', state: {} }, false],
    [{ type: 'site/mode', mode: 'quiet' }, true],
    [{ type: 'site/mode', mode: 'loud' }, false],
    [{ type: 'site/mode' }, false],
    [{ type: 'page/report', mode: 'off' }, false],
    [{ type: 'page/report', extra: 1 }, false],
    [{ type: 'frame/tender', tender: framed }, true],
    [{ type: 'frame/tender', tender: null }, true],
    [{ type: 'frame/tender' }, false],
    [{ type: 'frame/tender', tender: { ...framed, url: 'https://udbud.dk/' } }, false],
    [{ type: 'frame/tender', tender: { ...framed, cpv: { main: '39112000-0', additional: [] } } }, false],
    [{ type: 'frame/tender', tender: { ...framed, buyer: 'Engdal Kommune' } }, false],
    [told({}), true],
    [told({ opened: 'field-0' }), true],
    [told({ frame: 0 }), false],
    [told({ opened: 'frame-7' }), false],
    [told({}, { id: 'field-x' }), false],
    [told({}, { advised: [{ ...advised, binding: 'must' }] }), false],
    [told({}, { advised: [{ ...advised, quote: { block: 0, start: 0, end: 1 } }] }), false],
    [told({}, { advised: [{ ...advised, reasons: [{ ...advised.reasons[0], span: {} }] }] }), false],
    [told({ extra: 1 }), false],
    [act, true],
    [{ ...act, act: 'undo', text: '' }, true],
    [{ ...act, act: 'delete' }, false],
    [{ ...act, field: '#krav' }, false],
    [{ type: 'frame/unknown' }, false],
    [{ type: 'toString' }, false],
    [{ type: 1 }, false],
    [{}, false],
    [[], false],
    ['page/report', false],
    [null, false],
    [undefined, false],
  ])('%j is one of ours: %s, for the guard and the schema alike', (message, expected) => {
    expect(isPageRequest(message)).toBe(expected);
    expect(pageRequestSchema.safeParse(message).success).toBe(expected);
  });
});

describe('messages to the background', () => {
  it.each([
    ['a hello', { type: 'page/hello' }, true],
    ['a hello that names an address of its own', { type: 'page/hello', url: 'https://example.org' }, false],
    ['a decision with its reason', log({}), true],
    ['a decision that is not met and gives no reason', log({ reason: null }), false],
    ['the reason "other" without a text', log({ reason: { code: 'other', text: null } }), false],
    ['a met target without a reason', log({ verdict: 'met', reason: null }), true],
    ['an award weight of 101 per cent', log({ awardWeightPct: 101 }), false],
    ['a verdict that is not one', log({ verdict: 'open' }), false],
    [
      'evidence at a script address',
      log({ evidence: [{ kind: 'marketStudies', title: null, url: 'javascript:1', page: null, quote: null }] }),
      false,
    ],
    [
      'a procedure at a file address',
      { type: 'procedure/state', procedure: { ...procedure, url: 'file:///etc/passwd' } },
      false,
    ],
    [
      'a CPV code with its check digit',
      { type: 'procedure/state', procedure: { ...procedure, cpv: { main: '39112000-0', additional: [] } } },
      false,
    ],
    ['a tender for the frames of a page', { type: 'frames/read', tender: framed }, true],
    ['a tender with an endless title', { type: 'frames/read', tender: { ...framed, title: 'x'.repeat(3000) } }, false],
    ['fields of a frame', { type: 'frames/tell', fields: [field], opened: null }, true],
    ['fields that name a frame of their own', { type: 'frames/tell', frame: 3, fields: [field], opened: null }, false],
    ['an insertion in the page itself', { ...act, type: 'frames/act', frame: 0 }, false],
    ['an insertion in a frame', { ...act, type: 'frames/act', frame: 3 }, true],
    ['an undo of something that is no id', { type: 'decision/undo', revisionId: 'last' }, false],
    ['an unknown type', { type: 'journal/clear' }, false],
  ])('%s', (_name, message, expected) => {
    expect(requestSchema.safeParse(message).success).toBe(expected);
  });
});

describe('replies', () => {
  it.each([
    [{ ok: true }, true],
    [{ ok: false, error: { code: 'journal-quota', detail: null } }, true],
    [{ ok: false }, false],
    [{ ok: 'yes' }, false],
    [undefined, false],
    [null, false],
  ])('%j has the shape of a reply: %s', (reply, expected) => {
    expect(isReply(reply)).toBe(expected);
  });
});
