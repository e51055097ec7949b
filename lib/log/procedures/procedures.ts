import { unique } from '../collections.ts';
import type { Context } from '../context.ts';
import type { JournalDatabase } from '../database.ts';
import { cleanAddress, identityKeys, linksOf, type Match, matchOf, pageDigests } from '../merge/identity.ts';
import { factsOf, relevantIn, withNewer } from '../merge/sightings.ts';
import { newId } from '../new-id.ts';
import { queue } from '../outbox.ts';
import type { OpenSighting, PageReading, Sighting } from '../record-schema.ts';
import type { Procedure, ProcedureFacts, RelevantTarget } from '../schema.ts';
import { strictlyAfter, withOffset } from '../time.ts';

/** Pages of one procedure whose last word on the relevant targets is kept. */
const mostReadings = 20;

/** What a buyer's "not the same" is kept under, for any id of a procedure: digests of the pages that are not it. */
const apartKey = (id: string): string => `apart:${id}`;

async function isApart(db: JournalDatabase, { members }: Procedure, digests: readonly string[]): Promise<boolean> {
  const kept = await db.meta.bulkGet(members.map(apartKey));
  return kept.some((row) => Array.isArray(row?.value) && row.value.some((known) => digests.includes(known)));
}

/** The stored procedures that these facts are, and may be, about, followed or not. Works inside a transaction. */
export async function lookUp(db: JournalDatabase, facts: ProcedureFacts): Promise<Match> {
  const candidates = await db.procedures.where('keys').anyOf(identityKeys(facts)).distinct().toArray();
  const match = matchOf(facts, candidates);
  if (match.possible === null || !(await isApart(db, match.possible, pageDigests(facts)))) return match;
  return { ...match, possible: null };
}

/**
 * A procedure as somebody names it: a page by its facts, our own pages by any of its ids.
 * @returns null where it is not for certain
 */
export async function named(db: JournalDatabase, of: ProcedureFacts | string): Promise<Procedure | null> {
  if (typeof of === 'string') return (await procedureOf(db, of)) ?? null;
  return (await lookUp(db, of)).certain;
}

/** Remembers on this device that a page is not about a procedure that it looks like. */
export async function setApart(db: JournalDatabase, { id }: Procedure, facts: ProcedureFacts): Promise<void> {
  const kept = (await db.meta.get(apartKey(id)))?.value;
  await db.meta.put({ key: apartKey(id), value: unique(Array.isArray(kept) ? kept : [], pageDigests(facts)) });
}

/** The procedure of any of its sightings' ids, as revisions, steps and outcomes name it; undefined when it is gone. */
export function procedureOf(db: JournalDatabase, id: string): Promise<Procedure | undefined> {
  return db.procedures.where('members').equals(id).first();
}

/**
 * Until when everything said under a sighting's id was deleted by age; null when nothing was. What is said now must be
 * later even if the clock was set back, or every other device would take it for what was deleted.
 */
export async function deletedUntil(db: Pick<JournalDatabase, 'tombstones'>, id: string): Promise<string | null> {
  return (await db.tombstones.get(['procedure', id]))?.upTo ?? null;
}

/** This device's own sighting of a procedure; null when only others have seen it. */
export async function ownSighting(
  db: JournalDatabase,
  { members }: Procedure,
  { device }: Pick<Context, 'device'>,
): Promise<OpenSighting | null> {
  const sightings = await db.sightings.bulkGet(members);
  const isOwn = (sighting: Sighting | undefined) => sighting?.closed === false && sighting.device === device;
  return (sightings.find(isOwn) as OpenSighting | undefined) ?? null;
}

/**
 * The last words of the pages, with this one's. A target that a page no longer names leaves with it, when the page was
 * read anew for its own sake (`whole`) and does not show less than the procedure's subject (no CPV code where one is
 * known).
 */
function withReading(
  sighting: OpenSighting,
  facts: ProcedureFacts,
  { relevant, whole }: PageRelevance,
  at: string,
): PageReading[] {
  const page = cleanAddress(facts.url);
  const before = sighting.readings.find((reading) => reading.page === page);
  const isPart = !whole || (facts.cpv.main === null && sighting.cpv.main !== null);
  const now: PageReading = { page, at, relevant };
  const kept = isPart && before ? { ...now, relevant: relevantIn([before, { ...now, page: `${page}#` }]) } : now;
  if (before && JSON.stringify(before.relevant) === JSON.stringify(kept.relevant)) return sighting.readings;
  const others = sighting.readings.filter((reading) => reading !== before);
  return [...others, kept].sort((a, b) => (a.at < b.at ? -1 : 1)).slice(-mostReadings);
}

