import type { FieldName } from './adapter.ts';
import { type FieldOfLabel, fieldOfLabel, longestLabel } from './labels.ts';
import {
  headingLevel,
  isHeading,
  nowhere,
  type Place,
  placeOfHeading,
  placeOfLotId,
  placeOfNumberedLine,
  placeOfSection,
} from './place.ts';
import { breaksLine, idOf, isSilent, type Piece, squeeze, walk } from './text.ts';
import { isViewerValue, viewerHeading } from './viewer.ts';

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
interface PlacedPiece extends Piece {
  place: Place;
}

/** What one pass over the page has collected, in document order. */
export interface Outline {
  pairs: Pair[];
  controls: Control[];
  headings: Heading[];
  pieces: PlacedPiece[];
  links: HTMLAnchorElement[];
  /** Characters of text met, menus left out. */
  length: number;
  /** A password field that can be seen. The pass ends there. */
  password: boolean;
  /** Elements that are labels, with all that contain them: a value ends where the next label begins. */
  labelled: Set<Node>;
  /** What a label text stands for on this page. */
  fieldOf: FieldOfLabel;
}

const aside = new Set(['NAV', 'FOOTER', 'ASIDE', 'HEAD']);
const asideRoles = new Set(['navigation', 'banner', 'contentinfo', 'complementary', 'dialog', 'alertdialog', 'search']);
const controlTags = new Set(['INPUT', 'TEXTAREA', 'SELECT']);
const textInputs = new Set(['', 'text', 'number', 'date', 'datetime-local', 'tel', 'url', 'search', 'time', 'month']);
const labelTags = new Set(['A', 'BUTTON', 'OPTION', 'LABEL']);

/** Hidden by its own attributes and not the target of a disclosure; tabs and "show details" parts are read. */
function isHidden(element: Element, disclosed: ReadonlySet<string>): boolean {
  const style = element.getAttribute('style');
  const hidden =
    (element.hasAttribute('hidden') && element.getAttribute('hidden') !== 'until-found') ||
    (style !== null && /display\s*:\s*none|visibility\s*:\s*hidden/i.test(style));
  if (!hidden) return false;
  return element.getAttribute('role') !== 'tabpanel' && !disclosed.has(idOf(element));
}

