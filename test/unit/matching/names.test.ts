import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { buildMatchIndex } from '../../../lib/matching/index-targets.ts';
import { matchTender } from '../../../lib/matching/match.ts';
import { compileIndex } from '../../../lib/matching/matcher.ts';
import type { Block, Tender } from '../../../lib/portals/tender.ts';
import { loadTargets } from '../../../lib/targets/load.ts';
import { tender } from './index-of.ts';

const data = await loadTargets(fileURLToPath(new URL('../../../targets/', import.meta.url)));
const matcher = compileIndex(buildMatchIndex(data, '2026-11-22'));
const [header = '', ...lines] = (await readFile(new URL('../../fixtures/names.tsv', import.meta.url), 'utf8')).split(
  '\n',
);
const rows = lines.filter(Boolean).map((line) => {
  const [language = '', verdict = '', where = '', sentence = ''] = line.split('\t');
  return { language, verdict, where, sentence };
});

/** The areas for which one of the marked words speaks. */
function areasOf(where: string, sentence: string, rest: Partial<Tender>): string[] {
  const text = sentence.replace(/[{}]/g, '');
  const marked = [...sentence.matchAll(/\{[^}]*\}/g)].map(({ 0: word, index }, before) => {
    const start = index - 2 * before;
    return { start, end: start + word.length - 2 };
  });
  const block: Block = { where: where === 'text' ? 'description' : where, lot: null, text, source: null };
  return matchTender(matcher, tender(rest), [block])
    .areas.filter(({ reasons }) =>
      reasons.some(({ span }) => marked.some(({ start, end }) => span && span.start < end && start < span.end)),
    )
    .map(({ area }) => area);
}

describe('the table of names', () => {
  it('has at least sixty names in five languages, and words like them that are bought', () => {
    expect(header).toBe('language\tverdict\twhere\tsentence');
    expect(rows.filter(({ verdict }) => verdict === 'name').length).toBeGreaterThanOrEqual(60);
    expect(rows.filter(({ verdict }) => verdict === 'thing').length).toBeGreaterThanOrEqual(30);
    expect(new Set(rows.map(({ language }) => language))).toEqual(new Set(['da', 'nb', 'en', 'sv', 'de']));
    expect(new Set(rows.map(({ sentence }) => sentence)).size).toBe(rows.length);
  });
});

describe('a name', () => {
  it.each(rows.filter(({ verdict }) => verdict === 'name'))('says nothing of what is bought: $sentence', (row) => {
    expect(areasOf(row.where, row.sentence, { language: row.language })).toEqual([]);
  });
});

describe('a thing', () => {
  it.each(rows.filter(({ verdict }) => verdict === 'thing'))('is found beside and like names: $sentence', (row) => {
    expect(areasOf(row.where, row.sentence, { language: row.language })).not.toEqual([]);
  });
});

describe('the name of the buyer', () => {
  const title = '{Renovasjon} i Bekkvik {Renovasjon} og Miljø';
  const buyer = { name: 'Bekkvik Renovasjon og Miljø', id: null, scheme: null };

  it('says nothing of what is bought, wherever it stands, and the same word elsewhere does', () => {
    const system = 'Regnskapssystem til Bekkvik {Renovasjon} og Miljø';
    expect(areasOf('title', system, { language: 'nb' })).toEqual(['waste']);
    expect(areasOf('title', system, { language: 'nb', buyer })).toEqual([]);
    expect(areasOf('title', system, { language: 'nb', otherBuyers: [buyer] })).toEqual([]);
    expect(areasOf('title', title, { language: 'nb', buyer })).toEqual(['waste']);
  });

  it('that is only the word itself hides no goods', () => {
    const own = { name: 'Renovasjon', id: null, scheme: null };
    expect(areasOf('title', '{Renovasjon} i Bekkvik', { language: 'nb', buyer: own })).toEqual(['waste']);
  });
});

describe('far into a text', () => {
  it('names are no reasons either', () => {
    const ahead = `Der udbydes rengøring. ${'Om dette og hint er der mere at sige. '.repeat(8)}`;
    const said = (word: string) => areasOf('text', `${ahead}${word}`, { language: 'da' });
    expect(said('Bygningen får {belysning} i gangene.')).toEqual(['lighting']);
    expect(said('Bygningen ejes af Nordlys {Belysning} A/S.')).toEqual([]);
  });
});
