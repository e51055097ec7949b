import data from 'virtual:targets';
import { expect, test } from 'vitest';
import { checklistOf, checklistParts } from '../../../components/dashboard/procedure/checklist-steps.ts';
import type { RelevantTarget } from '../../../lib/log/schema.ts';
import type { AreaId } from '../../../lib/targets/schema.ts';

const procedureOf = (area: AreaId | null, main: string | null = null) => ({
  cpv: { main, additional: [] },
  relevant: area === null ? [] : [{ target: 'a', version: 1, area, lots: [], counts: true } as RelevantTarget],
});

test('the packs give each part of a purchase its step', () => {
  const steps = checklistOf(data.tips, procedureOf(null), []);
  expect(steps.map(({ part }) => part)).toEqual(checklistParts);
  const words = ['Behov', 'Markedsdialog', 'Udbud', 'Opfølgning'];
  expect(steps.map(({ title }, index) => title.da.startsWith(words[index] ?? '-'))).toEqual([true, true, true, true]);
});

test('tips for the area or the CPV code stand under the part that they help with first', () => {
  const own = (area: AreaId | null, cpv: string | null) =>
    checklistOf(data.tips, procedureOf(area, cpv), []).filter(({ action }) => action !== null);
  expect(own('lighting', null).map(({ id, part }) => [id, part])).toContainEqual([
    'lesson-life-price-lighting',
    'marketDialogue',
  ]);
  expect(own(null, '33141621').map(({ id }) => id)).toContain('practice-ask-others');
  expect(own(null, '99999999')).toEqual([]);
});

test('a tip that the buyer follows is always there, and first', () => {
  const tip = data.tips.find(({ id }) => id === 'practice-innovation-partnership');
  const steps = checklistOf(data.tips, procedureOf('civil-works'), [tip?.id ?? '']);
  expect(steps[1]?.id).toBe(tip?.id);
});

test('no part has more than its own step and three tips, and no step stands twice', () => {
  for (const { id } of data.areas) {
    const steps = checklistOf(data.tips, procedureOf(id), []);
    expect(new Set(steps.map((step) => step.id)).size).toBe(steps.length);
    for (const part of checklistParts) expect(steps.filter((step) => step.part === part).length).toBeLessThan(5);
  }
});
