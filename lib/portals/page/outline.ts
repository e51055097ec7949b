import type { FieldName } from '../adapter.ts';
import { isLogin } from '../login.ts';
import { elementAround } from './compose.ts';
import { type FieldOfLabel, fieldOfLabel } from './labels.ts';
import type { Page } from './page.ts';
import type { Branch, Leaf } from './page-tree.ts';
import { nowhere, type Place } from './place.ts';
import {
  holdsOutside,
  isEditor,
  isSameSituation,
  leaveElement,
  type MetControl,
  type Rules,
  readElement,
  readNodes,
  type Situation,
  type Strip,
} from './strip.ts';
import { idOf, type Piece, squeeze } from './text.ts';

/** A label met on the page; its value is looked up only when somebody asks (`values.ts`). */
export interface Pair {
  /** Official label key, whole. Null for a label known by its text alone. */
  key: string | null;
  /** The field its text stands for; null for an official key whose text is not in the list. */
  field: FieldName | null;
  /** The element that the label stands in. */
  label: Element;
  /** The label itself, where the search for its value begins: that element, or the text node of a label text. */
  start: Node;
  /** Set when label and value share one text node ("CPV: 80532000"): the node, and where its value begins. */
  inline: { node: Text; from: number } | null;
  place: Place;
}

/** A form control the user can read or write. */
export interface Control {
  element: Element;
  /** Words beside it; empty when it has none. */
  label: string;
  value: string;
  editable: boolean;
  long: boolean;
  place: Place;
  /** Pair whose label stands right before it in the same row or block. */
  before: Pair | null;
  /** Inside a search form. */
  search: boolean;
}

export interface Heading {
  element: Element;
  level: number;
  text: string;
  place: Place;
}

/** A text node in reading order with its place. */
export interface PlacedPiece extends Piece {
  place: Place;
}

/** What one pass over the page has collected, in document order. */
export interface Outline {
  page: Page;
  pairs: readonly Pair[];
  controls: readonly Control[];
  headings: readonly Heading[];
  /** Put together when it is asked for; what can do with the strips one by one costs less. */
  readonly pieces: readonly PlacedPiece[];
  /** The page's parts in reading order; one that has not changed is the same object as in the reading before. */
  strips: readonly Strip[];
  links: readonly HTMLAnchorElement[];
  /** Characters of text met, menus left out. */
  length: number;
  /** The page asks for a password to let its reader in. The pass ends there. */
  password: boolean;
  /** Whether a node is a label or contains one: a value ends where the next label begins. */
  labelled: { has: (node: Node) => boolean };
  /** What a label text stands for on this page. */
  fieldOf: FieldOfLabel;
}

/** The strips of a branch with what they hold together. */
interface Span extends Pick<Strip, 'pairs' | 'headings' | 'links' | 'labelTexts' | 'lookedUp' | 'length'> {
  rules: Rules;
  entry: Situation;
  exit: Situation;
  strips: Strip[];
  controls: MetControl[];
}

const spanKey = 'span';

function isVisible(element: Element): boolean {
  if (element.closest('[hidden], [style*="display:none"], [style*="display: none"], template, dialog:not([open])')) {
    return false;
  }
  return typeof element.checkVisibility === 'function' ? element.checkVisibility() : true;
}

/**
 * One pass over the page, in document order: labels, controls, headings and text with their places. Reads no style,
 * waits for nothing, changes nothing. A page that remembers is read again only in the parts that have changed.
 * @param skip selectors of elements that only repeat the notice
 * @param fieldOf what label texts stand for, the portal's own labels among them
 */
