import type { MatchIndex, MatchTarget } from '../matching/finding.ts';
import { chosen } from '../matching/hits.ts';
import { type FindHits, matchTender, type PlacedHit, placedHits } from '../matching/match.ts';
import { findHits, hitsIn, type Matcher } from '../matching/matcher.ts';
import type { Block, Item, Tender } from '../portals/tender.ts';
import type { Advice } from './advise.ts';
import type { Advised } from './advised.ts';
import { type BuyerProfile, bindingFor, countryOf, counts } from './binding.ts';
import { coverageOf, isNegated } from './coverage.ts';
import { readArticleTitle } from './item-title.ts';
import { compareAdvised, splitShown } from './rank.ts';
import { isStrictEnough } from './threshold.ts';

/** What one article's own words say against the targets: to somebody who orders, not to somebody who writes a tender. */
export interface ItemVerdict {
  /** Certain enough to be shown, the one whose sentence is shown first. */
  shown: Advised[];
  /** What is shown is not in force yet: no requirement, but its label is as good a sign today. */
  isComing: boolean;
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
/** Food may only be called organic where it is certified (Regulation (EU) 2018/848, article 30): the word is as good. */
const organicLabel = 'eu-oekologi';
const organic = /(?<!\p{L}|(?:ikke|ikkje|not|non)[-\s])(?:øko|økologisk\p{L}*|organic)(?![\p{L}])/iu;
/** Vehicles and works are not put in a basket: what has their name in a shop is a toy of them, or a part. */
const neverArticles: ReadonlySet<string> = new Set(['transport', 'civil-works']);
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
  const { findings, found } = matchTender(matcher, tender, item.blocks, articleHits(item.blocks));
  const hits = placedHits(found);
  const around: Block = { where: 'text', lot: null, text: item.labels, source: null };
  const blocks = [...item.blocks, around];
  const label = findHits(matcher, around.text, language).map((hit) => ({ ...hit, block: item.blocks.length }));
  const ofPlaces = new Set(index.ecolabels.filter(({ ofPlace }) => ofPlace).map(({ id }) => id));
  const named = namedLabels(index, [...hits, ...label], blocks).filter((id) => !ofPlaces.has(id));
  const targets = findings.flatMap((finding): (Advised & Pick<MatchTarget, 'state'>)[] => {
    const target = index.targets.find(({ id, version }) => id === finding.target && version === finding.version);
    if (!target || neverArticles.has(target.area)) return [];
    const binding = bindingFor(target, profile, country);
    const isForeign = target.jurisdiction !== 'EU' && target.jurisdiction !== country;
    const { state } = target;
    return [{ ...finding, binding, counts: counts(binding), coverage: 'missing', quote: null, isForeign, state }];
  });
  const labelsOf = ({ target, version }: Advised): string[] =>
    (index.targets.find((one) => one.id === target && one.version === version)?.ecolabels ?? []).filter(
      (id) => !ofPlaces.has(id),
    );
  const shownOf = (list: readonly Advised[]): Advised[] =>
    sentenceFirst(splitShown(list).shown.sort(compareAdvised), labelsOf);
  const inForce = shownOf(targets.filter(({ state }) => state === 'inForce'));
  const coming = targets.filter((target) => target.state === 'coming' && labelsOf(target).length > 0);
  const shown = inForce.length > 0 ? inForce : shownOf(coming);
  const isComing = shown.length > inForce.length;
  const [first] = shown;
  if (!first) {
    const told = named.filter((id) => id !== energyLabel);
    return { shown: [], isComing, wanted: [], named: told, state: 'none', quote: null };
  }
  const owner = index.targets.findIndex(({ id, version }) => id === first.target && version === first.version);
  const proving = labelsOf(first);
  const thresholds = index.targets[owner]?.thresholds ?? [];
  const counted = named.filter(
    (id) =>
      id !== energyLabel ||
      (proving.includes(id) && isStrictEnough(blocks.map(({ text }) => text).join('\n'), thresholds)),
  );
  const quote =
    saidOf(owner, index, [...hits, ...label], blocks) ??
    (proving.includes(organicLabel) ? organicWord(item.blocks) : null);
  const proven = counted.filter((id) => proving.includes(id));
  return {
    shown: shown.map(withoutState),
    isComing,
    wanted: proving.slice(0, mostWanted),
    named: [...proven, ...counted.filter((id) => !proving.includes(id))],
    state: proven.length > 0 || quote !== null ? 'named' : 'look',
    quote: proven.length > 0 ? null : quote,
  };
}

const withoutState = ({ state: _, ...advised }: Advised & Partial<Pick<MatchTarget, 'state'>>): Advised => advised;

/**
 * Finds the hits of an article: those in its title that name it, and those elsewhere unless the title names a thing
 * that only serves what they name.
 */
function articleHits([first]: readonly Block[]): FindHits {
  if (first?.where !== 'title') return hitsIn;
  let title: ReturnType<typeof readArticleTitle> | null = null;
  let isNamed = false;
  return (matcher, text, language) => {
    const hits = hitsIn(matcher, text, language);
    if (text === first.text) {
      const read = readArticleTitle(text, language);
      title = read;
      isNamed = false;
      return chosen(hits, text.length, (hit) => {
        if (hit.role !== 'target') return true;
        const isKept = read.isArticle(hit);
        isNamed ||= isKept && !hit.weak;
        return isKept;
      });
    }
    return title?.isOther && !isNamed ? chosen(hits, text.length, ({ role }) => role !== 'target') : hits;
  };
}

/**
 * The target whose sentence helps most in a shop comes first: one that the article's own name speaks for, of the
 * buyer's own country, that names a label to look for; then the one that more of the name speaks for, as "LED bulb E27"
 * for that socket. Where only other countries' schemes speak, they must name one.
 */
function sentenceFirst(shown: Advised[], labelsOf: (advised: Advised) => string[]): Advised[] {
  const worth = (advised: Advised): number =>
    (advised.isForeign ? 0 : 4) +
    (advised.reasons.some(({ where }) => where === 'title') ? 2 : 0) +
    (labelsOf(advised).length > 0 ? 1 : 0);
  const named = (advised: Advised): number =>
    advised.reasons.reduce((sum, { where, text }) => (where === 'title' ? sum + text.length : sum), 0);
  return shown
    .filter((advised) => !advised.isForeign || labelsOf(advised).length > 0)
    .sort((one, other) => worth(other) - worth(one) || named(other) - named(one));
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

/** The word by which an article calls itself organic; null where it does not, or denies it. */
function organicWord(blocks: readonly Block[]): string | null {
  for (const { text } of blocks) {
    const found = organic.exec(text);
    if (found) return found[0];
  }
  return null;
}

/** What the page as a whole is shown for: each target once, as its surest article has it. */
export function targetsOfItems(items: readonly ItemVerdict[]): Pick<Advice, 'shown' | 'coming'> {
  return {
    shown: bestOf(items.filter(({ isComing }) => !isComing)),
    coming: bestOf(items.filter(({ isComing }) => isComing)),
  };
}

function bestOf(items: readonly ItemVerdict[]): Advised[] {
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