/** Ids that a control of the page opens. */
function disclosedIds(document: Document): Set<string> {
  const ids = new Set<string>();
  for (const element of document.querySelectorAll('[aria-controls], [data-target^="#"], [data-bs-target^="#"]')) {
    for (const name of ['aria-controls', 'data-target', 'data-bs-target']) {
      for (const id of (element.getAttribute(name) ?? '').split(/\s+/)) ids.add(id.replace(/^#/, ''));
    }
  }
  for (const link of document.querySelectorAll('a[href^="#"]')) ids.add((link.getAttribute('href') ?? '').slice(1));
  ids.delete('');
  return ids;
}

/** A label key names a field, not a code or an answer printed as value. */
function isLabelKey(key: string): boolean {
  return !/(?:^|\.)(?:code|indicator)\||\|\d{8}$/.test(key);
}

function isVisible(element: Element): boolean {
  if (element.closest('[hidden], [style*="display:none"], [style*="display: none"], template, dialog:not([open])')) {
    return false;
  }
  return typeof element.checkVisibility === 'function' ? element.checkVisibility() : true;
}

function isEditor(element: Element): boolean {
  const value = element.getAttribute('contenteditable');
  return value !== null && value !== 'false';
}

function valueOfControl(element: Element): string {
  if (element.tagName === 'SELECT') {
    const select = element as HTMLSelectElement;
    return squeeze([...select.selectedOptions].map((option) => option.textContent ?? '').join(' '));
  }
  if (element.tagName === 'INPUT' || element.tagName === 'TEXTAREA') return (element as HTMLInputElement).value.trim();
  return squeeze(element.textContent ?? '');
}

/**
 * One pass over the page, in document order: labels, controls, headings and text with their places. Reads no style,
 * waits for nothing, changes nothing.
 * @param skip elements that only repeat the notice (the adapter's selectors)
 * @param fieldOf what label texts stand for, the portal's own labels among them
 */
export function outlineOf(
  document: Document,
  skip: ReadonlySet<Element>,
  numberedNotice: boolean,
  fieldOf: FieldOfLabel = fieldOfLabel,
): Outline {
  const outline: Outline = {
    pairs: [],
    controls: [],
    headings: [],
    pieces: [],
    links: [],
    length: 0,
    password: false,
    labelled: new Set(),
    fieldOf,
  };
  if (!document.body) return outline;
  outline.password = [...document.querySelectorAll('input[type="password" i]')].some(isVisible);
  if (outline.password) return outline;
  const disclosed = disclosedIds(document);
  const keyed = new Set<Element>();
  const labelsFor = new Map<string, string>();
  let place: Place = nowhere;
  let fresh = false;
  let searching: Element | null = null;
  let labelElement: Element | null = null;
  let lastPair: Pair | null = null;

  const addPair = (pair: Pair) => {
    outline.pairs.push(pair);
    lastPair = pair;
    let node: Node | null = pair.start;
    while (node && node !== document.body && !outline.labelled.has(node)) {
      outline.labelled.add(node);
      node = node.parentNode;
    }
  };

  const addControl = (element: Element) => {
    const type = element.getAttribute('type')?.toLowerCase() ?? '';
    if (element.tagName === 'INPUT' && !textInputs.has(type)) return;
    const input = element as HTMLInputElement;
    const labelledBy = (element.getAttribute('aria-labelledby') ?? '')
      .split(/\s+/)
      .map((id) => (id === '' ? '' : (document.getElementById(id)?.textContent ?? '')))
      .join(' ');
    outline.controls.push({
      element,
      label:
        squeeze(labelledBy) || squeeze(labelElement?.textContent ?? '') || (element.getAttribute('aria-label') ?? ''),
      value: valueOfControl(element),
      editable: isEditor(element) || (!input.readOnly && !input.disabled),
      long: element.tagName === 'TEXTAREA' || isEditor(element),
      place,
      before: lastPair,
      search: searching !== null || type === 'search',
    });
  };

  walk(document.body, {
    enter(element) {
      const tag = element.tagName;
      if (isSilent(element) || aside.has(tag) || skip.has(element) || isHidden(element, disclosed)) return false;
      const role = element.getAttribute('role');
      if (role === 'search' || tag === 'SEARCH') searching ??= element;
      else if (role !== null && asideRoles.has(role)) return false;
      if (tag === 'HEADER' && (element.parentElement === document.body || element.querySelector('nav'))) return false;
      if (tag === 'FORM' && element.getAttribute('method')?.toLowerCase() === 'get') searching ??= element;
      if (breaksLine(element)) fresh = true;
      if (tag === 'A') outline.links.push(element as HTMLAnchorElement);
      if (tag === 'LABEL') {
        labelElement ??= element;
        const target = element.getAttribute('for');
        if (target) labelsFor.set(target, squeeze(element.textContent ?? ''));
      }
      if (controlTags.has(tag)) {
        addControl(element);
        return false;
      }
      if (isEditor(element)) {
        addControl(element);
        return false;
      }
      const id = idOf(element);
      if (id.startsWith('section')) place = placeOfSection(id, place);
      const block = viewerHeading(element);
      if (block !== null) place = placeOfNumberedLine(block, place);
      if (isHeading(element)) {
        place = placeOfHeading(element, place, numberedNotice);
        const level = headingLevel(element);
        if (level !== null) {
          outline.headings.push({ element, level, text: squeeze((element.textContent ?? '').slice(0, 400)), place });
        }
      }
      const key = element.getAttribute('data-labels-key');
      if (key !== null && isLabelKey(key)) {
        keyed.add(element);
        addPair({
          key,
          field: fieldOf((element.textContent ?? '').trim()),
          label: element,
          start: element,
          inline: null,
          place,
        });
      }
      return true;
    },
    leave(element) {
      if (breaksLine(element)) fresh = true;
      if (element === searching) searching = null;
      if (element === labelElement) labelElement = null;
    },
    text(node) {
      const parent = node.parentElement;
      if (!parent || parent.isContentEditable === true) return;
      const length = node.data.length;
      if (length > 0) outline.pieces.push({ node, fresh, place });
      if (!/\S/.test(node.data)) return;
      fresh = false;
      outline.length += length;
      if (length < 60 && node.data.includes('-0')) place = placeOfLotId(node.data, place);
      if (!keyed.has(parent)) addTextPair(node, parent);
    },
  });

  function addTextPair(node: Text, parent: Element): void {
    if (labelTags.has(parent.tagName) && !(parent.tagName === 'LABEL' && !hasControl(parent))) return;
    if (
      parent.classList.contains('data') ||
      isViewerValue(parent) ||
      /\(\s*$/.test(node.previousSibling?.textContent ?? '')
    )
      return;
    const data = node.data;
    if (data.length <= longestLabel + 40) {
      const field = fieldOf(data.trim());
      if (field !== null) {
        addPair({ key: null, field, label: parent, start: node, inline: null, place });
        return;
      }
    }
    const colon = data.slice(0, longestLabel + 20).indexOf(':');
    if (colon < 2 || !/\S/.test(data.slice(colon + 1))) return;
    const field = fieldOf(data.slice(0, colon).trim());
    if (field !== null)
      addPair({ key: null, field, label: parent, start: node, inline: { node, from: colon + 1 }, place });
  }

  function hasControl(label: Element): boolean {
    const target = label.getAttribute('for');
    if (target && document.getElementById(target)) return true;
    return label.querySelector('input, textarea, select, [contenteditable]') !== null;
  }

  for (const control of outline.controls) {
    const id = idOf(control.element);
    if (control.label === '' && id !== '') control.label = labelsFor.get(id) ?? '';
  }
  return outline;
}
