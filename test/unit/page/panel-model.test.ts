// @vitest-environment happy-dom
import { beforeEach, expect, test, vi } from 'vitest';
import { createPanelModel } from '../../../entrypoints/portal.content/panel-model.ts';
import { createTranslator } from '../../../lib/i18n.ts';
import type { Request } from '../../../lib/messages.ts';
import { factsOf } from '../log/sample.ts';
import { stateWith } from './procedure-state.ts';

const background = vi.hoisted(() => ({ asked: [] as Request[], answers: [] as (() => void)[] }));
vi.mock('../../../entrypoints/portal.content/background-link.ts', () => ({
  ask: (request: Request) => {
    background.asked.push(request);
    return new Promise((resolve) => background.answers.push(() => resolve({ ok: true })));
  },
}));

const newModel = () => {
  const model = createPanelModel(document, createTranslator('da', {}), {
    facts: () => factsOf('one'),
    relevant: () => [],
    showPlace: () => undefined,
    showItem: () => undefined,
  });
  model.journal.value = stateWith({ followed: true });
  return model;
};
const told = () => background.asked.map((request) => (request.type === 'tip/log' ? request.tip : request.type));

beforeEach(() => {
  background.asked.length = 0;
  background.answers.length = 0;
});

test('tips that are put away one right after the other are all told, and none twice', async () => {
  const { actions, hidden } = newModel();
  const both = [actions.tip('market-dialogue', 'dismissed'), actions.tip('pilot', 'dismissed')];
  void actions.tip('pilot', 'dismissed');
  expect(told()).toEqual(['market-dialogue', 'pilot']);
  for (const answer of background.answers) answer();
  expect(await Promise.all(both)).toEqual([true, true]);
  expect([...hidden.value]).toEqual(['market-dialogue', 'pilot']);
});
