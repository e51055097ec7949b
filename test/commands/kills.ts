import { parseArgs } from 'node:util';
import { killTimes } from '../e2e/harness/kills.ts';

// npm run kills [-- --times 100] [--seconds N] [--seed N]: kills a real Chromium while it logs decisions, and prints
// whether the journal kept every one that was acknowledged.

const { values } = parseArgs({
  options: { times: { type: 'string' }, seconds: { type: 'string' }, seed: { type: 'string' } },
});
const kills = Number(values.times ?? 100);
const seconds = Number(values.seconds ?? Number.POSITIVE_INFINITY);
const seed = Number(values.seed ?? Math.floor(Math.random() * 1_000_000));
if (!Number.isInteger(kills) || kills < 1 || !Number.isInteger(seed) || !(seconds > 0)) {
  console.error('Usage: npm run kills -- [--times N] [--seconds N] [--seed N]');
  process.exit(1);
}
const figures = await killTimes({
  kills,
  seed,
  seconds,
  onKill: ({ kills: done }) => {
    if (process.stderr.isTTY) process.stderr.write(`\r${done} of ${kills}`);
  },
});
const { acknowledged, lost, stored, halfWritten, wrongFigures } = figures;
if (process.stderr.isTTY) process.stderr.write('\r');
console.log(
  `${figures.kills} kills (seed ${seed}), ${acknowledged} acknowledged, ${lost} lost, ${stored} stored, ` +
    `${halfWritten} half written, ${wrongFigures} figures unlike a recount`,
);
process.exit(acknowledged === 0 || lost + halfWritten + wrongFigures > 0 ? 1 : 0);
