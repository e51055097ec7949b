import type { Transaction } from 'dexie';
import { wordsOf } from './find/words.ts';
import { cleanAddress, identityKeys, linksOf } from './merge/identity.ts';
import type { FollowMoment, OpenSighting } from './record-schema.ts';
import { rareMarks } from './revisions.ts';
import { recountMonths } from './rollups/month-rollup.ts';
import { weightingOf } from './rollups/weighting.ts';
import type { CurrentRow, ProcedureStateRow } from './rows.ts';
import type { Procedure } from './schema.ts';

type FirstProcedure = Omit<Procedure, 'members' | 'words'>;

/** A procedure as a device's sighting of it; the first version knew of no other device. */
export function sightingOf(procedure: FirstProcedure, device: string): OpenSighting {
  const { keys: _, followedAt, unfollowedAt, relevant, ...facts } = procedure;
  const changedAt = new Date(unfollowedAt ?? followedAt).toISOString();
  const following: FollowMoment[] = [{ at: followedAt, on: true }];
  if (unfollowedAt !== null) following.push({ at: unfollowedAt, on: false });
  const keys = [...new Set([...procedure.keys, ...identityKeys(procedure)])];
  return {
    ...facts,
    closed: false,
    device,
    changedAt,
    activeAt: changedAt,
    keys,
    links: linksOf(keys),
    joins: [],
    following,
    tips: { shown: false, used: false },
    readings: [{ page: cleanAddress(procedure.url), at: changedAt, relevant }],
  };
}

/**
 * Brings a journal of version 1 up to the second: a sighting for each procedure, the words of the search, and what the
 * new indexes need. Runs inside the browser's own upgrade, so a browser that dies in between leaves version 1.
 */
export async function upgradeFromFirst(transaction: Transaction): Promise<void> {
  const meta = transaction.table<{ key: string; value: unknown }, string>('meta');
  const known = (await meta.get('device'))?.value;
  const device = typeof known === 'string' ? known : crypto.randomUUID();
  await meta.put({ key: 'device', value: device });

  const sightings: OpenSighting[] = [];
  await transaction
    .table('procedures')
    .toCollection()
    .modify((procedure: Procedure) => {
      const sighting = sightingOf(procedure, device);
      sightings.push(sighting);
      procedure.members = [procedure.id];
      procedure.keys = sighting.keys;
      procedure.words = wordsOf(procedure);
    });
  await transaction.table('sightings').bulkAdd(sightings);
  const weighed = new Map<string, CurrentRow[]>();
  await transaction
    .table('current')
    .toCollection()
    .modify((row: CurrentRow) => {
      row.records = [row.recordId];
      Object.assign(row, rareMarks(row, row.conflict));
      if (weightingOf([row]) === undefined || row.kind !== 'decision') return;
      weighed.set(row.procedureId, [...(weighed.get(row.procedureId) ?? []), row]);
    });
  await transaction
    .table('procedureState')
    .toCollection()
    .modify((state: ProcedureStateRow) => {
      const isOpen = Object.values(state.targets).some(({ status }) => status === 'open');
      if (state.followedDay !== null && isOpen) state.waiting = 1;
      const weighting = weightingOf(weighed.get(state.procedureId) ?? []);
      if (weighting) state.weighting = weighting;
    });
}

/**
 * Brings a journal of version 2 up to the third, whose figures by month also hold single targets and how procedures
 * stand in their areas.
 */
export async function upgradeFromSecond(transaction: Transaction): Promise<void> {
  await recountMonths({
    decisionRollup: transaction.table('decisionRollup'),
    procedureState: transaction.table('procedureState'),
    monthRollup: transaction.table('monthRollup'),
  });
}
