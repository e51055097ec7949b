import type { Box, FieldWords } from '../../../components/panel/fields-model.ts';
import { editBetween, moveSpans } from '../../../lib/portals/page/edits.ts';
import { parentElementOf } from '../../../lib/portals/page/nodes.ts';
import { type ControlCopy, createControlCopy } from './control-copy.ts';
import { type ControlLook, type ControlPlace, frameCorner, lookAt } from './control-look.ts';
import type { TextControl } from './find-fields.ts';
import { outside } from './outside.ts';
import { watchMoves } from './watch-moves.ts';

/** The underlined words of one control. Its steps are taken for all controls in turn: reading, writing, reading, writing. */
export interface WordDrawing {
  words: () => FieldWords;
  /** New advice on the text. */
  take: (words: FieldWords) => void;
  /** Reads the control; `seen` is the part of it that can be seen, if any. */
  look: (seen: Box | null) => void;
  /** Brings the copy in line with it. */
  write: () => void;
  /** Lays out a portion of the copy. @returns whether there is enough of it */
  lay: () => boolean;
  /** Learns from the copy where the words stand. */
  measure: () => void;
  /** Draws them. */
  draw: () => void;
  remove: () => void;
}

/** A line of more characters than this is laid out again only when the buyer pauses: it takes longer than a frame. */
const longLine = 8000;
/** So long a pause, in milliseconds. */
const rest = 250;
/** How much further off than it can be the copy's height may be from the control's, in lines. */
const tolerance = 0.6;

/** @param onChange called when the control has changed in a way that asks for all the steps again */
export function createWordDrawing(room: Element, layer: Element, first: FieldWords, onChange: () => void): WordDrawing {
  let words = first;
  let { text, spans } = first;
  let now: { look: ControlLook; place: ControlPlace } | null = null;
  let copy: ControlCopy | null = null;
  let isLaid = false;
  let boxes: Box[] = [];
  let shown = '';
  let pause: ReturnType<typeof setTimeout> | null = null;
  const { control } = first;
  const isLine = control.tagName === 'INPUT';
  const sheet = layer.ownerDocument.createElement('div');
  sheet.className = 'field-sheet';
  const page = layer.ownerDocument.createElement('div');
  page.className = 'field-page';
  sheet.append(page);

  const listening = new AbortController();
  const options = { capture: true, passive: true, signal: listening.signal } as const;
  control.addEventListener('input', onChange, options);
  // Not heard outside of a shadow root or a frame.
  for (let at: Element | null = control; at; at = outside(at)) {
    at.getRootNode().addEventListener('scroll', onChange, options);
  }
  const resized = new ResizeObserver(onChange);
  resized.observe(control);
  const moves = watchMoves(control, onChange);

  const wait = (): void => {
    if (pause !== null) clearTimeout(pause);
    pause = setTimeout(() => {
      pause = null;
      onChange();
    }, rest);
  };
  const away = (): void => {
    copy?.remove();
    copy = null;
    sheet.remove();
    shown = '';
    moves.stop();
  };

  return {
    words: () => words,
    take: (next) => {
      if (next === words) return;
      words = next;
      ({ text, spans } = next);
    },
    look: (seen) => {
      const { value } = control;
      const edit = editBetween(text, value);
      if (edit) spans = moveSpans(spans, edit);
      if (edit && lineLength(value, edit.at) > longLine) wait();
      text = value;
      now = seen && spans.length > 0 && pause === null ? lookAt(control, seen) : null;
      if (now) moves.settle();
    },
    write: () => {
      if (pause !== null) return sheet.remove();
      if (!now) return away();
      copy ??= createControlCopy(room);
      copy.set(now.look, text);
    },
    lay: () => {
      isLaid = !now || !copy || copy.lay(now.place.scrolled.top + now.place.depth);
      return isLaid;
    },
    measure: () => {
      boxes = [];
      if (!now || !copy || !isLaid || !isTrue(copy.height(), now.place, isLine)) return;
      const { place } = now;
      const above = isLine ? (place.height - (copy.height() ?? 0)) / 2 : 0;
      const { clip, scale, scrolled } = place;
      boxes = copy
        .boxesOf(spans, scrolled.top - place.depth, scrolled.top + 2 * place.depth)
        .map((box) => ({ left: box.left, right: box.right, top: box.top + above, bottom: box.bottom + above }))
        .filter((box) => {
          const left = Math.max(clip.left, place.left + (box.left - scrolled.left) * scale.x);
          const right = Math.min(clip.right, place.left + (box.right - scrolled.left) * scale.x);
          const top = Math.max(clip.top, place.top + (box.top - scrolled.top) * scale.y);
          const bottom = Math.min(clip.bottom, place.top + (box.bottom - scrolled.top) * scale.y);
          // Nothing is drawn over what the page has opened over the field.
          return left >= right || top >= bottom || isOpen(control, (left + right) / 2, (top + bottom) / 2);
        });
    },
    draw: () => {
      if (!now) return;
      const { place, look } = now;
      const { clip, scale, scrolled } = place;
      const { defaultView } = layer.ownerDocument;
      sheet.classList.toggle('on-dark', look.onDark);
      sheet.style.left = `${clip.left + (defaultView?.scrollX ?? 0)}px`;
      sheet.style.top = `${clip.top + (defaultView?.scrollY ?? 0)}px`;
      sheet.style.width = `${Math.max(0, clip.right - clip.left)}px`;
      sheet.style.height = `${Math.max(0, clip.bottom - clip.top)}px`;
      const x = place.left - clip.left - scrolled.left * scale.x;
      const y = place.top - clip.top - scrolled.top * scale.y;
      page.style.transform = `translate(${x}px, ${y}px) scale(${scale.x}, ${scale.y})`;
      const wanted = JSON.stringify(boxes);
      if (wanted !== shown) page.replaceChildren(...boxes.map((box) => markAt(box, layer.ownerDocument)));
      shown = wanted;
      if (!sheet.isConnected) layer.append(sheet);
    },
    remove: () => {
      listening.abort();
      if (pause !== null) clearTimeout(pause);
      resized.disconnect();
      away();
    },
  };
}

/**
 * Whether the copy came out as high as the control says its own text is. A control that wraps its text in a way that
 * the copy does not know of has no underlines rather than wrong ones.
 */
function isTrue(height: number | null, { padding, depth, scrollHeight, lineHeight }: ControlPlace, isLine: boolean) {
  if (isLine || height === null) return true;
  return Math.abs(Math.max(height + padding, depth) - scrollHeight) < tolerance * lineHeight;
}

function lineLength(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return (end < 0 ? text.length : end) - (at === 0 ? 0 : text.lastIndexOf('\n', at - 1) + 1);
}

function markAt({ left, top, right, bottom }: Box, document: Document): HTMLElement {
  const mark = document.createElement('div');
  mark.className = 'field-word';
  mark.style.cssText = `left:${left}px;top:${top}px;width:${right - left}px;height:${bottom - top}px`;
  return mark;
}

/** Whether a control is what is seen at a place of the window, in its shadow root and its frame too. */
function isOpen(control: TextControl, x: number, y: number): boolean {
  let at: Element = control;
  for (let next: Element | null = control; next; next = outside(at)) {
    at = next;
    const corner = frameCorner(at);
    const root = at.getRootNode() as Document | ShadowRoot;
    const top = root.elementFromPoint(x - corner.left, y - corner.top);
    if (!top || !(top === at || holds(at, top))) return false;
  }
  return true;
}

function holds(element: Element, other: Element): boolean {
  for (let at: Element | null = other; at; at = parentElementOf(at)) if (at === element) return true;
  return false;
}
