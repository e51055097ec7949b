import type { FieldName } from '../adapter.ts';
import { type FieldOfLabel, fieldOfControlName } from '../page/labels.ts';
import type { Control, Outline } from '../page/outline.ts';
import { idOf, squeeze } from '../page/text.ts';
import { cpvInSlot } from '../values/cpv.ts';
import { currencyOf } from '../values/money.ts';

/** A control with the field it stands for. */
export interface FormField {
  field: FieldName;
  control: Control;
  /** The lot that its id names ("bt_21_lot_0002"), as notices number them; null for the whole procedure. */
  lot: string | null;
}

/** Official fields among the controls: by id or name with a business term, by label, by the words right before. */
export function formFields(outline: Outline): FormField[] {
  const fields: FormField[] = [];
  for (const control of outline.controls) {
    if (control.search) continue;
    const field = fieldOfControl(control, outline.fieldOf);
    if (field) fields.push({ field, control, lot: lotOfControl(control.element) });
  }
  return fields;
}

function namesOf(element: Element): string[] {
  return [idOf(element), element.getAttribute('name') ?? '', element.getAttribute('data-field') ?? ''];
}

function lotOfControl(element: Element): string | null {
  for (const name of namesOf(element)) {
    const lot = /[-_]lot(?:[-_](\d{1,4}))?(?![a-z\d])/iu.exec(name);
    if (lot && fieldOfControlName(name) !== null) return `LOT-${(lot[1] ?? '1').padStart(4, '0')}`;
  }
  return null;
}

function fieldOfControl(control: Control, fieldOf: FieldOfLabel): FieldName | null {
  const { element } = control;
  for (const name of namesOf(element)) {
    const field = fieldOfControlName(name);
    if (field) return field;
  }
  if (control.label !== '')
    return fieldOf(control.label.replace(/\((?:obligatorisk|påkrævet|required|valgfri)\)/iu, '').trim());
  const { before } = control;
  const near = before?.label.closest('tr, li, fieldset, p, div');
  return before?.field && near?.contains(element) ? before.field : null;
}

/**
 * Whether somebody writes a tender here: an editable description, or an editable title with another official field.
 * Search forms have single fields of the same names.
 * @param expected the address is that of a form, so a title or a description alone is enough
 */
export function isTenderForm(fields: FormField[], expected: boolean): boolean {
  const editable = fields.filter(({ control }) => control.editable);
  const has = (field: FieldName) => editable.some((candidate) => candidate.field === field);
  if (expected && (has('title') || has('description'))) return true;
  if (editable.some(({ field, control }) => field === 'description' && control.long) && editable.length > 1)
    return true;
  return has('title') && (has('cpvMain') || has('description') || (has('value') && has('deadline')));
}

/** The filled controls of a field: the procedure's own, else those of its lots. */
function filled(fields: FormField[], field: FieldName): FormField[] {
  const all = fields.filter((candidate) => candidate.field === field && candidate.control.value !== '');
  const own = all.filter(({ lot }) => lot === null);
  return own.length > 0 ? own : all;
}

/** What stands in the field now; null when it is empty or the page has no such field. */
export function formValue(fields: FormField[], field: FieldName): string | null {
  return filled(fields, field)[0]?.control.value ?? null;
}

/** The CPV codes of the fields. A list that shows names alone carries the codes as the values of its options. */
export function formCodes(fields: FormField[], ...wanted: FieldName[]): string[] {
  const codes = wanted.flatMap((field) => filled(fields, field).flatMap(({ control }) => codesOf(control)));
  return [...new Set(codes)];
}

function codesOf({ element, value }: Control): string[] {
  const shown = cpvInSlot(value);
  return shown.length > 0 || element.tagName !== 'SELECT' ? shown : cpvInSlot(optionValues(element).join(', '));
}

function optionValues(select: Element): string[] {
  return [...(select as HTMLSelectElement).selectedOptions].map((option) => option.value);
}

/** The estimate as words: the amount with the currency of the list beside it or of its label. */
export function formAmount(outline: Outline, fields: FormField[], country: string | null): string | null {
  const amount = filled(fields, 'value')[0]?.control;
  if (!amount) return null;
  if (currencyOf(amount.value, country) !== null) return amount.value;
  const beside = outline.controls[outline.controls.indexOf(amount) + 1];
  const list = beside?.element.tagName === 'SELECT' ? [beside.value, ...optionValues(beside.element)] : [];
  for (const text of [...list, amount.label, textAround(amount.element)]) {
    const currency = currencyOf(text, country);
    if (currency !== null) return `${amount.value} ${currency}`;
  }
  return amount.value;
}

function textAround(element: Element): string {
  const parent = element.parentElement;
  return parent ? squeeze((parent.textContent ?? '').slice(0, 200)) : '';
}
