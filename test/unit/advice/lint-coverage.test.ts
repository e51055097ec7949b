import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { lintCoverage } from '../../../lib/advice/lint-coverage.ts';
import { type CatalogueTarget, loadTargets } from '../../../lib/targets/load.ts';

const data = await loadTargets(fileURLToPath(new URL('../../../targets/', import.meta.url)));
const model = data.targets.find(({ id }) => id === 'pogi-13-gpp') as CatalogueTarget;

/** A target that asks for a share of organic food, and one of furniture with the wording of the test. */
function problems(wording: string, criterion: string, other?: Partial<CatalogueTarget>): string[] {
  const food: CatalogueTarget = {
    ...model,
    id: 'food',
    area: 'food',
    terms: { da: [{ word: 'fødevare' }] },
    thresholds: [{ metric: { da: 'økologi' }, op: '>=', value: 60, unit: { da: '%' } }],
    criterion: { kind: 'technicalSpecifications', text: { da: criterion } },
    coverage: { da: [wording] },
  };
  const targets = other ? [food, { ...model, ...other }] : [food];
  return lintCoverage({ ...data, targets }, '2026-11-22');
}

describe('linting wordings', () => {
  it('is content when they cover their own criterion and no laxer one', () => {
    expect(problems('økologiske fødevarer', 'Mindst 60 % er økologiske fødevarer.')).toEqual([]);
  });

  it('wants them to occur in their own criterion', () => {
    expect(problems('ø-mærkede varer', 'Mindst 60 % er økologiske fødevarer.')).toEqual([
      'targets/food: its da wordings do not cover its own criterion',
    ]);
  });

  it('sees a number that the criterion never says', () => {
    expect(problems('økologiske fødevarer', 'Der købes økologiske fødevarer.')).toEqual([
      'targets/food: its da wordings do not cover its own criterion',
    ]);
  });

  it('wants them to leave the criterion of another area alone', () => {
    const other = {
      id: 'chairs',
      terms: { da: [{ word: 'fødevare' }] },
      coverage: { da: ['mindst 60 %'] },
      criterion: null,
    };
    expect(problems('økologiske fødevarer', 'Mindst 60 % er økologiske fødevarer.', other)).toEqual([
      'targets/chairs: its wordings cover the da criterion of food',
    ]);
  });
});
