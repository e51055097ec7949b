import type { Baseline, ClosedSighting, Sighting, Tombstone } from '../record-schema.ts';
import { compareRevisions } from '../revisions.ts';
import { procedureValue } from '../rollups/rollups.ts';
import { sameContent } from '../same-content.ts';
import type { Revision, TipRecord } from '../schema.ts';
import { relevantIn } from './sightings.ts';
import { tableDevice } from './table-device.ts';

/**
 * How two copies of a thing become one. Each rule gives the same whichever copy comes first, however the copies are
 * grouped and however often one comes: devices that have seen the same end up the same.
 */

/** A revision without person, text and evidence: what the figures need of a record that was deleted by age. */
export function stripped(revision: Revision): Revision {
  const { confirms: _, ...rest } = revision;
  const reason = revision.reason && { code: revision.reason.code, text: null };
  return { ...rest, reason, evidence: [], measured: null, author: null };
}

/** The signed-off base that one revision of a deleted record gives. */
export function baselineOf(revision: Revision): Baseline {
  const { id, device, decidedAt, day, recordId, procedureId, kind } = revision;
  const first = kind === 'decision' ? { id, device, decidedAt, day } : null;
  return { recordId, procedureId, last: stripped(revision), first };
}

/** Two bases of one record: the later last word, the earlier first decision. */
export function mergedBaseline(a: Baseline, b: Baseline): Baseline {
  const last = compareRevisions(a.last, b.last) >= 0 ? a.last : b.last;
  if (!a.first || !b.first) return { ...a, last, first: a.first ?? b.first };
  return { ...a, last, first: compareRevisions(a.first, b.first) <= 0 ? a.first : b.first };
}

type Fates = Sighting['tips'];

/** A sighting that also holds the fates of tips whose records go. */
export function withTips<T extends Sighting>(sighting: T, tips: readonly Pick<TipRecord, 'action'>[]): T {
  const did = (action: TipRecord['action']) => tips.some((tip) => tip.action === action);
  const { shown, used } = sighting.tips;
  return { ...sighting, tips: { shown: shown || did('shown'), used: used || did('used') } };
}

/** What stays of a sighting when it is deleted by age. */
export function closedSighting(sighting: Sighting): ClosedSighting {
  if (sighting.closed) return sighting;
  const { id, device, changedAt, activeAt, links, joins, following, unit, tips, portal, readings } = sighting;
  const kept = { id, device, changedAt, activeAt, links, joins, following, unit, tips, portal };
  return { ...kept, closed: true, value: procedureValue(sighting), relevant: relevantIn(readings) };
}

function isLater(a: Sighting, b: Sighting): boolean {
  if ((a.device === tableDevice) !== (b.device === tableDevice)) return b.device === tableDevice;
  if (a.activeAt !== b.activeAt) return a.activeAt > b.activeAt;
  if (a.closed !== b.closed) return a.closed;
  return JSON.stringify({ ...a, tips: null }) > JSON.stringify({ ...b, tips: null });
}

const bothTips = (a: Fates, b: Fates): Fates => ({ shown: a.shown || b.shown, used: a.used || b.used });

/** Two copies of one sighting: the later one, or the fuller where one is out of a table, and the fates of both. */
export function mergedSighting(a: Sighting, b: Sighting): Sighting {
  return { ...(isLater(a, b) ? a : b), tips: bothTips(a.tips, b.tips) };
}

/** The more lasting of two tombstones on one thing. */
export function mergedTombstone(a: Tombstone, b: Tombstone): Tombstone {
  const [first, second] = [a, b].map(({ upTo, at }) => [upTo ?? '\uffff', at] as const);
  if (!first || !second || first[0] === second[0]) return a.at <= b.at ? a : b;
  return first[0] > second[0] ? a : b;
}

/** Whether two copies of a row say the same, but for an author that was forgotten. */
export function sameWords<T extends { author: string | null }>(a: T, b: T): boolean {
  return sameContent({ ...a, author: null }, { ...b, author: null });
}
