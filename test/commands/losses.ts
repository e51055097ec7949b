import { parseArgs } from 'node:util';
import { firefoxMissing } from '../e2e/harness/firefox.ts';
import { type LossFigures, type Trouble, troubles, tryLosses } from '../e2e/harness/losses.ts';
import { natsMissing } from '../e2e/harness/nats.ts';
import { smallDisksMissing } from '../e2e/harness/small-disk.ts';

// npm run losses [-- --writers 50] [--decisions 4] [--rounds 4] [--only leader,network,disk,room,power] [--firefox]
// [--no-browsers] [--mend]: breaks a team's three real servers in every way while many writers and two browsers log decisions,
// with --firefox a third one, and prints whether every decision that was acknowledged is on every reader once. With --mend a
// node that was cut off is given an empty store each time, without disks that fill up.

const { values } = parseArgs({
  options: {
    writers: { type: 'string', default: '50' },
    decisions: { type: 'string', default: '4' },
    rounds: { type: 'string', default: '4' },
    // Without `room`: a stream whose limit was lowered loses its oldest messages when all three servers start again.
    only: { type: 'string', default: troubles.filter((trouble) => trouble !== 'room').join(',') },
    firefox: { type: 'boolean', default: false },
    'no-browsers': { type: 'boolean', default: false },
    mend: { type: 'boolean', default: false },
  },
});
const wanted = values.only.split(',');
const trials = troubles.filter((trouble) => wanted.includes(trouble));
const [writers, decisions, rounds] = [values.writers, values.decisions, values.rounds].map(Number) as [
  number,
  number,
  number,
];
if (trials.length !== wanted.length || ![writers, decisions, rounds].every((n) => Number.isInteger(n) && n > 0)) {
  console.error(`Usage: npm run losses -- [--writers N] [--decisions N] [--rounds N] [--only ${troubles.join(',')}]`);
  process.exit(1);
}
if (values.mend && trials.includes('disk')) {
  console.error('A disk that fills up cannot be emptied of the rest: add --only with leader, network, room or power.');
  process.exit(1);
}
const missing = natsMissing() ?? (values.firefox ? firefoxMissing() : null);
if (missing !== null) {
  console.error(missing);
  process.exit(1);
}
if (smallDisksMissing() !== null && trials.includes('disk')) {
  console.error(`${smallDisksMissing()}: instead of a disk that is full, the stream is given no more room.`);
}

const words: Record<Trouble, string> = {
  leader: 'the leader killed',
  network: 'the leader cut off from the others',
  disk: "a node's disk full",
  room: 'no room left in the stream',
  power: 'all three killed at once',
};
const figures = await tryLosses({
  writers,
  decisions,
  trials: Array.from({ length: rounds }, () => trials).flat(),
  browsers: !values['no-browsers'],
  firefox: values.firefox,
  mend: values.mend,
  onTrouble: ({ name, seconds }) => console.log(`${words[name]}: all acknowledged after ${seconds.toFixed(1)} s`),
});
const { logged, messages, repeated, readers, browsers } = figures;
console.log(
  `${writers} writers and ${browsers} browsers logged ${logged.toLocaleString('en')} decisions while ` +
    `${figures.troubles.length} things went wrong; ${messages.toLocaleString('en')} messages, ${repeated} of them ` +
    `repeated; ${readers} readers: ${figures.missing} decisions missing, ${figures.surplus} too many, ` +
    `${figures.wrongFigures} figures unlike a recount`,
);
for (const fault of figures.faults) console.log(fault);
const isSound = ({ missing, surplus, wrongFigures }: LossFigures) => missing + surplus + wrongFigures === 0;
process.exit(isSound(figures) && logged > 0 ? 0 : 1);
