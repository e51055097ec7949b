import { elementAround, nextBeside } from './compose.ts';
import { longestLabel } from './label-text.ts';
import type { FieldOfLabel } from './labels.ts';
import type { Heading, Pair, PlacedPiece } from './outline.ts';
import {
  headingLevel,
  isHeading,
  type Place,
  placeOfHeading,
  placeOfLotId,
  placeOfNumberedLine,
  placeOfSection,
} from './place.ts';
import { breaksLine, idOf, isSilent, leadText, squeeze, type Visitor, walk } from './text.ts';
import { isViewerValue, viewerHeading } from './viewer.ts';

/** What holds for the whole page; when it changes, everything is read again. */
export interface Rules {
  /** Elements that only repeat the notice. */
  skip: ReadonlySet<Element>;
  /** Ids of hidden parts that a control of the page opens. */
  disclosed: ReadonlySet<string>;
  /** Heading numbers mean the official sections. */
  numbered: boolean;
  fieldOf: FieldOfLabel;
}

/** Where the reader stands at the border between two parts of the page. */
export interface Situation {
  place: Place;
  /** A new line begins here. */
  fresh: boolean;
  searching: boolean;
  /** The `label` element around. */
  label: Element | null;
}

/** A form control as it was met; its words and its value are looked up when the whole page has been read. */
export interface MetControl {
  element: Element;
  label: Element | null;
  place: Place;
  search: boolean;
  /** How many labels of its strip stand before it. */
  pairsBefore: number;
}

/** What was read of one part of the page. */
export interface Strip {
  entry: Situation;
  exit: Situation;
  pairs: Pair[];
  controls: MetControl[];
  headings: Heading[];
  pieces: PlacedPiece[];
  links: HTMLAnchorElement[];
  /** Texts of `label` elements by the id they are for. */
  labelTexts: [id: string, text: string][];
  /** Characters of text. */
  length: number;
  /** Starts of the labels, with all that contains them in this part. */
  labelled: ReadonlySet<Node>;
  /** Labels whose control was looked for elsewhere on the page, with what was found: a value may stand there too. */
  lookedUp: { label: Element; named: Element | null; hadControl: boolean }[];
  /** What readers worked out from this strip alone. */
  memo: Map<unknown, unknown>;
}

const aside = new Set(['NAV', 'FOOTER', 'ASIDE', 'HEAD']);
const asideRoles = new Set(['navigation', 'banner', 'contentinfo', 'complementary', 'dialog', 'alertdialog', 'search']);
const controlTags = new Set(['INPUT', 'TEXTAREA', 'SELECT']);
const textInputs = new Set(['', 'text', 'number', 'date', 'datetime-local', 'tel', 'url', 'search', 'time', 'month']);
const labelTags = new Set(['A', 'BUTTON', 'OPTION', 'LABEL']);

export function isSameSituation(one: Situation, other: Situation): boolean {
  return (
    one.fresh === other.fresh &&
    one.searching === other.searching &&
    one.label === other.label &&
    isSamePlace(one.place, other.place)
  );
}

function isSamePlace(one: Place, other: Place): boolean {
  if (one === other) return true;
  return (
    one.part === other.part &&
    one.lot === other.lot &&
    one.level === other.level &&
    one.lotTitle === other.lotTitle &&
    one.count === other.count
  );
}

/** Reads neighbouring nodes with all that is in them. */
export function readNodes(first: Node, last: Node, entry: Situation, rules: Rules): Strip {
  const collector = collectorOf(entry, rules, elementAround(first));
  for (let node: Node | null = first; node; node = node === last ? null : nextBeside(node)) {
    walk(node, collector.visitor);
  }
  return collector.strip();
}

/** Reads an element without what is in it; `isOpen` says whether that is read too. */
export function readElement(element: Element, entry: Situation, rules: Rules): { strip: Strip; isOpen: boolean } {
  const collector = collectorOf(entry, rules, elementAround(element));
  const isOpen = collector.visitor.enter(element);
  return { strip: collector.strip(), isOpen };
}

/** Where the reader stands after an element that it was in. */
export function leaveElement(element: Element, entry: Situation, inside: Situation): Situation {
  const fresh = inside.fresh || breaksLine(element);
  return { place: inside.place, fresh, searching: entry.searching, label: entry.label };
}

/** Hidden by its own attributes and not the target of a disclosure; tabs and "show details" parts are read. */
function isHidden(element: Element, disclosed: ReadonlySet<string>): boolean {
  const style = element.getAttribute('style');
  const hidden =
    (element.hasAttribute('hidden') && element.getAttribute('hidden') !== 'until-found') ||
    (style !== null && /display\s*:\s*none|visibility\s*:\s*hidden/i.test(style));
  if (!hidden) return false;
  return element.getAttribute('role') !== 'tabpanel' && !disclosed.has(idOf(element));
}

/** A label key names a field, not a code or an answer printed as value. */
function isLabelKey(key: string | null): key is string {
  return key !== null && !/(?:^|\.)(?:code|indicator)\||\|\d{8}$/.test(key);
}

/** Whether the user writes rich text in the element; a frame's whole document may be such a place. */
export function isEditor(element: Element): boolean {
  const value = element.getAttribute('contenteditable');
  if (value !== null) return value !== 'false';
  return element.tagName === 'BODY' && element.ownerDocument.designMode === 'on';
}

/** What a `label` names by its `for`, wherever on the page that stands. */
export function namedBy(label: Element): Element | null {
  const target = label.tagName === 'LABEL' ? label.getAttribute('for') : null;
  return (target && (label.getRootNode() as Document).getElementById?.(target)) || null;
}

