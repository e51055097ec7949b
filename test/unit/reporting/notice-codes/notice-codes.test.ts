import { describe, expect, it } from 'vitest';
import type { Vehicles } from '../../../../lib/log/schema.ts';
import { fillOf, suggestedWish } from '../../../../lib/reporting/notice-codes/fill.ts';
import { type NoticeSource, noticeCodes } from '../../../../lib/reporting/notice-codes/notice-codes.ts';
import { noticeSubtypes, termsOf } from '../../../../lib/reporting/notice-codes/subtypes.ts';
import type { NoticeTerm } from '../../../../lib/reporting/notice-codes/terms.ts';
import { decisionOn, lotOf, relevantTarget, sourceOf } from './sample.ts';

/** What is proposed for the only lot: "term code", with "?" behind what is off at first. */
const proposed = (source: NoticeSource, subtype = '16') =>
  noticeCodes(source, subtype).flatMap(({ codes }) =>
    codes.map(({ term, code, isSuggested }) => `${term} ${code}${isSuggested ? '' : '?'}`),
  );

/** What goes into the fields of each lot when nobody changes anything. */
const filled = (source: NoticeSource, subtype = '16', language: 'da' | 'en' = 'da') =>
  noticeCodes(source, subtype).map((lot) =>
    fillOf(lot, suggestedWish(lot), { subtype, language, target: source.target }),
  );

const vehicles = (inScope: boolean, contractType: 'veh-acq' | 'pass-tran-serv' | null = 'veh-acq') => ({
  inScope,
  contractType,
  category: null,
  total: 4,
  clean: 2,
  zero: 1,
});

describe('the codes that follow from decisions', () => {
  it('come from what is met, each with the decisions behind it', () => {
    const screens = decisionOn('screens', { goals: ['circ-econ', 'clim-mitig'], gpp: ['national'] });
    const trainees = decisionOn('trainees', { goals: ['opp'], gpp: ['eu'] });
    const [lot] = noticeCodes(sourceOf([screens, trainees]), '16');
    expect(lot?.codes.map(({ term, code, from }) => [term, code, from.map(({ target }) => target.id)])).toEqual([
      ['BT-06', 'env-imp', ['screens']],
      ['BT-06', 'soc-obj', ['trainees']],
      ['BT-774', 'circ-econ', ['screens']],
      ['BT-774', 'clim-mitig', ['screens']],
      ['BT-775', 'opp', ['trainees']],
      ['BT-805', 'eu', ['trainees']],
      ['BT-805', 'national', ['screens']],
    ]);
    expect(proposed(sourceOf([decisionOn('x', { goals: ['rd-act'] })]))).toEqual(['BT-06 inn-pur', 'BT-776 rd-act']);
  });

  it('of a target partly met wait for the buyer, those of one not met do not come', () => {
    const partly = decisionOn('screens', { verdict: 'partiallyMet', goals: ['circ-econ'], gpp: ['eu'] });
    expect(proposed(sourceOf([partly]))).toEqual(['BT-06 env-imp?', 'BT-774 circ-econ?', 'BT-805 eu?']);
    const met = decisionOn('trainees', { goals: ['circ-econ'] });
    expect(proposed(sourceOf([partly, met]))).toEqual(['BT-06 env-imp', 'BT-774 circ-econ', 'BT-805 eu?']);
    expect(proposed(sourceOf([decisionOn('screens', { verdict: 'notMet', goals: ['circ-econ'] }), met]))).toEqual([
      'BT-06 env-imp',
      'BT-774 circ-econ',
    ]);
  });

  it('say "other" last and by the list it is from, and leave the aim to the buyer where nothing else speaks for it', () => {
    const both = decisionOn('screens', { goals: ['other', 'water-mar', 'soc-other'], gpp: ['other'] });
    expect(proposed(sourceOf([both]))).toEqual([
      'BT-06 env-imp',
      'BT-06 soc-obj?',
      'BT-774 water-mar',
      'BT-774 other?',
      'BT-775 other?',
      'BT-805 other',
    ]);
  });

  it('leave retired codes out, and tell of them', () => {
    const old = decisionOn('screens', { goals: ['iso-14001-com', 'buy-eff', 'circ-econ'] });
    const [lot] = noticeCodes(sourceOf([old]), '16');
    expect(proposed(sourceOf([old]))).toEqual(['BT-06 env-imp', 'BT-774 circ-econ']);
    expect(lot?.retired.map(({ term, code }) => `${term} ${code}`)).toEqual(['BT-776 buy-eff', 'BT-774 iso-14001-com']);
    expect(noticeCodes(sourceOf([old]), 'T01')[0]?.retired).toEqual([]);
    expect(proposed(sourceOf([decisionOn('local', { gpp: ['regional', 'eu'] })]))).toEqual(['BT-805 eu']);
  });

  it('do not come from what was withdrawn or found by mistake', () => {
    const goals = ['circ-econ'];
    expect(proposed(sourceOf([decisionOn('screens', { kind: 'withdrawal', verdict: null, goals })]))).toEqual([]);
    expect(proposed(sourceOf([decisionOn('screens', { kind: 'mismatch', verdict: null, goals })]))).toEqual([]);
  });
});

