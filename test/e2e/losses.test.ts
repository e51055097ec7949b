import { describe, expect, it } from 'vitest';
import { firefoxMissing } from './harness/firefox.ts';
import { tryLosses } from './harness/losses.ts';
import { natsMissing } from './harness/nats.ts';

const missing = natsMissing();
const firefox = firefoxMissing() === null;

// The leader that dies is tried beside the other tests of a team; `npm run losses` tries everything, again and again.
describe.skipIf(missing)(`a team whose servers break${missing ? ` (${missing})` : ''}`, () => {
  it('has every acknowledged decision on every reader once: network cut, browser killed, disk full', async () => {
    const figures = await tryLosses({
      writers: 50,
      decisions: 1,
      trials: ['network', 'disk'],
      browsers: true,
      firefox,
    });
    expect(figures, figures.faults.join('\n')).toMatchObject({
      logged: firefox ? 103 : 101,
      readers: firefox ? 6 : 5,
      missing: 0,
      surplus: 0,
      wrongFigures: 0,
    });
  }, 420_000);
});
