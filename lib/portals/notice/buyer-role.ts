const buyerRole =
  /(?<!\p{L})(?:køber|ordregiver|ordregivende (?:myndighed|enhed)|kjøper|innkjøper|oppdragsgiver|köpare|upphandlande (?:myndighet|enhet|organisation)|ostaja|hankintayksikkö|buyer|contracting (?:authority|entity)|beschaffer|(?:öffentlicher )?auftraggeber|aankoper|koper|aanbestedende dienst|acheteur|pouvoir adjudicateur)(?!\p{L})/iu;

/** Whether a list of roles has that of a buyer; one that only serves or buys for others has another name. */
export function isBuyerRole(roles: string): boolean {
  return buyerRole.test(roles);
}
