// @vitest-environment happy-dom
import { signal } from '@preact/signals';
import { render } from 'preact';
import { expect, test, vi } from 'vitest';
import { AreaPointers } from '../../../components/panel/area-pointers.tsx';
import type { PanelModel } from '../../../components/panel/model.ts';
import type { AreaAdvice } from '../../../lib/advice/advise.ts';
import { createTranslator } from '../../../lib/i18n.ts';
import panel from '../../../locales/da/panel.json';

const place = document.createElement('div');
const dashboard = vi.fn();
const model = {
  translate: createTranslator('da', panel),
  tender: signal(null),
  actions: { dashboard },
} as unknown as PanelModel;

function drawn(areas: AreaAdvice[]): string {
  render(<AreaPointers model={model} areas={areas} areaName={(id) => `[${id}]`} />, place);
  return place.textContent ?? '';
}
const waste: AreaAdvice = {
  area: 'waste',
  score: 0.8,
  reasons: [{ kind: 'term', text: 'madaffald', where: 'title', span: null }],
  lots: [],
  pointer: { id: 'some-case', cases: 3, entries: 0 },
  targets: 0,
};

test('an area without a target that fits says so, why it is named and what there is to look at', () => {
  const text = drawn([waste]);
  expect(text).toContain(
    '[waste]Ingen fælles indkøbsmål passer her. Der er 3 eksempler fra andre.»madaffald« i titlen',
  );
});

test('an area with targets that may fit points to them, and to criteria in their sources', () => {
  const text = drawn([{ ...waste, targets: 2, pointer: { id: 'x', cases: 0, entries: 27 } }]);
  expect(text).toContain('2 mål passer måske eller er på vej.');
  expect(text).toContain('27 kriterier, du kan slå op i kilden.');
  expect(text).not.toContain('eksempler');
});

test('the link opens the area in the dashboard', () => {
  drawn([waste]);
  const link = place.querySelector('button');
  expect(link?.getAttribute('aria-label')).toBe('Se området i overblikket: [waste]');
  link?.click();
  expect(dashboard).toHaveBeenCalledWith('targets?area=waste');
});

test('nothing stands there where every area has a target', () => {
  expect(drawn([])).toBe('');
});
