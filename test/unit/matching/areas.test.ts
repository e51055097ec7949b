import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { advise } from '../../../lib/advice/advise.ts';
import { isShown } from '../../../lib/advice/rank.ts';
import { areaOfCode } from '../../../lib/matching/cpv-match.ts';
import { buildMatchIndex } from '../../../lib/matching/index-targets.ts';
import { packWords } from '../../../lib/matching/lexicon.ts';
import { matchTender } from '../../../lib/matching/match.ts';
import { compileIndex, type Matcher } from '../../../lib/matching/matcher.ts';
import type { Block, Tender } from '../../../lib/portals/tender.ts';
import { loadTargets } from '../../../lib/targets/load.ts';
import type { Area } from '../../../lib/targets/schema.ts';
import { area, indexOf, target, tender, term } from './index-of.ts';

const block = (where: string, text: string, lot: string | null = null): Block => ({ where, lot, text, source: null });
const matcher = compileIndex(
  indexOf([target('desks', { terms: [term('skrivebord')] })], {
    areas: [
      area('furniture', ['391'], {
        terms: [{ language: 'da', strong: '*møbler|løst inventar', weak: 'bord' }],
        against: 'møbeltransport|transport',
      }),
      area('waste', ['905'], {
        terms: [{ language: 'da', strong: '*affald', weak: '' }],
        pointer: { id: 'pant', cases: 3, entries: 0 },
      }),
      area('transport', ['341']),
    ],
    cpvWords: { da: { transport: 'brandbil9' } },
    titleWords: {
      da: {
        none: packWords(['forsikring', '*system', 'affald til kunst'], 'da'),
        furniture: packWords(['stole'], 'da'),
      },
      sv: { waste: packWords(['avfall'], 'sv') },
      de: { furniture: packWords(['*möbel'], 'de') },
    },
  }),
);
const areasOf = (title: string, description = '', rest: Partial<Tender> = {}) =>
  matchTender(matcher, tender(rest), [block('title', title), block('description', description)]).areas;
const shownIn = (...texts: Parameters<typeof areasOf>): string[] =>
  areasOf(...texts)
    .filter(isShown)
    .map(({ area: id }) => id);

describe('recognising areas', () => {
  it('finds an area by its own words where it has no target, and says which words and where', () => {
    expect(areasOf('Indsamling af madaffald')).toEqual([
      {
        area: 'waste',
        score: 0.8,
        reasons: [{ kind: 'term', text: 'madaffald', where: 'title', span: { block: 0, start: 14, end: 23 } }],
        lots: [],
      },
    ]);
  });

  it('takes the words of an area’s targets for its own', () => {
    expect(shownIn('Skriveborde til rådhuset')).toEqual(['furniture']);
  });

  it('finds the area of every code, however the text reads', () => {
    const cpv = { main: '39130000', additional: ['90500000', '34110000'] };
    expect(shownIn('Udbud', '', { cpv })).toEqual(['furniture', 'transport', 'waste']);
  });

  it('doubts words when the codes all point elsewhere', () => {
    expect(shownIn('Kontormøbler', '', { cpv: { main: '72000000', additional: [] } })).toEqual([]);
  });

  it('leaves out what the purchase is only for', () => {
    expect(shownIn('Rådgivning om affald')).toEqual([]);
    expect(shownIn('Rammeaftale om affald')).toEqual(['waste']);
  });

  it('heeds a word against the area that stands before its own words, not one behind them', () => {
    expect(shownIn('Transport af møbler')).toEqual([]);
    expect(shownIn('Møbler og transport')).toEqual(['furniture']);
  });

  it('doubts the description when the head of the title lies in no area or in another', () => {
    const description = 'Levering af kontormøbler og løst inventar.';
    expect(shownIn('Udbud', description)).toEqual(['furniture']);
    expect(shownIn('Forsikring', description)).toEqual([]);
    expect(shownIn('Madaffald', description)).toEqual(['waste']);
  });

  it('takes a longer phrase for what it says, not for the words in it', () => {
    expect(shownIn('Madaffald til kunst')).toEqual(['waste']);
    expect(areasOf('Affald til kunst')).toEqual([]);
  });

  it('doubts what stands before a head that lies in no area, up to the next of a list', () => {
    expect(shownIn('Madaffald afhentningssystem')).toEqual([]);
    expect(shownIn('Madaffald, afhentningssystem')).toEqual(['waste']);
  });

  it('leaves out what the text says is no part of the purchase', () => {
    expect(shownIn('Udbud', 'Levering af kontormøbler og løst inventar.')).toEqual(['furniture']);
    expect(areasOf('Udbud', 'Kontormøbler er ikke omfattet, alt undtagen løst inventar.')).toEqual([]);
  });

  it('knows Swedish and German titles by words of their own', () => {
    expect(shownIn('Insamling av avfall', '', { language: 'sv' })).toEqual(['waste']);
    expect(shownIn('Lieferung von Büromöbeln', '', { language: 'de' })).toEqual(['furniture']);
    expect(shownIn('Lieferung von Büromöbeln', '', { language: 'en' })).toEqual([]);
  });

  it('takes words of the CPV labels as support', () => {
    expect(shownIn('Brandbiler')).toEqual(['transport']);
    expect(areasOf('Udbud', 'Brandbiler')[0]?.score).toBeLessThan(0.6);
  });

  it('never carries an area on weak words alone', () => {
    expect(areasOf('Bord og borde', 'Bord')).toEqual([]);
  });

  it('never leaves a target surer than its area', () => {
    const { findings } = matchTender(matcher, tender(), [block('title', 'Forsikring af skriveborde')]);
    expect(findings[0]?.score).toBeLessThan(0.6);
  });
});

