import { describe, expect, it } from 'vitest';
import { coverageOf } from '../../../lib/advice/coverage.ts';
import { classesIn, inUnit, type Quantity, quantitiesIn, unitOf } from '../../../lib/advice/quantities.ts';
import { isStrictEnough, strictnessOf } from '../../../lib/advice/threshold.ts';
import type { MatchThreshold } from '../../../lib/matching/finding.ts';
import { matchTender, placedHits } from '../../../lib/matching/match.ts';
import { compileIndex } from '../../../lib/matching/matcher.ts';
import type { Block } from '../../../lib/portals/tender.ts';
import { indexOf, target, tender, term } from '../matching/index-of.ts';

const namesIn = (text: string) => classesIn(text).map(({ name }) => name);

describe('numbers with units', () => {
  it.each([
    ['mindst 60 pct. økologi', [{ value: 60, unit: '%' }]],
    ['højst 6,7 kg CO2e pr. m² pr. år', [{ value: 6.7, unit: 'kg CO2e/m2/year' }]],
    [
      '1.500 kr./ton og 10 år',
      [
        { value: 1500, unit: 'DKK/t' },
        { value: 10, unit: 'year' },
      ],
    ],
    ['0,20 W/m²K', [{ value: 0.2, unit: 'W/m2K' }]],
    ['8 liter pr. minut', [{ value: 8, unit: 'l/min' }]],
    [
      'DKK 1,500 per tonne, 14 kalenderdage, 0,750 W/m2K',
      [
        { value: 1500, unit: 'DKK/t' },
        { value: 14, unit: 'day' },
        { value: 0.75, unit: 'W/m2K' },
      ],
    ],
    ['5 personer og 45000000', []],
    [
      'indstillet til højst 80 km/t, 90 km/h',
      [
        { value: 80, unit: 'km/h' },
        { value: 90, unit: 'km/h' },
      ],
    ],
    ['1.500 kr. for hvert ton CO2', [{ value: 1500, unit: 'DKK/t' }]],
    ['DKK 1,500 for each tonne of CO2', [{ value: 1500, unit: 'DKK/t' }]],
    ['0 g CO2-udledning pr. km', [{ value: 0, unit: 'g/km' }]],
    ['0 g tailpipe CO2 emission per km', [{ value: 0, unit: 'g/km' }]],
    [
      'måles 2 gange årligt, rapporteres 1 gang om året',
      [
        { value: 2, unit: 'times/year' },
        { value: 1, unit: 'times/year' },
      ],
    ],
    ['at least 2 times a year', [{ value: 2, unit: 'times/year' }]],
    [
      '300 fulde opladninger, 300 full charging cycles',
      [
        { value: 300, unit: 'cycle' },
        { value: 300, unit: 'cycle' },
      ],
    ],
    ['energimærkets 2 bedste klasser', [{ value: 2, unit: 'best classes' }]],
    ['køretøjer over 3.500 kg', [{ value: 3500, unit: 'kg' }]],
    ['42.480 MWh', [{ value: 42480, unit: 'MWh' }]],
    ['tres procent økologi', [{ value: 60, unit: '%' }]],
    ['minst halvparten av maten', [{ value: 50, unit: '%' }]],
    ['at least three quarters of the food', [{ value: 75, unit: '%' }]],
    ['ni ud af ti varer', [{ value: 90, unit: '%' }]],
    [
      '36 måneder eller to uger',
      [
        { value: 36, unit: 'month' },
        { value: 2, unit: 'week' },
      ],
    ],
    ['rapporteres kvartalsvis', [{ value: 4, unit: 'times/year' }]],
  ])('%s', (text, quantities) => {
    expect(quantitiesIn(text).map(({ value, unit }) => ({ value, unit }))).toEqual(quantities);
  });

  it.each([
    ['mindst 60 %', 'least'],
    ['ikke under 60 %', 'least'],
    ['60 % eller mere', 'least'],
    ['no less than 60 %', 'least'],
    ['højst 60 %', 'most'],
    ['må ikke overstige 60 %', 'most'],
    ['ikke over 60 prosent', 'most'],
    ['no more than 60 %', 'most'],
    ['60 % or less', 'most'],
    ['andelen er 60 %', null],
  ])('reads which way a figure goes: %s', (text, bound) => {
    expect(quantitiesIn(text).map((quantity) => quantity.bound)).toEqual([bound]);
  });

  it('reads a range by both ends', () => {
    expect(quantitiesIn('30-60 procent').map(({ value, upTo }) => [value, upTo])).toEqual([[30, 60]]);
  });

  it('brings lengths of time to the unit of the target, and no other', () => {
    const [months, weeks] = quantitiesIn('36 måneder, to uger') as [Quantity, Quantity];
    expect([inUnit(months, 'year')?.value, inUnit(weeks, 'day')?.value, inUnit(weeks, '%')]).toEqual([3, 14, null]);
  });

  it('reads the unit of a target as it reads a text', () => {
    expect(['pct.', 'år', 'kg CO2e/m²/år', 'klasse'].map(unitOf)).toEqual(['%', 'year', 'kg CO2e/m2/year', 'klasse']);
    expect(['km/t', 'kr. pr. ton CO2', 'gang om året', 'bedste klasser'].map(unitOf)).toEqual([
      'km/h',
      'DKK/t',
      'times/year',
      'best classes',
    ]);
  });

  it('reads energy classes', () => {
    expect(namesIn('Energiklasse A++ eller klasse D, men ikke klassen Danmark')).toEqual(['A++', 'D']);
  });

  it('reads Euro norms and EU stages, whose numbers may be Roman or not', () => {
    expect(namesIn('mindst Euro VI, Euro 6 eller EU-trin IIIb, men ikke Euro 5,50')).toEqual([
      'EURO VI',
      'EURO VI',
      'IIIB',
    ]);
  });
});

