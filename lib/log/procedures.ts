import type { Context } from './context.ts';
import type { JournalDatabase } from './database.ts';
import { bestMatch, cleanAddress, identityKeys } from './identity.ts';
import type { Procedure, ProcedureFacts, RelevantTarget } from './schema.ts';
import { withOffset } from './time.ts';
import { wordsOf } from './words.ts';

/** The stored procedure that these facts are about, followed or not; works inside a transaction over `procedures`. */
export async function lookUp(db: JournalDatabase, facts: ProcedureFacts): Promise<Procedure | null> {
  const keys = identityKeys(facts);
  const candidates = await db.procedures.where('keys').anyOf(keys).distinct().toArray();
  return bestMatch(keys, candidates);
}

/** The procedure of any of its sightings' ids, as revisions, steps and outcomes name it; undefined when it is gone. */
export function procedureOf(db: JournalDatabase, id: string): Promise<Procedure | undefined> {
  return db.procedures.where('members').equals(id).first();
}

/** Items by id, the newer ones on top; what a page does not show this time is not forgotten. */
function overlay<T>(old: readonly T[], recent: readonly T[], id: (item: T) => string, merge: (a: T, b: T) => T): T[] {
  const items = new Map(old.map((item) => [id(item), item]));
  for (const item of recent) {
    const known = items.get(id(item));
    items.set(id(item), known ? merge(known, item) : item);
  }
  return [...items.values()];
}

/**
 * A followed procedure with what was read just now laid over what was known: a field that was found replaces the old
 * one, a field that was not found changes nothing, because one page of a portal rarely shows everything.
 */
export function withFacts(known: Procedure, facts: ProcedureFacts, relevant: readonly RelevantTarget[]): Procedure {
  const unique = (a: readonly string[], b: readonly string[]) => [...new Set([...a, ...b])];
  const merged = {
    ...known,
    title: facts.title,
    buyer: facts.buyer ?? known.buyer,
    reference: facts.reference ?? known.reference,
    procedureId: facts.procedureId ?? known.procedureId,
    publicationNumber: facts.publicationNumber ?? known.publicationNumber,
    cpv: { main: facts.cpv.main ?? known.cpv.main, additional: unique(known.cpv.additional, facts.cpv.additional) },
    value: facts.value ?? known.value,
    deadline: facts.deadline ?? known.deadline,
    language: facts.language ?? known.language,
    lots: overlay(
      known.lots,
      facts.lots,
      ({ id }) => id,
      (a, b) => ({
        id: b.id,
        title: b.title ?? a.title,
        cpv: unique(a.cpv, b.cpv),
        value: b.value ?? a.value,
      }),
    ),
    portal: facts.portal,
    url: cleanAddress(facts.url),
    keys: unique(known.keys, identityKeys(facts)),
    relevant: overlay(
      known.relevant,
      relevant,
      ({ target }) => target,
      (_, b) => b,
    ),
  };
  return { ...merged, words: wordsOf(merged) };
}

/** A procedure that somebody starts to follow now. */
export function newProcedure(facts: ProcedureFacts, relevant: readonly RelevantTarget[], context: Context): Procedure {
  const id = context.newId?.() ?? crypto.randomUUID();
  return {
    ...facts,
    url: cleanAddress(facts.url),
    id,
    members: [id],
    keys: identityKeys(facts),
    words: wordsOf(facts),
    followedAt: withOffset(context.now, context.timezone),
    unit: context.unit,
    relevant: [...relevant],
    unfollowedAt: null,
  };
}