describe('pointers of areas', () => {
  const advised = (title: string, cpv: Tender['cpv'] = { main: null, additional: [] }) => {
    const one = tender({ title, cpv });
    const blocks = [block('title', title)];
    const profile = { buyerKind: 'pogiMember', country: 'DK' };
    return advise(matcher.index, matchTender(matcher, one, blocks), one, blocks, profile);
  };

  it('stand where no target of the area is shown, and are no targets', () => {
    const { shown, areas } = advised('Madaffald');
    expect(shown).toEqual([]);
    expect(areas).toMatchObject([{ area: 'waste', pointer: { id: 'pant', cases: 3, entries: 0 }, targets: 0 }]);
  });

  it('give way to a target that fits', () => {
    const { shown, areas } = advised('Skriveborde', { main: '39130000', additional: ['90500000'] });
    expect(shown.map(({ target: id }) => id)).toEqual(['desks']);
    expect(areas.map(({ area: id }) => id)).toEqual(['waste']);
  });
});

describe('the areas of the repository', () => {
  let library: Matcher;
  let table: Area[];
  beforeAll(async () => {
    const data = await loadTargets(fileURLToPath(new URL('../../../targets/', import.meta.url)));
    library = compileIndex(buildMatchIndex(data, '2026-11-22'));
    table = data.areas;
  });
  const found = (cpv: Tender['cpv'], text = 'Udbud'): Set<string> =>
    new Set(
      matchTender(library, tender({ cpv, language: 'da' }), [block('title', text)])
        .areas.filter(isShown)
        .map(({ area: id }) => id),
    );

  it('are found by each of their CPV prefixes, as main code and as additional one', () => {
    const lost = table.flatMap(({ cpv }) =>
      cpv
        .map((prefix) => prefix.padEnd(8, '0'))
        .filter((code) => {
          const own = areaOfCode(code, table) as string;
          const asMain = found({ main: code, additional: [] });
          const asAdditional = found({ main: '72000000', additional: ['73000000', code] });
          return !asMain.has(own) || !asAdditional.has(own);
        }),
    );
    expect(lost).toEqual([]);
  });

  it('are all found when a tender has codes of all of them', async () => {
    const codes = table.flatMap(({ cpv }) => (cpv[0] ? [cpv[0].padEnd(8, '0')] : []));
    const expected = new Set(codes.map((code) => areaOfCode(code, table)));
    expect(found({ main: '72000000', additional: codes })).toEqual(expected);
  });

  it('have words in three languages, all but what applies to every purchase', async () => {
    const file = new URL('../../../targets/area-terms.json', import.meta.url);
    const { areas } = JSON.parse(await readFile(file, 'utf8')) as { areas: { id: string }[] };
    expect(areas.map(({ id }) => id)).toEqual(table.map(({ id }) => id).filter((id) => id !== 'all'));
  });
});
