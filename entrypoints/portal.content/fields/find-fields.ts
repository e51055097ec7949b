import type { FieldUse, fieldUseOf } from '../../../lib/portals/form/field-use.ts';
import { isForm, parentElementOf } from '../../../lib/portals/page/nodes.ts';
import { idOf } from '../../../lib/portals/page/text.ts';
import { labelOf } from './label-of.ts';
import { outside } from './outside.ts';

export type TextControl = HTMLInputElement | HTMLTextAreaElement;

/** A place on the page where the buyer writes. */
export interface Field {
  /** Tells the fields of a page apart while it lives. */
  id: string;
  /** The control, or the element that an editor made editable. */
  element: HTMLElement;
  /** The same as a form control; null for an editor. */
  control: TextControl | null;
  label: string;
  use: Exclude<FieldUse, null>;
  oneLine: boolean;
}

const writing = 'textarea, input:not([type]), input[type="text" i], [contenteditable]';
/** Places where writing means searching, choosing or counting. */
const elsewhere =
  '[role~="search"], search, form[method="get" i], [role~="searchbox"], [role~="combobox"], [role~="spinbutton"], ' +
  '[role~="gridcell"], [aria-readonly="true"], [aria-disabled="true"], [aria-hidden="true"], [inert], [data-groent-lys]';
/** What the browser fills in from the user's own data. */
const ownData = /name|email|username|tel|street|postal|country|address|cc-|bday|organization|one-time-code/i;

/**
 * Fields known by their element, so that one keeps its id, its caret and its hints while it stands on the page.
 * @param useOf from the script that reads, which has the official labels
 */
export function createFieldFinder(unnamed: string, useOf: typeof fieldUseOf) {
  const known = new WeakMap<Element, Field>();
  let count = 0;

  /** The field that an element is or lies in; null when it is left alone. */
  const fieldAt = (element: Element): Field | null => {
    const host = writingHost(element);
    if (!host || !isWritable(host)) return null;
    const found = known.get(host);
    if (found) return found;
    const field = describe(host, unnamed, `field-${count}`, useOf);
    if (!field) return null;
    count += 1;
    known.set(host, field);
    return field;
  };

  return {
    fieldAt,
    /** All fields that can be seen in some roots, in the order of the page. */
    all: (roots: readonly (Document | ShadowRoot)[]): Field[] => {
      const fields = new Set<Field>();
      for (const root of roots) {
        for (const element of root.querySelectorAll(writing)) {
          const field = fieldAt(element);
          if (field) fields.add(field);
        }
        const { body, designMode } = root as Partial<Document>;
        const whole = designMode === 'on' && body ? fieldAt(body) : null;
        if (whole) fields.add(whole);
      }
      return [...fields];
    },
  };
}

/** The control itself, or the outermost editable element around a node. */
function writingHost(element: Element): HTMLElement | null {
  if (element.tagName === 'TEXTAREA' || element.tagName === 'INPUT') return element as HTMLElement;
  if (element.ownerDocument.designMode === 'on') return element.ownerDocument.body;
  let host: HTMLElement | null = null;
  for (
    let at: Element | null = element;
    (at as HTMLElement | null)?.isContentEditable;
    at = at && parentElementOf(at)
  ) {
    host = at as HTMLElement;
  }
  // A form answers with its controls for what is asked of an element.
  return host && isForm(host) ? null : host;
}

/** Whether the buyer can write there now: not locked, not hidden, and no place for searching. */
export function isWritable(element: HTMLElement): boolean {
  const control = controlOf(element);
  if (control) {
    if (control.readOnly || control.matches(':disabled')) return false;
    if (control.tagName === 'INPUT' && !isTextInput(control as HTMLInputElement)) return false;
  } else if (!element.isContentEditable && element.ownerDocument.designMode !== 'on') return false;
  if (!element.isConnected || isWithin(element, elsewhere)) return false;
  return element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
}

function isTextInput(input: HTMLInputElement): boolean {
  if (input.type !== 'text' || input.list !== null) return false;
  const mode = input.inputMode;
  return (mode === '' || mode === 'text') && !ownData.test(input.autocomplete);
}

/** Whether an element or what it lies in matches, out of shadow roots and frames too. */
function isWithin(element: Element, selector: string): boolean {
  for (let at: Element | null = element; at; at = outside(at)) if (at.closest(selector)) return true;
  return false;
}

function describe(element: HTMLElement, unnamed: string, id: string, useOf: typeof fieldUseOf): Field | null {
  const control = controlOf(element);
  const oneLine = control?.tagName === 'INPUT' || element.getAttribute('aria-multiline') === 'false';
  const label = labelOf(element);
  const names = [idOf(element), element.getAttribute('name') ?? '', element.getAttribute('data-field') ?? ''];
  const use = useOf({ oneLine, label, names });
  return use && { id, element, control, label: label || unnamed, use, oneLine };
}

function controlOf(element: HTMLElement): TextControl | null {
  return element.tagName === 'TEXTAREA' || element.tagName === 'INPUT' ? (element as TextControl) : null;
}
