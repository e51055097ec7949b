import { beforeEach, expect, test, vi } from 'vitest';
import { offerAdviser, type StartAdviser } from '../../../entrypoints/portal.content/adviser-seam.ts';
import { loadAdviser } from '../../../entrypoints/portal.content/load-adviser.ts';

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

test('the adviser is asked for once, and is there for the next start on the page', async () => {
  background.put = () => void offerAdviser(start) as undefined;
  expect(await loadAdviser()).toBe(start);
  expect(await loadAdviser()).toBe(start);
  expect(background.asked).toEqual([{ type: 'page/adviser' }]);
});

test('an adviser that did not come is asked for again', async () => {
  expect(await loadAdviser()).toBeNull();
  background.put = () => void offerAdviser(start) as undefined;
  expect(await loadAdviser()).toBe(start);
  expect(background.asked).toHaveLength(2);
});

test('a script that is put in twice leaves the page what it had', async () => {
  offerAdviser(start);
  offerAdviser(start);
  expect(await loadAdviser()).toBe(start);
  expect(background.asked).toEqual([]);
});

test('what the global has inherited is no adviser', async () => {
  const inherited = Object.getPrototypeOf(globalThis) as object;
  Object.defineProperty(inherited, Symbol.for('groent-lys.adviser'), { value: start, configurable: true });
  expect(await loadAdviser()).toBeNull();
  Reflect.deleteProperty(inherited, Symbol.for('groent-lys.adviser'));
});
