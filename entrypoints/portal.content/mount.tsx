import { effect } from '@preact/signals';
import { render } from 'preact';
import cardStyle from '../../components/panel/cards.css?inline';
import { FieldMarkers } from '../../components/panel/field-markers.tsx';
import fieldStyle from '../../components/panel/fields.css?inline';
import itemStyle from '../../components/panel/items.css?inline';
import type { PanelModel } from '../../components/panel/model.ts';
import panelStyle from '../../components/panel/panel.css?inline';
import { Panel } from '../../components/panel/panel.tsx';
import { Pill } from '../../components/panel/pill.tsx';
import decisionStyle from '../../components/ui/decision-form.css?inline';
import tokenStyle from '../../components/ui/tokens.css?inline';
import { keepAboveDialogs } from './above-dialogs.ts';
import { drawFieldWords } from './fields/field-words.ts';
import { placeMarkers } from './fields/place-markers.ts';
import { hostAttribute, kept } from './host.ts';
import { placePill } from './place-pill.ts';

interface MountOptions {
  areaName: (area: string) => string;
}

/** How often a page may take our element away before it is left out: pages that do so again and again mean it. */
const mostReturns = 5;

export interface Mounted {
  /** Where the pill stands; null puts it in the corner. */
  anchor: (title: Element | null) => void;
  remove: () => void;
}

/**
 * One element beside the page's body with a closed shadow root: pill and panel. Nothing of the page is changed, and
 * what is typed in the panel does not reach the page's own listeners, but for those that catch events on their way in.
 */
export function mount(document: Document, model: PanelModel, options: MountOptions): Mounted {
  const host = document.createElement('div');
  host.setAttribute(hostAttribute, '');
  host.lang = model.translate.locale;
  const root = host.attachShadow({ mode: 'closed' });
  const style = document.createElement('style');
  style.textContent = [tokenStyle, decisionStyle, panelStyle, cardStyle, itemStyle, fieldStyle].join('\n');
  const place = document.createElement('div');
  root.append(style, place);
  for (const type of kept) {
    root.addEventListener(type, (event) => event.stopPropagation());
  }

  let returns = 0;
  let pillShown = false;
  let returnFocus: HTMLElement | null = null;
  render(
    <>
      <FieldMarkers model={model} />
      <Pill model={model} />
      <Panel model={model} areaName={options.areaName} />
    </>,
    place,
  );
  const above = keepAboveDialogs(document, host, root);
  above.place();
  const pill = () => root.querySelector<HTMLElement>('.pill');
  const placement = placePill(document, pill);
  const { fields } = model;
  const markers = placeMarkers(document, root, (field) => fields.actions.boxOf(field));

  const words = drawFieldWords(document, root, fields);

  const disposeFocus = effect(() => {
    if (model.isOpen.value) {
      const active = document.activeElement;
      // The pill or a marker, when it was opened from there.
      const opener = active === host ? root.activeElement : active;
      returnFocus = opener instanceof HTMLElement && opener !== document.body ? opener : null;
    } else if (pillShown) {
      (returnFocus?.isConnected ? returnFocus : pill())?.focus();
    }
    pillShown = model.isOpen.value;
  });
  const disposePlacement = effect(() => {
    // Read so that a new count or state places the pill again once it is drawn.
    void model.advice.value;
    void model.journal.value;
    void model.hidden.value;
    void model.shop.value;
    placement.update();
  });
  const disposeMarkers = effect(() => {
    void fields.hints.value;
    void fields.moves.value;
    markers.watch(fields.elements.value);
  });

  return {
    anchor: (title) => {
      if (!host.isConnected && returns < mostReturns) {
        returns += 1;
        above.place();
      }
      placement.anchor(title);
    },
    remove: () => {
      disposeFocus();
      disposePlacement();
      disposeMarkers();
      placement.stop();
      markers.stop();
      words.stop();
      above.stop();
      render(null, place);
      host.remove();
    },
  };
}
