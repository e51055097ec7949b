import { batch, effect } from '@preact/signals';
import { type FieldHint, hintsOf, type InsertOutcome, placesOf } from '../../../components/panel/fields-model.ts';
import type { PanelState } from '../../../components/panel/model.ts';
import type { FieldAdvice } from '../../../lib/advice/advise-field.ts';
import type { Hello } from '../../../lib/messages.ts';
import type { Reading } from '../../../lib/portals/tender.ts';
import { dayOf } from '../../../lib/targets/validity.ts';
import { loadWords } from '../load-words.ts';
import type { MatcherOfDay } from '../matcher-of-day.ts';
import type { ReadPage } from '../seam.ts';
import type { Shown } from '../shown.ts';
import { boxOf } from './box-of.ts';
import { createCarets } from './carets.ts';
import type { CodeSlots } from './code-slots.ts';
import { createFieldFinder, type Field, isWritable } from './find-fields.ts';
import { createHints } from './hints.ts';
import { type Insertion, insertText, removeInserted } from './insert.ts';
import { listenToFields } from './listen.ts';
import { outside } from './outside.ts';
import { showWords } from './show-words.ts';
import { createUnderlines } from './underlines.ts';

/** A part of the page that needs no more of a reading than what kind of page it is and for which tender. */
interface FieldsPart {
  show: (shown: Pick<Shown, 'tender'>, reading: Pick<Reading, 'kind' | 'tender'>) => void;
  clear: () => void;
}

/**
 * The fields that the buyer writes in: hints while they type, a marker with the count, a criterion put in at the
 * caret, codes for the official fields. Quiet mode has no hints: what the panel can do there stays.
 * @param slots none in a frame that is closed to the page, which has no panel to choose codes in
 */