/** Whether a `label` belongs to a control of the page: then its text is not followed by a value. */
function hasControl(label: Element, named: Element | null): boolean {
  if (named && (controlTags.has(named.tagName) || isEditor(named))) return true;
  return label.querySelector('input, textarea, select, [contenteditable]') !== null;
}

/** Whether everything that the strip took from elsewhere on the page still holds. */
export function holdsOutside({ lookedUp }: Pick<Strip, 'lookedUp'>): boolean {
  return lookedUp.every(({ label, named, hadControl }) => {
    return namedBy(label) === named && hasControl(label, named) === hadControl;
  });
}

function collectorOf(entry: Situation, rules: Rules, around: Element | null) {
  const { fieldOf } = rules;
  let { place, fresh } = entry;
  let searching: Element | boolean = entry.searching;
  let labelElement = entry.label;
  let length = 0;
  const pairs: Pair[] = [];
  const controls: MetControl[] = [];
  const headings: Heading[] = [];
  const pieces: PlacedPiece[] = [];
  const links: HTMLAnchorElement[] = [];
  const labelTexts: Strip['labelTexts'] = [];
  const labelled = new Set<Node>();
  const lookedUp: Strip['lookedUp'] = [];

  const addPair = (pair: Pair): void => {
    pairs.push(pair);
    for (let node: Node | null = pair.start; node && node !== around; node = elementAround(node)) {
      if (labelled.has(node)) break;
      labelled.add(node);
    }
  };

  const addControl = (element: Element): void => {
    const type = element.getAttribute('type')?.toLowerCase() ?? '';
    if (element.tagName === 'INPUT' && !textInputs.has(type)) return;
    const search = searching !== false || type === 'search';
    controls.push({ element, label: labelElement, place, search, pairsBefore: pairs.length });
  };

  const addTextPair = (node: Text, parent: Element): void => {
    if (labelTags.has(parent.tagName) && parent.tagName !== 'LABEL') return;
    if (parent.classList.contains('data') || isViewerValue(parent)) return;
    if (/\(\s*$/.test(node.previousSibling?.textContent ?? '')) return;
    const data = node.data;
    if (data.length <= longestLabel + 40) {
      const field = fieldOf(data.trim());
      if (field !== null) {
        if (standsAlone(parent)) addPair({ key: null, field, label: parent, start: node, inline: null, place });
        return;
      }
    }
    const colon = data.slice(0, longestLabel + 20).indexOf(':');
    if (colon < 2 || !/\S/.test(data.slice(colon + 1))) return;
    const field = fieldOf(data.slice(0, colon).trim());
    if (field === null || !standsAlone(parent)) return;
    addPair({ key: null, field, label: parent, start: node, inline: { node, from: colon + 1 }, place });
  };

  const standsAlone = (parent: Element): boolean => {
    if (parent.tagName !== 'LABEL') return true;
    const named = namedBy(parent);
    const hadControl = hasControl(parent, named);
    lookedUp.push({ label: parent, named, hadControl });
    return !hadControl;
  };

  const visitor: Required<Visitor> = {
    enter(element) {
      const tag = element.tagName;
      if (isSilent(element) || aside.has(tag) || rules.skip.has(element) || isHidden(element, rules.disclosed))
        return false;
      const role = element.getAttribute('role');
      if (role === 'search' || tag === 'SEARCH') searching ||= element;
      else if (role !== null && asideRoles.has(role)) return false;
      if (tag === 'HEADER' && (element.parentElement?.tagName === 'BODY' || element.querySelector('nav'))) return false;
      if (tag === 'FORM' && element.getAttribute('method')?.toLowerCase() === 'get') searching ||= element;
      if (breaksLine(element)) fresh = true;
      if (tag === 'A') links.push(element as HTMLAnchorElement);
      if (tag === 'LABEL') {
        labelElement ??= element;
        const target = element.getAttribute('for');
        if (target) labelTexts.push([target, squeeze(element.textContent ?? '')]);
      }
      if (controlTags.has(tag) || isEditor(element)) {
        addControl(element);
        return false;
      }
      const id = idOf(element);
      if (id.startsWith('section')) place = placeOfSection(id, place);
      const block = viewerHeading(element);
      if (block !== null) place = placeOfNumberedLine(block, place);
      if (isHeading(element)) {
        place = placeOfHeading(element, place, rules.numbered);
        const level = headingLevel(element);
        if (level !== null) {
          headings.push({ element, level, text: leadText(element, 400), place });
        }
      }
      const key = element.getAttribute('data-labels-key');
      if (isLabelKey(key)) {
        const field = fieldOf(leadText(element, longestLabel + 40));
        addPair({ key, field, label: element, start: element, inline: null, place });
      }
      return true;
    },
    leave(element) {
      if (breaksLine(element)) fresh = true;
      if (element === searching) searching = false;
      if (element === labelElement) labelElement = null;
    },
    text(node) {
      const parent = node.parentElement ?? elementAround(node);
      if (!parent || (parent as HTMLElement).isContentEditable === true) return;
      const size = node.data.length;
      if (size > 0) pieces.push({ node, fresh, place });
      if (!/\S/.test(node.data)) return;
      fresh = false;
      length += size;
      if (size < 60 && node.data.includes('-0')) place = placeOfLotId(node.data, place);
      if (!isLabelKey(parent.getAttribute('data-labels-key'))) addTextPair(node, parent);
    },
  };

  const strip = (): Strip => ({
    entry,
    exit: { place, fresh, searching: searching !== false, label: labelElement },
    pairs,
    controls,
    headings,
    pieces,
    links,
    labelTexts,
    length,
    labelled,
    lookedUp,
    memo: new Map(),
  });
  return { visitor, strip };
}
