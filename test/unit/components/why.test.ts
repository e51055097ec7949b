import { describe, expect, test } from 'vitest';
import { whyShown } from '../../../components/panel/why.ts';
import { createTranslator } from '../../../lib/i18n.ts';
import type { Reason } from '../../../lib/matching/finding.ts';
import type { Lot } from '../../../lib/portals/tender.ts';
import da from '../../../locales/da/panel.json';
import en from '../../../locales/en/panel.json';
import nb from '../../../locales/nb/panel.json';

const translate = createTranslator('da', da);
const lots: Lot[] = ['LOT-0001', 'LOT-0002', 'LOT-0003', 'LOT-0004'].map((id) => ({
  id,
  title: null,
  cpv: [],
  value: null,
}));
const reason = (kind: Reason['kind'], text: string, where: string): Reason => ({ kind, text, where, span: null });
const cpv = (text: string, where = 'cpv.main') => reason('cpv', text, where);
const word = (text: string, where = 'title') => reason('term', text, where);
const why = (...reasons: Reason[]) => whyShown(reasons, lots, translate);

describe('why a target is shown', () => {
  test.each([
    ['a code', [cpv('39112000')], 'CPV 39112000 (hovedkode)'],
    ['a further code', [cpv('39112000', 'cpv.additional')], 'CPV 39112000 (supplerende kode)'],
    ['a word', [word('kontorstole')], '»kontorstole« i titlen'],
    ['a label', [reason('ecolabel', 'Svanemærket', 'description')], 'mærket »Svanemærket« i beskrivelsen'],
    ['a word elsewhere', [word('stole', 'text')], '»stole« på siden'],
    [
      'code and word of one lot',
      [cpv('39112000', 'lots/LOT-0002/cpv'), word('kontorstole', 'lots/LOT-0002/title')],
      'CPV 39112000 og »kontorstole« i delkontrakt 2',
    ],
    [
      'code and word apart',
      [cpv('39112000'), word('kontorstole')],
      'CPV 39112000 (hovedkode) og »kontorstole« i titlen',
    ],
    ['words in one place', [word('stole'), word('borde')], '»stole« og »borde« i titlen'],
    [
      'three reasons',
      [cpv('39112000'), word('stole'), word('borde')],
      'CPV 39112000 (hovedkode), »stole« i titlen m.fl.',
    ],
    [
      'one word in two lots',
      [word('stole', 'lots/LOT-0002/title'), word('Stole', 'lots/LOT-0004/description')],
      '»stole« i delkontrakt 2 og 4',
    ],
    [
      'one word in many lots',
      lots.map(({ id }) => word('stole', `lots/${id}/title`)),
      '»stole« i delkontrakt 1, 2 m.fl.',
    ],
    ['a word of title and lot', [word('stole'), word('stole', 'lots/LOT-0002/title')], '»stole« i titlen'],
    ['a lot that the page does not list', [word('stole', 'lots/A-7/title')], '»stole« i delkontrakt A-7'],
    ['nothing', [], ''],
  ])('names %s', (_name, reasons, line) => {
    expect(why(...reasons)).toBe(line);
  });

  test('is said in the language of the interface', () => {
    const reasons = [cpv('39112000', 'lots/LOT-0002/cpv'), word('kontorstole', 'lots/LOT-0002/title')];
    expect(whyShown(reasons, lots, createTranslator('nb', nb))).toBe('CPV 39112000 og «kontorstole» i delkontrakt 2');
    expect(whyShown(reasons, lots, createTranslator('en', en))).toBe('CPV 39112000 and “kontorstole” in lot 2');
  });
});