export function outlineOf(
  page: Page,
  skip: readonly string[],
  numbered: boolean,
  fieldOf: FieldOfLabel = fieldOfLabel,
): Outline {
  const password = isLogin(page, fieldOf, isVisible);
  const root = password || !page.body ? null : page.tree.settle();
  const span = root && spanOf(page, root, start, rulesOf(page, skip, numbered, fieldOf));
  let pieces: readonly PlacedPiece[] | null = null;
  return {
    page,
    pairs: span?.pairs ?? [],
    controls: span ? controlsOf(span) : [],
    headings: span?.headings ?? [],
    get pieces() {
      pieces ??= span?.strips.flatMap((strip) => strip.pieces) ?? [];
      return pieces;
    },
    strips: span?.strips ?? [],
    links: span?.links ?? [],
    length: span?.length ?? 0,
    password,
    labelled: { has: (node) => isLabelled(page, node) },
    fieldOf,
  };
}

const start: Situation = { place: nowhere, fresh: false, searching: false, label: null };

function spanOf(page: Page, branch: Branch, entry: Situation, rules: Rules): Span {
  const known = branch.memo.get(spanKey) as Span | undefined;
  if (known && known.rules === rules && isSameSituation(known.entry, entry) && holdsOutside(known)) return known;
  const { strip: own, isOpen } = readElement(branch.element, entry, rules);
  const span: Span = {
    rules,
    entry,
    exit: entry,
    strips: [],
    pairs: [],
    controls: [],
    headings: [],
    links: [],
    labelTexts: [],
    lookedUp: [],
    length: 0,
  };
  add(span, own, [own]);
  let situation = own.exit;
  for (const part of isOpen ? branch.parts : []) {
    const found = part.kind === 'leaf' ? stripOf(page, part, situation, rules) : spanOf(page, part, situation, rules);
    add(span, found, 'strips' in found ? found.strips : [found]);
    situation = found.exit;
  }
  span.exit = leaveElement(branch.element, entry, situation);
  branch.memo.set(spanKey, span);
  return span;
}

function stripOf(page: Page, leaf: Leaf, entry: Situation, rules: Rules): Strip {
  const known = leaf.memo.get(spanKey) as { strip: Strip; rules: Rules } | undefined;
  if (known && known.rules === rules && isSameSituation(known.strip.entry, entry) && holdsOutside(known.strip)) {
    return known.strip;
  }
  page.pace();
  for (const { label } of known?.strip.lookedUp ?? []) page.tree.mark(label);
  const strip = readNodes(leaf.first, leaf.last, entry, rules);
  leaf.memo.set(spanKey, { strip, rules });
  return strip;
}

function add(span: Span, found: Strip | Span, strips: readonly Strip[]): void {
  const pairsBefore = span.pairs.length;
  for (const strip of strips) span.strips.push(strip);
  for (const control of found.controls) {
    span.controls.push({ ...control, pairsBefore: pairsBefore + control.pairsBefore });
  }
  for (const pair of found.pairs) span.pairs.push(pair);
  for (const heading of found.headings) span.headings.push(heading);
  for (const link of found.links) span.links.push(link);
  for (const text of found.labelTexts) span.labelTexts.push(text);
  for (const label of found.lookedUp) span.lookedUp.push(label);
  span.length += found.length;
}

/** The strip that a node was read in. */
export function stripAt({ tree }: Page, node: Node): Strip | null {
  const part = tree.partAt(node);
  if (part?.kind !== 'leaf') return null;
  return (part.memo.get(spanKey) as { strip: Strip } | undefined)?.strip ?? null;
}

function isLabelled({ tree }: Page, node: Node): boolean {
  const part = tree.partAt(node);
  if (!part) return false;
  const known = part.memo.get(spanKey);
  if (part.kind === 'leaf') return (known as { strip: Strip } | undefined)?.strip.labelled.has(node) ?? false;
  return part.element === node && ((known as Span | undefined)?.pairs.length ?? 0) > 0;
}

const rulesByPage = new WeakMap<Page, { rules: Rules; skipped: readonly unknown[]; disclosing: readonly unknown[] }>();

