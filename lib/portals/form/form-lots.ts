import type { Outline } from '../page/outline.ts';
import type { Lot } from '../tender.ts';
import { readAmount } from '../values/money.ts';
import { type FormField, formAmount, formCodes, formValue } from './form.ts';

/** A lot that is being written, with its texts as they stand now. */
interface FormLot {
  lot: Lot;
  description: string | null;
}

/** The lots whose fields the form names one by one, in the form's order; one without any value is no lot yet. */
export function formLots(outline: Outline, fields: FormField[], country: string | null): FormLot[] {
  const lots: FormLot[] = [];
  for (const id of new Set(fields.map(({ lot }) => lot))) {
    if (id === null) continue;
    const own = fields.filter(({ lot }) => lot === id);
    if (own.every(({ control }) => control.value === '')) continue;
    const value = readAmount(formAmount(outline, own, country) ?? '', country).value;
    const cpv = formCodes(own, 'cpvMain', 'cpvAdditional');
    lots.push({
      lot: { id, title: formValue(own, 'title'), cpv, value },
      description: formValue(own, 'description'),
    });
  }
  return lots;
}
