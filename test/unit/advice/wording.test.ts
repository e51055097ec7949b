import { describe, expect, it } from 'vitest';
import { lintWording, wordingFinder } from '../../../lib/advice/lint-wording.ts';
import { findWording, type LabelHit } from '../../../lib/advice/wording.ts';
import type { Block } from '../../../lib/portals/tender.ts';
import { loadTargets } from '../../../lib/targets/load.ts';
import { textLanguages } from '../../../lib/targets/schema.ts';

const data = await loadTargets('targets');
const find = wordingFinder(data);
const { wording } = data;
const examples = wording.rules.flatMap(({ id, examples: own, mend }) =>
  textLanguages.flatMap((language) => {
    const { match, noMatch } = own[language];
    return [
      ...match.map((text) => ({ id, language, text, speaks: true, mend: mend[language] })),
      ...noMatch.map((text) => ({ id, language, text, speaks: false, mend: mend[language] })),
    ];
  }),
);
const speaking = examples.filter(({ speaks }) => speaks);

const block = (text: string, where = 'description'): Block => ({ where, lot: null, text, source: null });
const makes = (blocks: Block[], language: string | null = 'da', labels: LabelHit[] = []) =>
  findWording(wording, { blocks, labels, language });
const named = (text: string) => makes([block(text)]).map((place) => place.text);

describe('the examples of the rules', () => {
  it('are at least forty each way, in every language', () => {
    expect(speaking.length).toBeGreaterThanOrEqual(40);
    expect(examples.length - speaking.length).toBeGreaterThanOrEqual(40);
    expect(new Set(speaking.map(({ id, language }) => `${id} ${language}`)).size).toBe(15);
  });

  it.each(speaking)('$id ($language): speaks to "$text"', ({ id, language, text }) => {
    expect(find(text, language)).toContain(id);
  });

  it.each(examples.filter(({ speaks }) => !speaks))('($language) nothing is said of "$text"', ({ language, text }) => {
    expect(find(text, language)).toEqual([]);
  });

  it.each(speaking)('$id ($language): its own sentence mends "$text"', ({ id, language, text, mend }) => {
    expect(find(`${text} ${mend}`, language)).not.toContain(id);
    expect(find(`${text}\n\n${mend}`, language)).not.toContain(id);
  });

  it.each(speaking)('$id ($language): the sentences of the other rules do not mend "$text"', (example) => {
    const { id, language, text } = example;
    const others = wording.rules.filter((rule) => rule.id !== id).map(({ mend }) => `\n\n${mend[language]}`);
    expect(find(`${text} Det er alt.${others.join('')}`, language)).toContain(id);
  });

  it('are held by the lint', () => {
    expect(lintWording(data)).toEqual([]);
    const [rule] = wording.rules;
    if (!rule) throw new Error('no rules');
    const da = { match: ['Sæben skal dufte godt.'], noMatch: ['Sæben skal være Svanemærket.'] };
    const broken = { ...rule, spared: ['no-such'], examples: { ...rule.examples, da } };
    expect(lintWording({ ...data, wording: { ...wording, rules: [broken] } })).toEqual([
      `targets/${rule.id}: spares the ecolabel no-such, which does not stand in ecolabels.json`,
      `targets/${rule.id}: has 1 texts that must find it, and needs 3 (da)`,
      `targets/${rule.id}: has 1 texts that must not, and needs 3 (da)`,
      `targets/${rule.id}: is not found by "Sæben skal dufte godt." (da)`,
      `targets/${rule.id}: is found by "Sæben skal være Svanemærket." (da)`,
    ]);
  });

  it('never call anything unlawful: advice is no judgement', () => {
    const said = wording.rules.flatMap(({ title, advice, mend }) => Object.values({ ...title, ...advice, ...mend }));
    expect(said.join('\n')).not.toMatch(/ulovlig|forbudt|forbudet|ulovleg|illegal|unlawful|violat|i strid|overtræd/i);
  });
});

describe('the place', () => {
  it('cuts the words that are named out of the original text', () => {
    const text = 'Levering i uge 3.\nDer skal leveres 20 stk. printere af mærket »Nordprint X2«, sorte.';
    const [place] = makes([block('Printere', 'title'), block(text)]);
    expect(place).toMatchObject({ rule: 'make-named', text: 'Nordprint X2', span: { block: 1 } });
    expect(text.slice(place?.span.start, place?.span.end)).toBe('Nordprint X2');
  });

  it('is given once for a name that stands many times, and five times at most for one rule', () => {
    expect(named('Printere af mærket Nordprint. Toner af mærket NORDPRINT.')).toEqual(['Nordprint']);
    const many = ['Alfa', 'Beta', 'Gamma', 'Delta', 'Epsilon', 'Zeta'].map((name) => `Skabe af mærket ${name}.`);
    expect(named(many.join(' '))).toHaveLength(5);
  });

  it('holds 80 characters at most', () => {
    const long = Array.from({ length: 30 }, () => 'Nordprint').join(' ');
    expect(named(`Printere af mærket ${long}.`)[0]).toHaveLength(80);
  });
});