describe('being strict enough', () => {
  const limit = (op: MatchThreshold['op'], value: number | string, unit: string): MatchThreshold => ({
    op,
    value,
    unit,
  });
  it.each([
    ['mindst 60 % økologi', [limit('>=', 60, '%')], true],
    ['mindst 75 % økologi', [limit('>=', 60, '%')], true],
    ['mindst 30 % økologi', [limit('>=', 60, '%')], false],
    ['økologi i videst muligt omfang', [limit('>=', 60, '%')], false],
    ['energiklasse C eller bedre', [limit('>=', 'D', 'klasse')], true],
    ['energiklasse F eller bedre', [limit('>=', 'D', 'klasse')], false],
    ['lastbiler på mindst Euro VI', [limit('>=', 'Euro VI', 'norm')], true],
    ['lastbiler på mindst Euro V', [limit('>=', 'Euro VI', 'norm')], false],
    ['lastbiler i energiklasse A', [limit('>=', 'Euro VI', 'norm')], false],
    ['maskiner på mindst trin V', [limit('>=', 'IIIb', 'EU-trin')], true],
    ['maskiner på mindst trin IIIa', [limit('>=', 'IIIb', 'EU-trin')], false],
    ['køretøjer over 3.500 kg', [limit('>', 3500, 'kg')], true],
    ['ecodesignkrav til møbler', [limit('=', 2028, 'år')], true],
    ['ombytning', [limit('=', 10, 'år')], false],
    ['svar inden 14 dage', [limit('<=', 14, 'dage')], true],
    ['svar inden 30 dage', [limit('<=', 14, 'dage')], false],
    ['uden PVC', [limit('=', 0, '%')], true],
    ['100 % bomuld, højst 2 fibertyper', [limit('=', 100, '%'), limit('<=', 2, 'stk.')], true],
    ['vægge 0,20 W/m²K og døre 0,75 W/m²K', [limit('<=', 0.2, 'W/m²K'), limit('<=', 0.75, 'W/m²K')], true],
    ['vægge 0,20 W/m²K og døre 3 W/m²K', [limit('<=', 0.2, 'W/m²K'), limit('<=', 0.75, 'W/m²K')], false],
  ])('%s: %j is %s', (sentence, thresholds, expected) => {
    expect(isStrictEnough(sentence, thresholds)).toBe(expected);
  });
});

