import { type Finder, hasKey } from './fields.ts';
import type { Pair } from './outline.ts';
import { valueBeside } from './values.ts';

/**
 * An organisation of section 8, or of a part with a heading of its own: buyers, review bodies, service providers and
 * senders of the notice stand there side by side under the same labels.
 */
export interface Organisation {
  name: string;
  id: string | null;
  country: string | null;
  /** Whether its roles name it as a buyer; null where the notice gives it no role. */
  isBuyer: boolean | null;
}

const buyerRole =
  /(?<!\p{L})(?:køber|ordregiver|ordregivende (?:myndighed|enhed)|kjøper|innkjøper|oppdragsgiver|köpare|upphandlande (?:myndighet|enhet|organisation)|ostaja|hankintayksikkö|buyer|contracting (?:authority|entity)|beschaffer|(?:öffentlicher )?auftraggeber|aankoper|koper|aanbestedende dienst|acheteur|pouvoir adjudicateur)(?!\p{L})/iu;

/** Whether a list of roles has that of a buyer; one that only serves or buys for others has another name. */
export function isBuyerRole(roles: string): boolean {
  return buyerRole.test(roles);
}

function isNamed(pair: Pair, finder: Finder): string | null {
  const isName = hasKey(pair, 'BT-500') || (pair.key === null && pair.field === 'buyer');
  // A role ("Buyer") is printed like the label of a name, without a value.
  return isName ? (valueBeside(pair, finder.outline, false)?.text ?? null) : null;
}

/** The organisations in the notice's order, each with its number, its country and what it is. */
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
  return organisations;
}
