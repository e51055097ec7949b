// @vitest-environment happy-dom
import { signal } from '@preact/signals';
import { render } from 'preact';
import { beforeEach, describe, expect, test } from 'vitest';
import { FollowBar } from '../../../components/panel/follow-bar.tsx';
import type { PanelModel } from '../../../components/panel/model.ts';
import { Tips } from '../../../components/panel/tips.tsx';
import { DecisionForm } from '../../../components/ui/decision-form.tsx';
import { allDetails } from '../../../components/ui/decision-input.ts';
import { createTranslator } from '../../../lib/i18n.ts';
import { type Control, indicatorFields } from '../../../lib/reporting/indicator-fields.ts';
import type { Tip } from '../../../lib/targets/schema.ts';
import common from '../../../locales/da/common.json';
import decision from '../../../locales/da/decision.json';
import panel from '../../../locales/da/panel.json';

const translate = createTranslator('da', { ...common, ...decision, ...panel });
const place = document.createElement('div');
const shown = () => place.textContent ?? '';

/** The form as the log draws it, with every detail; the panel asks for those that the target calls for. */
function drawForm(): void {
  render(
    <DecisionForm
      target={{ id: 'a', thresholds: [] }}
      subject={{ lotId: null, targetId: 'a', phase: null }}
      initial={null}
      verdict="notMet"
      ask={allDetails}
      ecolabels={[{ id: 'svanemaerket', name: 'Svanemærket' }]}
      translate={translate}
      purpose="log"
      error={null}
      onSubmit={() => undefined}
      onCancel={() => undefined}
    />,
    place,
  );
}

/** The panel's own steps, on a tender that is followed or not. */
function modelOf(followed: boolean): PanelModel {
  const tip = {
    id: 'tip',
    title: { da: 'Et råd' },
    advice: { da: '' },
    action: { da: '' },
    figures: [],
    participants: [],
  };
  const words = {
    targets: new Map(),
    tips: new Map([['tip', { ...tip, source: { url: '', title: '' } } as unknown as Tip]]),
  };
  const advice = { shown: [], more: [], coming: [], general: [], tips: ['tip'] };
  const journal = { followed, procedureId: null, decisions: [], dismissedTips: [] };
  return {
    translate,
    advice: signal(advice),
    words: signal({ ...words, ecolabels: [] }),
    journal: signal(journal),
    own: signal(false),
    busy: signal(null),
    failure: signal(null),
    storable: signal(true),
    isItem: signal(false),
    hidden: signal(new Set()),
    tender: signal(null),
    actions: {},
  } as unknown as PanelModel;
}

/** How a user gives what an indicator reads; null where nobody is asked, because target or page say it. */
const controls: Record<Control, (() => void) | null> = {
  verdict: () => {
    drawForm();
    expect([...place.querySelectorAll('input[type=radio]')].length).toBeGreaterThanOrEqual(4);
  },
  reason: () => {
    drawForm();
    expect(place.querySelectorAll('select option[value=no-market-supply]')).toHaveLength(1);
  },
  'details.placement': () => {
    drawForm();
    expect(shown()).toContain('Hvor i udbudsmaterialet står kravet?');
  },
  'details.awardWeight': () => {
    drawForm();
    expect(shown()).toContain('Vægt på miljø i tildelingen (%)');
  },
  'details.measuredValue': () => {
    drawForm();
    expect(shown()).toContain('Målt eller krævet værdi');
  },
  'details.ecolabel': () => {
    drawForm();
    expect(shown()).toContain('Svanemærket');
  },
  'details.evidence': () => {
    drawForm();
    expect(shown()).toContain('Dokumentets titel');
  },
  'details.vehicles': () => {
    drawForm();
    expect(shown()).toContain('Er kontrakten omfattet af reglerne om renere køretøjer?');
  },
  follow: () => {
    render(<FollowBar model={modelOf(false)} />, place);
    expect(shown()).toContain('Følg dette udbud');
  },
  tips: () => {
    render(<Tips model={modelOf(true)} />, place);
    expect(shown()).toContain('Det gør vi');
    expect(shown()).toContain('Ikke for os');
  },
  target: null,
  page: null,
};

describe('every field that an indicator reads can be filled in', () => {
  beforeEach(() => render(null, place));

  test.each(indicatorFields.map(({ indicator, fields, control }) => [indicator, fields[0], control] as const))(
    '%s reads %s: %s',
    (_indicator, _field, control) => {
      const draw = controls[control];
      if (draw) draw();
      else expect(['target', 'page']).toContain(control);
    },
  );
});
