import { effect } from '@preact/signals';
import type { FieldWords } from '../../../components/panel/fields-model.ts';
import { type PanelState, visible } from '../../../components/panel/model.ts';
import type { FieldAdvice } from '../../../lib/advice/advise-field.ts';
import { controlWords } from './control-words.ts';
import { createFieldHighlights } from './field-highlights.ts';
import type { Field } from './find-fields.ts';

/**
 * Underlines what speaks for targets in the fields: by ranges in an editor, by what we draw ourselves over a control.
 * A wrong finding loses its underlines when it is called one.
 */
export function createUnderlines(model: PanelState, signal: AbortSignal) {
  const highlights = createFieldHighlights(signal);
  const advices = new Map<Field, { advice: FieldAdvice; text: string }>();
  const words = new Map<Field, FieldWords>();

  const tell = (): void => {
    model.fields.words.value = [...words.values()];
  };
  const underline = (field: Field, { advice, text }: { advice: FieldAdvice; text: string }): void => {
    const advised = visible(advice.advised, model.journal.peek(), model.hidden.peek());
    highlights.show(field, { ...advice, advised });
    const own = controlWords(field, advice, advised, text);
    if (own) words.set(field, own);
    else words.delete(field);
  };
  const stop = effect(() => {
    void model.journal.value;
    void model.hidden.value;
    for (const [field, known] of advices) underline(field, known);
    tell();
  });
  signal.addEventListener('abort', stop);

  return {
    /** @param text of the field, which the advice was given on */
    show: (field: Field, advice: FieldAdvice | null, text: string): void => {
      if (advice) {
        advices.set(field, { advice, text });
        underline(field, { advice, text });
      } else if (advices.delete(field)) {
        words.delete(field);
        highlights.show(field, null);
      }
      tell();
    },
    clear: (): void => {
      advices.clear();
      words.clear();
      highlights.clear();
      tell();
    },
  };
}
