import type { FieldName } from './adapter.ts';
import { type FieldOfLabel, fieldOfControlName } from './labels.ts';
import { currencyOf } from './money.ts';
import type { Control, Outline } from './outline.ts';
import { idOf, squeeze } from './text.ts';

/** A control with the field it stands for. */
export interface FormField {
  field: FieldName;
  control: Control;
}

/** Official fields among the controls: by id or name with a business term, by label, by the words right before. */
export function formFields(outline: Outline): FormField[] {
  const fields: FormField[] = [];
  for (const control of outline.controls) {
    if (control.search) continue;
    const field = fieldOfControl(control, outline.fieldOf);
    if (field) fields.push({ field, control });
  }
  return fields;
}

function fieldOfControl(control: Control, fieldOf: FieldOfLabel): FieldName | null {
  const { element } = control;
  const names = [idOf(element), element.getAttribute('name') ?? '', element.getAttribute('data-field') ?? ''];
  for (const name of names) {
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

/** What stands in the field now; null when it is empty or the page has no such field. */
export function formValue(fields: FormField[], field: FieldName): string | null {
  return fields.find((candidate) => candidate.field === field && candidate.control.value !== '')?.control.value ?? null;
}

/** All filled values of a field that may be given several times. */
export function formValues(fields: FormField[], field: FieldName): string[] {
  return fields
    .filter((candidate) => candidate.field === field && candidate.control.value !== '')
    .map(({ control }) => control.value);
}

/** The estimate as words: the amount with the currency of the list beside it or of its label. */
export function formAmount(outline: Outline, fields: FormField[], country: string | null): string | null {
  const amount = fields.find(({ field, control }) => field === 'value' && control.value !== '')?.control;
  if (!amount) return null;
  if (currencyOf(amount.value, country) !== null) return amount.value;
  const beside = outline.controls[outline.controls.indexOf(amount) + 1];
  const words = [beside?.element.tagName === 'SELECT' ? beside.value : '', amount.label, textAround(amount.element)];
  for (const text of words) {
    const currency = currencyOf(text, country);
    if (currency !== null) return `${amount.value} ${currency}`;
  }
  return amount.value;
}

function textAround(element: Element): string {
  const parent = element.parentElement;
  return parent ? squeeze((parent.textContent ?? '').slice(0, 200)) : '';
}
