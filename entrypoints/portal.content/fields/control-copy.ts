import type { Box } from '../../../components/panel/fields-model.ts';
import { changeChunks, chunksOf } from '../../../lib/portals/page/chunks.ts';
import { editBetween, type TextSpan } from '../../../lib/portals/page/edits.ts';
import type { ControlLook } from './control-look.ts';

/** Characters that stand in one block of the copy: a change lays out one block anew. */
const chunkSize = 2000;
/** Characters that are laid out in one go: a few milliseconds on a slow computer. */
const portion = 16_000;

/**
 * The text of a form control, laid out a second time and out of sight the way the control lays it out. Controls do not
 * tell where their words stand; this does. It is never painted, so nobody can find, select or hear the text twice.
 */
export interface ControlCopy {
  set: (look: ControlLook, text: string) => void;
  /** Lays out one portion more, from the top down to a depth. @returns whether that is done */
  lay: (depth: number) => boolean;
  /** Height of all the text, as the window shows it; null while some of it is not laid out. */
  height: () => number | null;
  /** Where words stand between two depths, from the copy's own corner, a box for each line that they are on. */
  boxesOf: (spans: readonly TextSpan[], top: number, bottom: number) => Box[];
  remove: () => void;
}

interface Chunk {
  text: string;
  /** In the copy from the moment it is laid out. */
  element: HTMLElement | null;
}

/** @param room where copies stand: out of sight, and never painted */
export function createControlCopy(room: Element): ControlCopy {
  const document = room.ownerDocument;
  const copy = document.createElement('div');
  copy.className = 'copy';
  room.append(copy);
  let chunks: Chunk[] = [];
  let laid = 0;
  let known: string | null = null;
  let look = '';

  const plain = (texts: readonly string[]): Chunk[] => texts.map((text) => ({ text, element: null }));
  const drop = (from: number, to = laid): void => {
    for (const chunk of chunks.slice(from, to)) {
      chunk.element?.remove();
      chunk.element = null;
    }
  };
  const put = (number: number): void => {
    const chunk = chunks[number] as Chunk;
    chunk.element = document.createElement('div');
    chunk.element.className = 'copy-part';
    // Closed by a break, the last line has its height also when nothing stands in it.
    chunk.element.textContent = chunk.text.endsWith('\n') ? chunk.text : `${chunk.text}\n`;
    copy.insertBefore(chunk.element, chunks[number + 1]?.element ?? null);
  };
  const begin = (text: string): void => {
    drop(0);
    chunks = plain(chunksOf(text, chunkSize));
    laid = 0;
  };
  const change = (before: string, text: string): void => {
    const edit = editBetween(before, text);
    if (!edit) return;
    const old = chunks.map((chunk) => chunk.text);
    const { first, removed, added } = changeChunks(old, edit, text, chunkSize);
    const isSmall = added.reduce((length, part) => length + part.length, 0) <= portion;
    const isLaid = first + removed <= laid && isSmall;
    drop(first, isLaid ? first + removed : laid);
    chunks.splice(first, removed, ...plain(added));
    if (!isLaid) {
      laid = Math.min(laid, first);
      return;
    }
    laid += added.length - removed;
    for (let number = first + added.length - 1; number >= first; number--) put(number);
  };
  const lowest = (): number => {
    const last = chunks[laid - 1]?.element;
    return last ? last.getBoundingClientRect().bottom - copy.getBoundingClientRect().top : 0;
  };

  return {
    set: ({ css, language }, text) => {
      const wanted = `${language} ${css}`;
      if (wanted !== look) {
        look = wanted;
        copy.style.cssText = css;
        copy.lang = language;
        begin(text);
      } else if (known === null) begin(text);
      else change(known, text);
      known = text;
    },
    lay: (depth) => {
      let left = portion;
      while (laid < chunks.length && left > 0) {
        if (laid > 0 && lowest() >= depth) return true;
        // As much as may be needed before the next look, which lays all of it out.
        for (const enough = left - portion / 4; laid < chunks.length && left > enough; laid++) {
          put(laid);
          left -= chunks[laid]?.text.length ?? 0;
        }
      }
      return laid === chunks.length || lowest() >= depth;
    },
    height: () => (laid === chunks.length ? lowest() : null),
    boxesOf: (spans, top, bottom) => {
      const corner = copy.getBoundingClientRect();
      const boxes: Box[] = [];
      let start = 0;
      for (const { text, element } of chunks.slice(0, laid)) {
        const from = start;
        start += text.length;
        const own = spans.filter((span) => span.start < start && span.end > from);
        const place = own.length > 0 ? element?.getBoundingClientRect() : undefined;
        const node = element?.firstChild;
        if (!place || !node || place.bottom - corner.top < top || place.top - corner.top > bottom) continue;
        for (const span of own) {
          const range = document.createRange();
          range.setStart(node, Math.max(0, span.start - from));
          range.setEnd(node, Math.min(text.length, span.end - from));
          boxes.push(...boxesIn(range, corner).filter((box) => box.bottom >= top && box.top <= bottom));
        }
      }
      return boxes;
    },
    remove: () => copy.remove(),
  };
}

function boxesIn(range: Range, corner: DOMRect): Box[] {
  return [...range.getClientRects()]
    .filter(({ width }) => width > 0)
    .map(({ left, top, right, bottom }) => ({
      left: left - corner.left,
      top: top - corner.top,
      right: right - corner.left,
      bottom: bottom - corner.top,
    }));
}
