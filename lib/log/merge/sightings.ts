import { unique } from '../collections.ts';
import { wordsOf } from '../find/words.ts';
import type { ClosedSighting, FollowMoment, OpenSighting, PageReading, Sighting } from '../record-schema.ts';
import { procedureValue } from '../rollups/rollups.ts';
import type { Procedure, ProcedureFacts, RelevantTarget } from '../schema.ts';

/** A procedure as the figures need it; of one that was deleted by age nothing else is left. */
export type Standing = Pick<
  Procedure,
  'id' | 'unit' | 'portal' | 'value' | 'lots' | 'relevant' | 'followedAt' | 'unfollowedAt'
>;

/** Sightings that are one procedure, with what follows from them together; `procedure` is null when all are closed. */
export interface Union {
  members: string[];
  standing: Standing;
  procedure: Procedure | null;
}

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const byAge = (a: Sighting, b: Sighting): number => byText(a.changedAt, b.changedAt) || byText(a.id, b.id);

/**
 * Which sightings are the same procedure. What the buyer said and eForms' own id hold without more; a publication number
 * or the buyer's reference joins those that have no such id to the one that has it, or among each other, but never two
 * that have different ones: a purchase put out again often keeps its case number. The answer depends on the sightings
 * alone and not on the order in which they came, so every device arrives at the same.
 */
export function clustersOf(sightings: readonly Sighting[]): Sighting[][] {
  const sorted = [...sightings].sort((a, b) => byText(a.id, b.id));
  const parent = new Map(sorted.map(({ id }) => [id, id]));
  /** Roots of those with an id of eForms among them. */
  const named = new Set(sorted.filter(({ links }) => links.some((link) => link.startsWith('eu:'))).map(({ id }) => id));
  const rootOf = (id: string): string => {
    const next = parent.get(id) ?? id;
    return next === id ? id : rootOf(next);
  };
  const join = (a: string, b: string): void => {
    const [least = a, other = b] = [rootOf(a), rootOf(b)].sort(byText);
    parent.set(other, least);
    if (named.has(other)) named.add(least);
  };
  const holders = (kind: string): Map<string, string[]> => {
    const found = new Map<string, string[]>();
    for (const { id, links } of sorted) {
      for (const link of links) if (link.startsWith(`${kind}:`)) push(found, link, id);
    }
    return new Map([...found].sort(([a], [b]) => byText(a, b)));
  };
  for (const { id, joins } of sorted) for (const other of joins) if (parent.has(other)) join(id, other);
  for (const ids of holders('eu').values()) for (const id of ids) join(ids[0] ?? id, id);
  for (const kind of ['pub', 'ref']) {
    for (const ids of holders(kind).values()) {
      const roots = unique(ids.map(rootOf)).sort(byText);
      const home = roots.find((root) => named.has(root)) ?? roots[0];
      for (const root of roots) if (home !== undefined && root !== home && !named.has(root)) join(home, root);
    }
  }
  const clusters = new Map<string, Sighting[]>();
  for (const sighting of sorted) {
    const root = rootOf(sighting.id);
    push(clusters, root, sighting);
  }
  return [...clusters.values()];
}

function push<T>(groups: Map<string, T[]>, key: string, item: T): void {
  const group = groups.get(key);
  if (group) group.push(item);
  else groups.set(key, [item]);
}

/** Items by id, the newer ones on top; what a page does not show this time is not forgotten. */
export function overlay<T>(
  old: readonly T[],
  recent: readonly T[],
  id: (item: T) => string,
  merge: (a: T, b: T) => T,
): T[] {
  const items = new Map(old.map((item) => [id(item), item]));
  for (const item of recent) {
    const known = items.get(id(item));
    items.set(id(item), known ? merge(known, item) : item);
  }
  return [...items.values()];
}

/**
 * Facts with newer ones laid over them: a field that was found replaces the old one, a field that was not found changes
 * nothing, because one page of a portal rarely shows everything.
 */
