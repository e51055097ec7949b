import { beforeEach, expect, test, vi } from 'vitest';
import type { Hello } from '../../../lib/messages.ts';

const fake = vi.hoisted(() => ({
  hello: {} as unknown,
  starts: [] as unknown[],
  ended: 0,
  loads: [] as string[],
  readerComes: true,
  fails: false,
  reads: Promise.resolve(),
  pressed: [] as string[],
  alive: true,
  invalidated: [] as (() => void)[],
  listeners: { message: [] as ((...given: unknown[]) => unknown)[], storage: [] as ((changes: object) => void)[] },
}));
vi.mock('wxt/browser', () => ({
  browser: {
    runtime: {
      id: 'ours',
      onMessage: { addListener: (listener: () => unknown) => fake.listeners.message.push(listener) },
    },
    storage: { local: { onChanged: { addListener: (listener: () => void) => fake.listeners.storage.push(listener) } } },
  },
}));
vi.mock('../../../entrypoints/portal.content/background-link.ts', () => ({
  ask: async () => fake.hello,
  isAlive: () => fake.alive,
}));
vi.mock('../../../entrypoints/portal.content/at-rest.ts', () => ({ atRest: async () => undefined }));
const startPage = (_document: Document, hello: unknown) => {
  if (!fake.fails) fake.starts.push(hello);
  return {
    started: fake.fails ? Promise.reject(new Error('the page broke something')) : fake.reads,
    report: async () => null,
    press: (key: string) => fake.pressed.push(key),
    end: () => (fake.ended += 1),
  };
};
vi.mock('../../../entrypoints/portal.content/load-script.ts', () => ({
  loadScript: async (script: string) => {
    fake.loads.push(script);
    return fake.readerComes ? startPage : null;
  },
}));

const hello = (mode: Hello['mode'], language = 'da') => ({ ok: true, mode, locale: language });
const context = { onInvalidated: (listener: () => void) => fake.invalidated.push(listener) };
/** The script answers a report only when every start and stop before it is done. */
const settled = () =>
  new Promise((resolve) => fake.listeners.message[0]?.({ type: 'page/report' }, { id: 'ours' }, resolve));

async function load(): Promise<void> {
  vi.stubGlobal('document', {});
  const { default: script } = await import('../../../entrypoints/portal.content/index.ts');
  await script.main(context as never);
}

async function change(next: unknown, changed: object = { settings: {} }): Promise<void> {
  fake.hello = next;
  for (const listener of fake.listeners.storage) listener(changed);
  await settled();
}

beforeEach(() => {
  vi.resetModules();
  Reflect.deleteProperty(globalThis, 'groentLysRuns');
  Object.assign(fake, {
    starts: [],
    ended: 0,
    loads: [],
    readerComes: true,
    fails: false,
    reads: Promise.resolve(),
    pressed: [],
    alive: true,
    invalidated: [],
    listeners: { message: [], storage: [] },
  });
  fake.hello = hello('full');
});

test('a site that is switched off in the settings is left by the pages that are open, and taken up again', async () => {
  await load();
  expect(fake.starts).toHaveLength(1);
  await change(hello('off'));
  expect(fake.ended).toBe(1);
  await change(hello('full'));
  expect(fake.starts).toHaveLength(2);
});

test('a page whose site is off gets nothing that reads', async () => {
  fake.hello = hello('off');
  await load();
  expect([fake.loads, fake.starts]).toEqual([[], []]);
});

test('a page whose reader could not come is started when settings change', async () => {
  fake.readerComes = false;
  await load();
  expect(await settled()).toBeNull();
  fake.readerComes = true;
  await change(hello('full'));
  expect([fake.loads, fake.starts.length]).toEqual([['reader', 'reader'], 1]);
});

test('settings that change nothing on the page leave it as it is', async () => {
  await load();
  await change(hello('full'));
  await change(hello('off'), { other: {} });
  expect([fake.starts.length, fake.ended]).toEqual([1, 0]);
  await change(hello('full', 'en'));
  expect([fake.starts.length, fake.ended]).toEqual([2, 1]);
});

test('a start that fails is reported, and does not keep the next one from running', async () => {
  const reported = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  fake.fails = true;
  await load();
  expect(reported).toHaveBeenCalledOnce();
  expect(await settled()).toBeNull();
  fake.fails = false;
  await change(hello('full'));
  expect(fake.starts).toHaveLength(1);
  reported.mockRestore();
});

test('a key that is pressed while the first reading goes on is heard', async () => {
  let end: () => void = () => undefined;
  fake.reads = new Promise((resolve) => {
    end = resolve;
  });
  const loading = load();
  await vi.waitUntil(() => fake.starts.length === 1);
  fake.listeners.message[0]?.({ type: 'panel/toggle' }, { id: 'ours' }, () => undefined);
  expect(fake.pressed).toEqual(['panel/toggle']);
  end();
  await loading;
});

test('a page is read on when the script is put into it a second time, and left when the extension was updated', async () => {
  await load();
  await load();
  for (const invalidated of fake.invalidated) invalidated();
  expect([fake.starts.length, fake.ended]).toEqual([1, 0]);
  fake.alive = false;
  for (const invalidated of fake.invalidated) invalidated();
  expect(fake.ended).toBe(1);
});
