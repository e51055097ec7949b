import { findInserted, type Spaced, spaced } from '../../../lib/portals/form/insertion.ts';
import { rangeOf, squeeze } from '../../../lib/portals/page/text.ts';
import type { Carets } from './carets.ts';
import { lineAround, selectionOf, textIn } from './field-text.ts';
import { type Field, isWritable, type TextControl } from './find-fields.ts';

/** A text that went in, with what is needed to take exactly it out again. */
export interface Insertion {
  field: Field;
  text: Spaced;
  /** Where it began, in the field's text. */
  at: number;
}

/**
 * Why a field did not take or give back a text: it is gone, locked, too short for it (by so many characters), it
 * refused, or the text was changed since.
 */
export type Refusal =
  | { reason: 'gone' | 'locked' | 'refused' | 'changed'; over: 0 }
  | { reason: 'tooLong'; over: number };

export type Inserted = { ok: true; insertion: Insertion } | ({ ok: false } & Refusal);
export type Removed = { ok: true } | ({ ok: false } & Refusal);

const refused = (reason: Exclude<Refusal['reason'], 'tooLong'>) => ({ ok: false, reason, over: 0 }) as const;

/** How long an editor may take to put in what it accepted, in milliseconds. */
const patience = 1000;

/**
 * Puts a text in at the caret the way typing or pasting would, so that the browser's undo, the page's own listeners
 * and an editor's own model and undo all take part. The field keeps the focus, the caret stands behind the text.
 */
export async function insertText(field: Field, text: string, carets: Carets): Promise<Inserted> {
  if (!field.element.isConnected) return refused('gone');
  if (!isWritable(field.element)) return refused('locked');
  return field.control ? insertInControl(field, field.control, text, carets) : insertInEditor(field, text, carets);
}

/** Takes out exactly what went in, wherever it stands by now, as one more step that the browser can undo. */
export async function removeInserted(insertion: Insertion): Promise<Removed> {
  const { field } = insertion;
  if (!field.element.isConnected) return refused('gone');
  if (!isWritable(field.element)) return refused('locked');
  return field.control ? removeFromControl(field.control, insertion) : removeFromEditor(insertion);
}

async function insertInControl(field: Field, control: TextControl, text: string, carets: Carets): Promise<Inserted> {
  const { value } = control;
  const at = carets.knows(field) ? (control.selectionEnd ?? value.length) : value.length;
  const put = spaced(text, value.slice(0, at), value.slice(at), field.oneLine);
  const over = control.maxLength < 0 ? 0 : value.length + put.whole.length - control.maxLength;
  if (over > 0) return { ok: false, reason: 'tooLong', over };
  control.focus();
  control.setSelectionRange(at, at);
  control.ownerDocument.execCommand('insertText', false, put.whole);
  // A page that keeps the value itself may write it back once more.
  await turn(control);
  if (!control.value.includes(put.whole)) return refused('refused');
  return { ok: true, insertion: { field, text: put, at } };
}

async function removeFromControl(control: TextControl, { text: { whole }, at }: Insertion): Promise<Removed> {
  const { value } = control;
  const start = findInserted(value, whole, at);
  if (start === null) return refused('changed');
  control.focus();
  control.setSelectionRange(start, start + whole.length);
  control.ownerDocument.execCommand('delete');
  await turn(control);
  return control.value === value.slice(0, start) + value.slice(start + whole.length)
    ? { ok: true }
    : refused('refused');
}

async function insertInEditor(field: Field, text: string, carets: Carets): Promise<Inserted> {
  const { element } = field;
  const caret = carets.rangeIn(field);
  const { before, after } = lineAround(element, caret);
  const put = spaced(text, before, after, field.oneLine);
  const words = squeeze(put.whole);
  const old = flatText(field);
  const arrived = () => placesOf(words, flatText(field)).length > placesOf(words, old).length;
  await select(element, caret);
  const isTaken = paste(element, put.whole);
  if (isTaken) await until(element, arrived);
  if (!arrived()) {
    // An editor that pastes by itself may find nothing in its hands.
    for (const [number, line] of (isTaken ? put.whole.split('\n') : [put.whole]).entries()) {
      if (number > 0) element.ownerDocument.execCommand('insertParagraph');
      if (line !== '') element.ownerDocument.execCommand('insertText', false, line);
    }
    await until(element, arrived);
  }
  if (!arrived()) return refused('refused');
  const now = flatText(field);
  const changed = commonStart(old, now);
  const [at = 0] = placesOf(words, now).sort((a, b) => Math.abs(a - changed) - Math.abs(b - changed));
  return { ok: true, insertion: { field, text: put, at } };
}

