import type { FieldName } from './adapter.ts';
import { type FieldOfLabel, fieldOfControlName } from './page/labels.ts';
import type { PageRoot } from './page/page.ts';
import { idOf, squeeze } from './page/text.ts';

/** More controls of one page are not asked what they are. */
const mostControls = 2000;

/**
 * Whether a page asks for a password to let its reader in. One among the fields of a tender that is being written, as
 * for documents that are to be locked, is another matter: nobody has to log in to a form that lies open. Looks at the
 * controls' names and labels alone, never at what stands in them.
 */
export function isLogin(page: PageRoot, fieldOf: FieldOfLabel, isVisible: (element: Element) => boolean): boolean {
  if (![...page.querySelectorAll('input[type="password" i]')].some(isVisible)) return false;
  const fields = new Set<FieldName | null>();
  let count = 0;
  for (const control of page.querySelectorAll('textarea, input:not([type]), input[type="text" i], select')) {
    if (count++ > mostControls) break;
    const { readOnly, disabled } = control as HTMLInputElement;
    if (!readOnly && !disabled && isVisible(control)) fields.add(officialField(control as HTMLInputElement, fieldOf));
  }
  // Who registers is asked for a title and may describe themselves; codes and deadlines are a tender's alone.
  const isTender = fields.has('cpvMain') || fields.has('deadline');
  return !(isTender && (fields.has('title') || fields.has('description')));
}

function officialField(control: HTMLInputElement, fieldOf: FieldOfLabel): FieldName | null {
  for (const name of [idOf(control), control.getAttribute('name') ?? '', control.getAttribute('data-field') ?? '']) {
    const field = fieldOfControlName(name);
    if (field) return field;
  }
  const label = control.labels?.[0]?.textContent ?? control.getAttribute('aria-label') ?? '';
  return fieldOf(squeeze(label).replace(/\s*(?:\*|\((?:obligatorisk|påkrævet|required|valgfri)\))+$/iu, ''));
}
