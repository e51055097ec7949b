import { effect } from '@preact/signals';
import { type InsertOutcome, placesOf } from '../../../components/panel/fields-model.ts';
import type { PanelModel } from '../../../components/panel/model.ts';
import type { FramedField, FramedTender } from '../../../lib/frame-messages.ts';
import type { PageRequest } from '../../../lib/messages.ts';
import type { Tender } from '../../../lib/portals/tender.ts';
import { ask, hear } from '../background-link.ts';
import type { ReadPage } from '../seam.ts';
import type { PagePart } from '../shown.ts';

/** Time from a frame's load until it is looked at, in milliseconds. */
const patience = 400;

/** Where a field of a frame is, by the id that the panel has for it. */
interface Framed {
  frame: number;
  field: FramedField;
}

/**
 * The fields in frames that the page's script cannot look into, as when a portal keeps its editor at an address of its
 * own. A script of ours in the frame does there what is done here; the background, which alone knows the addresses of
 * both, lets it run where both are of one site, and carries what they say.
 */
export function framesPart(
  document: Document,
  model: PanelModel,
  { roots, signal }: Pick<ReadPage, 'roots' | 'signal'>,
): PagePart {
  const { fields, translate } = model;
  const own = fields.actions;
  const frames = new Map<number, readonly FramedField[]>();
  const insertions = new Map<string, Framed>();
  let tender: Tender | null = null;
  let told = '';
  let loads = 0;

  const idOf = (frame: number, field: string): string => `frame-${frame} ${field}`;
  const find = (id: string | undefined): Framed | null => {
    for (const [frame, list] of frames) {
      const field = list.find((one) => idOf(frame, one.id) === id);
      if (field) return { frame, field };
    }
    return null;
  };
  const list = (): void => {
    fields.framed.value = [...frames].flatMap(([frame, all]) =>
      all.map(({ id, ...field }) => ({ id: idOf(frame, id), ...field })),
    );
  };

  /** Tells the frames what they need to know; again when that changes, or when a frame shows another document. */
  const tell = (): void => {
    if (!tender) return;
    const closed = closedFrames(roots()).length;
    if (closed === 0 && told === '') return;
    const framed = framedTender(tender, model);
    const news = JSON.stringify([framed, closed, loads]);
    if (news === told) return;
    told = news;
    void ask({ type: 'frames/read', tender: framed });
  };

  const act = async (act: 'insert' | 'undo', key: string, { frame, field }: Framed, text: string): Promise<void> => {
    const reply = await ask({ type: 'frames/act', frame, act, key, field: field.id, text });
    const outcome: InsertOutcome = reply.ok ? reply.outcome : { label: '', state: 'gone', over: 0 };
    const { state, over } = outcome;
    const label = outcome.label || field.label;
    if (state === 'inserted') insertions.set(key, { frame, field });
    if (state === 'undone') insertions.delete(key);
    fields.outcomes.value = new Map([...fields.outcomes.value, [key, { label, state, over }]]);
    model.announcement.value = translate(`panel.insert.${state}`, { field: label, count: over });
  };
  fields.actions = {
    ...own,
    insert: (target, text) => {
      const places = placesOf(fields);
      const place = places.find(({ id }) => id === fields.current.value) ?? places[0];
      const framed = find(place?.id);
      if (framed) return act('insert', target, framed, text);
      insertions.delete(target);
      return own.insert(target, text);
    },
    undoInsert: (key) => {
      const framed = insertions.get(key);
      return framed ? act('undo', key, framed, '') : own.undoInsert(key);
    },
  };

  const listen = (message: PageRequest): void => {
    if (message.type !== 'frame/fields' || !tender) return;
    if (message.fields.length > 0) frames.set(message.frame, message.fields);
    else frames.delete(message.frame);
    list();
    if (message.opened === null) return;
    const id = idOf(message.frame, message.opened);
    if (model.isOpen.value && fields.first.value === id) {
      model.actions.close();
      return;
    }
    fields.first.value = id;
    if (find(id)?.field.takes) fields.current.value = id;
    model.actions.open();
  };
  hear(listen, signal);
  let timer: ReturnType<typeof setTimeout> | null = null;
  const loaded = ({ target }: Event): void => {
    if ((target as Partial<Element> | null)?.tagName !== 'IFRAME' || timer !== null) return;
    // Advertisements load again and again: what they say by it is heard once in a while.
    timer = setTimeout(() => {
      timer = null;
      loads += 1;
      tell();
    }, patience);
  };
  signal.addEventListener('abort', () => {
    if (timer !== null) clearTimeout(timer);
  });
  const stop = effect(() => {
    void model.journal.value;
    void model.hidden.value;
    tell();
  });
  signal.addEventListener('abort', stop);

  return {
    show: (_shown, { kind, tender: read }) => {
      tender = kind === 'form' || kind === 'notice' ? read : null;
      // Heard on its way down alone, and again of a page that has written itself anew.
      document.addEventListener('load', loaded, { capture: true, passive: true, signal });
      tell();
    },
    clear: () => {
      tender = null;
      insertions.clear();
      frames.clear();
      list();
      if (told === '') return;
      told = '';
      void ask({ type: 'frames/read', tender: null });
    },
  };
}

/** Frames whose document is not given to us: those of another origin, and those without a document yet. */
function closedFrames(roots: readonly (Document | ShadowRoot)[]): HTMLIFrameElement[] {
  return roots
    .flatMap((root) => [...root.querySelectorAll('iframe')])
    .filter((frame) => frame.contentDocument === null);
}

function framedTender({ title, buyer, cpv, language }: Tender, { journal, hidden }: PanelModel): FramedTender {
  const wrong = (journal.peek()?.decisions ?? []).filter(({ kind }) => kind === 'mismatch');
  return {
    title: title?.slice(0, 2000) ?? null,
    buyer: buyer && { name: buyer.name.slice(0, 500), id: buyer.id?.slice(0, 80) ?? null, scheme: buyer.scheme },
    cpv: { main: cpv.main, additional: cpv.additional.slice(0, 300) },
    language,
    hidden: [...new Set([...hidden.peek(), ...wrong.map(({ target }) => target.id)])].slice(0, 500),
  };
}
