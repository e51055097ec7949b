// @vitest-environment happy-dom
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readPage } from '../../../../lib/portals/read.ts';
import { readPublicationNumber, readReference } from '../../../../lib/portals/values/references.ts';
import { documentOf } from '../fixture.ts';
import { numRuns } from '../runs.ts';

const references = [
  '88.20.04-Ø54-1-22',
  '1-23-4-101-24-20',
  '2020-13156',
  '24.02-02266',
  '16/017763',
  '2017-000530',
  'P00162',
  'U130075mmw19',
  'INT-00102450',
  'FSP0473311',
  'A-25308',
  'KS 2027/0042',
  'JLK/412/02.08.00/2026',
  'NCC/FLEET/118',
  'tender_45000000/1112',
  'CTS 2027 0042',
];
const publicationNumbers = [
  '462609-2026',
  '2016/S 159-287641',
  '00403929-2099',
  '2024-107345',
  '29941-01',
  '000077-2026',
  '26-12',
  '398114',
  '-1482204117',
];
const notes = [
  '',
  ' (bedes anført ved henvendelse)',
  ' – oplyses ved henvendelse',
  ', se også bilag 3',
  '; Rengøring af skoler',
  ' Rengøring af skoler',
  '. Spørgsmål stilles i systemet.',
  ' og andre',
];

describe('the buyer’s own reference', () => {
  const written = fc.record({
    introduction: fc.constantFrom(
      '',
      'Sagsnr. ',
      'Sags nr.: ',
      'J.nr. ',
      'Our ref.: ',
      'Dnr ',
      'Az. ',
      'Nr. ',
      'Saksnummer: ',
    ),
    reference: fc.constantFrom(...references),
    note: fc.constantFrom(...notes),
  });

  test('is read whole and by itself, whatever stands around it', () => {
    fc.assert(
      fc.property(written, ({ introduction, reference, note }) => {
        expect(readReference(`${introduction}${reference}${note}`)).toBe(reference);
      }),
      { numRuns },
    );
  });

  test('is the first of several', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...references),
        fc.constantFrom(...references),
        fc.constantFrom(', ', '; ', ' / ', ' | ', '\n', ' og ', ' and '),
        (first, second, between) => {
          expect(readReference(`${first}${between}${second}`)).toBe(first);
        },
      ),
      { numRuns },
    );
    expect(readReference('2020-13156 2020-13157')).toBe('2020-13156');
  });

  test.each([
    ['', null],
    [' \n ', null],
    ['Rammeaftale om rengøring', 'Rammeaftale om rengøring'],
    ['3 rammeaftaler', '3 rammeaftaler'],
    ['Sag 2026-4711', '2026-4711'],
    ['SAG-2026-00112', 'SAG-2026-00112'],
    ['Nr.2026-00112', '2026-00112'],
    ['\n 2026-4711 \n 2026-4712', '2026-4711'],
  ])('of %j is %j', (slot, reference) => {
    expect(readReference(slot)).toBe(reference);
  });

  test.each(references)('%s is found on a page', (reference) => {
    const html = `<main><h1>Rengøring af rådhuset</h1><dl><dt>Ordregiver</dt><dd>Engdal Kommune</dd><dt>CPV</dt>
      <dd>90910000</dd><dt>Sagsnummer</dt><dd>${reference} <small>(bedes oplyst)</small></dd></dl></main>`;
    expect(readPage(documentOf(html), new URL('https://portal.example/1')).tender.reference).toBe(reference);
  });
});

describe('the number of a notice', () => {
  test('is read as printed, with words before or after it', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...publicationNumbers),
        fc.constantFrom(...notes.filter((note) => !/^\./.test(note))),
        (number, note) => {
          expect(readPublicationNumber(`${number}${note}`)).toBe(number);
        },
      ),
      { numRuns },
    );
  });

  test.each([
    ['TED: 462609-2026 (rettelse)', '462609-2026'],
    ['2016/S 159-287641 og 2017/S 001-000530', '2016/S 159-287641'],
    ['EUT 2016/S\u00a0159-287641', '2016/S 159-287641'],
    ['Endnu ikke offentliggjort', null],
    ['', null],
  ])('of %j is %j', (slot, number) => {
    expect(readPublicationNumber(slot)).toBe(number);
  });
});
