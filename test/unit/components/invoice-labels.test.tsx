// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import { InvoiceLabels } from '../../../components/dashboard/invoice-labels.tsx';
import { drawIn } from './house.tsx';

function drawn(ids: string[]): string {
  const place = document.createElement('div');
  drawIn(place, <InvoiceLabels ids={ids} />, {});
  return place.textContent ?? '';
}

test('a label is asked for on the invoice with the codes that were read', () => {
  const text = drawn(['fsc', 'eu-blomsten', 'fsc']);
  expect(text).toContain('Bed om mærket på fakturaen');
  expect(text).toContain('EU_ECO_LABEL');
  expect(text.split('FOREST_STEWARDSHIP_COUNCIL_LABEL, FOREST_STEWARDSHIP_COUNCIL_MIX')).toHaveLength(2);
});

test('what was not read is said: a code in no standard, a label without one, the field of the invoice', () => {
  expect(drawn(['svanemaerket'])).toContain('SVANEN er set som kode i én liste, men ikke i GS1’s standard.');
  expect(drawn(['blauer-engel'])).toContain('Vi har ikke læst nogen kode for mærket.');
  expect(drawn(['blauer-engel'])).toContain('Hvilket felt i OIOUBL de skal stå i, har vi ikke kunnet læse');
});

test('without a label there is nothing to ask for', () => {
  expect(drawn([])).toBe('');
  expect(drawn(['unknown-label'])).toBe('');
});
