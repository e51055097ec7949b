import { expect, test } from 'vitest';
import {
  countLine,
  labelLineFor,
  markTextFor,
  pillTextFor,
  type ShopView,
} from '../../../components/panel/shop-view.ts';
import type { ItemAdvice } from '../../../lib/advice/items.ts';
import { createTranslator } from '../../../lib/i18n.ts';
import shop from '../../../locales/da/shop.json';

const translate = createTranslator('da', shop);
const labels = new Map([
  ['swan', 'Svanemærket'],
  ['flower', 'EU-Blomsten'],
  ['fsc', 'FSC'],
]);
const targets = new Map([['chairs', {}]]) as unknown as ShopView['targets'];
const advice = (rest: Partial<ItemAdvice>) =>
  ({
    shown: [{ target: 'chairs' }],
    wanted: ['swan', 'flower'],
    named: [],
    quote: null,
    state: 'look',
    ...rest,
  }) as ItemAdvice;
const view = (kind: ShopView['kind'], ...items: ItemAdvice[]): ShopView => ({
  kind,
  items,
  count: { all: 12, labelled: 5, look: 4 },
  targets,
  labels,
});
const named = advice({ state: 'named', named: ['swan', 'fsc'] });

test('an article says whether it shows the label, or which one to look for', () => {
  const line = (rest: Partial<ItemAdvice>) => labelLineFor({ targets, labels }, advice(rest), translate);
  expect(line({})).toBe('Mærket er ikke nævnt. Kig efter Svanemærket eller EU-Blomsten.');
  expect(line({ state: 'named', named: ['swan', 'fsc'] })).toBe('Nævnt ved varen: Svanemærket og FSC.');
  expect(line({ named: ['fsc'] })).toBe('Nævnt ved varen: FSC. Kig også efter Svanemærket eller EU-Blomsten.');
  expect(line({ state: 'named', quote: 'økologisk mælk' })).toBe('Varens tekst siger det allerede: »økologisk mælk«.');
  expect(line({ wanted: [] })).toBe('');
});

test('a mark says the label that is shown, or what to do', () => {
  const mark = (rest: Partial<ItemAdvice>) => markTextFor({ targets, labels }, advice(rest), translate);
  expect(mark({})).toBe('Kig efter mærke');
  expect(mark({ wanted: [] })).toBe('Et godt råd');
  expect(mark({ state: 'named', named: ['swan'] })).toBe('Svanemærket');
  expect(mark({ state: 'named', quote: 'økologisk' })).toBe('Nævnt i teksten');
});

test('the pill names the label of an article and counts those of a list', () => {
  expect(pillTextFor(view('item', advice({})), translate)).toBe('Kig efter Svanemærket eller EU-Blomsten');
  expect(pillTextFor(view('item', named), translate)).toBe('Svanemærket er nævnt');
  expect(pillTextFor(view('list', named), translate)).toBe('12 varer, 5 med miljømærke, 4 at tjekke');
  expect(pillTextFor(view('basket', advice({ shown: [] })), translate)).toBeNull();
});

test('the count leaves out what there is none of', () => {
  expect(countLine({ all: 1, labelled: 0, look: 0 }, translate)).toBe('1 vare, ingen med miljømærke');
});
