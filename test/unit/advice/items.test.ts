import { describe, expect, test } from 'vitest';
import { adviseItem, countItems, type ItemVerdict, targetsOfItems } from '../../../lib/advice/items.ts';
import type { MatchTarget } from '../../../lib/matching/finding.ts';
import { compileIndex } from '../../../lib/matching/matcher.ts';
import { area, indexOf, target, term } from '../matching/index-of.ts';

const labels = [
  { id: 'swan', spellings: [term('svanemærket', { language: null })] },
  { id: 'flower', spellings: [term('eu-blomsten', { language: null })] },
  { id: 'kitchen-label', ofPlace: true as const, spellings: [term('spisemærket', { language: null })] },
  { id: 'fsc', spellings: [term('FSC', { language: null, exact: true })] },
  {
    id: 'eu-energimaerke',
    spellings: [term('energy label', { language: null }), term('energimærke', { language: null })],
  },
];
const areas = ['furniture', 'cleaning', 'transport', 'civil-works'].map((id) => area(id, []));
const chairs = target('chairs', { terms: [term('stol', { compound: 'tail' })], ecolabels: ['swan', 'flower'] });
const danish = { buyer: null, language: 'da' };

function verdict(title: string, around = '', targets: MatchTarget[] = [chairs], description = ''): ItemVerdict {
  const blocks = [
    { where: 'title', lot: null, text: title, source: null },
    { where: 'description', lot: null, text: description, source: null },
  ].filter(({ text }) => text !== '');
  const matcher = compileIndex(indexOf(targets, { areas, ecolabels: labels }));
  return adviseItem(matcher, { blocks, labels: around }, danish, { buyerKind: 'pogiMember', country: 'DK' });
}
const shown = ({ shown: list }: ItemVerdict) => list.map(({ target: id }) => id);

