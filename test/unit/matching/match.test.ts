import { describe, expect, it } from 'vitest';
import { areaOfCode, matchingPrefix } from '../../../lib/matching/cpv-match.ts';
import { matchTender } from '../../../lib/matching/match.ts';
import { compileIndex } from '../../../lib/matching/matcher.ts';
import type { Block } from '../../../lib/portals/tender.ts';
import { indexOf, target, tender, term } from './index-of.ts';

const block = (where: string, text: string, lot: string | null = null): Block => ({ where, lot, text, source: null });
const furniture = target('furniture', { cpv: ['391'], except: ['39113'], terms: [term('stol', { compound: 'tail' })] });
const desks = target('desks', { cpv: ['39121'], terms: [term('skrivebord')] });
const cleaning = target('cleaning', {
  area: 'cleaning',
  cpv: ['9091'],
  terms: [term('rengøring', { compound: 'head' }), term('dosering', { weak: true })],
});
const everywhere = target('everywhere', { area: 'all', terms: [term('udbud')] });
const matcher = compileIndex(indexOf([furniture, desks, cleaning, everywhere]));

describe('CPV prefixes', () => {
  it('takes the longest prefix and lets an exception at least as long rule it out', () => {
    expect(matchingPrefix('39112000', ['39', '3911'], [])).toBe('3911');
    expect(matchingPrefix('39113000', ['391'], ['39113'])).toBeNull();
    expect(matchingPrefix('39113000', ['39113000'], ['39113'])).toBe('39113000');
  });

  it('gives a code the area of its longest prefix', () => {
    const areas = [
      { id: 'textiles', cpv: ['395'] },
      { id: 'care', cpv: ['39518'] },
    ];
    expect(areaOfCode('39518000', areas)).toBe('care');
    expect(areaOfCode('39512000', areas)).toBe('textiles');
    expect(areaOfCode('72000000', areas)).toBeNull();
  });
});

describe('matching a tender', () => {
  it('finds a target by code and says which and where', () => {
    const { findings } = matchTender(matcher, tender({ cpv: { main: '39112000', additional: [] } }), []);
    expect(findings).toEqual([
      {
        target: 'furniture',
        version: 1,
        area: 'furniture',
        score: 0.72,
        reasons: [{ kind: 'cpv', text: '39112000', where: 'cpv.main', span: null }],
        lots: [],
      },
    ]);
  });

  it('scores a longer prefix higher than a shorter one', () => {
    const { findings } = matchTender(matcher, tender({ cpv: { main: '39121100', additional: [] } }), []);
    expect(findings.map(({ target: id }) => id)).toEqual(['desks', 'furniture']);
  });

  it('quotes the words it saw with their place', () => {
    const blocks = [block('title', 'Levering af kontorstole')];
    const { findings } = matchTender(matcher, tender(), blocks);
    expect(findings[0]?.reasons).toEqual([
      { kind: 'term', text: 'kontorstole', where: 'title', span: { block: 0, start: 12, end: 23 } },
    ]);
  });

  it('names the lot when the reasons stand in one lot alone', () => {
    const blocks = [block('title', 'Indkøb til kommunen'), block('lots/LOT-0002/title', 'Kontorstole', 'LOT-0002')];
    expect(matchTender(matcher, tender(), blocks).findings[0]?.lots).toEqual(['LOT-0002']);
  });

  it('never carries a finding on weak words alone', () => {
    expect(matchTender(matcher, tender(), [block('description', 'Dosering, dosering og dosering')]).findings).toEqual(
      [],
    );
  });

  it('counts a word for its strong term when a weak one matches it too', () => {
    const coffee = target('coffee', { terms: [term('kaffe', { weak: true, compound: 'head' }), term('kaffemaskine')] });
    const both = compileIndex(indexOf([coffee]));
    expect(matchTender(both, tender(), [block('title', 'Kaffemaskiner')]).findings[0]?.score).toBe(0.8);
  });

  it('doubts words when the codes of the tender all point elsewhere', () => {
    const blocks = [block('description', 'Rengøring af lokaler')];
    const alone = matchTender(matcher, tender(), blocks).findings[0]?.score ?? 0;
    const elsewhere = matchTender(matcher, tender({ cpv: { main: '30200000', additional: [] } }), blocks);
    expect(elsewhere.findings[0]?.score).toBeLessThan(alone);
  });

  it('leaves out what applies to every purchase', () => {
    expect(matchTender(matcher, tender(), [block('title', 'Udbud')]).findings).toEqual([]);
  });

  it('cuts quotations to 80 characters', () => {
    const blocks = [block('title', `${'x'.repeat(100)}stol`)];
    expect(matchTender(matcher, tender(), blocks).findings[0]?.reasons[0]?.text).toHaveLength(80);
  });
});