async function removeFromEditor({ field, text, at }: Insertion): Promise<Removed> {
  const { element } = field;
  const flat = flatText(field);
  const words = squeeze(text.whole);
  const start = findInserted(flat, words, at);
  const range = start === null ? null : rangeOfInserted(field, start, start + words.length, text);
  if (start === null || !range) return refused('changed');
  const rest = solid(flat.slice(0, start) + flat.slice(start + words.length));
  const isGone = () => solid(flatText(field)) === rest;
  await select(element, range);
  // As the key would: the editor's own command for it, then its answer to what the browser is about to do, then that.
  for (const step of [press, announceDelete, deleteNatively]) {
    if (flatText(field) === flat && step(element)) await until(element, isGone);
  }
  return isGone() ? { ok: true } : refused('refused');
}

/** An editor's text on one line, character for character as long as the text that leads back to its nodes. */
function flatText(field: Field): string {
  return textIn(field).text.replaceAll('\n', ' ');
}

const solid = (text: string): string => text.replace(/\s+/g, '');

/** The inserted words with the line breaks that went in beside them: up to the text before, and to the text behind. */
function rangeOfInserted(field: Field, start: number, end: number, { lead, tail }: Spaced): Range | null {
  const block = { where: 'text', lot: null, ...textIn(field) };
  const range = rangeOf(block, start, end);
  const before = lead === '\n' && start > 1 ? rangeOf(block, start - 2, start - 1) : null;
  const after = tail === '\n' ? rangeOf(block, end + 1, end + 2) : null;
  if (before) range?.setStart(before.endContainer, before.endOffset);
  if (after) range?.setEnd(after.startContainer, after.startOffset);
  return range;
}

function placesOf(words: string, text: string): number[] {
  const places: number[] = [];
  for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + 1)) places.push(at);
  return places;
}

function commonStart(a: string, b: string): number {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length += 1;
  return length;
}

/** Gives an editor the focus and its selection, and time to notice: it hears of a selection only in a later turn. */
async function select(element: HTMLElement, range: Range): Promise<void> {
  const { startContainer, startOffset, endContainer, endOffset } = range;
  element.ownerDocument.defaultView?.focus();
  element.focus({ preventScroll: true });
  await turn(element);
  const isSame = startContainer.isConnected && endContainer.isConnected;
  if (isSame) selectionOf(element)?.setBaseAndExtent(startContainer, startOffset, endContainer, endOffset);
  await turn(element);
  range.startContainer.parentElement?.scrollIntoView({ block: 'nearest', behavior: 'instant' });
}

/** Offers a text as the clipboard would. @returns whether an editor took it for its own */
function paste(element: HTMLElement, text: string): boolean {
  const view = viewOf(element);
  if (!view) return false;
  const clipboardData = new view.DataTransfer();
  clipboardData.setData('text/plain', text);
  // Firefox knows the last two alone, and by them lets the page read what is ours.
  const init = { clipboardData, dataType: 'text/plain', data: text, ...asIfReal };
  return !caretElement(element).dispatchEvent(new view.ClipboardEvent('paste', init));
}

/** Presses Backspace for an editor's own command. @returns whether it had one */
function press(element: HTMLElement): boolean {
  const view = viewOf(element);
  const init = { key: 'Backspace', code: 'Backspace', keyCode: 8, which: 8, ...asIfReal };
  return view !== null && !caretElement(element).dispatchEvent(new view.KeyboardEvent('keydown', init));
}

/** Tells an editor that the selection is about to be deleted. @returns whether it does that itself */
function announceDelete(element: HTMLElement): boolean {
  const view = viewOf(element);
  const selection = selectionOf(element);
  if (!view || !selection || selection.rangeCount === 0) return false;
  const targetRanges = [new view.StaticRange(selection.getRangeAt(0))];
  const init = { inputType: 'deleteContentBackward', targetRanges, ...asIfReal };
  return !caretElement(element).dispatchEvent(new view.InputEvent('beforeinput', init));
}

function deleteNatively(element: HTMLElement): boolean {
  return element.ownerDocument.execCommand('delete');
}

const asIfReal = { bubbles: true, cancelable: true, composed: true };

function viewOf({ ownerDocument }: Element): (Window & typeof globalThis) | null {
  return ownerDocument.defaultView;
}

/** The element that the caret stands in, where the browser would send what is typed. */
function caretElement(host: HTMLElement): Element {
  const node = selectionOf(host)?.focusNode;
  const element = node?.nodeType === 1 ? (node as Element) : (node?.parentElement ?? null);
  return element && host.contains(element) ? element : host;
}

/** The page's next turn, with what it does in answer to an event. */
function turn({ ownerDocument }: Element): Promise<void> {
  return new Promise((resolve) => ownerDocument.defaultView?.setTimeout(resolve, 0) ?? resolve());
}

/** Waits until an editor has done something, for as long as its patience lasts. */
function until(element: Element, isDone: () => boolean): Promise<void> {
  if (isDone()) return Promise.resolve();
  return new Promise((resolve) => {
    const end = (): void => {
      observer.disconnect();
      clearTimeout(timer);
      resolve();
    };
    const observer = new MutationObserver(() => {
      if (isDone()) end();
    });
    const timer = setTimeout(end, patience);
    observer.observe(element, { childList: true, characterData: true, subtree: true });
  });
}
