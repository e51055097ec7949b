import { effect } from '@preact/signals';
import type { Box, FieldsModel, FieldWords } from '../../../components/panel/fields-model.ts';
import { followWindow } from '../follow-window.ts';
import { createWordDrawing, type WordDrawing } from './word-drawing.ts';

/**
 * Underlines the words that matched in text areas and text inputs, which have no ranges to highlight: over the page, in
 * our own shadow root, where a copy of the control says that they stand. Only in fields that can be seen, and only
 * the words in view. What is written moves them at once; the next advice on the text takes their place.
 */
export function drawFieldWords(document: Document, root: ShadowRoot, fields: FieldsModel): { stop: () => void } {
  const room = document.createElement('div');
  room.className = 'copy-room';
  const layer = document.createElement('div');
  layer.className = 'field-words';
  for (const part of [room, layer]) part.setAttribute('aria-hidden', 'true');
  root.prepend(room, layer);
  const stopped = new AbortController();
  const drawn = new Map<string, WordDrawing>();
  let frame = 0;

  const draw = (): void => {
    frame = 0;
    const all = [...drawn.values()];
    const { clientHeight } = document.documentElement;
    // A little more than the window, as scrolling is seen before it is heard.
    const near = (box: Box | null) =>
      box && box.bottom > -clientHeight / 2 && box.top < 1.5 * clientHeight ? box : null;
    // Each step for all fields before the next, so that the page is laid out once and our copies once.
    for (const one of all) one.look(near(fields.actions.boxOf(one.words().field)));
    for (const one of all) one.write();
    const isWhole = all.map((one) => one.lay()).every(Boolean);
    for (const one of all) one.measure();
    for (const one of all) one.draw();
    if (!isWhole) update();
  };
  const update = (): void => {
    if (frame === 0 && drawn.size > 0 && !stopped.signal.aborted) frame = requestAnimationFrame(draw);
  };

  const follow = (words: readonly FieldWords[]): void => {
    for (const [field, drawing] of drawn) {
      if (words.some((one) => one.field === field && one.control === drawing.words().control)) continue;
      drawing.remove();
      drawn.delete(field);
    }
    for (const one of words) {
      const known = drawn.get(one.field);
      if (known) known.take(one);
      else drawn.set(one.field, createWordDrawing(room, layer, one, update));
    }
    update();
  };

  // What opens over a field, or takes the page's place, mostly does so upon one of these.
  const types = ['scroll', 'transitionend', 'click', 'focusin', 'keyup', 'toggle'];
  const listen = followWindow(document, types, update, stopped.signal);
  document.fonts.addEventListener('loadingdone', update, { signal: stopped.signal });
  const disposers = [
    effect(() => follow(fields.words.value)),
    effect(() => {
      void fields.moves.value;
      void fields.elements.value;
      listen();
      update();
    }),
  ];

  return {
    stop: () => {
      for (const dispose of disposers) dispose();
      stopped.abort();
      cancelAnimationFrame(frame);
      for (const drawing of drawn.values()) drawing.remove();
      drawn.clear();
      room.remove();
      layer.remove();
    },
  };
}
