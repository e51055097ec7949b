import type { MatchIndex } from '../matching/finding.ts';
import { matchTender, type PlacedHit } from '../matching/match.ts';
import { findHits, type Matcher } from '../matching/matcher.ts';
import type { Block, Item, Tender } from '../portals/tender.ts';
import type { Advised } from './advise.ts';
import { type BuyerProfile, bindingFor, countryOf, counts } from './binding.ts';
import { coverageOf, isNegated } from './coverage.ts';
import { compareAdvised, splitShown } from './rank.ts';
import { isStrictEnough } from './threshold.ts';

/** What one article's own words say against the targets: to somebody who orders, not to somebody who writes a tender. */
export interface ItemVerdict {
  /** Certain enough to be shown, the one whose sentence is shown first. */
  shown: Advised[];
  /** Labels to look for, by id, at most three: those that prove the first target. */
  wanted: string[];
  /** Labels that the article's own words name, by id; those that prove the first target first. */
  named: string[];
  /**
   * `named`: its words name a label that proves the first target, or say what the target asks for. `look`: they do
   * not. `none`: no target applies.
   */
  state: 'named' | 'look' | 'none';
  /** The words that say what the target asks for, where they do so without a label. */
  quote: string | null;
}

/** An article with its verdict. */
export interface ItemAdvice extends ItemVerdict {
  item: Item;
}

const mostWanted = 3;
const longestQuote = 80;
/** Says that a fuel or a class is known, not that the article is good: it counts by its class alone. */
const energyLabel = 'eu-energimaerke';
/** "Svanemærket: nej" names the label too. */
const denied = /^[\p{L}]{0,4}[^\p{L}\d]{0,6}(?:nej|nei|no|false)(?!\p{L})/iu;

/**
 * Gives the verdict on an article by its title and its description, with the score rule of every other text. Labels
 * are also looked for in what stands around it: its card, its badges, its certificates.
 */
export function adviseItem(
  matcher: Matcher,
  item: Pick<Item, 'blocks' | 'labels'>,
  { buyer, language }: Pick<Tender, 'buyer' | 'language'>,
  profile: BuyerProfile,
): ItemVerdict {
  const { index } = matcher;
  const country = countryOf({ buyer, language }, profile.country);
  const tender = { cpv: { main: null, additional: [] }, lots: [], language };
  const { findings, hits } = matchTender(matcher, tender, item.blocks);
  const around: Block = { where: 'text', lot: null, text: item.labels, source: null };
  const blocks = [...item.blocks, around];
  const label = findHits(matcher, around.text, language).map((hit) => ({ ...hit, block: item.blocks.length }));
  const named = namedLabels(index, [...hits, ...label], blocks);
  const targets = findings.flatMap((finding): Advised[] => {
    const target = index.targets.find(({ id, version }) => id === finding.target && version === finding.version);
    if (target?.state !== 'inForce') return [];
    const binding = bindingFor(target, profile, country);
    const isForeign = target.jurisdiction !== 'EU' && target.jurisdiction !== country;
    return [{ ...finding, binding, counts: counts(binding), coverage: 'missing', quote: null, isForeign }];
  });
  const labelsOf = ({ target, version }: Advised): string[] =>
    index.targets.find((one) => one.id === target && one.version === version)?.ecolabels ?? [];
  const shown = sentenceFirst(splitShown(targets).shown.sort(compareAdvised), labelsOf);
  const [first] = shown;
  if (!first)
    return { shown: [], wanted: [], named: named.filter((id) => id !== energyLabel), state: 'none', quote: null };
  const owner = index.targets.findIndex(({ id, version }) => id === first.target && version === first.version);
  const proving = labelsOf(first);
  const thresholds = index.targets[owner]?.thresholds ?? [];
  const counted = named.filter(
    (id) =>
      id !== energyLabel ||
      (proving.includes(id) && isStrictEnough(blocks.map(({ text }) => text).join('\n'), thresholds)),
  );
  const quote = saidOf(owner, index, [...hits, ...label], blocks);
  const proven = counted.filter((id) => proving.includes(id));
  return {
    shown,
    wanted: proving.slice(0, mostWanted),
    named: [...proven, ...counted.filter((id) => !proving.includes(id))],
    state: proven.length > 0 || quote !== null ? 'named' : 'look',
    quote: proven.length > 0 ? null : quote,
  };
}

/**
 * The target whose sentence helps most in a shop comes first: one that the article's own name speaks for, of the
 * buyer's own country, that names a label to look for. Where only other countries' schemes speak, they must name one.
 */
function sentenceFirst(shown: Advised[], labelsOf: (advised: Advised) => string[]): Advised[] {
  const worth = (advised: Advised): number =>
    (advised.isForeign ? 0 : 4) +
    (advised.reasons.some(({ where }) => where === 'title') ? 2 : 0) +
    (labelsOf(advised).length > 0 ? 1 : 0);
  return shown
    .filter((advised) => !advised.isForeign || labelsOf(advised).length > 0)
    .sort((one, other) => worth(other) - worth(one));
}

/** Labels that the words name and do not deny, in the order in which they stand. */
function namedLabels(index: MatchIndex, hits: readonly PlacedHit[], blocks: readonly Block[]): string[] {
  const named = hits.filter(
    (hit) =>
      hit.role === 'ecolabel' &&
      !isNegated(hit, blocks) &&
      !denied.test((blocks[hit.block]?.text ?? '').slice(hit.end, hit.end + 20)),
  );
  return [...new Set(named.map(({ owner }) => index.ecolabels[owner]?.id ?? ''))];
}

/** The words by which the article's text says all that the target asks for; null where it does not. */
function saidOf(owner: number, index: MatchIndex, hits: readonly PlacedHit[], blocks: readonly Block[]): string | null {
  const own = hits.filter((hit) => hit.owner === owner && (hit.role === 'coverage' || hit.role === 'target'));
  const covered = coverageOf(index, own, blocks).get(owner);
  if (covered?.coverage !== 'covered' || !covered.quote) return null;
  const { block, start, end } = covered.quote;
  return blocks[block]?.text.slice(start, end).slice(0, longestQuote) ?? null;
}

/** What the page as a whole is shown for: each target once, as its surest article has it. */
export function targetsOfItems(items: readonly ItemVerdict[]): Advised[] {
  const best = new Map<string, Advised>();
  for (const { shown } of items) {
    for (const advised of shown) {
      const key = `${advised.target} ${advised.version}`;
      if ((best.get(key)?.score ?? 0) < advised.score) best.set(key, advised);
    }
  }
  return [...best.values()].sort(compareAdvised);
}

/** How many articles there are, how many name a label, and how many are worth a look for one. */
export interface ItemCount {
  all: number;
  labelled: number;
  look: number;
}

/** Counts the articles of a page as its summary says them. */
export function countItems(items: readonly ItemVerdict[]): ItemCount {
  return {
    all: items.length,
    labelled: items.filter(({ named }) => named.length > 0).length,
    look: items.filter(({ state }) => state === 'look').length,
  };
}
