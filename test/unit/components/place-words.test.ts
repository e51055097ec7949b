import { expect, test } from 'vitest';
import { evidenceOf, placeWords } from '../../../components/dashboard/documents/place-words.ts';
import type { Place } from '../../../lib/documents/document.ts';
import { createTranslator } from '../../../lib/i18n.ts';
import { evidenceSchema } from '../../../lib/log/schema.ts';
import documents from '../../../locales/da/documents.json';

const translate = createTranslator('da', documents);

const places: [Place, string, { title: string; page: string | null }][] = [
  [{ kind: 'page', page: 12 }, 'side 12', { title: 'krav.docx', page: '12' }],
  [{ kind: 'cell', sheet: 'Krav', cell: 'B12' }, 'arket Krav, celle B12', { title: 'krav.docx', page: 'Krav!B12' }],
  [
    { kind: 'cell', sheet: 'Miljøkrav til møbler', cell: 'B12' },
    'arket Miljøkrav til møbler, celle B12',
    { title: 'krav.docx · arket Miljøkrav til møbler, celle B12', page: null },
  ],
  [{ kind: 'line', line: 4 }, 'linje 4', { title: 'krav.docx · linje 4', page: null }],
  [{ kind: 'heading', heading: '', paragraph: 2 }, '2. afsnit', { title: 'krav.docx · 2. afsnit', page: null }],
  [
    { kind: 'heading', heading: '2.1 Miljø', paragraph: 0 },
    'overskriften »2.1 Miljø«',
    { title: 'krav.docx · overskriften »2.1 Miljø«', page: null },
  ],
  [
    { kind: 'heading', heading: '2.1 Miljø', paragraph: 3 },
    'under »2.1 Miljø«, 3. afsnit',
    { title: 'krav.docx · under »2.1 Miljø«, 3. afsnit', page: null },
  ],
  [{ kind: 'apart', part: 'footnote' }, 'i en fodnote', { title: 'krav.docx · i en fodnote', page: null }],
  [{ kind: 'field', field: 'BT-24', lot: null }, 'felt BT-24', { title: 'krav.docx · felt BT-24', page: null }],
  [
    { kind: 'field', field: 'BT-540', lot: 'LOT-0002' },
    'felt BT-540, delkontrakt LOT-0002',
    { title: 'krav.docx · felt BT-540, delkontrakt LOT-0002', page: null },
  ],
];

test.each(places)('%o is told in words and goes into the log with the quotation', (place, words, kept) => {
  expect(placeWords(place, translate)).toBe(words);
  const evidence = evidenceOf({ name: 'krav.docx', place }, 'citat', translate);
  expect(evidence).toEqual({ kind: 'technicalSpecifications', url: null, quote: 'citat', ...kept });
  expect(evidenceSchema.safeParse(evidence).success).toBe(true);
});

test('a long name and a long heading are cut to what the journal takes', () => {
  const place: Place = { kind: 'heading', heading: 'h'.repeat(120), paragraph: 1 };
  const evidence = evidenceOf({ name: 'n'.repeat(300), place }, '', translate);
  expect(evidence.title?.length).toBeLessThanOrEqual(200);
  expect(evidence.title).toContain('under »hhh');
  expect(evidenceSchema.safeParse(evidence).success).toBe(true);
});
