import type { SlotOutcome } from '../../../components/panel/fields-model.ts';
import { type CodeSlot, lotOfSlot, strategyTermOf } from '../../../lib/portals/form/strategy-fields.ts';
import { idOf, squeeze } from '../../../lib/portals/page/text.ts';
import { labelOf } from './label-of.ts';

/** The controls of one slot: a list, the boxes of one group, or a text field. */
type Controls = HTMLSelectElement | HTMLInputElement[] | HTMLInputElement | HTMLTextAreaElement;

const controls =
  'select, textarea, input:not([type]), input[type="text" i], input[type="checkbox" i], input[type="radio" i]';

/** What is asked of a form may be answered by one of its controls. */
const noForm = ':not(form)';

/** The fields for strategic codes of a form, and what can be done with them. */
export type CodeSlots = ReturnType<typeof createCodeSlots>;

/** Finds the fields for strategic codes in a form, and chooses in them the way the buyer would. */
export function createCodeSlots() {
  const known = new Map<string, Controls>();
  const before = new Map<string, readonly string[]>();

  const find = (roots: readonly (Document | ShadowRoot)[]): CodeSlot[] => {
    known.clear();
    const slots = new Map<string, CodeSlot>();
    for (const [number, root] of roots.entries()) {
      for (const control of root.querySelectorAll<HTMLInputElement>(controls)) {
        const found = slotOf(control, number);
        if (!found) continue;
        const { slot } = found;
        const same = slots.get(slot.id);
        const group = known.get(slot.id);
        if (same && Array.isArray(group)) {
          group.push(control);
          slots.set(slot.id, { ...same, options: [...same.options, ...slot.options] });
        } else if (!same) {
          slots.set(slot.id, slot);
          known.set(slot.id, found.controls);
        }
      }
    }
    return [...slots.values()];
  };

  const set = (id: string, codes: readonly string[]): boolean => {
    const slot = known.get(id);
    if (slot === undefined) return false;
    if (Array.isArray(slot)) setBoxes(slot, codes);
    else if (slot.tagName === 'SELECT') setSelect(slot as HTMLSelectElement, codes);
    else setText(slot as HTMLInputElement, codes.join(', '));
    return true;
  };

  return {
    find,
    /** The field of a slot that takes words. */
    writtenIn: (id: string): HTMLElement | null => {
      const slot = known.get(id);
      return slot && isText(slot) ? slot : null;
    },
    /** Adds codes to the choice in a slot. */
    choose: (id: string, codes: readonly string[]): SlotOutcome => {
      const slot = known.get(id);
      if (slot === undefined) return 'gone';
      const chosen = chosenIn(slot);
      const others = codes.filter((code) => !(isText(slot) ? codesIn(slot.value) : chosen).includes(code));
      if (!set(id, isSeveral(slot) ? [...chosen, ...others] : codes.slice(0, 1))) return 'gone';
      if (!before.has(id)) before.set(id, chosen);
      return 'chosen';
    },
    /** Puts back the choice that was there before ours. */
    undo: (id: string): SlotOutcome => {
      const old = before.get(id);
      before.delete(id);
      return old && set(id, old) ? 'undone' : 'gone';
    },
  };
}

function slotOf(control: HTMLInputElement, root: number): { slot: CodeSlot; controls: Controls } | null {
  if (control.matches(':disabled') || control.readOnly) return null;
  const isBox = control.type === 'checkbox' || control.type === 'radio';
  const group = isBox
    ? control.closest(`fieldset, :is([role="group"], [role="radiogroup"], .input-field)${noForm}`)
    : null;
  const label = isBox ? labelOfGroup(group) : labelOf(control);
  const key = (group ?? control.closest(`.input-field${noForm}, tr, li`))?.querySelector('[data-labels-key]');
  const names = [idOf(control), control.name, control.dataset.field ?? '', key?.getAttribute('data-labels-key') ?? ''];
  const term = strategyTermOf(names, label);
  if (!term) return null;
  const name = isBox ? control.name || (group && idOf(group)) || label : idOf(control) || control.name || label;
  const id = `${root} ${term} ${name}`;
  const lot = lotOfSlot(names, label);
  if (isBox) {
    const own = control.labels?.[0]?.textContent ?? '';
    const options = [{ code: codeOf(control.value), label: squeeze(own) || control.value, chosen: control.checked }];
    const multiple = control.type === 'checkbox';
    return { slot: { id, term, lot, label, kind: 'checks', multiple, fillable: true, options }, controls: [control] };
  }
  const fillable = isUsed(control);
  if (control.tagName !== 'SELECT') {
    if (control.getAttribute('role') === 'combobox') return null;
    const options = (term === 'BT-777' ? [] : codesIn(control.value)).map((code) => ({
      code,
      label: code,
      chosen: true,
    }));
    return { slot: { id, term, lot, label, kind: 'text', multiple: true, fillable, options }, controls: control };
  }
  const select = control as unknown as HTMLSelectElement;
  const options = [...select.options]
    .filter(({ value }) => value !== '')
    .map((option) => ({ code: codeOf(option.value), label: squeeze(option.text), chosen: option.selected }));
  return {
    slot: { id, term, lot, label, kind: 'select', multiple: select.multiple, fillable, options },
    controls: select,
  };
}

