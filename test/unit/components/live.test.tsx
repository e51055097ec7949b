// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { render } from 'preact';
import { beforeEach, expect, test, vi } from 'vitest';
import { useLive } from '../../../components/dashboard/live.ts';
import type { JournalDatabase } from '../../../lib/log/database.ts';
import { freshJournal } from '../log/sample.ts';

let place: HTMLElement;
let journal: JournalDatabase;
beforeEach(() => {
  place = document.createElement('main');
  document.body.replaceChildren(place);
  journal = freshJournal();
});

const put = (value: number) => journal.meta.put({ key: 'number', value });
const read = async () => Number((await journal.meta.get('number'))?.value);

test('a value is shown once, and again when what it was read from has changed', async () => {
  await put(1);
  const drawn: string[] = [];
  const Shown = () => {
    const live = useLive('number', read);
    const text = live.state === 'ready' ? `${live.value}${live.stale ? ' and more' : ''}` : live.state;
    drawn.push(text);
    return text;
  };
  render(<Shown />, place);
  await vi.waitUntil(() => drawn.length === 2);
  await put(2);
  await vi.waitUntil(() => drawn.length === 3);
  expect(drawn).toEqual(['loading', '1', '2']);
});

test('while so much is written that every value is overtaken, what was read last is shown', async () => {
  await put(0);
  const Shown = () => {
    const live = useLive('number', async () => {
      for (let reading = 0; reading < 5; reading += 1) await read();
      return read();
    });
    return live.state === 'ready' ? `${live.value}${live.stale ? ' and more' : ''}` : live.state;
  };
  let written = 0;
  let isWriting = true;
  const write = async () => {
    while (isWriting) {
      written += 1;
      await put(written);
    }
  };
  const writing = write();
  render(<Shown />, place);
  await vi.waitUntil(() => /^[1-9]\d* and more$/.test(place.textContent ?? ''));
  isWriting = false;
  await writing;
  await vi.waitUntil(() => place.textContent === String(written));
});