describe('being reversed', () => {
  const share: MatchThreshold = { op: '>=', value: 60, unit: '%' };
  it.each([
    ['højst 60 % økologi', share, 'reversed'],
    ['30-60 % økologi', share, 'lax'],
    ['energiklasse D eller dårligere', { op: '>=', value: 'D', unit: 'klasse' }, 'reversed'],
    ['energiklasse A, B eller F', { op: '>=', value: 'D', unit: 'klasse' }, 'lax'],
    ['energiklasse A, B eller C', { op: '>=', value: 'D', unit: 'klasse' }, 'strict'],
    ['leveres inden 3 dage', { op: '>=', value: 3, unit: 'år' }, 'reversed'],
  ] as [string, MatchThreshold, string][])('%s', (sentence, threshold, expected) => {
    expect(strictnessOf(sentence, [threshold])).toBe(expected);
  });

  it('takes the figure nearest to the wording where a sentence has several', () => {
    const weights = 'Pris vægter 60 %, miljø 20 %.';
    expect(strictnessOf(weights, [share], { start: weights.indexOf('miljø'), end: weights.indexOf(' 20') })).toBe(
      'lax',
    );
    expect(strictnessOf(weights, [share], { start: 0, end: 4 })).toBe('strict');
  });
});

describe('what a wording is about', () => {
  const index = indexOf([
    target('chairs', {
      terms: [term('stol')],
      coverage: [{ language: 'da', phrase: 'svanemærket eller tilsvarende' }],
    }),
  ]);
  const matcher = compileIndex(index);
  const block = (where: string, text: string, lot: string | null = null): Block => ({ where, lot, text, source: null });
  const coverage = (...blocks: Block[]) => {
    const { found } = matchTender(matcher, tender(), blocks);
    return coverageOf(index, placedHits(found), blocks).get(0)?.coverage ?? 'missing';
  };

  it.each([
    ['the same sentence', 'Stole skal være svanemærket eller tilsvarende.', 'covered'],
    ['the sentence before', 'Der købes stole. De skal være svanemærket eller tilsvarende.', 'covered'],
    ['an abbreviation between', 'Der købes ca. 40 stole. De er svanemærket eller tilsvarende.', 'covered'],
    ['another thing', 'Der købes stole. Maling udføres også. Al maling er svanemærket eller tilsvarende.', 'partly'],
  ])('%s', (_name, text, expected) => {
    expect(coverage(block('description', text))).toBe(expected);
  });

  it("takes the tender's title outside lots, and the lot's own title in a lot", () => {
    const asked = 'Alt er svanemærket eller tilsvarende.';
    expect(coverage(block('title', 'Stole'), block('description', asked))).toBe('covered');
    const inLot = block('lots/1/description', asked, '1');
    expect(coverage(block('title', 'Stole'), block('lots/1/title', 'Maling', '1'), inLot)).toBe('partly');
    expect(coverage(block('title', 'Indkøb'), block('lots/1/title', 'Stole', '1'), inLot)).toBe('covered');
  });

  it("leaves out what is asked of another area's thing", () => {
    const both = indexOf([...index.targets, target('paint', { area: 'cleaning', terms: [term('maling')] })]);
    const said = (text: string) => {
      const blocks = [block('description', text)];
      const { found } = matchTender(compileIndex(both), tender(), blocks);
      return coverageOf(both, placedHits(found), blocks).get(0)?.coverage ?? 'missing';
    };
    expect(said('Der købes stole. Al maling er svanemærket eller tilsvarende.')).toBe('missing');
    expect(said('Stole og maling er svanemærket eller tilsvarende.')).toBe('covered');
  });

  it('asks for no subject where the code alone speaks for the target', () => {
    expect(coverage(block('description', 'Alt er svanemærket eller tilsvarende.'))).toBe('covered');
  });
});
