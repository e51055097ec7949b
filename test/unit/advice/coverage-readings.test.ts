import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Covered, coverageInSteps } from '../../../lib/advice/coverage.ts';
import { createReadings, type Readings } from '../../../lib/advice/coverage-readings.ts';
import { piecesOf } from '../../../lib/advice/pieces.ts';
import { endsSentence } from '../../../lib/advice/sentences.ts';
import { finished } from '../../../lib/advice/steps.ts';
import { chosen, compact, createHits } from '../../../lib/matching/hits.ts';
import { rememberHits } from '../../../lib/matching/known-hits.ts';
import { type FindHits, matchTender } from '../../../lib/matching/match.ts';
import { compileIndex } from '../../../lib/matching/matcher.ts';
import type { Block } from '../../../lib/portals/tender.ts';
import { indexOf, target, tender, term } from '../matching/index-of.ts';

const index = indexOf(
  [
    target('chairs', {
      terms: [term('stol', { compound: 'tail' })],
      coverage: [
        { language: 'da', phrase: 'genbrugt plast' },
        { language: 'da', phrase: 'års garanti' },
      ],
      ecolabels: ['swan'],
    }),
    target('years', {
      terms: [term('stol', { compound: 'tail' })],
      coverage: [{ language: 'da', phrase: 'garanti' }],
      thresholds: [{ op: '>=', value: 5, unit: 'år' }],
    }),
    target('paint', { area: 'cleaning', terms: [term('maling')], ecolabels: ['swan'] }),
  ],
  { ecolabels: [{ id: 'swan', spellings: [{ language: null, word: 'svanemærket' }] }] },
);
const matcher = compileIndex(index);
const block = (where: string, text: string, lot: string | null = null): Block => ({ where, lot, text, source: null });

function covered(blocks: readonly Block[], readings: Readings, find?: FindHits): Map<number, Covered> {
  const { found } = matchTender(matcher, tender(), blocks, find ?? rememberHits(() => undefined));
  return finished(coverageInSteps(index, found, blocks, readings));
}
const fresh = (blocks: readonly Block[]) => covered(blocks, createReadings());

const filler = 'Leverandøren oplyser, hvordan ydelsen bliver udført og fulgt op i hele perioden.';
const field = (number: number, said: string): string =>
  Array.from({ length: 40 }, (_, line) => `Felt ${number}, linje ${line}: ${line === 20 ? said : filler}`).join('\n');

