import { effect } from '@preact/signals';
import { render } from 'preact';
import { FieldMarkers } from '../../../components/panel/field-markers.tsx';
import fieldStyle from '../../../components/panel/fields.css?inline';
import type { MarkerModel } from '../../../components/panel/model.ts';
import panelStyle from '../../../components/panel/panel.css?inline';
import tokenStyle from '../../../components/ui/tokens.css?inline';
import { drawFieldWords } from '../fields/field-words.ts';
import { placeMarkers } from '../fields/place-markers.ts';
import { hostAttribute, kept } from '../host.ts';

/** Markers and underlines in a frame, in a closed shadow root as in the page; pill and panel are the page's alone. */
export function mountMarkers(document: Document, model: MarkerModel): { remove: () => void } {
  const host = document.createElement('div');
  host.setAttribute(hostAttribute, '');
  host.lang = model.translate.locale;
  const root = host.attachShadow({ mode: 'closed' });
  const style = document.createElement('style');
  style.textContent = [tokenStyle, panelStyle, fieldStyle].join('\n');
  const place = document.createElement('div');
  root.append(style, place);
  for (const type of kept) root.addEventListener(type, (event) => event.stopPropagation());
  render(<FieldMarkers model={model} />, place);
  document.documentElement.append(host);
  const { fields } = model;
  const markers = placeMarkers(document, root, (field) => fields.actions.boxOf(field));
  const words = drawFieldWords(document, root, fields);
  const dispose = effect(() => {
    void fields.hints.value;
    void fields.moves.value;
    markers.watch(fields.elements.value);
  });
  return {
    remove: () => {
      dispose();
      markers.stop();
      words.stop();
      render(null, place);
      host.remove();
    },
  };
}
