import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { lintExamples } from '../../../lib/advice/lint-examples.ts';
import { type CatalogueTarget, loadTargets } from '../../../lib/targets/load.ts';

const data = await loadTargets(fileURLToPath(new URL('../../../targets/', import.meta.url)));
const chairs = data.targets.find(({ id }) => id === 'pogi-13-gpp') as CatalogueTarget;

const problems = (examples: CatalogueTarget['examples']) =>
  lintExamples({
    ...data,
    targets: [{ ...chairs, id: 'chairs', terms: { da: [{ word: 'stol', compound: 'tail' }] }, examples }],
  });
const good = {
  match: ['Stol til kontoret', 'Stole til skolen', 'Kontorstole til rådhuset'],
  noMatch: ['Borde', 'Reoler', 'Rengøring'],
};

describe('the examples of the targets', () => {
  it('find what they must and leave alone what they must not, for every target of the library', () => {
    expect(lintExamples(data)).toEqual([]);
  }, 60_000);

  it.each([
    ['nothing is wrong', good, []],
    ['a text does not find it', { ...good, match: [...good.match, 'Sofaer'] }, ['is not found by "Sofaer"']],
    [
      'a text finds it that must not',
      { ...good, noMatch: [...good.noMatch, 'Lænestole'] },
      ['is found by "Lænestole"'],
    ],
    [
      'only its own words are tried',
      { ...good, match: ['Stol', 'En stol', 'Stol til alle'] },
      ['is only tried with its own words'],
    ],
    [
      'texts are too few',
      { match: good.match.slice(1), noMatch: [] },
      [
        'has 2 texts that must find it, and needs 3',
        'has 0 texts that must not, and needs 3',
        'is not tried with a neighbouring area',
      ],
    ],
    [
      'no neighbouring area is tried',
      { ...good, noMatch: ['Borde', 'Reoler', 'Tavler'] },
      ['is not tried with a neighbouring area'],
    ],
  ])('says when %s', (_name, examples, lines) => {
    expect(problems(examples)).toEqual(lines.map((line) => `targets/chairs: ${line}`));
  });
});
