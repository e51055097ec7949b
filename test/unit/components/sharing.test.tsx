// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { signal } from '@preact/signals';
import { render } from 'preact';
import { beforeEach, expect, test, vi } from 'vitest';
import { RecordPage } from '../../../components/dashboard/record/record-page.tsx';
import { DecisionPart } from '../../../components/panel/decision-part.tsx';
import type { PanelModel } from '../../../components/panel/model.ts';
import { createTranslator } from '../../../lib/i18n.ts';
import { logDecision } from '../../../lib/log/journal.ts';
import type { Revision } from '../../../lib/log/schema.ts';
import type { ProcedureState } from '../../../lib/messages.ts';
import { joinTeam } from '../../../lib/team/connection.ts';
import common from '../../../locales/da/common.json';
import decisionTexts from '../../../locales/da/decision.json';
import panel from '../../../locales/da/panel.json';
import { contextAt, factsOf, freshJournal, inputOf, relevantOf } from '../log/sample.ts';
import { aTeam } from '../team/team-sample.ts';
import { drawIn, targetWith } from './house.tsx';

let place: HTMLElement;
beforeEach(() => {
  place = document.createElement('main');
  document.body.replaceChildren(place);
});

const decision = {
  id: 'e0b7c9f2-0000-4000-8000-000000000001',
  kind: 'decision',
  verdict: 'met',
  decidedAt: '2026-03-01T08:00:00Z',
} as Revision;

test.each([
  [null, ''],
  [{}, 'Delt med teamet.'],
  [{ [decision.id]: 'waiting' }, 'Logget her. Deles, når teamets server har svaret.'],
  [{ [decision.id]: 'refused' }, 'Logget her. Teamets server tager ikke imod den fra dig.'],
] as const)('the panel says of a decision, where the team lacks %j: "%s"', (sharing, words) => {
  const model = {
    translate: createTranslator('da', { ...common, ...decisionTexts, ...panel }),
    tender: signal(null),
    words: signal(null),
    busy: signal(null),
    failure: signal(null),
    journal: signal({ sharing } as unknown as ProcedureState),
    actions: {},
  } as unknown as PanelModel;
  const part = { target: targetWith({}), decision, lots: [], lot: signal(null), placement: null, found: true };
  render(<DecisionPart model={model} {...part} />, place);
  const said = place.querySelector('.logged p')?.textContent ?? '';
  expect(said).toMatch(/^Logget: Opfyldt, /);
  expect(said.endsWith(words)).toBe(true);
  expect(/team/i.test(said)).toBe(words !== '');
});

test('the page of a decision says when it is shared, as soon as it is', async () => {
  const journal = freshJournal();
  await joinTeam(journal, aTeam);
  const context = contextAt('2026-03-01T08:00:00Z');
  const { recordId } = await logDecision(journal, factsOf('pc'), relevantOf('it-1'), inputOf('it-1', 'met'), context);
  drawIn(place, <RecordPage route={{ page: 'log', id: recordId, query: {} }} />, { journal });
  const status = () => place.querySelector('.lead + [role="status"]')?.textContent;
  await vi.waitUntil(() => status() === 'Logget her. Deles, når teamets server har svaret.');
  await journal.outbox.bulkDelete(await journal.outbox.toCollection().primaryKeys());
  await vi.waitUntil(() => status() === 'Delt med teamet.');
});
