import { beforeEach, expect, test, vi } from 'vitest';
import { loadScript } from '../../../entrypoints/portal.content/load-script.ts';
import { offer, type StartAdviser } from '../../../entrypoints/portal.content/seam.ts';

const background = vi.hoisted(() => ({ asked: [] as object[], put: () => undefined as undefined }));
vi.mock('../../../entrypoints/portal.content/background-link.ts', () => ({
  ask: async (request: object) => {
    background.asked.push(request);
    background.put();
    return { ok: true };
  },
}));

const start = (() => null) as unknown as StartAdviser;

beforeEach(() => {
  background.asked = [];
  background.put = () => undefined;
  Reflect.deleteProperty(globalThis, Symbol.for('groent-lys.adviser'));
});

test('a script is asked for once, and is there for the next start on the page', async () => {
  background.put = () => void offer('adviser', start) as undefined;
  expect(await loadScript('adviser')).toBe(start);
  expect(await loadScript('adviser')).toBe(start);
  expect(background.asked).toEqual([{ type: 'page/script', script: 'adviser' }]);
});

test('a script that did not come is asked for again', async () => {
  expect(await loadScript('adviser')).toBeNull();
  background.put = () => void offer('adviser', start) as undefined;
  expect(await loadScript('adviser')).toBe(start);
  expect(background.asked).toHaveLength(2);
});

test('a script that is put in twice leaves the page what it had', async () => {
  offer('adviser', start);
  offer('adviser', start);
  expect(await loadScript('adviser')).toBe(start);
  expect(background.asked).toEqual([]);
});

test('what the global has inherited is no script', async () => {
  const inherited = Object.getPrototypeOf(globalThis) as object;
  Object.defineProperty(inherited, Symbol.for('groent-lys.adviser'), { value: start, configurable: true });
  expect(await loadScript('adviser')).toBeNull();
  Reflect.deleteProperty(inherited, Symbol.for('groent-lys.adviser'));
});
