import type { Pair } from '../page/outline.ts';
import { valueBeside } from '../page/values.ts';
import { isBuyerRole } from './buyer-role.ts';
import { type Finder, hasKey } from './fields.ts';
import { type Organisation, organisationsInTables } from './organisation-tables.ts';

function isNamed(pair: Pair, finder: Finder): string | null {
  const isName = hasKey(pair, 'BT-500') || (pair.key === null && pair.field === 'buyer');
  // A role ("Buyer") is printed like the label of a name, without a value.
  return isName ? (valueBeside(pair, finder.outline, false)?.text ?? null) : null;
}

/**
 * The organisations in the notice's order, each with its number, its country and what it is: those of section 8, or of
 * a part with a heading of its own, then those of tables.
 */
export function organisationsOf(finder: Finder): Organisation[] {
  const { outline } = finder;
  const organisations: Organisation[] = [];
  let current: Organisation | null = null;
  let inRoles = false;
  for (const pair of outline.pairs) {
    if (pair.place.part !== 'organisation') continue;
    const is = (term: string, field: string) => hasKey(pair, term) || (pair.key === null && pair.field === field);
    const name = isNamed(pair, finder);
    if (name !== null) {
      current = { name, id: null, country: null, isBuyer: null };
      organisations.push(current);
      inRoles = false;
    } else if (!current) {
    } else if (is('BT-501', 'buyerId')) {
      current.id ??= valueBeside(pair, outline, false)?.text ?? null;
    } else if (is('BT-514', 'country')) {
      current.country ??= valueBeside(pair, outline, false)?.text ?? null;
    } else if (pair.field === 'role' || hasKey(pair, 'roles')) {
      inRoles = true;
      current.isBuyer = isBuyerRole(valueBeside(pair, outline, true)?.text ?? '');
    } else if (inRoles && isBuyerRole(pair.label.textContent ?? '')) {
      current.isBuyer = true;
    }
  }
  return [...organisations, ...organisationsInTables(outline)];
}
