import { beforeEach, expect, test, vi } from 'vitest';
import { ask } from '../../../entrypoints/portal.content/background-link.ts';

const extension = vi.hoisted(() => ({
  runtime: { id: 'ours' as string | undefined, sendMessage: async (_message: object): Promise<unknown> => null },
}));
vi.mock('wxt/browser', () => ({ browser: extension }));

const updated = { ok: false, error: { code: 'extension-updated', detail: null } };
let sent: object[];

/** The background's answers in turn; an exception is a worker that ended before it answered. */
function answers(...given: (object | Error | undefined)[]): void {
  sent = [];
  extension.runtime.sendMessage = async (message) => {
    sent.push(message);
    const answer = given[sent.length - 1];
    if (answer instanceof Error) throw answer;
    return answer;
  };
}

beforeEach(() => {
  extension.runtime.id = 'ours';
});

test.each([
  ['an exception', new Error('the message port closed')],
  ['silence', undefined],
])('a question that %s answers is asked once more', async (_what, first) => {
  answers(first, { ok: true, index: {} });
  expect(await ask({ type: 'page/index' })).toEqual({ ok: true, index: {} });
  answers(first, first, { ok: true });
  expect(await ask({ type: 'page/index' })).toEqual(updated);
  expect(sent).toHaveLength(2);
});

test('what writes is never sent twice, for it may have been heard', async () => {
  answers(new Error('the message port closed'), { ok: true });
  expect(await ask({ type: 'decision/undo', revisionId: '00000000-0000-4000-8000-000000000001' })).toEqual(updated);
  expect(sent).toHaveLength(1);
});

test('a page that outlived an update asks no second time', async () => {
  extension.runtime.id = undefined;
  answers(new Error('Extension context invalidated.'));
  expect(await ask({ type: 'page/hello' })).toEqual(updated);
  expect(sent).toHaveLength(1);
});

test('a refusal of the background is an answer', async () => {
  const refusal = { ok: false, error: { code: 'journal-newer', detail: null } };
  answers(refusal, { ok: true });
  expect(await ask({ type: 'page/hello' })).toEqual(refusal);
});
