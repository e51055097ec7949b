import type { Adapter } from './adapter.ts';
import { buyerId } from './buyers.ts';
import { cpvInSlot } from './cpv.ts';
import { readDeadline } from './dates.ts';
import { type FormField, formAmount, formValue, formValues } from './form.ts';
import { languageOf } from './language.ts';
import { readAmount } from './money.ts';
import type { Outline } from './outline.ts';
import { countryOfLanguage, nothing } from './reading.ts';
import type { Block, Reading } from './tender.ts';
import { textLimit } from './text.ts';

/** A form in which a tender is being written: the values as they stand now, without a way back to text nodes. */
export function readForm(document: Document, adapter: Adapter, outline: Outline, fields: FormField[]): Reading {
  const title = formValue(fields, 'title');
  const description = formValue(fields, 'description');
  const language = languageOf(`${title ?? ''}\n${description ?? ''}`);
  const country = (adapter.country === 'EU' ? null : adapter.country) ?? countryOfLanguage(language);
  const codes = [...formValues(fields, 'cpvMain'), ...formValues(fields, 'cpvAdditional')].flatMap(cpvInSlot);
  const [main, ...additional] = new Set(codes);
  const amount = readAmount(formAmount(outline, fields, country) ?? '', country);
  const blocks: Block[] = [];
  for (const [where, text] of [
    ['title', title],
    ['description', description],
  ] as const) {
    if (text) blocks.push({ where, lot: null, text: text.slice(0, textLimit), source: null });
  }
  const others = fields.filter(
    ({ field, control }) => field === 'description' && control.value !== (description ?? ''),
  );
  const rest = others
    .map(({ control }) => control.value)
    .concat(freeTexts(outline, fields))
    .filter((text) => text !== '');
  if (rest.length > 0)
    blocks.push({ where: 'text', lot: null, text: rest.join('\n').slice(0, textLimit), source: null });
  const buyer = formValue(fields, 'buyer');
  const number = formValue(fields, 'buyerId');
  const known = number === null ? null : buyerId(number, country, language);
  const titleControl = fields.find(({ field }) => field === 'title')?.control.element ?? null;
  return {
    adapter: adapter.id,
    kind: 'form',
    state: document.readyState === 'loading' ? 'retryable' : 'complete',
    tender: {
      ...nothing(adapter, 'form', 'complete').tender,
      title,
      buyer: buyer ? { name: buyer, id: known?.id ?? null, scheme: known?.scheme ?? null } : null,
      reference: formValue(fields, 'reference'),
      cpv: { main: main ?? null, additional },
      value: amount.value,
      valueNote: amount.note,
      deadline: readDeadline(formValue(fields, 'deadline') ?? ''),
      language,
      phase: 'specification',
    },
    blocks,
    titleElement: titleControl,
  };
}

/** Long texts of the form that are no official field: requirements, criteria, conditions. */
function freeTexts(outline: Outline, fields: FormField[]): string[] {
  const known = new Set(fields.map(({ control }) => control));
  return outline.controls.filter((control) => control.long && !known.has(control)).map(({ value }) => value);
}