/** The rules of the page; the same object as before when nothing of them has changed. */
function rulesOf(page: Page, skip: readonly string[], numbered: boolean, fieldOf: FieldOfLabel): Rules {
  const before = rulesByPage.get(page);
  const skipped = skip.map((selector) => page.querySelectorAll(selector));
  const disclosing = [
    page.querySelectorAll('[aria-controls], [data-target^="#"], [data-bs-target^="#"]'),
    page.querySelectorAll('a[href^="#"]'),
  ];
  const isSame = (one: readonly unknown[], other: readonly unknown[]): boolean =>
    one.length === other.length && one.every((item, index) => item === other[index]);
  const old = before?.rules;
  const disclosed = before && isSame(before.disclosing, disclosing) ? before.rules.disclosed : disclosedIds(disclosing);
  const rules: Rules = {
    skip: before && isSame(before.skipped, skipped) ? before.rules.skip : new Set(skipped.flatMap((all) => [...all])),
    disclosed: old && hasSameItems(old.disclosed, disclosed) ? old.disclosed : disclosed,
    numbered,
    fieldOf,
  };
  if (old && hasSameItems(old.skip, rules.skip)) rules.skip = old.skip;
  const isOld =
    old?.skip === rules.skip &&
    old.disclosed === rules.disclosed &&
    old.numbered === numbered &&
    old.fieldOf === fieldOf;
  const kept = isOld ? old : rules;
  rulesByPage.set(page, { rules: kept, skipped, disclosing });
  return kept;
}

function hasSameItems<T>(one: ReadonlySet<T>, other: ReadonlySet<T>): boolean {
  return one === other || (one.size === other.size && [...one].every((item) => other.has(item)));
}

/** Ids that a control of the page opens. */
function disclosedIds(disclosing: readonly Iterable<Element>[]): Set<string> {
  const ids = new Set<string>();
  const [controls = [], links = []] = disclosing;
  for (const element of controls) {
    for (const name of ['aria-controls', 'data-target', 'data-bs-target']) {
      for (const id of (element.getAttribute(name) ?? '').split(/\s+/)) ids.add(id.replace(/^#/, ''));
    }
  }
  for (const link of links) ids.add((link.getAttribute('href') ?? '').slice(1));
  ids.delete('');
  return ids;
}

/** The controls with their words and values as they are now: no change of a value tells of itself. */
function controlsOf({ controls, pairs, labelTexts }: Span): Control[] {
  const texts = new Map(labelTexts);
  return controls.map(({ element, label, place, search, pairsBefore }) => {
    const input = element as HTMLInputElement;
    const root = element.getRootNode() as Document;
    const labelledBy = (element.getAttribute('aria-labelledby') ?? '')
      .split(/\s+/)
      .map((id) => (id === '' ? '' : (root.getElementById?.(id)?.textContent ?? '')))
      .join(' ');
    const words =
      squeeze(labelledBy) || squeeze(label?.textContent ?? '') || (element.getAttribute('aria-label') ?? '');
    return {
      element,
      label: words || (texts.get(idOf(element)) ?? '') || frameTitle(element),
      value: valueOfControl(element),
      editable: isEditor(element) || (!input.readOnly && !input.disabled),
      long: element.tagName === 'TEXTAREA' || isEditor(element),
      place,
      before: pairs[pairsBefore - 1] ?? null,
      search,
    };
  });
}

/** What the frame of a rich-text editor is called: its whole document is the field. */
function frameTitle(element: Element): string {
  if (element.tagName !== 'BODY') return '';
  const frame = elementAround(element.getRootNode());
  return squeeze(frame?.getAttribute('aria-label') ?? frame?.getAttribute('title') ?? '');
}

function valueOfControl(element: Element): string {
  if (element.tagName === 'SELECT') {
    const select = element as HTMLSelectElement;
    return squeeze([...select.selectedOptions].map((option) => option.textContent ?? '').join(' '));
  }
  if (element.tagName === 'INPUT' || element.tagName === 'TEXTAREA') return (element as HTMLInputElement).value.trim();
  return squeeze(element.textContent ?? '');
}
