import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { advise } from '../../../lib/advice/advise.ts';
import { chooseTips, type TipPast } from '../../../lib/advice/tips.ts';
import type { MatchTip } from '../../../lib/matching/finding.ts';
import { buildMatchIndex } from '../../../lib/matching/index-targets.ts';
import { matchTender, placedHits } from '../../../lib/matching/match.ts';
import { compileIndex, findHits } from '../../../lib/matching/matcher.ts';
import type { Block, Tender } from '../../../lib/portals/tender.ts';
import { loadTargets } from '../../../lib/targets/load.ts';
import { indexOf, tender, term } from '../matching/index-of.ts';

const tip = (id: string, rest: Partial<MatchTip> = {}): MatchTip => ({
  id,
  phases: ['tender'],
  areas: [],
  cpv: [],
  terms: [],
  ...rest,
});

interface Situation {
  about?: Partial<Tender>;
  text?: string;
  areas?: string[];
  dismissed?: string[];
  history?: TipPast['history'];
}

function tipsOf(
  tips: MatchTip[],
  { about = {}, text = '', areas = [], dismissed = [], history = {} }: Situation = {},
): string[] {
  const matcher = compileIndex(indexOf([], { tips }));
  const read = tender(about);
  const { found } = matchTender(matcher, read, [{ where: 'description', lot: null, text, source: null }]);
  return chooseTips(matcher.index, read, new Set(areas), placedHits(found), { settled: new Set(dismissed), history });
}

const code = (main: string, additional: string[] = []) => ({ cpv: { main, additional } });

describe('what speaks for a tip', () => {
  it('puts a word before a code and a code before an area', () => {
    const tips = [
      tip('area', { areas: ['furniture'] }),
      tip('code', { cpv: ['391'] }),
      tip('word', { terms: [term('istandsættelse')] }),
    ];
    const situation = { about: code('39130000'), text: 'Istandsættelse af borde', areas: ['furniture'] };
    expect(tipsOf(tips, situation)).toEqual(['word', 'code', 'area']);
  });

  it('prefers the longer code, and the main code to one that comes along', () => {
    const tips = [tip('wide', { cpv: ['391'] }), tip('near', { cpv: ['39130'] }), tip('beside', { cpv: ['30213'] })];
    expect(tipsOf(tips, { about: code('39130000', ['30213100']) })).toEqual(['near', 'beside', 'wide']);
    expect(
      tipsOf([tip('a-beside', { cpv: ['3021'] }), tip('b-main', { cpv: ['3913'] })], {
        about: code('39130000', ['30213100']),
      }),
    ).toEqual(['b-main', 'a-beside']);
  });

  it('never shows one for its phase or for weak words alone', () => {
    const tips = [
      tip('phase'),
      tip('weak', { terms: ['levetid', 'pris', 'drift', 'marked'].map((word) => term(word, { weak: true })) }),
    ];
    expect(tipsOf(tips, { about: { phase: 'tender' }, text: 'Pris, levetid, drift og marked' })).toEqual([]);
  });

  it('lets weak words confirm what another reason says', () => {
    const tips = [
      tip('a-area', { areas: ['it'] }),
      tip('b-area-and-word', { areas: ['it'], terms: [term('levetid', { weak: true })] }),
    ];
    expect(tipsOf(tips, { text: 'Lang levetid', areas: ['it'] })).toEqual(['b-area-and-word', 'a-area']);
  });

  it('counts a word that is listed for two languages once', () => {
    const tips = [
      tip('b-two-words', { terms: [term('bonus'), term('option', { weak: true })] }),
      tip('a-one-word-twice', { terms: [term('bonus'), term('bonus', { language: 'nb' })] }),
    ];
    expect(tipsOf(tips, { text: 'Bonus og option' })).toEqual(['b-two-words', 'a-one-word-twice']);
    expect(
      tipsOf(
        [tip('a', { terms: [term('bonus')] }), tip('b', { terms: [term('bonus'), term('bonus', { language: 'nb' })] })],
        {
          text: 'Bonus',
        },
      ),
    ).toEqual(['a', 'b']);
  });

  it('shows three at most and leaves out the dismissed, making room for the next', () => {
    const tips = ['d', 'c', 'b', 'a'].map((id) => tip(id, { cpv: ['391'] }));
    expect(tipsOf(tips, { about: code('39130000') })).toEqual(['a', 'b', 'c']);
    expect(tipsOf(tips, { about: code('39130000'), dismissed: ['b'] })).toEqual(['a', 'c', 'd']);
  });
});