describe('a form that is read again', () => {
  const form = (said: string): Block[] => [
    block('title', 'Stole til rådhuset'),
    ...Array.from({ length: 50 }, (_, number) =>
      block(`field${number}`, field(number, number === 25 ? said : 'Stole af stål leveres samlet.')),
    ),
  ];

  it('has one field read again when one was changed, and no other', () => {
    const read = { hits: 0, coverage: 0 };
    const readings = createReadings((characters) => {
      read.coverage += characters;
    });
    const find = rememberHits((characters) => {
      read.hits += characters;
    });
    const before = form('Der er to års garanti på stole.');
    const length = before.reduce((sum, { text }) => sum + text.length, 0);
    expect(covered(before, readings, find).get(1)?.coverage).toBe('partly');
    // All of it but the ends of lines at which it is cut.
    expect(read.hits).toBeGreaterThan(0.97 * length);
    expect(read.coverage).toBeGreaterThan(0.97 * length);

    read.hits = 0;
    read.coverage = 0;
    const after = form('Der er seks års garanti på stole.');
    expect(covered(after, readings, find).get(1)?.coverage).toBe('covered');
    expect(read.hits).toBeGreaterThan(0);
    expect(read.coverage).toBeGreaterThan(0);
    const changed = (after[26] as Block).text.length;
    expect(read.hits).toBeLessThanOrEqual(changed);
    expect(read.coverage).toBeLessThanOrEqual(changed);

    read.coverage = 0;
    expect(covered(after, readings, find)).toEqual(fresh(after));
    expect(read.coverage).toBe(0);
  });

  it('takes no more of one long field than the lines around the change', () => {
    let read = 0;
    const readings = createReadings((characters) => {
      read += characters;
    });
    const lines = Array.from({ length: 4000 }, (_, line) => `Linje ${line}: ${filler} Stole nr. ${line * 7919}.`);
    const text = () => [block('title', 'Stole'), block('description', lines.join('\n'))];
    covered(text(), readings);
    const whole = read;
    read = 0;
    lines[2000] = 'Stole skal være svanemærket eller tilsvarende.';
    expect(covered(text(), readings).get(0)?.coverage).toBe('covered');
    expect(read).toBeGreaterThan(0);
    expect(read).toBeLessThan(whole / 20);
  });

  it('weighs what did not change anew where what it hangs on did', () => {
    const readings = createReadings();
    const asked = 'Alt er svanemærket eller tilsvarende.';
    const under = (title: string) => [block('title', title), block('description', `Stole. Borde. ${filler} ${asked}`)];
    expect(covered(under('Stole'), readings).get(0)?.coverage).toBe('covered');
    expect(covered(under('Møbler'), readings).get(0)?.coverage).toBe('partly');
    expect(covered(under('Stole'), readings).get(0)?.coverage).toBe('covered');
  });

  it('sees a thing that is named in the sentence before, in another piece', () => {
    // Only a text of so many lines is cut at all.
    const lines = Array.from({ length: 400 }, (_, line) => `${line} ${filler}`);
    const text = (line: number) =>
      [...lines.slice(0, line), 'Der købes stole.', 'De er svanemærket eller tilsvarende.', ...lines.slice(line)].join(
        '\n',
      );
    const cuts = (one: string) => new Set(piecesOf(one).map(([start]) => start));
    const apart = Array.from({ length: 300 }, (_, line) => line).filter((line) => {
      const one = text(line);
      return cuts(one).has(one.indexOf('De er'));
    });
    const together = Array.from({ length: 300 }, (_, line) => line).filter((line) => !apart.includes(line));
    for (const line of [...apart.slice(0, 3), ...together.slice(0, 3)]) {
      const blocks = [block('description', text(line))];
      expect(fresh(blocks).get(0)?.coverage).toBe('covered');
    }
  });

  it('reads a piece anew of which other words are hits', () => {
    const text = 'Stole skal være svanemærket.';
    const { found } = matchTender(matcher, tender(), [block('description', text)]);
    const [all = createHits()] = found;
    const readings = createReadings();
    const first = readings.begin(index);
    const piece = first.piece(text, all);
    first.end();
    expect(readings.begin(index).piece(text, compact(all))).toBe(piece);
    const fewer = chosen(all, text.length, ({ role }) => role === 'target');
    expect([...readings.begin(index).piece(text, fewer).labels]).toEqual([]);
    expect([...piece.labels]).toEqual(['swan']);
  });

  it('keeps nothing of a reading that was given up', () => {
    const readings = createReadings();
    const blocks = form('Der er to års garanti på stole.');
    const { found } = matchTender(matcher, tender(), blocks);
    const steps = coverageInSteps(index, found, blocks, readings);
    for (let step = 0; step < 20; step++) steps.next();
    expect(covered(blocks, readings)).toEqual(fresh(blocks));
  });

  it('says the same as one that is read for the first time, whatever was changed', () => {
    const sentence = fc.constantFrom(
      'Stole skal være svanemærket eller tilsvarende.',
      'Der ydes fem års garanti på stole.',
      'Der er 2 års garanti.',
      'Maling skal være svanemærket',
      'Uden krav om garanti',
      'Kontorstole af genbrugt plast',
      'genbrugt plast bør bruges til stole.',
      filler,
      '',
    );
    const texts = fc.array(sentence, { minLength: 1, maxLength: 60 });
    const edit = fc.tuple(fc.nat(), sentence, fc.constantFrom('change', 'add', 'remove'));
    fc.assert(
      fc.property(fc.array(texts, { minLength: 1, maxLength: 4 }), fc.array(edit, { maxLength: 6 }), (all, edits) => {
        const fields = all.map((lines) => [...lines]);
        const readings = createReadings();
        const blocks = () => fields.map((lines, at) => block(at === 0 ? 'title' : `field${at}`, lines.join('\n')));
        covered(blocks(), readings);
        for (const [at, words, how] of edits) {
          const lines = fields[at % fields.length] as string[];
          lines.splice(at % (lines.length + 1), how === 'add' ? 0 : 1, ...(how === 'remove' ? [] : [words]));
          expect(covered(blocks(), readings)).toEqual(fresh(blocks()));
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe('pieces of a text', () => {
  it('are all of it, and end where a sentence does', () => {
    const line = fc.constantFrom('Et krav.', 'Mindst 5 stk.', 'En overskrift', 'uden punktum, og', '', `${filler} Ja!`);
    fc.assert(
      fc.property(fc.array(line, { maxLength: 200 }), (lines) => {
        const text = lines.join('\n');
        const pieces = piecesOf(text);
        expect(pieces.map(([start, end]) => text.slice(start, end)).join('\n')).toBe(text);
        for (const [, end] of pieces.slice(0, -1)) expect(endsSentence(text, end)).toBe(true);
      }),
      { numRuns: 100 },
    );
  });

  it('do not end behind an abbreviation', () => {
    expect(endsSentence('Mindst 5 stk.\nStole', 13)).toBe(false);
    expect(endsSentence('Mindst fem stole.\nBorde', 17)).toBe(true);
    expect(endsSentence('Stole\nBorde', 5)).toBe(false);
    expect(endsSentence('Stole\n\nBorde', 5)).toBe(true);
  });
});
