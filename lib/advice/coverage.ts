import type { Coverage, MatchIndex } from '../matching/finding.ts';
import { type Hits, hitsBetween, rowsOf } from '../matching/hits.ts';
import type { PlacedHit } from '../matching/match.ts';
import type { Block } from '../portals/tender.ts';
import type { Piece, Saying } from './coverage-piece.ts';
import { createReadings, type Readings } from './coverage-readings.ts';
import { isDenied } from './demand.ts';
import { piecesOf } from './pieces.ts';
import { finished, type Steps } from './steps.ts';

/** Whether the text already asks for what a target asks, and the words that do. */
export interface Covered {
  coverage: Coverage;
  quote: { block: number; start: number; end: number } | null;
}

/** A piece where it stands, with the pieces of its block that its sentences go on from and into. */
interface Placed {
  piece: Piece;
  block: number;
  start: number;
  before: Placed | null;
  after: Placed | null;
}

/**
 * Coverage of each target from the hits of one pass. A wording of the target's own, or a label that proves it, covers
 * it where its sentence asks for all of it, is as strict as the target's limits and is about the target's thing. It
 * covers partly where it is laxer, names no figure, is a wish or only earns points, or may be about something else.
 * What is said not to be asked, or is asked of another area's thing, is missing.
 */
export function coverageOf(
  index: MatchIndex,
  hits: readonly PlacedHit[],
  blocks: readonly Block[],
): Map<number, Covered> {
  const sorted = [...hits].sort((one, other) => one.start - other.start);
  const found = blocks.map((_, block) => rowsOf(sorted.filter((hit) => hit.block === block)));
  return finished(coverageInSteps(index, found, blocks, createReadings()));
}

/**
 * The same, one wording or label at a time: a long text has thousands of them, and a page waits meanwhile. Reads the
 * texts in pieces and combines what they say, so that a change costs what the changed pieces cost.
 * @param found the hits of each block
 * @param readings what is remembered of the pieces from one time to the next
 */
export function* coverageInSteps(
  index: MatchIndex,
  found: readonly Hits[],
  blocks: readonly Block[],
  readings: Readings,
): Steps<Map<number, Covered>> {
  const covered = new Map<number, Covered>();
  const all = yield* placedPieces(index, found, blocks, readings);
  const isCovered = (owner: number): boolean => covered.get(owner)?.coverage === 'covered';
  const isAbout = aboutIn(all, blocks);
  const keep = (owner: number, place: Placed, said: readonly Saying[]): void => {
    for (const saying of said) {
      if (isCovered(owner)) return;
      const coverage = isAbout(owner, place, saying) ? saying.coverage : 'partly';
      if (covered.get(owner)?.coverage === coverage) continue;
      const { start, end } = saying.quote;
      const quote = { block: place.block, start: place.start + start, end: place.start + end };
      covered.set(owner, { coverage, quote });
    }
  };
  for (const place of all) {
    for (const owner of place.piece.owners) {
      if (!isCovered(owner)) keep(owner, place, yield* place.piece.wordingsFor(owner));
    }
  }
  const byLabel = new Map<string, Placed[]>();
  for (const place of all) {
    for (const label of place.piece.labels) byLabel.set(label, [...(byLabel.get(label) ?? []), place]);
  }
  for (const [owner, { ecolabels }] of index.targets.entries()) {
    for (const label of ecolabels) {
      for (const place of byLabel.get(label) ?? []) {
        if (isCovered(owner)) break;
        keep(owner, place, yield* place.piece.labelFor(owner, label));
      }
    }
  }
  return covered;
}

/** The pieces of all blocks that anything was found in, in order. */
function* placedPieces(
  index: MatchIndex,
  found: readonly Hits[],
  blocks: readonly Block[],
  readings: Readings,
): Steps<Placed[]> {
  const all: Placed[] = [];
  const remembered = readings.begin(index);
  for (const [block, { text }] of blocks.entries()) {
    const hits = found[block];
    if (!hits || hits.count === 0) continue;
    let before: Placed | null = null;
    let row = 0;
    for (const [start, end] of piecesOf(text)) {
      yield;
      const own = hitsBetween(hits, row, start, end + 1);
      row += own.count;
      const place: Placed = {
        piece: remembered.piece(text.slice(start, end), own),
        block,
        start,
        before: null,
        after: null,
      };
      // A sentence ends with its line, and another with the blank one behind that.
      const isApart = text.charAt(start) === '\n' && /[.!?]/.test(text.charAt(start - 2));
      if (before && !isApart) {
        place.before = before;
        before.after = place;
      }
      all.push(place);
      before = place;
    }
  }
  remembered.end();
  return all;
}

/**
 * Tells whether what a piece says is about the target's own thing: its words stand in the sentence or one beside it, in
 * the title of the lot or, outside lots, of the tender. Where none of its words stands anywhere the code spoke for it.
 */
function aboutIn(all: readonly Placed[], blocks: readonly Block[]) {
  const named = new Map<number, readonly Placed[]>();
  const placesOf = (owner: number): readonly Placed[] => {
    const places = named.get(owner) ?? all.filter(({ piece }) => piece.names(owner));
    named.set(owner, places);
    return places;
  };
  return (owner: number, { block, before, after }: Placed, { isNear, isFirst, isLast }: Saying): boolean => {
    if (isNear || (isFirst && before?.piece.names(owner, 'last')) || (isLast && after?.piece.names(owner, 'first'))) {
      return true;
    }
    const places = placesOf(owner);
    const lot = blocks[block]?.lot ?? null;
    const title = lot === null ? 'title' : `lots/${lot}/title`;
    return places.length === 0 || places.some((other) => other.block !== block && blocks[other.block]?.where === title);
  };
}

/** Whether the words before a hit turn it round ("uden", "not"). */
export function isNegated(hit: PlacedHit, blocks: readonly Block[]): boolean {
  return isDenied(blocks[hit.block]?.text ?? '', hit);
}
