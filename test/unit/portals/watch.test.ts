// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type WatchedPage, watchPage } from '../../../lib/portals/watch.ts';

let controller: AbortController;
let changes: number;
let watched: WatchedPage;

beforeEach(() => {
  vi.useFakeTimers();
  document.body.replaceChildren();
  controller = new AbortController();
  changes = 0;
  watched = watchPage({ document, signal: controller.signal, onChange: () => (changes += 1) });
});

afterEach(() => {
  controller.abort();
  vi.useRealTimers();
});

function add(text: string, parent: Element = document.body): HTMLElement {
  const element = document.createElement('p');
  element.textContent = text;
  parent.append(element);
  return element;
}

test('a burst of changes is one change, once the page has settled', async () => {
  add('Et');
  add('To');
  await vi.advanceTimersByTimeAsync(200);
  add('Tre');
  await vi.advanceTimersByTimeAsync(200);
  expect(changes).toBe(0);
  await vi.advanceTimersByTimeAsync(60);
  expect(changes).toBe(1);
  await vi.advanceTimersByTimeAsync(5000);
  expect(changes).toBe(1);
});

test('a page that never rests is read again all the same', async () => {
  for (let step = 0; step < 30; step += 1) {
    add(`Trin ${step}`);
    await vi.advanceTimersByTimeAsync(100);
  }
  expect(changes).toBe(1);
});

test('what happens in our own host is no change', async () => {
  const host = document.createElement('div');
  host.setAttribute('data-groent-lys', '');
  document.body.append(host);
  const panel = add('Panel', host);
  await vi.advanceTimersByTimeAsync(1000);
  if (panel.firstChild) panel.firstChild.nodeValue = 'Panel 2';
  panel.setAttribute('hidden', '');
  await vi.advanceTimersByTimeAsync(1000);
  expect(changes).toBe(0);
});

test('a new hash and typing are changes', async () => {
  window.dispatchEvent(new Event('hashchange'));
  await vi.advanceTimersByTimeAsync(300);
  expect(changes).toBe(1);
  const input = document.createElement('input');
  document.body.append(input);
  await vi.advanceTimersByTimeAsync(300);
  expect(changes).toBe(2);
  input.dispatchEvent(new Event('input', { bubbles: true }));
  await vi.advanceTimersByTimeAsync(300);
  expect(changes).toBe(3);
});

test('nothing happens after the signal', async () => {
  add('Et');
  controller.abort();
  add('To');
  window.dispatchEvent(new Event('popstate'));
  await vi.advanceTimersByTimeAsync(5000);
  expect(changes).toBe(0);
});

test('a page in a tab that nobody looks at is read when it is shown again, once', async () => {
  const visibility = vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden');
  for (let step = 0; step < 30; step += 1) {
    add(`Trin ${step}`);
    await vi.advanceTimersByTimeAsync(300);
  }
  expect(changes).toBe(0);
  visibility.mockReturnValue('visible');
  document.dispatchEvent(new Event('visibilitychange'));
  await vi.advanceTimersByTimeAsync(300);
  expect(changes).toBe(1);
  document.dispatchEvent(new Event('visibilitychange'));
  await vi.advanceTimersByTimeAsync(3000);
  expect(changes).toBe(1);
  visibility.mockRestore();
});

test('a page that is slow to read and never rests is read for a tenth of the time at most', async () => {
  controller.abort();
  const slow = new AbortController();
  const spent = 400;
  let readings = 0;
  const read = () => {
    readings += 1;
    vi.setSystemTime(Date.now() + spent);
  };
  watchPage({ document, signal: slow.signal, onChange: read });
  const start = Date.now();
  for (let step = 0; step < 200; step += 1) {
    add(`Trin ${step}`);
    await vi.advanceTimersByTimeAsync(300);
  }
  slow.abort();
  expect(readings).toBeGreaterThan(5);
  expect((readings * spent) / (Date.now() - start)).toBeLessThan(0.1);
});

test('a page whose root is replaced is watched on', async () => {
  const root = document.documentElement;
  const next = document.createElement('html');
  next.append(document.createElement('body'));
  root.remove();
  document.append(next);
  await vi.advanceTimersByTimeAsync(300);
  expect(changes).toBe(1);
  add('Nyt', next);
  await vi.advanceTimersByTimeAsync(300);
  expect(changes).toBe(2);
  next.remove();
  document.append(root);
});

/** A machine so busy that every look at the clock finds it this much later, in milliseconds. */
function makeBusy(each: number) {
  let now = 0;
  return vi.spyOn(performance, 'now').mockImplementation(() => (now += each));
}

test('a reading that was given up is taken up again, though the page has not changed since', async () => {
  add('Kontorstole til rådhuset');
  const busy = makeBusy(9000);
  expect(await watched.read()).toBeNull();
  busy.mockRestore();
  await vi.advanceTimersByTimeAsync(14_000);
  expect(changes).toBe(0);
  await vi.advanceTimersByTimeAsync(2000);
  expect(changes).toBe(1);
  expect((await watched.read())?.result.state).toBe('retryable');
  await vi.advanceTimersByTimeAsync(60_000);
  expect(changes).toBe(1);
});

test('a page that writes itself anew while it is read is listened to on', async () => {
  const listened = vi.spyOn(document, 'addEventListener');
  const root = document.documentElement;
  const next = document.createElement('html');
  next.append(document.createElement('body'));
  root.remove();
  document.append(next);
  await watched.read();
  const types = listened.mock.calls.map(([type]) => type);
  next.remove();
  document.append(root);
  listened.mockRestore();
  expect(types).toContain('visibilitychange');
});
