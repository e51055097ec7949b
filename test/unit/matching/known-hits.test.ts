import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { compiledOf, matcherOf } from '../../../lib/matching/compiled.ts';
import { rememberHits } from '../../../lib/matching/known-hits.ts';
import { indexOf, target, term } from './index-of.ts';

test('what is remembered of a page whose clock ticks is not the whole page at each tick', () => {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const matcher = matcherOf(compiledOf(indexOf([target('a', { terms: [term('kontorstol')] })])));
  const find = rememberHits(() => undefined);
  const lines = Array.from({ length: 1000 }, (_, number) => `Afsnit ${number} – kontorstole og levering.`);
  const tick = (second: number): number => {
    lines[500] = `Fristen udløber om ${second} sekunder.`;
    return find(matcher, lines.join('\n'), 'da').count;
  };
  expect(tick(0)).toBe(999);
  collect();
  const before = process.memoryUsage().heapUsed;
  for (let second = 1; second <= 300; second++) tick(second);
  collect();
  // The texts of all ticks together are some 24 MB.
  expect((process.memoryUsage().heapUsed - before) / 1e6).toBeLessThan(6);
});
