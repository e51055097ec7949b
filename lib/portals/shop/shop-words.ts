/** Words of shops, in the languages of the readers: what buttons, columns and addresses say. */

const buyWords =
  /(?:læg|tilføj|legg|put|lägg|føj)\b.{0,16}(?:kurv|vogn|korg|indkøb|bestilling|rekvisition|innkjøp)|add(?: item)? to (?:your )?(?:cart|basket|bag|trolley|order|requisition)|in den warenkorb|^(?:køb|kjøp|köp|bestil|bestill|beställ|buy|order)(?: nu| nå| now)?$/iu;

/** Whether a button's words put an article into a basket. */
export function isBuyWord(text: string): boolean {
  return text.length <= 60 && buyWords.test(text.trim());
}

const basketPlace =
  /(?:^|[/?&=#_.-])(?:basket|cart|shopping-?cart|kurv|indk(?:ø|oe)bskurv|handlekurv|handlevogn|varukorg|kundvagn|warenkorb|checkout)(?:$|[/?&=#.])/iu;

/** Whether an address names a shopping basket. */
export function isBasketPlace(address: string): boolean {
  let readable = address;
  try {
    readable = decodeURI(address);
  } catch {
    // An address that is not valid UTF-8 is read as it stands.
  }
  return basketPlace.test(readable);
}

/** Whether a heading is that of a shopping basket or a requisition. */
export function isBasketHeading(text: string): boolean {
  return /^(?:(?:din|min|jeres|your|my)\s+)?(?:indkøbskurv|indkøbsvogn|kurv(?:en)?|handlekurv(?:en)?|handlevogn|varukorg(?:en)?|kundvagn|(?:shopping )?(?:cart|basket|bag)|rekvisition(?:en)?|indkøbsliste)(?:\s*\(\d+\))?$/iu.test(
    text.trim(),
  );
}

const pricePattern =
  /(?:^|[^\p{L}])(?:kr\.?|dkk|nok|sek|eur|€|£)\s*\d|\d\s*(?:kr(?![\p{L}])|dkk\b|nok\b|sek\b|eur\b|euro\b|kroner\b|€|£|[,:.][-–](?!\d))/iu;

/** Whether a short text states a price. */
export function isPrice(text: string): boolean {
  return text.length <= 60 && /\d/.test(text) && pricePattern.test(text);
}

/** What a column of a catalogue or an order holds, by its head; null for any other. */
export function columnOf(head: string): 'title' | 'price' | 'sku' | 'gtin' | 'quantity' | 'category' | null {
  const text = head.toLowerCase().trim();
  if (
    /^(?:vare(?:navn|tekst|betegnelse|beskrivelse)?|produkt(?:navn)?|betegnelse|benævnelse|varebeskrivelse|artikkel(?:navn)?|artikel(?:navn)?|beskrivelse|item|product(?: name)?|description|name|navn)$/u.test(
      text,
    )
  )
    return 'title';
  if (/^(?:(?:stk\.?|enheds|á|a)?[\s-]*pris|pris\b|price|unit price|beløb|styckpris|stykkpris)/u.test(text))
    return 'price';
  if (
    /^(?:vare-?\s?(?:nr|nummer)|art(?:ikk?el)?\.?-?\s?(?:nr|nummer)|sku|item no|item number|best(?:illings)?nr)/u.test(
      text,
    )
  )
    return 'sku';
  if (/^(?:ean|gtin|stregkode|strekkode)/u.test(text)) return 'gtin';
  if (/^(?:antal|antall|qty|quantity|mængde)/u.test(text)) return 'quantity';
  if (/^(?:kategori|category|varegruppe)/u.test(text)) return 'category';
  return null;
}

const skuPattern =
  /(?:vare-?\s?(?:nr|nummer)|art(?:ikk?el)?\.?-?\s?(?:nr|nummer)|sku|item (?:no|number)|best(?:illings)?\.?nr)\.?\s*:?\s*([\p{L}\d][\p{L}\d./-]{2,23})/iu;
const gtinPattern =
  /(?:ean|gtin|stregkode|strekkode)(?:-?(?:nr|kode|nummer|1[234]|8))?\.?\s*:?\s*(\d{8}|\d{12,14})(?!\d)/iu;

/** The article number that a text names as one. */
export function skuIn(text: string): string | null {
  return skuPattern.exec(text)?.[1] ?? null;
}

/** The GS1 number that a text names as one. */
export function gtinIn(text: string): string | null {
  return gtinPattern.exec(text)?.[1] ?? null;
}
