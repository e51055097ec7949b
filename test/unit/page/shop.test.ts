import { beforeEach, expect, test, vi } from 'vitest';
import { createShopAdviser } from '../../../entrypoints/portal.content/shop.ts';
import { compileIndex } from '../../../lib/matching/matcher.ts';
import type { Hello, Request } from '../../../lib/messages.ts';
import { generic } from '../../../lib/portals/adapters/index.ts';
import { nothing as emptyReading } from '../../../lib/portals/reading.ts';
import type { Item, Reading } from '../../../lib/portals/tender.ts';
import { indexOf, target, term } from '../matching/index-of.ts';

const asked = vi.hoisted(() => ({ requests: [] as Request[], fails: false }));
vi.mock('../../../entrypoints/portal.content/background-link.ts', () => ({
  ask: async (request: Extract<Request, { type: 'targets/words' }>) => {
    asked.requests.push(request);
    if (asked.fails) return { ok: false, error: { code: 'extension-updated', detail: null } };
    return {
      ok: true,
      targets: request.targets.map((id) => ({ id })),
      tips: [],
      ecolabels: [{ id: 'swan', name: 'Svanen' }],
    };
  },
}));

const hello = { buyerKind: 'pogiMember', country: 'DK' } as Hello;
const words = (word: string) => ({ terms: [term(word, { compound: 'tail' })] });
const matcher = compileIndex(indexOf([target('chairs', words('stol')), target('tables', words('bord'))]));

function listOf(...titles: string[]): Reading {
  const items = titles.map((title): Item => {
    const blocks = [{ where: 'title', lot: null, text: title, source: null }];
    const rest = { description: null, category: null, brand: null, price: null, gtin: null, sku: null, quantity: null };
    return { title, ...rest, element: null, titleElement: null, blocks, labels: '' };
  });
  return { ...emptyReading(generic, 'list', 'complete'), items };
}

beforeEach(() => {
  asked.requests = [];
  asked.fails = false;
});

test('asks for the words of each target once, however the list grows', async () => {
  const advise = createShopAdviser(hello);
  expect((await advise(matcher, listOf('Kontorstol', 'Spand')))?.count).toEqual({ all: 2, labelled: 0, look: 1 });
  await advise(matcher, listOf('Kontorstol', 'Spand', 'Stabelstol'));
  expect((await advise(matcher, listOf('Stabelstol', 'Skrivebord')))?.items.map(({ state }) => state)).toEqual([
    'look',
    'look',
  ]);
  expect(asked.requests).toEqual([
    { type: 'targets/words', targets: ['chairs'], tips: [] },
    { type: 'targets/words', targets: ['tables'], tips: [] },
  ]);
});

test('asks for no words where no target applies', async () => {
  expect((await createShopAdviser(hello)(matcher, listOf('Spand')))?.count.look).toBe(0);
  expect(asked.requests).toEqual([]);
});

test('shows nothing without words, and asks again', async () => {
  const advise = createShopAdviser(hello);
  asked.fails = true;
  expect(await advise(matcher, listOf('Kontorstol'))).toBeNull();
  asked.fails = false;
  expect((await advise(matcher, listOf('Kontorstol')))?.targets.has('chairs')).toBe(true);
});

test('is silent on pages without articles', async () => {
  const reading = { ...listOf('Kontorstol'), kind: 'notice' as const };
  expect(await createShopAdviser(hello)(matcher, reading)).toBeNull();
});
