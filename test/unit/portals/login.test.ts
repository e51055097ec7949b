// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import { readTender } from '../../../lib/portals/read.ts';
import { documentOf } from './fixture.ts';

const password = '<label for="kode">Adgangskode til bilagene</label><input id="kode" type="password" value="hemmelig">';
const title = '<label for="t">Titel</label><input id="t" type="text" value="Rengøring af rådhuset">';
const cpv = '<label for="c">Primær klassifikation (CPV)</label><input id="c" type="text" value="90910000-9">';
const description = '<label for="b">Beskrivelse *</label><textarea id="b">Daglig rengøring af rådhuset.</textarea>';

const read = (form: string) => {
  const html = `<main><h1>Opret indkøb</h1><p>${'Udfyld felterne herunder. '.repeat(5)}</p><form>${form}</form></main>`;
  return readTender(documentOf(html), new URL('https://portal.example/opret'));
};

test.each([
  ['by their labels', `${title}${cpv}${description}${password}`],
  [
    'by their names',
    `<input name="BT-24-Lot" value="Daglig rengøring"><input id="bt_262_procedure" value="90910000">${title}${password}`,
  ],
])('a password among the fields of a tender, known %s, makes no login of the form', (_, form) => {
  const reading = read(form);
  expect([reading.kind, reading.tender.title]).toEqual(['form', 'Rengøring af rådhuset']);
  expect(JSON.stringify(reading.blocks.map(({ text }) => text))).not.toContain('hemmelig');
});

test.each([
  ['a login', `<label for="n">Brugernavn</label><input id="n">${password}`],
  ['a registration', `${title}${description}${password}`],
  ['a login beside a tender that is only shown', `${title}${cpv}`.replaceAll('type="text"', 'readonly') + password],
  ['a login beside a search', `<form role="search">${cpv}</form>${password}`],
])('%s is left alone', (_, form) => {
  expect(read(form).kind).toBe('login');
});
