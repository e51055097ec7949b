import { expect, it } from 'vitest';
import { strategyCodes } from '../../../lib/advice/strategy-codes.ts';

const eforms = (codes: object) => ({ eforms: { bt774: [], bt775: [], bt776: [], bt805: [], ...codes } });

it('gathers the codes of targets that were met, and the aims they stand for', () => {
  expect(
    strategyCodes([
      eforms({ bt774: ['pollu-prev', 'circ-econ'], bt805: ['national'] }),
      eforms({ bt774: ['circ-econ', 'other'], bt775: ['work-cond'] }),
    ]),
  ).toEqual({
    'BT-06': ['env-imp', 'soc-obj'],
    'BT-774': ['circ-econ', 'pollu-prev'],
    'BT-775': ['work-cond'],
    'BT-805': ['national'],
  });
  expect(strategyCodes([])).toEqual({});
});