export function withNewer(known: ProcedureFacts, facts: ProcedureFacts): ProcedureFacts {
  return {
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
      (a, b) => ({ id: b.id, title: b.title ?? a.title, cpv: unique(a.cpv, b.cpv), value: b.value ?? a.value }),
    ),
    portal: facts.portal,
    url: facts.url,
  };
}

/** From when on a procedure is followed, or when it last was, from every moment that somebody said so. */
export function followingOf(moments: readonly FollowMoment[]): Pick<Procedure, 'followedAt' | 'unfollowedAt'> {
  const inOrder = [...moments].sort(
    (a, b) => Date.parse(a.at) - Date.parse(b.at) || Number(b.on) - Number(a.on) || byText(a.at, b.at),
  );
  let followedAt = inOrder[0]?.at ?? '';
  let unfollowedAt: string | null = null;
  for (const { at, on } of inOrder) {
    if (on && unfollowedAt !== null && Date.parse(at) > Date.parse(unfollowedAt)) {
      followedAt = at;
      unfollowedAt = null;
    } else if (!on) unfollowedAt = at;
  }
  return { followedAt, unfollowedAt };
}

/** The targets that any page still names, each as the last page that names it has it. */
export function relevantIn(readings: readonly PageReading[]): RelevantTarget[] {
  const latest = new Map<string, PageReading>();
  const inOrder = [...readings].sort((a, b) => byText(a.at, b.at) || byText(JSON.stringify(a), JSON.stringify(b)));
  for (const reading of inOrder) {
    latest.delete(reading.page);
    latest.set(reading.page, reading);
  }
  return [...latest.values()].reduce<RelevantTarget[]>(
    (known, { relevant }) =>
      overlay(
        known,
        relevant,
        ({ target }) => target,
        (_, b) => b,
      ),
    [],
  );
}

const readingsOf = (sighting: Sighting): PageReading[] =>
  sighting.closed ? [{ page: sighting.id, at: sighting.changedAt, relevant: sighting.relevant }] : sighting.readings;

/** What was read of a sighting or procedure, without what was made of it. */
export function factsOf(sighting: ProcedureFacts): ProcedureFacts {
  const { title, buyer, reference, procedureId, publicationNumber, cpv, value, deadline, language, lots } = sighting;
  const { portal, url } = sighting;
  const given = { title, buyer, reference, procedureId, publicationNumber, cpv, value, deadline, language, lots };
  return { ...given, portal, url };
}

/** What sightings of one procedure are together; the same whatever their order. */
export function unite(cluster: readonly Sighting[]): Union {
  const inOrder = [...cluster].sort(byAge);
  const members = cluster.map(({ id }) => id).sort(byText);
  const id = members[0] ?? '';
  const open = inOrder.filter((sighting): sighting is OpenSighting => !sighting.closed);
  const closed = inOrder.filter((sighting): sighting is ClosedSighting => sighting.closed);
  const never = 8.64e15;
  const firstFollowed = ({ following }: Sighting) => Math.min(never, ...following.map(({ at }) => Date.parse(at)));
  const byFollowing = [...inOrder].sort((a, b) => firstFollowed(a) - firstFollowed(b) || byText(a.id, b.id));
  const common = {
    id,
    unit: byFollowing.find(({ unit }) => unit !== '')?.unit ?? '',
    relevant: relevantIn(inOrder.flatMap(readingsOf)),
    ...followingOf(inOrder.flatMap(({ following }) => following)),
  };
  const valueLeft = closed.findLast(({ value }) => value !== null)?.value ?? null;
  const [first, ...others] = open;
  if (!first) {
    const portal = inOrder.at(-1)?.portal ?? '';
    return { members, standing: { ...common, portal, value: valueLeft, lots: [] }, procedure: null };
  }
  const facts = others.reduce((known, sighting) => withNewer(known, factsOf(sighting)), factsOf(first));
  const value = procedureValue(facts) === null ? valueLeft : facts.value;
  const procedure: Procedure = {
    ...facts,
    ...common,
    value,
    members,
    keys: unique(...open.map(({ keys }) => keys)),
    words: wordsOf(facts),
  };
  return { members, standing: procedure, procedure };
}
