import { parseArgs } from 'node:util';
import { firefoxMissing } from '../e2e/harness/firefox.ts';
import { type KillFigures, killedBrowsers, killTimes } from '../e2e/harness/kills.ts';

// npm run kills [-- --browser chromium|firefox|both] [--times 100] [--seconds N] [--seed N]: kills real browsers while they
// log decisions, and prints of each whether the journal kept every one that was acknowledged.

const { values } = parseArgs({
  options: {
    browser: { type: 'string', default: 'both' },
    times: { type: 'string', default: '100' },
    seconds: { type: 'string' },
    seed: { type: 'string' },
  },
});
const browsers = killedBrowsers.filter((name) => values.browser === 'both' || values.browser === name);
const kills = Number(values.times);
const seconds = Number(values.seconds ?? Number.POSITIVE_INFINITY);
const seed = Number(values.seed ?? Math.floor(Math.random() * 1_000_000));
if (browsers.length === 0 || !Number.isInteger(kills) || kills < 1 || !Number.isInteger(seed) || !(seconds > 0)) {
  console.error('Usage: npm run kills -- [--browser chromium|firefox|both] [--times N] [--seconds N] [--seed N]');
  process.exit(1);
}

const isSound = ({ acknowledged, lost, halfWritten, wrongFigures }: KillFigures) =>
  acknowledged > 0 && lost + halfWritten + wrongFigures === 0;

let sound = true;
for (const browser of browsers) {
  const missing = browser === 'firefox' ? firefoxMissing() : null;
  if (missing !== null) {
    console.error(missing);
    sound = false;
    continue;
  }
  const tell = ({ kills: done }: KillFigures) => {
    if (process.stderr.isTTY) process.stderr.write(`\r${browser}: ${done} of ${kills}`);
  };
  // Said as it comes, so that a run that is cut short has said what it found.
  const sum = ({ kills: done, acknowledged, lost, stored, halfWritten, wrongFigures }: KillFigures) => {
    if (process.stderr.isTTY) process.stderr.write('\r');
    console.log(
      `${browser}: ${done} kills (seed ${seed}), ${acknowledged} acknowledged, ${lost} lost, ${stored} stored, ` +
        `${halfWritten} half written, ${wrongFigures} figures unlike a recount`,
    );
  };
  const figures = await killTimes({ browser, kills, seed, seconds, onKill: tell, onProfile: sum });
  sound &&= isSound(figures);
}
process.exit(sound ? 0 : 1);
