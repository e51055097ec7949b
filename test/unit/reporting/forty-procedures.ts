import { readFileSync } from 'node:fs';
import type { JournalDatabase } from '../../../lib/log/database.ts';
import { follow, logDecision, logTip, unfollow } from '../../../lib/log/journal.ts';
import { type DecisionInput, reasonCodeSchema } from '../../../lib/log/schema.ts';
import type { Share } from '../../../lib/reporting/indicator-types.ts';
import type { Placement } from '../../../lib/targets/schema.ts';
import { contextAt, factsOf, inputOf, relevantOf, targetOf } from '../log/sample.ts';

const source = readFileSync(new URL('../../fixtures/forty-procedures.md', import.meta.url), 'utf8');

/** Rows of the tables under a heading (the first, for none), as cells. */
function rowsUnder(heading: string | null): string[][] {
  const from = heading === null ? 0 : source.indexOf(`## ${heading}\n`);
  const end = source.indexOf('\n## ', from + 1);
  return source
    .slice(from, end === -1 ? undefined : end)
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .slice(2)
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
}

/** A figure of the example and what it must be. */
export const expectedFigures = (heading: string) =>
  rowsUnder(heading).map(([figure = '', result = '']): [figure: string, result: string] => [figure, result]);

const verdicts = { met: 'met', partly: 'partiallyMet', not: 'notMet', 'n/a': 'notApplicable' } as const;
const placements: Record<string, Placement> = {
  TS: 'technicalSpecifications',
  AC: 'awardCriteria',
  SC: 'selectionCriteria',
  CC: 'contractPerformanceConditions',
};

interface ReadTarget {
  id: string;
  input: DecisionInput | null;
  innovative: boolean;
}

/** "it-2 met AC w40" as a decision. @throws for a word that says nothing */
function readTarget(text: string): ReadTarget {
  const [id = '', word = '', ...details] = text.split(' ');
  if (word === 'open') return { id, input: null, innovative: false };
  const verdict = verdicts[word as keyof typeof verdicts];
  if (verdict === undefined) throw new Error(`no verdict: ${text}`);
  const over: Partial<DecisionInput> = { placement: [] };
  let innovative = false;
  for (const detail of details) {
    const placement = placements[detail];
    const [, total, clean, zero] = (/^vehicles(\d+)\/(\d+)\/(\d+)$/.exec(detail) ?? []).map(Number);
    const reason = reasonCodeSchema.safeParse(detail);
    if (placement) over.placement?.push(placement);
    else if (/^w\d+$/.test(detail)) over.awardWeightPct = Number(detail.slice(1));
    else if (detail === 'label') over.ecolabels = ['svanemaerket'];
    else if (detail === 'inno') innovative = true;
    else if (total !== undefined && clean !== undefined && zero !== undefined)
      over.vehicles = { inScope: true, contractType: 'veh-acq', category: null, total, clean, zero };
    else if (reason.success) over.reason = { code: reason.data, text: detail === 'other' ? 'Se sagen' : null };
    else throw new Error(`nothing known of ${detail}: ${text}`);
  }
  return { id, input: inputOf(id, verdict, over), innovative };
}

/** Logs the forty procedures as their buyers would. */
export async function logForty(db: JournalDatabase): Promise<void> {
  const rows = rowsUnder(null);
  if (rows.length !== 40) throw new Error(`${rows.length} procedures`);
  for (const [place, [name = '', targets = '', notes = '']] of rows.entries()) {
    const number = place + 1;
    const month = String(Math.ceil(number / 4)).padStart(2, '0');
    const dkk = { amount: number * 100, currency: 'DKK' };
    const value = name === 'P9' ? null : name === 'P20' ? { amount: 2_000, currency: 'EUR' } : dkk;
    const facts = factsOf(name, { value });
    const read = targets.split(';').map((target) => readTarget(target.trim()));
    const innovative = new Set(read.flatMap(({ id, innovative: is }) => (is ? [id] : [])));
    const context = contextAt(`2026-${month}-10T10:00:00Z`, {
      target: (id) =>
        targetOf(id, {
          ...(innovative.has(id) && { goals: ['prod-innov'] }),
          ...(id.startsWith('food') && { gpp: ['eu'] }),
        }),
    });
    await follow(db, facts, relevantOf(...read.map(({ id }) => id)), context);
    for (const { input } of read) if (input) await logDecision(db, facts, [], input, context);
    for (const note of notes.split(' ').filter(Boolean)) {
      if (note === 'unfollowed') await unfollow(db, facts, context);
      else await logTip(db, facts, 'tip-1', note as 'shown' | 'used', context);
    }
  }
}

/** A figure as the example writes it: a plain number, or part and whole by number and by value. */
export function written(figure: Share | number | null | undefined): string {
  if (figure === null || figure === undefined) return 'nothing';
  if (typeof figure === 'number') return String(figure);
  const { numerator, denominator, value, valueMissing, unallocated } = figure;
  const amounts = Object.entries(value).map(([code, sums]) => ` ${code} ${sums.numerator}/${sums.denominator}`);
  const notes = [valueMissing > 0 && ` missing ${valueMissing}`, unallocated > 0 && ` unallocated ${unallocated}`];
  return `${numerator}/${denominator}${amounts.join('')}${notes.filter(Boolean).join('')}`;
}
