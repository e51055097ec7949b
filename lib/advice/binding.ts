import type { MatchTarget } from '../matching/finding.ts';
import type { Tender } from '../portals/tender.ts';

export type Binding = MatchTarget['binding'];

/** Who asks: settings of the user, and the country whose tender it is. */
export interface BuyerProfile {
  buyerKind: string;
  /** DK, NO or SE. */
  country: string;
}

/**
 * The country of a tender: by the buyer's number, else by the language of the content, else the user's own. `EU` for a
 * language of none of the three: no country's own targets bind there.
 */
export function countryOf({ buyer, language }: Pick<Tender, 'buyer' | 'language'>, home: string): string {
  const byNumber = buyer?.scheme?.slice(0, 2);
  if (byNumber === 'DK' || byNumber === 'NO' || byNumber === 'SE') return byNumber;
  if (language === 'nb' || language === 'nn' || language === 'no') return 'NO';
  if (language === 'da') return 'DK';
  if (language === 'sv') return 'SE';
  // English is written everywhere.
  return language === null || language === 'en' ? home : 'EU';
}

/**
 * The binding a target has for this buyer in this tender. A partnership's target binds its members alone, a state
 * circular the state; outside its country a target is inspiration.
 */
export function bindingFor(
  target: Pick<MatchTarget, 'binding' | 'jurisdiction'>,
  { buyerKind }: BuyerProfile,
  tenderCountry: string,
): Binding {
  const holdsHere = target.jurisdiction === 'EU' || target.jurisdiction === tenderCountry;
  if (!holdsHere) return 'inspiration';
  if (target.binding === 'memberMandatory' && buyerKind !== 'pogiMember') return 'inspiration';
  if (target.binding === 'stateOnly' && buyerKind !== 'state') return 'inspiration';
  return target.binding;
}

/** Whether a target with that binding counts among a procedure's relevant targets before anybody decides on it. */
export function counts(binding: Binding): boolean {
  return binding !== 'inspiration';
}