/** What a page says of the relevant targets; `whole` when it says it of itself, so that what it leaves out is gone. */
export interface PageRelevance {
  relevant: RelevantTarget[];
  whole: boolean;
}

/** A sighting with what was read just now laid over it; the same object when nothing is new. */
export function withFacts(
  sighting: OpenSighting,
  facts: ProcedureFacts,
  said: PageRelevance,
  context: Context,
): OpenSighting {
  const changedAt = strictlyAfter(context.now, sighting.activeAt).toISOString();
  const keys = unique(sighting.keys, identityKeys(facts));
  const next = {
    ...sighting,
    ...withNewer(sighting, { ...facts, url: cleanAddress(facts.url) }),
    keys,
    links: linksOf(keys),
    unit: sighting.unit || context.unit,
    readings: withReading(sighting, facts, said, changedAt),
  };
  return JSON.stringify(next) === JSON.stringify(sighting) ? sighting : { ...next, changedAt, activeAt: changedAt };
}

/** A sighting with what documents say of the relevant targets; the same object when nothing is new. */
export function withDocument(
  sighting: OpenSighting,
  relevant: readonly RelevantTarget[],
  context: Context,
): OpenSighting {
  const page = '';
  const before = sighting.readings.find((reading) => reading.page === page);
  const at = strictlyAfter(context.now, sighting.activeAt).toISOString();
  const now: PageReading = { page, at, relevant: [...relevant] };
  const all = before ? relevantIn([before, { ...now, page: '#' }]) : now.relevant;
  if (JSON.stringify(before?.relevant ?? []) === JSON.stringify(all)) return sighting;
  const others = sighting.readings.filter((reading) => reading !== before);
  const readings = [...others, { ...now, relevant: all }].slice(-mostReadings);
  return { ...sighting, readings, changedAt: at, activeAt: at };
}

/** A first sighting by this device, of a procedure that others know when `joins` names it. */
export function newSighting(
  facts: ProcedureFacts,
  relevant: RelevantTarget[],
  context: Context,
  joins: readonly string[] = [],
): OpenSighting {
  const keys = identityKeys(facts);
  const page = cleanAddress(facts.url);
  const changedAt = context.now.toISOString();
  return {
    ...facts,
    url: page,
    id: newId(context),
    closed: false,
    device: context.device,
    changedAt,
    activeAt: changedAt,
    keys,
    links: linksOf(keys),
    joins: [...joins],
    following: [],
    unit: context.unit,
    tips: { shown: false, used: false },
    readings: [{ page, at: changedAt, relevant: [...relevant] }],
  };
}

/** A sighting whose device says now that the procedure is theirs (`on`), or no longer. */
export function withFollowing(
  sighting: OpenSighting,
  on: boolean,
  latest: string | null,
  context: Context,
): OpenSighting {
  const moment = strictlyAfter(context.now, latest === null ? null : new Date(latest).toISOString());
  return {
    ...sighting,
    activeAt: strictlyAfter(context.now, sighting.activeAt).toISOString(),
    following: [...sighting.following, { at: withOffset(moment, context.timezone), on }],
  };
}

/**
 * Where this device logs on a procedure. Its sighting is marked as active, or made when only other devices have one: a
 * procedure that somebody works on is not deleted by age anywhere. Written, not settled: only inside `write`.
 */
export async function homeOf(
  db: JournalDatabase,
  procedure: Procedure,
  context: Context,
): Promise<{ procedureId: string; portal: string }> {
  const own = await ownSighting(db, procedure, context);
  const sighting = own ?? newSighting(factsOf(procedure), procedure.relevant, context, [procedure.id]);
  const activeAt = strictlyAfter(context.now, own?.activeAt ?? null).toISOString();
  await putSighting(db, { ...sighting, activeAt });
  return { procedureId: sighting.id, portal: procedure.portal };
}

/** Stores what this device says of a procedure; only inside `write`, and to be settled. */
export async function putSighting(db: JournalDatabase, sighting: OpenSighting): Promise<void> {
  await db.sightings.put(sighting);
  await queue(db, 'sighting', [sighting.id]);
}
