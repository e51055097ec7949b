// @vitest-environment happy-dom
import { render } from 'preact';
import { expect, test, vi } from 'vitest';
import { DecisionForm } from '../../../components/ui/decision-form.tsx';
import { allDetails } from '../../../components/ui/decision-input.ts';
import { createTranslator } from '../../../lib/i18n.ts';
import common from '../../../locales/da/common.json';
import decision from '../../../locales/da/decision.json';

const translate = createTranslator('da', { ...common, ...decision });

/** Types a quote into the form and says what it then warns of. */
async function warningsFor(quote: string): Promise<string[]> {
  const place = document.createElement('div');
  render(
    <DecisionForm
      target={{ id: 'a', thresholds: [] }}
      subject={{ lotId: null, targetId: 'a', phase: null }}
      initial={null}
      verdict="met"
      ask={allDetails}
      ecolabels={[]}
      translate={translate}
      purpose="log"
      error={null}
      onSubmit={() => undefined}
      onCancel={() => undefined}
    />,
    place,
  );
  const field = place.querySelector<HTMLTextAreaElement>('textarea[maxlength="1000"]');
  if (!field) throw new Error('no field for a quote');
  field.value = quote;
  field.dispatchEvent(new Event('input', { bubbles: true }));
  await vi.waitFor(() =>
    expect(place.querySelector<HTMLTextAreaElement>('textarea[maxlength="1000"]')?.value).toBe(quote),
  );
  await new Promise((resolve) => requestAnimationFrame(resolve));
  return [...place.querySelectorAll('.caution')].map(({ textContent }) => textContent ?? '');
}

test.each([
  ['Kontakt Ulla på ulla.hansen@engdal.example', [decision['decision.personal.email']]],
  ['Modtager: CPR 010190-1234', [decision['decision.personal.personNumber']]],
  [
    'CPR 010190-1234, ulla@engdal.example, per@engdal.example',
    [decision['decision.personal.personNumber'], decision['decision.personal.email']],
  ],
  ['Varenr. 010190-1234567, levering 01-01-2026, 75 % økologi', []],
  ['', []],
])('a quote "%s" warns: %j', async (quote, expected) => {
  expect(await warningsFor(quote)).toEqual(expected);
});
