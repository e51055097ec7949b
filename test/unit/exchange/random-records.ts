import fc from 'fast-check';
import type { FileRecord } from '../../../lib/exchange/format.ts';
import type { Step, Tombstone } from '../../../lib/log/record-schema.ts';
import { type Revision, reasonCodeSchema, type TipRecord, verdictSchema } from '../../../lib/log/schema.ts';
import { placementSchema } from '../../../lib/targets/schema.ts';
import { deviceA, deviceB } from '../log/sample.ts';
import { revisionOf, sightingOf, uuidOf } from './sample-file.ts';

/** What has broken files before: quotes, separators, line breaks, formulas, escapes, letters of every direction. */
const hardParts = [
  '"',
  '""',
  "'",
  ';',
  ',',
  '\n',
  '\r\n',
  '\t',
  '\\',
  '\\n',
  '|',
  '=1+1',
  '+45 ',
  '-',
  '@SUM(A1)',
  "'=",
  'æøåÆØÅ',
  'é',
  '🍏',
  '👩🏽‍🌾',
  'שלום',
  'مرحبا',
  '\u202e',
  '\u2028',
  '\u0000',
  '\ufeff',
  '</script>',
  '__proto__',
  '{"a":1}',
  ' ',
  'kravspecifikation',
  '0030',
  '12-3',
];

/** Without the first half of a letter whose second half was cut off. */
const whole = (text: string) => text.replace(/[\ud800-\udbff]$/, '');

/** Text as the journal keeps it: of up to eight hard parts, without blanks around it and never empty. */
const hardText = (max = 200) =>
  fc
    .array(fc.constantFrom(...hardParts), { minLength: 1, maxLength: 8 })
    .map((parts) => whole(parts.join('').slice(0, max)).trim())
    .filter((text) => text !== '');
const orNull = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null, freq: 3 });
const amount = fc.integer({ min: 0, max: 1_000_000_000 }).map((ore) => ore / 100);
const money = fc.record({ amount, currency: fc.constantFrom('DKK', 'NOK', 'EUR') });
const moment = fc
  .date({ min: new Date('2020-01-01'), max: new Date('2030-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString());
const device = fc.constantFrom(deviceA, deviceB);
const unit = fc.oneof(fc.constant(''), hardText(60));
const uuid = fc.uuid({ version: 4 });

const evidence = fc.record({
  kind: fc.constantFrom('technicalSpecifications' as const, 'contractDraft' as const),
  title: orNull(hardText()),
  url: fc.constantFrom(null, 'https://example.org/bilag?a=1&b=%22'),
  page: orNull(hardText(20)),
  quote: orNull(hardText()),
});

const revision = (procedures: number): fc.Arbitrary<Partial<Revision>> =>
  fc.record({
    id: uuid,
    recordId: uuid,
    decidedAt: moment,
    procedureId: fc.integer({ min: 1, max: procedures }).map(uuidOf),
    lotId: orNull(hardText(60)),
    verdict: fc.constantFrom(...verdictSchema.options),
    reason: orNull(fc.record({ code: fc.constantFrom(...reasonCodeSchema.options), text: orNull(hardText()) })),
    placement: fc.uniqueArray(fc.constantFrom(...placementSchema.options)),
    awardWeightPct: orNull(fc.double({ min: 0, max: 100, noNaN: true })),
    measured: orNull(
      fc.record({
        metric: hardText(80),
        value: fc.double({ noNaN: true, noDefaultInfinity: true }),
        unit: hardText(40),
      }),
    ),
    ecolabels: fc.array(hardText(60), { maxLength: 3 }),
    evidence: fc.array(evidence, { maxLength: 3 }),
    value: orNull(money),
    unit,
    author: orNull(hardText(60)),
    device,
  });

const step: fc.Arbitrary<Step> = fc.record({
  id: uuid,
  procedureId: fc.constant(uuidOf(1)),
  part: fc.constantFrom('need' as const, 'tender' as const),
  step: hardText(80),
  state: fc.constantFrom('done' as const, 'skipped' as const, 'open' as const),
  note: orNull(hardText()),
  decidedAt: moment,
  day: fc.constant('2026-03-01'),
  unit,
  author: orNull(hardText(60)),
  device,
});
const tip: fc.Arbitrary<TipRecord> = fc.record({
  id: uuid,
  at: moment,
  day: fc.constant('2026-03-01'),
  procedureId: fc.constant(uuidOf(1)),
  tip: hardText(80),
  action: fc.constantFrom('shown' as const, 'used' as const, 'dismissed' as const),
  unit,
  device,
});
const tombstone: fc.Arbitrary<Tombstone> = fc.record({
  kind: fc.constantFrom('record' as const, 'author' as const),
  id: uuid,
  at: moment,
  upTo: orNull(moment),
});

/**
 * Records of every kind that grows, the same at every call: a tender for each fifty of them, and what was said of it.
 * Numbers that JSON cannot tell apart (minus nought) are not among them.
 */
export function randomRecords(count: number, seed = 7): FileRecord[] {
  const procedures = Math.max(1, Math.floor(count / 50));
  const titles = fc.sample(fc.tuple(hardText(), orNull(hardText(120))), { seed, numRuns: procedures });
  const sightings = titles.map(
    ([title, reference], place): FileRecord => ({
      type: 'sighting',
      data: sightingOf(place + 1, { title, reference }),
    }),
  );
  const record: fc.Arbitrary<FileRecord> = fc.oneof(
    {
      weight: 12,
      arbitrary: revision(procedures).map((over) => ({ type: 'revision' as const, data: revisionOf(1, 1, over) })),
    },
    { weight: 1, arbitrary: step.map((data) => ({ type: 'step' as const, data })) },
    { weight: 1, arbitrary: tip.map((data) => ({ type: 'tip' as const, data })) },
    { weight: 1, arbitrary: tombstone.map((data) => ({ type: 'tombstone' as const, data })) },
  );
  const said = fc.sample(record, { seed, numRuns: count - procedures });
  return [...sightings, ...said].map((one) => JSON.parse(JSON.stringify(one)) as FileRecord);
}
