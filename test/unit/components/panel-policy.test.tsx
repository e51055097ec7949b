// @vitest-environment happy-dom
import { signal } from '@preact/signals';
import { render } from 'preact';
import { expect, test, vi } from 'vitest';
import { createFieldsModel } from '../../../components/panel/fields-model.ts';
import type { PanelModel } from '../../../components/panel/model.ts';
import { TargetText } from '../../../components/panel/target-text.tsx';
import type { Advised } from '../../../lib/advice/advised.ts';
import { createTranslator } from '../../../lib/i18n.ts';
import type { PolicyNote } from '../../../lib/targets/policy.ts';
import type { Placement } from '../../../lib/targets/schema.ts';
import common from '../../../locales/da/common.json';
import decision from '../../../locales/da/decision.json';
import panel from '../../../locales/da/panel.json';
import { targetWith } from './house.tsx';

const kind = signal<Placement | null>(null);
const place = document.createElement('div');
const model = {
  translate: createTranslator('da', { ...common, ...decision, ...panel }),
  tender: signal(null),
  isItem: signal(false),
  fields: createFieldsModel(),
  actions: {},
} as unknown as PanelModel;
const advised = { reasons: [] } as unknown as Advised;
const criterion = { kind: 'awardCriteria' as const, text: { da: 'Mindst klasse D.' } };

function drawn(policy: PolicyNote | undefined): string {
  const target = targetWith({ criterion, policy });
  render(<TargetText model={model} advised={advised} target={target} kind={kind} />, place);
  return place.textContent?.replaceAll('\u00a0', ' ') ?? '';
}
const note = { organisation: 'Engdal Kommune', reason: 'Vedtaget i byrådet.', sharedWording: false };

test('the panel says what the own policy asks for, beside the shared target', () => {
  const text = drawn({
    ...note,
    kind: 'stricter',
    values: [
      { metric: { da: 'standbyforbrug' }, unit: { da: 'W' }, own: 0.3, shared: 0.5 },
      { metric: { da: 'energiklasse' }, unit: { da: 'klasse' }, own: 'B', shared: 'D' },
    ],
  });
  expect(text).toContain('Jeres politik');
  expect(text).toContain('0,3 W (fælles mål: 0,5 W): standbyforbrug.');
  expect(text).toContain('B (fælles mål: D): energiklasse.');
  expect(text).toContain('Vedtaget i byrådet.');
  expect(text).not.toContain('Ret tallet');
});

test('the panel warns where the text to insert still has the shared value', () => {
  expect(drawn({ ...note, kind: 'stricter', values: [], sharedWording: true })).toContain(
    'Ret tallet til jeres politik',
  );
});

test('the panel never lets an own target pass for a shared one', () => {
  expect(drawn({ ...note, kind: 'added', reason: null, values: [] })).toContain(
    'Eget mål for Engdal Kommune, ikke et fælles mål.',
  );
});

test('the panel says nothing of a policy where there is none', () => {
  expect(drawn(undefined)).not.toContain('politik');
});

test('the buyer chooses what the criterion is used as, and the text follows', async () => {
  kind.value = null;
  drawn(undefined);
  const select = place.querySelector<HTMLSelectElement>('.criterion select');
  expect([...(select?.options ?? [])].map((option) => option.text)).toEqual([
    'Kravspecifikation',
    'Egnethedskrav',
    'Tildelingskriterium',
    'Kontraktvilkår',
  ]);
  expect(select?.value).toBe('awardCriteria');
  if (select) select.value = 'contractPerformanceConditions';
  select?.dispatchEvent(new Event('change', { bubbles: true }));
  await vi.waitFor(() =>
    expect(place.querySelector('blockquote')?.textContent).toBe('I hele kontraktperioden gælder: Mindst klasse D.'),
  );
  expect(kind.value).toBe('contractPerformanceConditions');
});
