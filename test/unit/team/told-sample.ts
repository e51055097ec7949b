import type { JournalDatabase } from '../../../lib/log/database.ts';
import { follow, logDecision } from '../../../lib/log/journal.ts';
import type { Verdict } from '../../../lib/log/schema.ts';
import type { Team } from '../../../lib/team/connection.ts';
import type { TeamRollup } from '../../../lib/team/rollup-schema.ts';
import { rollupsHere } from '../../../lib/team/rollups.ts';
import type { ReadFigure } from '../../../lib/team/told-figures.ts';
import { contextAt, factsOf, inputOf, relevantOf } from '../log/sample.ts';

/** The connection of a partnership's secretariat. */
export const secretariat: Team = {
  server: 'wss://nats.partnerskab.example',
  user: 'partnerskab-sekretariat',
  password: 'hemmelig',
  organisation: 'partnerskab',
  unit: '',
  role: 'secretariat',
  authors: false,
  since: '2026-11-22T06:00:00.000Z',
};

/** One tender of an organisation, followed and decided on as a buyer does. */
export interface Bought {
  name: string;
  day: string;
  verdicts: Record<string, Verdict | 'open'>;
  amount?: number | null;
}

export const ofEast: Bought[] = [
  { name: 'pc', day: '2025-03-10', verdicts: { 'it-1': 'met' }, amount: 250_000.25 },
  { name: 'mad', day: '2026-03-10', verdicts: { 'food-1': 'met', 'all-1': 'met' } },
  { name: 'begge', day: '2026-05-02', verdicts: { 'it-1': 'partiallyMet', 'food-1': 'notMet' }, amount: 333_333.33 },
];
export const ofWest: Bought[] = [
  { name: 'skærm', day: '2026-03-12', verdicts: { 'it-1': 'met', 'it-2': 'open' }, amount: null },
  { name: 'frugt', day: '2026-11-03', verdicts: { 'food-1': 'notApplicable' } },
];

/** Logs tenders in a journal, under a unit. */
export async function buy(journal: JournalDatabase, unit: string, bought: readonly Bought[]): Promise<void> {
  for (const { name, day, verdicts, amount = 1_000_000 } of bought) {
    const context = contextAt(`${day}T10:00:00Z`, { unit });
    const facts = factsOf(name, { value: amount === null ? null : { amount, currency: 'DKK' } });
    const relevant = relevantOf(...Object.keys(verdicts));
    await follow(journal, facts, relevant, context);
    for (const [target, verdict] of Object.entries(verdicts)) {
      if (verdict !== 'open') await logDecision(journal, facts, relevant, inputOf(target, verdict), context);
    }
  }
}

/** A journal's figures as a lead writes them. */
export async function figuresOf(
  journal: JournalDatabase,
  organisation: string,
  stamp: Partial<Pick<TeamRollup, 'sequence' | 'computedAt'>> = {},
): Promise<Map<string, TeamRollup>> {
  const tool = { version: '0.1.0', data: '2026-11' };
  return rollupsHere(journal, organisation, {
    sequence: 7,
    computedAt: '2026-11-21T12:00:00.000Z',
    tool,
    ...stamp,
  });
}

/** Figures as they are read from a server. */
export const readOf = (figures: ReadonlyMap<string, TeamRollup>): ReadFigure[] =>
  [...figures].map(([subject, rollup]) => ({ subject, rollup, digest: '' }));

/** Only those of the whole organisation, which is what a partnership can ask for. */
export const wholeOf = (figures: ReadonlyMap<string, TeamRollup>): Map<string, TeamRollup> =>
  new Map([...figures].filter(([, { unit }]) => unit === null));
