import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { lintTitleWords } from '../../../lib/advice/lint-title-words.ts';
import { loadTargets } from '../../../lib/targets/load.ts';

const data = await loadTargets(fileURLToPath(new URL('../../../targets/', import.meta.url)));

it('finds nothing wrong with the words of titles', () => {
  expect(lintTitleWords(data)).toEqual([]);
});

it('tells words that are out of order, stand for two areas or would hide a target', () => {
  const titleWords = { da: { furniture: ['stole', 'hylderne'], none: ['hylder'], waste: ['kontorstole'] } };
  expect(lintTitleWords({ ...data, titleWords })).toEqual([
    'targets/title-words.json: "stole" (da, furniture) does not stand in its place',
    'targets/title-words.json: "hylder" (da) stands for furniture and none',
    expect.stringMatching(/"kontorstole" \(da, waste\) hides the target /),
  ]);
});