describe('what lies in reach', () => {
  it('is the sentence and the next one', () => {
    expect(named('Printere af mærket Nordprint. Eller tilsvarende.')).toEqual([]);
    expect(named('Printere af mærket Nordprint.\n\n– eller tilsvarende')).toEqual([]);
    expect(named('Printere af mærket Nordprint. De leveres i uge 3. Eller tilsvarende.')).toEqual(['Nordprint']);
  });

  it('is not a sentence that names something of its own, nor the one before', () => {
    const text = 'Toner af mærket Sortvand. Printere af mærket Nordprint eller tilsvarende. Skabe af mærket Alfa.';
    expect(named(text)).toEqual(['Sortvand', 'Alfa']);
  });

  it('does not end at an abbreviation', () => {
    expect(named('Printere af mærket Nordprint, inkl. Papir, evt. Toner, eller tilsvarende.')).toEqual([]);
  });

  it('takes "or equivalent" from another language', () => {
    expect(named('Printere af mærket Nordprint (or equivalent).')).toEqual([]);
  });
});

describe('a clause for the whole text', () => {
  const label: LabelHit = { label: 'svanemaerket', block: 0, start: 16, end: 27 };
  const text = 'Sæben skal være Svanemærket.';

  it('counts wherever it stands', () => {
    const clause = block('Alle henvisninger i materialet forstås med »eller tilsvarende«.', 'text');
    expect(makes([block('Printere af mærket Nordprint.')])).toHaveLength(1);
    expect(makes([block('Printere af mærket Nordprint.'), clause])).toEqual([]);
    expect(makes([block(text), clause], 'da', [label])).toEqual([]);
  });

  it('that speaks of product numbers alone says nothing of ecolabels', () => {
    const clause = block('Hvor varenumre er angivet, gælder eller tilsvarende.', 'text');
    expect(makes([block(text), clause], 'da', [label])).toMatchObject([{ rule: 'label-alone', text: 'Svanemærket' }]);
  });

  it('is no sentence that accepts the equivalent of one thing', () => {
    const other = block('Skabene skal være af mærket Alfa eller tilsvarende.', 'text');
    expect(makes([block('Printere af mærket Nordprint.'), other]).map((place) => place.text)).toEqual(['Nordprint']);
  });
});

describe('where nothing is said', () => {
  it.each([null, 'fi', 'fr', 'nl'])('a text in a language without rules (%s)', (language) => {
    expect(makes([block('Printere af mærket Nordprint.')], language)).toEqual([]);
  });

  it('a label in a title, which asks for nothing yet', () => {
    const label: LabelHit = { label: 'svanemaerket', block: 0, start: 0, end: 11 };
    expect(makes([block('Svanemærket sæbe', 'title')], 'da', [label])).toEqual([]);
    expect(makes([block('Svanemærket sæbe')], 'da', [label])).toHaveLength(1);
  });

  it('reads nynorsk as bokmål', () => {
    expect(makes([block('Skrivarar av merket Nordprint.')], 'nn')).toHaveLength(1);
  });
});

it('asks before each pass over a new text whether to go on, and looks at no text twice', () => {
  let asked = 0;
  const blocks = [block('Skabe af mærket Alfa, ét ad gangen.')];
  const look = () =>
    findWording(wording, { blocks, labels: [], language: 'da' }, () => {
      asked++;
      if (asked < 4) throw new Error('later');
    });
  expect(look).toThrow('later');
  expect(look).toThrow('later');
  expect(look).toThrow('later');
  expect(look()).toMatchObject([{ text: 'Alfa' }]);
  const before = asked;
  expect(look()).toHaveLength(1);
  expect(asked).toBe(before);
});

describe('a form that is read again', () => {
  it('has only the text looked at that was changed, however many fields there are', () => {
    let looks = 0;
    const look = (blocks: Block[]) => {
      looks = 0;
      findWording(wording, { blocks, labels: [], language: 'da' }, () => looks++);
      return looks;
    };
    const fields = Array.from({ length: 300 }, (_, number) =>
      block(`Felt nr. ${number}: borde leveres samlet.`, 'text'),
    );
    const patterns = look(fields.slice(0, 1));
    expect(patterns).toBeGreaterThan(5);
    expect(look(fields)).toBe(299 * patterns);
    expect(look(fields)).toBe(0);
    fields[150] = block('Der skal leveres borde af mærket Nordbord.', 'text');
    expect(look(fields)).toBe(patterns);
  });
});
