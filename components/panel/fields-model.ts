import { type Signal, signal } from '@preact/signals';
import type { Advised } from '../../lib/advice/advised.ts';
import type { CodeSlot } from '../../lib/portals/form/strategy-fields.ts';
import type { TextSpan } from '../../lib/portals/page/edits.ts';

/** A field of the page, as the panel names it. */
export interface FieldPlace {
  id: string;
  label: string;
}

/** What the text of one field speaks of right now. */
export interface FieldHint extends FieldPlace {
  advised: readonly Advised[];
}

/** A field in a frame of another origin, which this page's script cannot reach. */
export interface FramedPlace extends FieldHint {
  /** It takes a criterion. */
  takes: boolean;
}

/** The words of a text area or a text input that matched, in the text as it stood then. */
export interface FieldWords {
  field: string;
  control: HTMLInputElement | HTMLTextAreaElement;
  text: string;
  spans: readonly TextSpan[];
}

/** How putting a criterion into a field ended, or taking it out again; `over` counts characters too many. */
export interface InsertOutcome {
  label: string;
  state: 'inserted' | 'undone' | 'gone' | 'locked' | 'refused' | 'changed' | 'tooLong';
  over: number;
}

/** How choosing codes in a field ended. */
export type SlotOutcome = 'chosen' | 'undone' | 'gone';

/** A part of the page's window. */
export interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

export interface FieldActions {
  /** Puts a target's criterion in at the caret of the current field. */
  insert: (target: string, text: string) => Promise<void>;
  /** Puts the words for a slot in at the caret of its field; its outcome is kept like a target's. */
  write: (slot: string, text: string) => Promise<void>;
  /** Takes the criterion of a target, or the words of a slot, out again. */
  undoInsert: (target: string) => Promise<void>;
  /** Selects codes in a slot, or puts the choice back that was there before. */
  choose: (slot: string, codes: readonly string[]) => void;
  undoChoose: (slot: string) => void;
  /** Selects the words of a target in the field where they stand; false when no field has them. */
  showWords: (target: string) => boolean;
  /** Where a field can be seen; null when it cannot. */
  boxOf: (field: string) => Box | null;
}

/** The fields in which the buyer writes, and what can be done with them. */
export interface FieldsModel {
  /** Fields that take a criterion, in the order of the page. */
  places: Signal<readonly FieldPlace[]>;
  hints: Signal<readonly FieldHint[]>;
  /** The same of the fields in frames that are closed to this page. */
  framed: Signal<readonly FramedPlace[]>;
  /** What is underlined in form controls; an editor's words are the browser's to highlight. */
  words: Signal<readonly FieldWords[]>;
  /** The field that a criterion goes into: where the buyer was last, or what they chose. */
  current: Signal<string | null>;
  /** The field whose targets stand first in the open panel. */
  first: Signal<string | null>;
  /** By target, or by slot for the words of one. */
  outcomes: Signal<ReadonlyMap<string, InsertOutcome>>;
  slots: Signal<readonly CodeSlot[]>;
  /** By slot. */
  slotOutcomes: Signal<ReadonlyMap<string, SlotOutcome>>;
  /** Elements of the page whose size the markers follow. */
  elements: Signal<readonly Element[]>;
  /** Grows when something moved that the page's own document does not tell of. */
  moves: Signal<number>;
  /** Given by the part that follows the page; until then nothing can be done. */
  actions: FieldActions;
}

/** A page without fields. */
export function createFieldsModel(): FieldsModel {
  return {
    places: signal([]),
    hints: signal([]),
    framed: signal([]),
    words: signal([]),
    current: signal(null),
    first: signal(null),
    outcomes: signal(new Map()),
    slots: signal([]),
    slotOutcomes: signal(new Map()),
    elements: signal([]),
    moves: signal(0),
    actions: {
      insert: async () => undefined,
      write: async () => undefined,
      undoInsert: async () => undefined,
      choose: () => undefined,
      undoChoose: () => undefined,
      showWords: () => false,
      boxOf: () => null,
    },
  };
}

/** All fields that take a criterion, those in frames behind the page's own. */
export function placesOf({ places, framed }: FieldsModel): FieldPlace[] {
  return [...places.value, ...framed.value.filter(({ takes }) => takes)];
}

/** What the texts of all fields speak of, those in frames behind the page's own. */
export function hintsOf({ hints, framed }: FieldsModel): FieldHint[] {
  return [...hints.value, ...framed.value.filter(({ advised }) => advised.length > 0)];
}