describe('what became of a tip on other tenders', () => {
  const tips = ['a', 'b', 'c', 'd'].map((id) => tip(id, { cpv: ['391'] }));
  const tipsAfter = (history: TipPast['history']) => tipsOf(tips, { about: code('39130000'), history });

  it('puts one that was used first, one that was shown and left alone last', () => {
    expect(tipsAfter({ d: { shown: 1, used: 1, dismissed: 0 } })).toEqual(['d', 'a', 'b']);
    expect(tipsAfter({ a: { shown: 1, used: 0, dismissed: 0 } })).toEqual(['b', 'c', 'd']);
    expect(tipsAfter({ a: { shown: 2, used: 2, dismissed: 0 }, b: { shown: 4, used: 0, dismissed: 0 } })).toEqual([
      'a',
      'c',
      'd',
    ]);
  });

  it('makes one that was put away yield to all others, and stay away where little speaks for it', () => {
    expect(tipsAfter({ a: { shown: 1, used: 0, dismissed: 1 } })).toEqual(['b', 'c', 'd']);
    const one = (dismissed: number, rest: Partial<MatchTip>) =>
      tipsOf([tip('one', rest)], {
        about: code('39130000'),
        text: 'Bonus',
        history: { one: { shown: dismissed, used: 0, dismissed } },
      });
    expect(one(1, { cpv: ['391'] })).toEqual(['one']);
    expect(one(4, { cpv: ['391'] })).toEqual([]);
    expect(one(4, { cpv: ['39130'], terms: [term('bonus')] })).toEqual(['one']);
  });

  it('never outweighs what speaks for a tip now by much', () => {
    const far = tip('far', { areas: ['furniture'] });
    const near = tip('near', { cpv: ['3913'] });
    const history = { far: { shown: 20, used: 20, dismissed: 0 } };
    expect(tipsOf([far, near], { about: code('39130000'), areas: ['furniture'], history })).toEqual(['near', 'far']);
  });

  it('shows none twice, however many reasons speak for it', () => {
    const shown = tipsOf(
      [tip('a', { cpv: ['391', '39'], areas: ['furniture'], terms: [term('stol'), term('stole')] })],
      {
        about: code('39130000', ['39112000']),
        text: 'Stole, stol og stole',
        areas: ['furniture'],
      },
    );
    expect(shown).toEqual(['a']);
  });
});

describe('the phase of the buyer', () => {
  const tips = [
    tip('a-over', { cpv: ['391'], phases: ['planning'] }),
    tip('b-ahead', { cpv: ['391'], phases: ['contract'] }),
    tip('c-now', { cpv: ['391'], phases: ['specification', 'tender'] }),
  ];

  it('puts what can be done now first, then what can be prepared, then what is over', () => {
    expect(tipsOf(tips, { about: { ...code('39130000'), phase: 'tender' } })).toEqual(['c-now', 'b-ahead']);
    expect(tipsOf(tips, { about: { ...code('39131000'), phase: 'planning' } })).toEqual(['a-over', 'b-ahead', 'c-now']);
  });

  it('makes no difference where the page does not say it', () => {
    expect(tipsOf(tips, { about: code('39130000') })).toEqual(['a-over', 'b-ahead', 'c-now']);
  });

  it('shows one for a step that is over only where a word or a near code speaks for it', () => {
    const over = (rest: Partial<MatchTip>) =>
      tipsOf([tip('over', { phases: ['planning'], ...rest })], {
        about: { ...code('39130000'), phase: 'award' },
        text: 'Markedsdialog',
        areas: ['furniture'],
      });
    expect(over({ areas: ['furniture'] })).toEqual([]);
    expect(over({ cpv: ['391'] })).toEqual([]);
    expect(over({ cpv: ['39130'] })).toEqual(['over']);
    expect(over({ terms: [term('markedsdialog')] })).toEqual(['over']);
  });
});

describe('a tip that pays only for larger purchases', () => {
  const tips = [tip('large', { cpv: ['391'], minimumValue: 1000000 })];
  const at = (value: Tender['value']) => tipsOf(tips, { about: { ...code('39130000'), value } });

  it('is left out below its limit and shown from it on', () => {
    expect(at({ amount: 999999, currency: 'DKK' })).toEqual([]);
    expect(at({ amount: 1000000, currency: 'DKK' })).toEqual(['large']);
  });

  it('is shown where the value is unknown or in another currency', () => {
    expect(at(null)).toEqual(['large']);
    expect(at({ amount: 500000, currency: 'NOK' })).toEqual(['large']);
  });
});

const data = await loadTargets('targets');
const matcher = compileIndex(buildMatchIndex(data, '2026-11-22'));
const buyer = { buyerKind: 'pogiMember', country: 'DK' } as const;

function shippedTips(title: string, description: string, cpv: string[], rest: Partial<Tender> = {}): string[] {
  const [main = null, ...additional] = cpv;
  const read = tender({ title, cpv: { main, additional }, ...rest });
  const blocks: Block[] = [
    { where: 'title', lot: null, text: title, source: null },
    { where: 'description', lot: null, text: description, source: null },
  ];
  return advise(matcher.index, matchTender(matcher, read, blocks), read, blocks, buyer).tips;
}