describe('"none"', () => {
  const refused = decisionOn('screens', { verdict: 'notMet', goals: ['circ-econ'], gpp: ['eu'] });
  const beside = decisionOn('trainees', { verdict: 'notApplicable' });

  it('is proposed only when every relevant target is not met or not applicable', () => {
    const relevant = [relevantTarget('screens'), relevantTarget('trainees')];
    expect(proposed(sourceOf([refused, beside], { relevant }))).toEqual(['BT-06 none', 'BT-805 none']);
    expect(proposed(sourceOf([refused], { relevant }))).toEqual([]);
    expect(proposed(sourceOf([refused, { ...beside, verdict: 'partiallyMet' }], { relevant }))).toEqual([]);
    expect(proposed(sourceOf([refused, { ...beside, verdict: 'met' }], { relevant }))).toEqual([]);
    expect(proposed(sourceOf([], { relevant: [] }))).toEqual([]);
  });

  it('does not wait for a target that is inspiration, was found by mistake, or is another lot’s', () => {
    const mistaken = { ...beside, kind: 'mismatch' as const, verdict: null };
    expect(proposed(sourceOf([refused, mistaken], { relevant: [relevantTarget('trainees')] }))).toHaveLength(2);
    expect(proposed(sourceOf([refused], { relevant: [relevantTarget('local', [], false)] }))).toHaveLength(2);
    const lots = [lotOf('LOT-0001'), lotOf('LOT-0002')];
    const source = sourceOf([refused], { lots, relevant: [relevantTarget('local', ['LOT-0002'])] });
    expect(noticeCodes(source, '16').map(({ lotId, codes }) => [lotId, codes.length])).toEqual([
      ['LOT-0001', 2],
      ['LOT-0002', 0],
    ]);
  });

  it('never stands beside an aim, and needs no description', () => {
    const [fill] = filled(sourceOf([refused]));
    expect(fill?.codes).toEqual({ 'BT-06': ['none'], 'BT-805': ['none'] });
    expect(fill?.description).toBeNull();
    expect(fill?.missing).toEqual([]);
  });
});

describe('a tender of several lots', () => {
  it('counts what is logged on a lot there before what is logged on the whole', () => {
    const lots = [lotOf('LOT-0001'), lotOf('LOT-0002')];
    const rows = [
      decisionOn('screens', { goals: ['circ-econ'] }),
      decisionOn('screens', { lotId: 'LOT-0002', verdict: 'notMet', goals: ['circ-econ'] }),
      decisionOn('trainees', { lotId: 'LOT-0001', goals: ['opp'] }),
      decisionOn('local', { lotId: 'LOT-0003', goals: ['rd-act'] }),
    ];
    expect(filled(sourceOf(rows, { lots })).map(({ lotId, codes }) => [lotId, codes['BT-06']])).toEqual([
      ['LOT-0001', ['env-imp', 'soc-obj']],
      ['LOT-0002', ['none']],
      ['LOT-0003', ['env-imp', 'inn-pur']],
    ]);
  });
});

