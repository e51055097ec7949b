import { expect, test } from 'vitest';
import { fieldOfLabel, labelsOf } from '../../../../lib/portals/page/labels.ts';

const fieldOf = labelsOf({ value: ['budget for the job'], deadline: ['phase'] });

test.each([
  ['Budget for the job', 'value'],
  ['3.2 Budget for the job:', 'value'],
  ['Phase', 'deadline'],
  ['Contracting authority', 'buyer'],
  ['Budget', null],
])('a portal with labels of its own reads %j as %s', (text, field) => {
  expect(fieldOf(text)).toBe(field);
});

test('the labels of one portal mean nothing on another', () => {
  expect(fieldOfLabel('Budget for the job')).toBe(null);
  expect(labelsOf(undefined)).toBe(fieldOfLabel);
});
