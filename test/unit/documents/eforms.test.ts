import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { strToU8 } from 'fflate';
import { describe, expect, test } from 'vitest';
import { readDocument } from '../../../lib/documents/read-document.ts';
import { root } from '../../commands/built.ts';
import { deadline, noticeXml } from './sample-notice.ts';

const noticeOf = async (xml: string | Uint8Array) => {
  const { notice } = await readDocument(typeof xml === 'string' ? strToU8(xml) : xml);
  if (!notice) throw new Error('read as something else');
  return notice;
};

test('reads the tender of a notice: buyers by their roles, texts in its own language, numbers and codes', async () => {
  const { tender } = await noticeOf(noticeXml());
  expect(tender).toEqual({
    title: 'Kontorstole til administrationen',
    buyer: { name: 'Engdal Kommune', id: '99999999', scheme: 'DK-CVR' },
    otherBuyers: [{ name: 'Fjordby Kommune', id: null, scheme: null }],
    reference: '26-1042',
    procedureId: '0f5c1b2e-6a0b-4a53-9a4e-0123456789ab',
    publicationNumber: '123456-2026',
    cpv: { main: '39112000', additional: ['39130000'] },
    value: { amount: 1_250_000.5, currency: 'DKK' },
    valueNote: null,
    deadline: null,
    language: 'da',
    phase: 'tender',
    lots: [{ id: 'LOT-0001', title: 'Del LOT-0001', cpv: ['39112000'], value: { amount: 400_000, currency: 'DKK' } }],
  });
});

test('takes the earliest deadline of the lots, leaves groups of lots out, and keeps the parts of a prior notice', async () => {
  const { tender } = await noticeOf(
    noticeXml([
      { id: 'LOT-0001', more: deadline('2027-03-02+01:00', '12:00:00+01:00') },
      { id: 'LOT-0002', more: deadline('2027-02-18+01:00', '13:00:00+01:00') },
      { id: 'GLO-0001', scheme: 'LotsGroup' },
      { id: 'PAR-0001', scheme: 'Part' },
    ]),
  );
  expect(tender.deadline).toBe('2027-02-18T13:00:00+01:00');
  expect(tender.lots.map(({ id }) => id)).toEqual(['LOT-0001', 'LOT-0002', 'PAR-0001']);
});

test('names the field that each text stands in', async () => {
  const { blocks } = await noticeOf(noticeXml());
  expect(blocks.map(({ where, text, place }) => [where, place, text])).toEqual([
    ['title', { kind: 'field', field: 'BT-21', lot: null }, 'Kontorstole til administrationen'],
    ['description', { kind: 'field', field: 'BT-24', lot: null }, 'Udbuddet omfatter kontorstole.'],
    ['lots/LOT-0001/title', { kind: 'field', field: 'BT-21', lot: 'LOT-0001' }, 'Del LOT-0001'],
    ['lots/LOT-0001/description', { kind: 'field', field: 'BT-24', lot: 'LOT-0001' }, 'Kontorstole med stofbetræk.'],
    ['text', { kind: 'field', field: 'BT-300', lot: null }, 'Mærker godtages med tilsvarende dokumentation.'],
    ['lots/LOT-0001/text', { kind: 'field', field: 'BT-734', lot: 'LOT-0001' }, 'Klimaaftryk'],
    [
      'lots/LOT-0001/text',
      { kind: 'field', field: 'BT-540', lot: 'LOT-0001' },
      'Tilbud med lavere aftryk får flere point.',
    ],
  ]);
});

const samples = join(root, '../shared/data/eforms-dev');
const expectedFile = join(samples, 'expected-sample.json');

interface Text {
  text?: string;
  length?: number;
}
interface Subject {
  'BT-21_title': Text[];
  'BT-24_description': Text[];
  'BT-22_internal_id': string | null;
  'BT-262_cpv_main': string;
  'BT-263_cpv_additional': string[];
  'BT-27_value': { amount: string; currency: string } | null;
}
interface Expected {
  'BT-04_procedure_id': string;
  'BT-03_form_type': string;
  'BT-702a_language': string;
  buyers: { names: Text[]; 'BT-501_id': string | null }[];
  procedure: Subject;
  lots: (Subject & { 'BT-137_id': string })[];
}

const isThere = existsSync(expectedFile);
describe.skipIf(!isThere)(`the samples${isThere ? '' : ' (../shared/data/eforms-dev is not there)'}`, () => {
  const expected = isThere ? (JSON.parse(readFileSync(expectedFile, 'utf8')) as Record<string, Expected>) : {};
  const money = (value: Subject['BT-27_value']) => value && { amount: Number(value.amount), currency: value.currency };
  const languages: Record<string, string> = { DAN: 'da', SWE: 'sv' };
  const phases: Record<string, string> = { competition: 'tender', result: 'award' };

  test.each(Object.entries(expected))('%s is read as expected', async (name, wanted) => {
    const { tender, blocks } = await noticeOf(new Uint8Array(readFileSync(join(samples, name))));
    const lengthAt = (place: string) => blocks.find(({ where }) => where === place)?.text.length;
    const { procedure, lots, buyers } = wanted;
    expect(tender).toMatchObject({
      title: procedure['BT-21_title'][0]?.text,
      reference: procedure['BT-22_internal_id'],
      procedureId: wanted['BT-04_procedure_id'],
      language: languages[wanted['BT-702a_language']],
      phase: phases[wanted['BT-03_form_type']],
      cpv: { main: procedure['BT-262_cpv_main'], additional: procedure['BT-263_cpv_additional'] },
      value: money(procedure['BT-27_value']),
    });
    expect([tender.buyer, ...tender.otherBuyers].map((buyer) => [buyer?.name, buyer?.id])).toEqual(
      buyers.map((buyer) => [buyer.names[0]?.text, buyer['BT-501_id']]),
    );
    expect(lengthAt('description')).toBe(procedure['BT-24_description'][0]?.length);
    expect(tender.lots).toEqual(
      lots.map((lot) => ({
        id: lot['BT-137_id'],
        title: lot['BT-21_title'][0]?.text,
        cpv: [lot['BT-262_cpv_main'], ...lot['BT-263_cpv_additional']],
        value: money(lot['BT-27_value']),
      })),
    );
  });
});