describe('an article', () => {
  test('without a label is to be looked at, for the labels that prove its target', () => {
    const { state, wanted, named } = verdict('Kontorstol, sort');
    expect({ state, wanted, named }).toEqual({ state: 'look', wanted: ['swan', 'flower'], named: [] });
  });

  test.each([
    ['its title', ['Kontorstol, svanemærket']],
    ['its description', ['Kontorstol', '', [chairs], 'Stolen er svanemærket.']],
    ['a badge', ['Kontorstol', 'Kontorstol\n499 kr.\nSvanemærket']],
  ] as const)('shows its label by %s', (_, [title, around, targets, description]) => {
    const { state, named } = verdict(title, around, targets && [...targets], description);
    expect({ state, named }).toEqual({ state: 'named', named: ['swan'] });
  });

  test.each(['Svanemærket: Nej', 'Svanemærket\nNej', 'Ikke svanemærket', 'Svanemærket – no'])(
    'does not show a label by %s',
    (around) => {
      expect(verdict('Kontorstol', around).state).toBe('look');
    },
  );

  test('of which the label named proves something else is still to be looked at', () => {
    const { state, named } = verdict('Kontorstol', 'FSC');
    expect({ state, named }).toEqual({ state: 'look', named: ['fsc'] });
  });

  test('whose own words say what the target asks for needs no label', () => {
    const organic = target('organic', {
      terms: [term('mælk')],
      coverage: [{ language: 'da', phrase: 'økologisk mælk' }],
    });
    const { state, quote } = verdict('Økologisk mælk 1 l', '', [organic]);
    expect({ state, quote }).toEqual({ state: 'named', quote: 'Økologisk mælk' });
  });

  test('is shown by an energy label only where its class is good enough', () => {
    const lamp = target('lamp', {
      terms: [term('pære')],
      ecolabels: ['eu-energimaerke'],
      thresholds: [{ op: '>=', value: 'C', unit: 'klasse' }],
    });
    expect(verdict('Pære E27', 'energy label class B', [lamp]).state).toBe('named');
    expect(verdict('Pære E27', 'energy label class E', [lamp]).state).toBe('look');
    expect(verdict('Pære E27', 'Energimærke', [lamp])).toMatchObject({ state: 'look', named: [] });
    expect(verdict('Opvaskebørste', 'energy label class A', [lamp])).toMatchObject({ state: 'none', named: [] });
  });

  test('is not found by words around it, nor by one word of its description', () => {
    expect(verdict('Opvaskebørste', 'Kontorstol Kontorstole Stole').state).toBe('none');
    expect(verdict('Opvaskebørste', '', [chairs], 'Kan hænge på en stol.').state).toBe('none');
  });

  test('puts first what its own name speaks for and names a label', () => {
    const bare = target('a-bare', { terms: [term('stol', { compound: 'tail' })] });
    const other = target('a-other', { terms: [term('sæbe'), term('klud')], ecolabels: ['swan'] });
    expect(shown(verdict('Kontorstol', '', [bare, other, chairs], 'Tåler sæbe og klud.'))).toEqual([
      'chairs',
      'a-bare',
      'a-other',
    ]);
  });

  test('is not found by its description in another area than its name', () => {
    const soap = target('soap', { terms: [term('sæbe'), term('klud')], area: 'cleaning' });
    expect(shown(verdict('Kontorstol', '', [chairs, soap], 'Tåler sæbe og klud.'))).toEqual(['chairs']);
  });

  test('takes another country’s target only with a label', () => {
    const words = { terms: [term('stol', { compound: 'tail' })] };
    expect(verdict('Kontorstol', '', [target('se', { ...words, jurisdiction: 'SE' })]).state).toBe('none');
    const labelled = target('se', { ...words, jurisdiction: 'SE', ecolabels: ['swan'] });
    expect(verdict('Kontorstol', '', [labelled]).wanted).toEqual(['swan']);
  });

  test('is told of what is on its way where nothing is in force and there is a label to find', () => {
    const words: Partial<MatchTarget> = { terms: [term('stol', { compound: 'tail' })], state: 'coming' };
    const next = target('next', { ...words, ecolabels: ['swan'] });
    expect(verdict('Kontorstol', '', [next])).toMatchObject({ isComing: true, state: 'look', wanted: ['swan'] });
    expect(shown(verdict('Kontorstol', '', [next, chairs]))).toEqual(['chairs']);
    expect(verdict('Kontorstol', '', [next, chairs]).isComing).toBe(false);
    expect(verdict('Kontorstol', '', [target('next', words)])).toMatchObject({ isComing: false, state: 'none' });
  });

  test('puts first what more of its name speaks for', () => {
    const bulb = target('a-bulb', { terms: [term('pære')], ecolabels: ['swan'] });
    const socket = target('b-socket', { terms: [term('pære'), term('E27')], ecolabels: ['swan'] });
    expect(shown(verdict('Pære E27', '', [bulb, socket]))).toEqual(['b-socket', 'a-bulb']);
    expect(shown(verdict('Pære', '', [bulb, socket]))).toEqual(['a-bulb', 'b-socket']);
  });

  test('is no vehicle and no works, whatever it is called', () => {
    const words = { terms: [term('lastbil')], ecolabels: ['swan'] };
    expect(verdict('Lastbil i træ', '', [target('cars', { ...words, area: 'transport' })]).state).toBe('none');
    expect(verdict('Lastbil i træ', '', [target('works', { ...words, area: 'civil-works' })]).state).toBe('none');
  });

  test('is never asked for a label that kitchens carry', () => {
    const milk = target('milk', { terms: [term('mælk')], ecolabels: ['kitchen-label', 'swan'] });
    expect(verdict('Mælk', '', [milk]).wanted).toEqual(['swan']);
    expect(verdict('Mælk', 'Spisemærket', [milk])).toMatchObject({ state: 'look', named: [] });
  });

  test.each([
    ['Mælk øko 1 l', 'øko'],
    ['Økologisk mælk', 'Økologisk'],
    ['Mælk, ikke økologisk', null],
    ['Mælk i økonomipakke', null],
  ])('is organic where its words say so: %s', (title, quote) => {
    const milk = target('milk', { terms: [term('mælk')], ecolabels: ['eu-oekologi'] });
    const said = verdict(title, '', [milk]);
    expect([said.quote, said.state]).toEqual([quote, quote === null ? 'look' : 'named']);
  });

  test('that only serves what its words name is not found by its description either', () => {
    const soap = target('soap', { terms: [term('sæbe', { compound: 'both' }), term('hænder')] });
    const words = 'Til sæbe. Giver rene hænder.';
    expect(verdict('Sæbe, flydende', '', [soap], words).state).toBe('look');
    expect(verdict('Dispenser, sort', '', [soap], words).state).toBe('none');
    expect(verdict('Sæbedispenser', '', [soap], words).state).toBe('none');
  });

  test('names three labels to look for at most', () => {
    const many = target('many', { terms: [term('stol')], ecolabels: ['a', 'b', 'c', 'd'] });
    expect(verdict('Stol', '', [many]).wanted).toEqual(['a', 'b', 'c']);
  });
});

test('a page counts what it has, what shows a label and what is worth a look', () => {
  const items = [verdict('Kontorstol'), verdict('Kontorstol, svanemærket'), verdict('Spand', 'FSC'), verdict('Spand')];
  expect(countItems(items)).toEqual({ all: 4, labelled: 2, look: 1 });
});

test('a page is shown for each target once, as its surest article has it', () => {
  const items = [verdict('Kontorstol'), verdict('Kontorstol', '', [chairs], 'En stol med ryg.')];
  const {
    shown: [found, ...rest],
  } = targetsOfItems(items);
  expect([found?.target, found?.score, rest]).toEqual([
    'chairs',
    Math.max(...items.map(({ shown: [one] }) => one?.score ?? 0)),
    [],
  ]);
});

test('a page tells what is on its way apart', () => {
  const next = target('next', { terms: [term('sæbe')], ecolabels: ['swan'], state: 'coming' });
  const { shown: now, coming } = targetsOfItems([
    verdict('Kontorstol', '', [chairs, next]),
    verdict('Sæbe', '', [next]),
  ]);
  expect([now, coming].map((list) => list.map(({ target: id }) => id))).toEqual([['chairs'], ['next']]);
});
