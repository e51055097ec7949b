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
    [{ type: 'site/mode', mode: 'quiet' }, true],
    [{ type: 'site/mode', mode: 'loud' }, false],
    [{ type: 'site/mode' }, false],
    [{ type: 'page/report', mode: 'off' }, false],
    [{ type: 'page/report', extra: 1 }, false],
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
