import type { Adapter } from '../adapter.ts';
import { buyerId } from '../notice/buyers.ts';
import type { Outline } from '../page/outline.ts';
import type { PageRoot } from '../page/page.ts';
import { textLimit } from '../page/text.ts';
import { countryOfLanguage, nothing } from '../reading.ts';
import type { Block, Reading } from '../tender.ts';
import { readDeadline } from '../values/dates.ts';
import { languageOf } from '../values/language.ts';
import { readAmount } from '../values/money.ts';
import { type FormField, formAmount, formCodes, formValue } from './form.ts';
import { formLots } from './form-lots.ts';

/** A form in which a tender is being written: the values as they stand now, without a way back to text nodes. */
export function readForm(document: PageRoot, adapter: Adapter, outline: Outline, fields: FormField[]): Reading {
  const title = formValue(fields, 'title');
  const description = formValue(fields, 'description');
  const language = languageOf(`${title ?? ''}\n${description ?? ''}`);
  const country = (adapter.country === 'EU' ? null : adapter.country) ?? countryOfLanguage(language);
  const [main, ...additional] = formCodes(fields, 'cpvMain', 'cpvAdditional');
  const lots = formLots(outline, fields, country);
  const amount = readAmount(formAmount(outline, fields, country) ?? '', country);
  const blocks: Block[] = [];
  const add = (where: string, lot: string | null, text: string | null) => {
    if (text) blocks.push({ where, lot, text: text.slice(0, textLimit), source: null });
  };
  add('title', null, title);
  add('description', null, description);
  for (const { lot, description: lotDescription } of lots) {
    add(`lots/${lot.id}/title`, lot.id, lot.title);
    add(`lots/${lot.id}/description`, lot.id, lotDescription);
  }
  const others = fields.filter(
    ({ field, control, lot }) => field === 'description' && lot === null && control.value !== (description ?? ''),
  );
  const rest = others
    .map(({ control }) => control.value)
    .concat(freeTexts(outline, fields))
    .filter((text) => text !== '');
  add('text', null, rest.join('\n'));
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
      procedureId: formValue(fields, 'procedureId'),
      cpv: { main: main ?? null, additional },
      value: amount.value,
      valueNote: amount.note,
      deadline: readDeadline(formValue(fields, 'deadline') ?? ''),
      language,
      phase: 'specification',
      lots: lots.map(({ lot }) => lot),
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
