import { effect } from '@preact/signals';
import type { FramedField, FramedOutcome, FramedTender, FramePageRequest } from '../../../lib/frame-messages.ts';
import { createTranslator } from '../../../lib/i18n.ts';
import type { Hello } from '../../../lib/messages.ts';
import { fieldUseOf } from '../../../lib/portals/form/field-use.ts';
import type { Tender } from '../../../lib/portals/tender.ts';
import { ask } from '../background-link.ts';
import { fieldsPart } from '../fields/fields-part.ts';
import { hostAttribute } from '../host.ts';
import { createMatcherOfDay } from '../matcher-of-day.ts';
import { createPanelState } from '../panel-state.ts';
import { mountMarkers } from './mount-markers.tsx';
import { rootsOf } from './roots-of.ts';

/** The fields of one frame, while the page around it holds a tender. */
export interface FrameLife {
  show: (tender: FramedTender) => void;
  act: (request: Extract<FramePageRequest, { type: 'frame/act' }>) => Promise<FramedOutcome>;
  end: () => void;
}

/** Quiet time after the last change of the frame before its fields are looked for again, in milliseconds. */
const quiet = 250;
/** Attributes by which a field opens or closes. */
const telling = ['hidden', 'readonly', 'disabled', 'contenteditable', 'aria-hidden'];

/** Starts with the fields of a frame: what is found there is told to the page, whose panel is the only one. */
export function startFrame(document: Document, hello: Hello): FrameLife {
  const life = new AbortController();
  const { signal } = life;
  const plain = createPanelState(createTranslator(hello.locale, hello.texts));
  const { fields } = plain;
  let tender: Tender | null = null;
  let told = '[]';

  const tell = (opened: string | null): void => {
    const takers = new Set(fields.places.value.map(({ id }) => id));
    const hints = new Map(fields.hints.value.map((hint) => [hint.id, hint]));
    const known = [...fields.places.value, ...fields.hints.value.filter(({ id }) => !takers.has(id))];
    const found = known.slice(0, 200).map(({ id, label }): FramedField => {
      const advised = (hints.get(id)?.advised ?? []).slice(0, 100).map((one) => ({
        ...one,
        reasons: one.reasons.map((reason) => ({ ...reason, span: null })),
        quote: null,
      }));
      return { id, label, takes: takers.has(id), advised };
    });
    const news = JSON.stringify(found);
    if (news === told && opened === null) return;
    told = news;
    void ask({ type: 'frames/tell', fields: found, opened });
  };

  const model = { ...plain, actions: { open: () => tell(fields.first.peek()), close: () => undefined } };
  const part = fieldsPart(
    document,
    model,
    hello,
    createMatcherOfDay(() => undefined),
    { fieldUseOf, roots: () => rootsOf(document), signal },
    null,
  );
  const markers = mountMarkers(document, model);
  const show = (): void => {
    if (tender) part.show({ tender: JSON.stringify(tender) }, { kind: 'form', tender });
  };

  let timer: ReturnType<typeof setTimeout> | null = null;
  const observer = new MutationObserver((records) => {
    const isOurs = ({ target }: MutationRecord) =>
      target.nodeType === 1 && (target as Element).closest(`[${hostAttribute}]`) !== null;
    if (timer !== null || records.every(isOurs)) return;
    timer = setTimeout(() => {
      timer = null;
      show();
    }, quiet);
  });
  observer.observe(document, { childList: true, subtree: true, attributes: true, attributeFilter: telling });
  const stopTelling = effect(() => tell(null));
  const leave = (): void => {
    void ask({ type: 'frames/tell', fields: [], opened: null });
  };
  window.addEventListener('pagehide', leave, { signal });

  return {
    show: ({ hidden, ...framed }) => {
      tender = { ...unknown, ...framed };
      model.hidden.value = new Set(hidden);
      show();
    },
    act: async ({ act, key, field, text }) => {
      const gone: FramedOutcome = { label: '', state: 'gone', over: 0 };
      if (act === 'insert' && !fields.places.value.some(({ id }) => id === field)) return gone;
      if (act === 'undo') await fields.actions.undoInsert(key);
      else {
        fields.current.value = field;
        await fields.actions.insert(key, text);
      }
      return fields.outcomes.value.get(key) ?? gone;
    },
    end: () => {
      life.abort();
      stopTelling();
      observer.disconnect();
      if (timer !== null) clearTimeout(timer);
      part.clear();
      markers.remove();
      leave();
    },
  };
}

/** What a frame is not told of a tender, as its advice does not ask for it. */
const unknown = {
  otherBuyers: [],
  reference: null,
  procedureId: null,
  publicationNumber: null,
  value: null,
  valueNote: null,
  deadline: null,
  phase: null,
  lots: [],
} satisfies Partial<Tender>;