describe('vehicles', () => {
  it('are in the directive’s scope or not, with the kind of contract only when they are', () => {
    const within = decisionOn('screens', { verdict: 'notMet', vehicles: vehicles(true) });
    expect(filled(sourceOf([within]))[0]?.codes).toMatchObject({ 'BT-717': ['true'], 'BT-735': ['veh-acq'] });
    const outside = decisionOn('trainees', { vehicles: vehicles(false) });
    expect(filled(sourceOf([outside]))[0]?.codes).toEqual({ 'BT-717': ['false'] });
    expect(proposed(sourceOf([within, outside]))).toEqual(['BT-717 true', 'BT-735 veh-acq']);
  });

  it('lose the kind of contract when the scope is switched off', () => {
    const source = sourceOf([decisionOn('screens', { vehicles: vehicles(true) })]);
    const [lot] = noticeCodes(source, '16');
    if (!lot) throw new Error('no lot');
    const wish = { ...suggestedWish(lot), isOn: ({ term }: { term: string }) => term !== 'BT-717' };
    expect(fillOf(lot, wish, { subtype: '16', language: 'da', target: source.target }).codes).toEqual({});
  });
});

describe('vehicles in the notice of a result', () => {
  const counts = (over: Partial<Vehicles> = {}) =>
    decisionOn(`t-${JSON.stringify(over)}`, { vehicles: { ...vehicles(true), category: 'm1', ...over } });
  const m1 = { contractType: 'veh-acq', category: 'm1', total: 4, clean: 2, zero: 1, isDisputed: false };
  const inResult = (...rows: Parameters<typeof sourceOf>[0]) => filled(sourceOf(rows), '29')[0];

  it('are counted by category, once for all the targets that tell of them', () => {
    expect(inResult(counts(), counts({}), counts({ category: 'n1', total: 7 }))?.vehicles).toEqual([
      m1,
      { ...m1, category: 'n1', total: 7 },
    ]);
    expect(filled(sourceOf([counts()]), '16')[0]?.vehicles).toEqual([]);
    expect(inResult(counts({ inScope: false }))?.vehicles).toEqual([]);
  });

  it('are the most that a decision tells of, and it is said where decisions differ', () => {
    expect(inResult(counts(), counts({ total: 6 }))?.vehicles).toEqual([{ ...m1, total: 6, isDisputed: true }]);
  });

  it('call for the kind of contract and the category, and are not written without', () => {
    const nameless = inResult(counts({ category: null }));
    expect([nameless?.vehicles, nameless?.missing]).toEqual([[], ['BT-723']]);
    const typeless = inResult(counts({ contractType: null }));
    expect([typeless?.vehicles, typeless?.missing]).toEqual([[], ['BT-735']]);
    expect(inResult(counts({ category: null, total: 0, clean: 0, zero: 0 }))?.missing).toEqual([]);
  });

  it('go with the kind of contract when that is switched off', () => {
    const source = sourceOf([counts()]);
    const [lot] = noticeCodes(source, '29');
    if (!lot) throw new Error('no lot');
    const wish = { ...suggestedWish(lot), isOn: ({ term }: { term: string }) => term !== 'BT-735' };
    expect(fillOf(lot, wish, { subtype: '29', language: 'da', target: source.target }).vehicles).toEqual([]);
  });
});