export function fieldsPart(
  document: Document,
  model: PanelState,
  hello: Hello,
  targets: MatcherOfDay,
  { fieldUseOf, roots, signal }: Pick<ReadPage, 'fieldUseOf' | 'roots' | 'signal'>,
  slots: CodeSlots | null,
): FieldsPart {
  const { fields: shown, translate } = model;
  const quiet = hello.mode === 'quiet';
  const finder = createFieldFinder(translate('panel.field.unnamed'), fieldUseOf);
  const carets = createCarets();
  const underlines = createUnderlines(model, signal);
  const advices = new Map<Field, FieldAdvice>();
  const insertions = new Map<string, Insertion>();
  let fields: Field[] = [];
  let inside: Field | null = null;
  let isOn = false;

  const tell = (): void => {
    shown.hints.value = fields.flatMap((field): FieldHint[] => {
      const advised = advices.get(field)?.advised ?? [];
      return advised.length === 0 ? [] : [{ id: field.id, label: field.label, advised }];
    });
  };
  const hints = createHints(signal, (field, advice, text) => {
    if (!isOn) return;
    if (advice) advices.set(field, advice);
    else advices.delete(field);
    if (hello.highlight) underlines.show(field, advice, text);
    tell();
  });

  /** Takes up the fields that the page has now; what is gone takes its hints along. */
  const take = (found: readonly Field[]): void => {
    fields = found.filter(({ element }) => isWritable(element));
    for (const field of [...advices.keys()].filter((known) => !fields.includes(known))) {
      advices.delete(field);
      underlines.show(field, null, '');
    }
    const places = fields.filter(({ use }) => use === 'criteria').map(({ id, label }) => ({ id, label }));
    batch(() => {
      if (JSON.stringify(places) !== JSON.stringify(shown.places.value)) shown.places.value = places;
      if (!placesOf(shown).some(({ id }) => id === shown.current.value)) shown.current.value = null;
      shown.elements.value = fields.map(({ element }) => onPage(document, element));
      tell();
    });
  };

  const listen = listenToFields(signal, {
    enter: (element) => {
      inside = isOn ? finder.fieldAt(element) : null;
      if (!inside) return;
      if (!fields.includes(inside)) {
        take([...fields, inside]);
        if (!quiet) hints.typed(inside);
      }
      carets.note(inside);
      if (inside.use === 'criteria') shown.current.value = inside.id;
    },
    caret: () => {
      if (isOn && inside) carets.note(inside);
    },
    typed: (element) => {
      const field = isOn ? finder.fieldAt(element) : null;
      if (field && !quiet) hints.typed(field);
    },
    moved: () => {
      shown.moves.value += 1;
    },
  });

  /** One after the other: what goes in must have arrived before it can be taken out. */
  let last: Promise<void> = Promise.resolve();
  const inTurn = (task: () => Promise<void>): Promise<void> => {
    last = last.then(task, task);
    return last;
  };

  const note = (target: string, outcome: InsertOutcome): void => {
    shown.outcomes.value = new Map([...shown.outcomes.value, [target, outcome]]);
    const { label, state, over } = outcome;
    model.announcement.value = translate(`panel.insert.${state}`, { field: label, count: over });
  };
  /** What goes in just now; a button that is pressed twice before it knows puts its text in once. */
  const goingIn = new Set<string>();
  /** Puts a text in at the caret of a field and keeps what is needed to take it out again. */
  const put = async (key: string, text: string, field: Field | null): Promise<void> => {
    if (!field || goingIn.has(key)) return;
    goingIn.add(key);
    await inTurn(async () => {
      const result = await insertText(field, text, carets);
      if (result.ok) {
        insertions.set(key, result.insertion);
        inside = field;
        carets.note(field);
      }
      const [state, over] = result.ok ? (['inserted', 0] as const) : ([result.reason, result.over] as const);
      note(key, { label: field.label, state, over });
    }).finally(() => goingIn.delete(key));
  };
  shown.actions = {
    boxOf: (id) => {
      const field = fields.find((one) => one.id === id);
      return field ? boxOf(field) : null;
    },
    showWords: (target) => {
      const first = fields.find(({ id }) => id === shown.first.value);
      return [...(first ? [first] : []), ...fields].some((field) => {
        const advice = advices.get(field);
        return advice !== undefined && showWords(field, advice, target);
      });
    },
    insert: (target, text) => {
      const takers = fields.filter(({ use }) => use === 'criteria');
      return put(target, text, takers.find(({ id }) => id === shown.current.value) ?? takers[0] ?? null);
    },
    write: async (slot, text) => {
      const element = slots?.writtenIn(slot);
      const field = element && finder.fieldAt(element);
      const label = shown.slots.value.find(({ id }) => id === slot)?.label ?? '';
      return field ? put(slot, text, field) : note(slot, { label, state: 'gone', over: 0 });
    },
    undoInsert: (target) =>
      inTurn(async () => {
        const insertion = insertions.get(target);
        if (!insertion) return;
        const result = await removeInserted(insertion);
        if (result.ok) insertions.delete(target);
        note(target, { label: insertion.field.label, state: result.ok ? 'undone' : result.reason, over: 0 });
      }),
    choose: (slot, codes) => {
      if (!slots) return;
      shown.slotOutcomes.value = new Map([...shown.slotOutcomes.value, [slot, slots.choose(slot, codes)]]);
      shown.slots.value = slots.find(roots());
    },
    undoChoose: (slot) => {
      if (!slots) return;
      shown.slotOutcomes.value = new Map([...shown.slotOutcomes.value, [slot, slots.undo(slot)]]);
      shown.slots.value = slots.find(roots());
    },
  };

  const clear = (): void => {
    isOn = false;
    inside = null;
    fields = [];
    advices.clear();
    insertions.clear();
    hints.stop();
    underlines.clear();
    batch(() => {
      shown.places.value = [];
      shown.hints.value = [];
      shown.slots.value = [];
      shown.elements.value = [];
      shown.current.value = null;
      shown.outcomes.value = new Map();
      shown.slotOutcomes.value = new Map();
    });
  };

  // Opened from the keyboard while writing, the panel begins with the text at hand.
  const stopFollowing = effect(() => {
    if (!model.isOpen.value) shown.first.value = null;
    else if (shown.first.peek() === null && inside && onPage(document, inside.element) === document.activeElement) {
      const id = inside.id;
      if (shown.hints.peek().some((hint) => hint.id === id)) shown.first.value = id;
    }
  });
  signal.addEventListener('abort', stopFollowing);
  const stopWords = effect(() => {
    if (model.isOpen.value && hintsOf(shown).length > 0) void loadWords(model);
  });
  signal.addEventListener('abort', stopWords);

  return {
    show: async ({ tender }, { kind, tender: read }) => {
      if (kind !== 'form' && kind !== 'notice') {
        if (isOn) clear();
        return;
      }
      isOn = true;
      const matcher = await targets.on(dayOf(new Date()));
      if (!matcher || !isOn || signal.aborted) return;
      const all = roots();
      for (const root of all) if (root.nodeType === 9) listen(root as Document);
      take(finder.all(all));
      if (slots) shown.slots.value = slots.find(all);
      if (!quiet) hints.read(fields, { matcher, tender: read, profile: hello }, tender);
    },
    clear,
  };
}

/** The element of the page itself that a field is or lies in: its frame, its shadow host. */
function onPage(document: Document, element: Element): Element {
  let at = element;
  for (let next = outside(at); next; next = outside(at)) at = next;
  return at.ownerDocument === document ? at : element;
}
