import 'fake-indexeddb/auto';
import { parseArgs } from 'node:util';
import { natsMissing } from '../e2e/harness/nats.ts';
import { simulateFigures } from './scale-figures.ts';
import { scalePlan, simulate } from './scale-simulation.ts';

// npm run scale [-- --organisations 12] [--procedures 400]: makes so many organisations with a year of tenders each on three
// real servers, an account each, lets a partnership read their figures, and prints what that measured and what it means for
// 98 municipalities and 27 member states. With --figures 98 so many organisations write their figures alone, and a
// secretariat's dashboard reads them in Chromium.

const { values } = parseArgs({
  options: {
    organisations: { type: 'string', default: '12' },
    procedures: { type: 'string', default: '400' },
    figures: { type: 'string' },
  },
});
const [organisations, procedures] = [Number(values.figures ?? values.organisations), Number(values.procedures)];
const missing = natsMissing();
if (missing !== null || ![organisations, procedures].every((count) => Number.isInteger(count) && count > 0)) {
  console.error(missing ?? 'Usage: npm run scale -- [--organisations N | --figures N] [--procedures N]');
  process.exit(1);
}
const number = (value: number, digits = 0) =>
  value.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits });
const tell = (words: string) => process.stderr.write(`${words}\n`);
if (values.figures !== undefined) {
  const { figures, bytes, made, said, first, whole, again } = await simulateFigures({
    organisations,
    procedures,
    tell,
  });
  console.log(
    `${number(organisations)} organisations: ${number(figures)} figures of ${number(bytes / figures)} bytes; ${number(made)} ` +
      `tenders with decisions were made\n  the page says: ${said}\n  the answer of all after ${number(first)} ms, every ` +
      `area after ${number(whole)} ms; opened again without the server: ${number(again)} ms`,
  );
  process.exit(0);
}
const measured = await simulate({ organisations, procedures, tell });
const { kinds, decisions, journal, figures, read, publishSeconds, wrong } = measured;
console.log(`${number(organisations)} organisations, ${number(procedures)} tenders followed in a year by each:`);
for (const { kind, messages, bytes } of kinds) {
  console.log(`  ${kind}: ${number(messages)} messages of ${number(bytes / messages)} bytes`);
}
console.log(
  `  the journals: ${number(decisions)} decisions, ${number(journal.messages)} messages, ` +
    `${number(journal.bytes / journal.messages)} bytes stored of each, ${number(journal.bytes / 1e6, 1)} MB on each of ` +
    `three nodes; told in ${number(publishSeconds, 1)} s, ${number(journal.messages / publishSeconds)} a second`,
);
console.log(
  `  the figures: ${number(figures.messages)} messages, ${number(figures.bytes / figures.messages)} bytes stored of each`,
);
console.log(
  `  a partnership's secretariat reads ${number(read.months)} months of all in ${number(read.milliseconds)} ms; ` +
    `${number(wrong)} organisations unlike what was counted`,
);
console.log('');
console.log('what that means, at the same number of tenders for each:');
for (const line of scalePlan(measured, { organisations, procedures })) console.log(`  ${line}`);
process.exit(wrong === 0 ? 0 : 1);