describe('energy', () => {
  const duty = (verdict: 'met' | 'notMet' | 'notApplicable') => decisionOn('dk-energi-cirkulaere', { verdict });
  const washers = { cpv: { main: '39713100', additional: [] } };

  it('follows from a decision on the duty, with item and basis by the goods', () => {
    const [fill] = filled(sourceOf([duty('met')], washers));
    expect(fill?.codes).toEqual({ 'BT-810': ['true'], 'BT-811(b)': ['dishwas'], 'BT-811(a)': ['enrg-lab'] });
    expect(fill?.missing).toEqual([]);
    expect(proposed(sourceOf([duty('notMet'), decisionOn('local')], washers))).toEqual(['BT-810 true?']);
    expect(proposed(sourceOf([duty('notApplicable'), decisionOn('local')], washers))).toEqual(['BT-810 false?']);
    expect(proposed(sourceOf([decisionOn('local')], washers))).toEqual(['BT-810 true?']);
    expect(proposed(sourceOf([decisionOn('local')]))).toEqual([]);
  });

  it('calls for an item where it applies, and for a label class in the notice of a result alone', () => {
    expect(filled(sourceOf([duty('met')]))[0]?.missing).toEqual(['BT-811(b)']);
    expect(filled(sourceOf([duty('met')], washers), '29')[0]?.missing).toEqual(['BT-812']);
    const source = sourceOf([duty('met')], washers);
    for (const [subtype, basis, expected] of [
      ['29', 'enrg-lab', ['ENERB']],
      ['29', 'gpp-crit', undefined],
      ['16', 'enrg-lab', undefined],
    ] as const) {
      const [lot] = noticeCodes(source, subtype);
      if (!lot) throw new Error('no lot');
      const wish = { ...suggestedWish(lot), energy: { item: 'dishwas', basis, label: 'ENERB' } as const };
      const fill = fillOf(lot, wish, { subtype, language: 'da', target: source.target });
      expect(fill.codes['BT-812'], `${subtype} ${basis}`).toEqual(expected);
      expect(fill.missing).toEqual([]);
    }
  });
});

describe('the description of the aims', () => {
  const rows = [
    decisionOn('screens', { goals: ['circ-econ'] }),
    decisionOn('trainees', { goals: ['opp'] }),
    decisionOn('local', { gpp: ['national'] }),
  ];

  it('says for each aim what its targets ask, in the language of the tender', () => {
    const [fill] = filled(sourceOf(rows), '16', 'en');
    expect(fill?.aims).toEqual([
      {
        aim: 'env-imp',
        description: { text: 'Monitors are in class D or better.', language: 'en', isMixed: false },
      },
      { aim: 'soc-obj', description: { text: 'The supplier has trainees.', language: 'en', isMixed: false } },
    ]);
    expect(fill?.description?.text).toBe('Monitors are in class D or better.\nThe supplier has trainees.');
  });

  it('is called for with every aim, but in the defence area’s modification', () => {
    const gone = sourceOf([decisionOn('unknown', { goals: ['circ-econ'] })]);
    expect(filled(gone)[0]?.missing).toEqual(['BT-777']);
    expect(filled(gone, 'E6')[0]?.missing).toEqual([]);
    expect(filled(sourceOf([decisionOn('screens', { gpp: ['eu'] })]))[0]?.missing).toEqual([]);
  });
});

describe('every type of notice', () => {
  const everything = sourceOf(
    [
      decisionOn('screens', { goals: ['circ-econ', 'opp', 'rd-act'], gpp: ['eu'], vehicles: vehicles(true) }),
      decisionOn('dk-energi-cirkulaere'),
    ],
    { cpv: { main: '39713100', additional: [] } },
  );

  it.each(noticeSubtypes)('$code gets the codes of the fields it has and no others', ({ code: subtype }) => {
    const [lot] = noticeCodes(everything, subtype);
    if (!lot) throw new Error('no lot');
    const wish = { isOn: () => true, energy: { item: 'dishwas', basis: 'enrg-lab', label: 'ENERA' } as const };
    const { codes } = fillOf(lot, wish, { subtype, language: 'da', target: everything.target });
    const beside: NoticeTerm[] = ['BT-777', 'BT-723', 'OPT-155', 'OPT-156'];
    expect(new Set(Object.keys(codes))).toEqual(new Set(termsOf(subtype).filter((term) => !beside.includes(term))));
  });
});