describe('the shipped tips', () => {
  it('carry their limit into the index', () => {
    const limits = new Map(matcher.index.tips.map(({ id, minimumValue }) => [id, minimumValue]));
    expect(limits.get('practice-innovation-partnership')).toBe(5000000);
    expect(limits.get('practice-function')).toBeUndefined();
  });

  it('are complete in Danish, Norwegian and English, with words to find them by in each', () => {
    const incomplete = data.tips.flatMap(({ id, title, advice, action, figures, checklist = [], trigger }) => {
      const texts = [title, advice, action, ...figures, ...checklist];
      const words = [trigger.terms.da, trigger.terms.nb, trigger.terms.en];
      return texts.some(({ nb, en }) => !nb || !en) || words.some((list) => !list?.length) ? [id] : [];
    });
    expect(incomplete).toEqual([]);
    expect(data.tips.length).toBeGreaterThanOrEqual(45);
  });

  it.each([
    ['cleaning', 'Rengøring af skoler', 'Ikke opdelt i delkontrakter.', ['90910000'], 'procedure-small-lots'],
    ['furniture', 'Rammeaftale om kontormøbler', 'Borde og stole.', ['39130000'], 'lesson-easy-used-furniture'],
    ['computers', 'Bærbare computere', 'Levering af computere.', ['30213100'], 'lesson-easy-used-it'],
    ['a brand', 'Skærme', 'Skærme af fabrikatet Nordlys eller tilsvarende.', [], 'practice-function'],
    ['a road', 'Cykelsti', 'Jordarbejde og asfalt med gravemaskiner.', ['45233162'], 'copi-arbejdsmaskiner'],
    ['a building', 'Ny daginstitution', 'Nedrivning af den gamle skole.', ['45214100'], 'lesson-materials-first'],
    ['food', 'Frugt og grønt', 'Grøntsager til køkkener.', ['15300000'], 'lesson-season-food'],
    ['vehicles', 'Tjenestebiler', 'Leasing af biler.', ['34110000'], 'practice-tco-co2'],
    ['refuse', 'Dagrenovation', 'Indsamling med skraldebiler.', ['90511000'], 'lesson-life-price-vehicles'],
    ['care', 'Bleer', 'Inkontinensprodukter til borgere.', ['33751000'], 'copi-inkontinens'],
    [
      'nothing on the market',
      'Måling af vand',
      'Løsningen findes ikke på markedet.',
      [],
      'practice-innovation-partnership',
    ],
  ])('open with the one that fits %s', (_, title, description, cpv, expected) => {
    expect(shippedTips(title, description, cpv)[0]).toBe(expected);
  });

  it.each([
    ['Juridisk rådgivning', 'Rammeaftale om advokatydelser.', '79110000'],
    ['Forsikring af bygninger', 'Ejendomsforsikring med option på forlængelse.', '66515200'],
    ['Lægemidler', 'Udbud af antibiotika.', '33651100'],
  ])('leave %s alone', (title, description, cpv) => {
    expect(shippedTips(title, description, [cpv])).toEqual([]);
  });

  it('are not set off by what every notice says', () => {
    const notice =
      'Bygge- og anlægsarbejder. Varianter: Ikke tilladt. Alternative tilbud: nej. Elektronisk fakturering: Påkrævet. ' +
      'Optioner: Forlængelse. Rammeaftale: Ingen. Fremskyndet: nej. Elektronisk katalog. Tilbudsfrist. Delkontrakt. ' +
      'Udbud med forhandling. Samarbejde. Offentliggørelse i en forhåndsmeddelelse: nej. Produktets model eller type.';
    const strong = findHits(matcher, notice, 'da').filter(({ role, weak }) => role === 'tip' && !weak);
    expect(strong.map(({ owner, start, end }) => [matcher.index.tips[owner]?.id, notice.slice(start, end)])).toEqual(
      [],
    );
  });

  const tenders = '../shared/data/tenders-dev.jsonl';
  it.skipIf(!existsSync(tenders))('speak to fewer than half of the Danish and Norwegian procedures on file', () => {
    const lines = readFileSync(tenders, 'utf8').trim().split('\n');
    const procedures = lines
      .map((line) => JSON.parse(line) as Record<'lang' | 'level' | 'title' | 'description', string> & { cpv: string[] })
      .filter(({ lang, level }) => (lang === 'da' || lang === 'no') && level === 'procedure');
    const withTips = procedures.filter(
      ({ lang, title, description, cpv }) =>
        shippedTips(title, description, cpv, { language: lang === 'no' ? 'nb' : lang }).length > 0,
    );
    const share = withTips.length / procedures.length;
    expect(share).toBeGreaterThan(0.2);
    expect(share).toBeLessThan(0.5);
  });
});