function labelOfGroup(group: Element | null): string {
  const named = group?.querySelector('legend, .label, [data-labels-key]') ?? null;
  return squeeze(named?.textContent ?? group?.getAttribute('aria-label') ?? '');
}

/** Forms write the code alone or behind the name of its list. */
function codeOf(value: string): string {
  return value
    .trim()
    .toLowerCase()
    .replace(/^.*[|.:/]/, '');
}

/**
 * Whether the buyer fills in the control itself: a list behind a widget of the page's would change unseen. However small it
 * is made, its borders stay.
 */
function isUsed(control: HTMLElement): boolean {
  const { width, height } = control.getBoundingClientRect();
  return width > 5 && height > 5 && control.checkVisibility({ visibilityProperty: true, opacityProperty: true });
}

function isText(slot: Controls): slot is HTMLInputElement | HTMLTextAreaElement {
  return !Array.isArray(slot) && slot.tagName !== 'SELECT';
}

function isSeveral(slot: Controls): boolean {
  if (Array.isArray(slot)) return slot[0]?.type === 'checkbox';
  return isText(slot) || (slot as HTMLSelectElement).multiple;
}

/** Codes written one after the other in a text field. */
function codesIn(text: string): string[] {
  return text
    .split(/[\s,;]+/)
    .filter((word) => word !== '')
    .map(codeOf);
}

/** What stands in a slot: codes, or the text as it is. */
function chosenIn(slot: Controls): string[] {
  if (Array.isArray(slot)) return slot.filter(({ checked }) => checked).map(({ value }) => codeOf(value));
  if (isText(slot)) return slot.value === '' ? [] : [slot.value];
  return [...(slot as HTMLSelectElement).selectedOptions].map(({ value }) => codeOf(value));
}

/** A click on each box that is to change, so that the page hears what it would hear from the buyer. */
function setBoxes(boxes: readonly HTMLInputElement[], codes: readonly string[]): void {
  for (const box of boxes) {
    const wanted = codes.includes(codeOf(box.value));
    if (box.isConnected && box.checked !== wanted && (wanted || box.type === 'checkbox')) box.click();
  }
}

function setSelect(select: HTMLSelectElement, codes: readonly string[]): void {
  const options = [...select.options];
  if (select.multiple) for (const option of options) option.selected = codes.includes(codeOf(option.value));
  else select.selectedIndex = options.findIndex(({ value }) => codes.includes(codeOf(value)));
  for (const type of ['input', 'change']) select.dispatchEvent(new Event(type, { bubbles: true, composed: true }));
}

/** The whole text as if it were typed, so that the browser's undo and the page's listeners take part. */
function setText(control: HTMLInputElement | HTMLTextAreaElement, text: string): void {
  const root = control.getRootNode() as Document | ShadowRoot;
  const { activeElement } = control.ownerDocument;
  control.focus({ preventScroll: true });
  if (root.activeElement !== control) return;
  control.select();
  control.ownerDocument.execCommand(text === '' ? 'delete' : 'insertText', false, text);
  control.dispatchEvent(new Event('change', { bubbles: true, composed: true }));
  // The keyboard goes back to the button that was pressed.
  if (activeElement !== control) (activeElement as HTMLElement | null)?.focus({ preventScroll: true });
}
