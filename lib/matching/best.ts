import type { Block } from '../portals/tender.ts';
import { isTitle, placeWeightOf, type Weigh, type WeighedHit } from './evidence.ts';
import {
  endColumn,
  type Hits,
  hitAt,
  hitWidth,
  kindColumn,
  ownerColumn,
  roleOfKind,
  startColumn,
  termColumn,
  weakFlag,
} from './hits.ts';
import type { Matcher } from './matcher.ts';
import { roleMask, roles, ruleWidth, useColumn, useWidth } from './tables.ts';

/** Where each term of an owner counts most, in the order in which the terms were first met. */
export interface BestHits {
  /** By a target's position: as which target it is, its words may modify the head of a title. */
  byTarget: ReadonlyMap<number, readonly WeighedHit[]>;
  /** By an area's id, the words of its targets among them: by their part in the title too. */
  byArea: ReadonlyMap<string, WeighedHit[]>;
  /** By an area's id: where the first word that speaks against it stands in a title. */
  against: ReadonlyMap<string, number>;
}

const targetRole = roles.indexOf('target');
const areaRole = roles.indexOf('area');
const againstRole = roles.indexOf('against');

/** Where a term counts most so far, by the term's number: numbers alone, for there are thousands. */
interface Noted {
  block: Int32Array;
  /** Number of the hit in its block, -1 for none. */
  hit: Int32Array;
  weight: Float64Array;
}

/** Notes on all terms of an index, as evidence for their targets and for their areas. */
interface Notes {
  /** Number of the first term of each owner. */
  firstOfTarget: Int32Array;
  firstOfArea: Int32Array;
  forTarget: Noted;
  forArea: Noted;
}

/** Kept for the next tender, emptied of what was noted. */
const notesByIndex = new WeakMap<Matcher['tables'], Notes>();

function notesOf({ tables, index }: Matcher): Notes {
  const known = notesByIndex.get(tables);
  if (known) return known;
  const firstOfTarget = new Int32Array(index.targets.length + 1);
  const firstOfArea = new Int32Array(index.areas.length + 1);
  const { rules, uses } = tables;
  for (let row = 0; row + ruleWidth < rules.length; row += ruleWidth) {
    const role = (rules[row] as number) & roleMask;
    if (role !== targetRole && role !== areaRole) continue;
    const counts = role === targetRole ? firstOfTarget : firstOfArea;
    const last = rules[row + ruleWidth + useColumn] as number;
    for (let use = rules[row + useColumn] as number; use < last; use++) {
      const owner = uses[use * useWidth] as number;
      counts[owner + 1] = Math.max(counts[owner + 1] as number, (uses[use * useWidth + 1] as number) + 1);
    }
  }
  let size = 0;
  for (const counts of [firstOfTarget, firstOfArea]) {
    for (let owner = 0; owner < counts.length; owner++) {
      size += counts[owner] as number;
      counts[owner] = size;
    }
  }
  const notes = { firstOfTarget, firstOfArea, forTarget: notedOf(size), forArea: notedOf(size) };
  notesByIndex.set(tables, notes);
  return notes;
}

const notedOf = (size: number): Noted => ({
  block: new Int32Array(size),
  hit: new Int32Array(size).fill(-1),
  weight: new Float64Array(size),
});

function note({ block, hit, weight }: Noted, term: number, inBlock: number, number: number, own: number): void {
  if ((hit[term] as number) >= 0 && (weight[term] as number) >= own) return;
  block[term] = inBlock;
  hit[term] = number;
  weight[term] = own;
}

/**
 * Goes through all hits of a tender once and keeps, for each term, where it counts most.
 * @param found the hits of each block
 */
export function bestHits(matcher: Matcher, blocks: readonly Block[], found: readonly Hits[], weigh: Weigh): BestHits {
  const { index } = matcher;
  const notes = notesOf(matcher);
  const { firstOfTarget, firstOfArea, forTarget, forArea } = notes;
  /** Terms met, each with its owner: a target's position, or -1 - an area's. */
  const terms: number[] = [];
  const owners: number[] = [];
  const against = new Map<string, number>();
  found.forEach(({ rows, count }, inBlock) => {
    const block = blocks[inBlock] as Block;
    const inTitle = isTitle(block);
    const weightAt = placeWeightOf(block);
    for (let number = 0; number < count; number++) {
      const row = number * hitWidth;
      const kind = rows[row + kindColumn] as number;
      const role = kind & roleOfKind;
      const owner = rows[row + ownerColumn] as number;
      if (role === againstRole) {
        if (inTitle) addAgainst(against, index.areas[owner]?.id ?? '', rows[row + startColumn] as number);
        continue;
      }
      if (role !== targetRole && role !== areaRole) continue;
      const isOfTarget = role === targetRole;
      const first = (isOfTarget ? firstOfTarget[owner] : firstOfArea[owner]) as number;
      const term = first + (rows[row + termColumn] as number);
      if ((forTarget.hit[term] as number) < 0) {
        terms.push(term);
        owners.push(isOfTarget ? owner : -1 - owner);
      }
      const start = rows[row + startColumn] as number;
      const weak = (kind & weakFlag) !== 0;
      const weight = weightAt(start, weak);
      note(forTarget, term, inBlock, number, weight);
      const end = rows[row + endColumn] as number;
      note(forArea, term, inBlock, number, inTitle ? weigh({ block: inBlock, start, end, weak }) : weight);
    }
  });
  const byTarget = new Map<number, WeighedHit[]>();
  const areas = index.areas.filter(({ id }) => id !== 'all');
  const byArea = new Map<string, WeighedHit[]>(areas.map(({ id }) => [id, []]));
  terms.forEach((term, place) => {
    const owner = owners[place] as number;
    const forOwner = takeOut(forTarget, term, found);
    const forAll = isSame(forTarget, forArea, term) ? forOwner : takeOut(forArea, term, found);
    forTarget.hit[term] = -1;
    forArea.hit[term] = -1;
    if (owner >= 0) {
      const own = byTarget.get(owner);
      if (own) own.push(forOwner);
      else byTarget.set(owner, [forOwner]);
    }
    byArea.get((owner >= 0 ? index.targets[owner]?.area : index.areas[-1 - owner]?.id) ?? '')?.push(forAll);
  });
  return { byTarget, byArea, against };
}

function addAgainst(against: Map<string, number>, area: string, start: number): void {
  against.set(area, Math.min(start, against.get(area) ?? start));
}

const isSame = (one: Noted, other: Noted, term: number): boolean =>
  one.hit[term] === other.hit[term] && one.block[term] === other.block[term] && one.weight[term] === other.weight[term];

function takeOut(noted: Noted, term: number, found: readonly Hits[]): WeighedHit {
  const block = noted.block[term] as number;
  const { role, owner, term: own, start, end, until, weak } = hitAt(found[block] as Hits, noted.hit[term] as number);
  return { role, owner, term: own, start, end, until, weak, block, weight: noted.weight[term] as number };
}
