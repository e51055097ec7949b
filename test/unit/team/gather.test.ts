import type { JsMsg } from '@nats-io/jetstream';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type Coming, gather } from '../../../lib/team/gather.ts';

/** What a server hands out: each message with the number that it says is still to come. */
function source() {
  const waiting: JsMsg[] = [];
  let isOver = false;
  let wake = () => {};
  const messages: Coming = {
    async *[Symbol.asyncIterator]() {
      for (;;) {
        const message = waiting.shift();
        if (message) yield message;
        else if (isOver) return;
        else {
          await new Promise<void>((resolve) => {
            wake = resolve;
          });
        }
      }
    },
    getPending: () => waiting.length,
    stop() {
      isOver = true;
      wake();
    },
  };
  const come = (seq: number, pending: number, bytes = 10) => {
    waiting.push({ seq, data: new Uint8Array(bytes), info: { pending } } as unknown as JsMsg);
    wake();
  };
  return { messages, come, isOver: () => isOver };
}

let parts: number[][];
async function keep(coming: AsyncIterable<JsMsg[]>): Promise<void> {
  for await (const part of coming) parts.push(part.map(({ seq }) => seq));
}
const pass = (milliseconds: number) => vi.advanceTimersByTimeAsync(milliseconds);

beforeEach(() => {
  vi.useFakeTimers();
  parts = [];
});
afterEach(() => void vi.useRealTimers());

test('what there is much of comes in parts as large as they may be, though it arrives bit by bit', async () => {
  const { messages, come } = source();
  const all = keep(gather(messages, { most: 500, last: 1_200 }));
  for (let seq = 1; seq <= 1_200; seq += 1) {
    come(seq, 1_200 - seq);
    if (seq % 7 === 0) await pass(20);
  }
  await all;
  expect(parts.map((part) => [part.length, part[0], part.at(-1)])).toEqual([
    [500, 1, 500],
    [500, 501, 1_000],
    [200, 1_001, 1_200],
  ]);
});

test('a message behind which the server has none comes at once', async () => {
  const { messages, come } = source();
  void keep(gather(messages, { most: 500, last: null }));
  for (const seq of [4, 5, 9]) {
    come(seq, 0);
    await pass(0);
  }
  expect(parts).toEqual([[4], [5], [9]]);
});

test('what the server says is on its way, and is not, holds nothing back for long', async () => {
  const { messages, come } = source();
  void keep(gather(messages, { most: 500, last: null }));
  come(1, 8);
  come(2, 7);
  await pass(199);
  expect(parts).toEqual([]);
  await pass(1);
  expect(parts).toEqual([[1, 2]]);
  come(3, 0);
  await pass(0);
  expect(parts).toEqual([[1, 2], [3]]);
});

test('large messages come a few at a time', async () => {
  const { messages, come } = source();
  void keep(gather(messages, { most: 500, last: null }));
  for (let seq = 1; seq <= 20; seq += 1) come(seq, 20 - seq, 2_000_000);
  await pass(0);
  expect(parts.map(({ length }) => length)).toEqual([9, 9, 2]);
});

test('where the last message does not come it ends three seconds after what came was handed over', async () => {
  const { messages, come, isOver } = source();
  const all = keep(gather(messages, { most: 500, last: 9 }));
  come(1, 3);
  await pass(2_900);
  come(2, 2);
  await pass(2_900);
  expect(isOver()).toBe(false);
  await pass(300);
  await all;
  expect([parts, isOver()]).toEqual([[[1], [2]], true]);
});

test('where whoever hands them out is never behind it ends behind the last of them, though others have later numbers', async () => {
  const { messages, come, isOver } = source();
  const all = keep(gather(messages, { most: 500, last: 9, knowsEnd: true }));
  come(1, 1);
  await pass(250);
  expect(isOver()).toBe(false);
  come(4, 0);
  await pass(0);
  await all;
  expect([parts, isOver()]).toEqual([[[1], [4]], true]);
});

test('who stops reading lets the server stop, too', async () => {
  const { messages, come, isOver } = source();
  come(1, 0);
  for await (const part of gather(messages, { most: 500, last: null })) {
    expect(part).toHaveLength(1);
    break;
  }
  expect(isOver()).toBe(true);
});
