/** Words of money, units and quantities right after a number. */
const unitAfter =
  /^[\s\u00a0]{0,2}(?:,-|\.-|:-|[€£$%]|m[²³]|(?:t?\.?\s?kr|kroner|kronor|kroon|krónur|t?dkk|nok|sek|isk|eur|euroa?|gbp|usd|chf|fr|franken|francs?|pln|zł|czk|huf|ron|lei|bgn|mio|mia|mrd|milj|miljoner|mill|millioner|million|milliarder|ekskl|eksl|inkl|excl|exkl|hors|kwh|mwh|kvm|m[23]|km|stk|styk|pcs|pieces|styck|kpl|liter|tons|tonnes|indbyggere|innbyggere|invånare|inhabitants|personer|timer|sider|kunder)(?!\p{L}))/iu;

const moneyBefore =
  /(?:(?<!\p{L})(?:t?kr|dkk|nok|sek|isk|eur|euro|chf|gbp|usd|pln|czk|huf|ron|bgn|tdkk)\.?|[€£$])[\s\u00a0]{0,2}$/iu;

/** Words that announce an amount, however they go on: "budgettet på", "værdi:", "Gesamtwert von rund". */
const amountBefore =
  /(?:budget|beløb|værdi|verdi|värde|vaerdi|value|arvo|wert|waarde|valeur|betrag|bedrag|kontraktsum|omsætning|omsetning|omsättning|umsatz|turnover|(?<!\p{L})(?:amount|montant|summa|volumen|volum|volym|ramme|rammen|rahmen|loft|loftet|tak|taket|pris|prisen|price|preis|prix|prijs|hinta|udgift|utgift|kostnad|kosten|costs?|omkostning|maks(?:imum|imalt)?|maximum|maximal|højst|högst|höchst|op til|opp til|upp till|up to|bis zu|cirka|ca\.|omkring|rundt|rund|about|ungefär|noin|environ|i alt|totalt?|honorar|tilskud|bevilling|anslag))(?:en|et|er|ene|s|erne|t|a|sum|sramme)?(?!\p{L})(?:[\s\u00a0:=(–-]|\p{L}{1,9}[\s\u00a0]){0,4}$/iu;

/** Other kinds of numbers by the words before them, with or without "nr." or "number" after. */
const kindBefore =
  /(?<!\p{L})(?:cvr|se|p|telefon|telefoon|téléphone|telefax|puhelin|puh|tél|tlf|tfn|phone|mobil|mobiel|mobile|tel|fax|ean|gln|gtin|unspsc|eclass|konto|kontonr|reg|iban|giro|org|orgnr|organisationsnummer|organisasjonsnummer|organisation|siret|siren|kvk|hrb|y-tunnus|vat|moms|ust|btw|tva|vare|varu|artikel|art|sku|isbn|issn|dato|date|datum|id|ref|reference|referanse|referens|referenz|référence|viite|sag|sak|sags|saks|journal|diarie|dnr|j|arkiv|dossier|aktenzeichen|faktura|invoice|ordre|order|kunde|kund|customer|kontrakt|contract|aftale|avtale|avtal|matrikel|post|zip|ticket|case|version|notice|bekendtgørelse|protokol|bestillings|løbe|serie|serial|model|part|projekt|project|bruger|medlems|license|licens)[^\p{L}\d\n,;]{0,4}(?:nr|no|nummer|number|num|id|ident|n°|numéro|numero|nro|tunnus|kode|code)?\.?[^\p{L}\d\n,;]{0,4}(?:\+\d{2}\s?)?(?:dk)?\s?$/iu;
const numberWordBefore = /\p{L}{3,}(?:nummer(?:et)?|number|numéro|numero)[^\p{L}\d\n,;]{0,4}$/iu;
const dateBefore =
  /(?<!\p{L})(?:den|d\.|dato|date|datum|pr\.?|per|fra|from|senest|until|frist|am|vom|seit|le|du|op|vanaf|päivä|pvm)\s?:?\s?$/iu;

const rangeWord =
  "(?:til(?:\\s+og\\s+med)?|till(?:\\s+och\\s+med)?|t\\.?\\s?o\\.?\\s?m\\.?|to|through|thru|bis(?:\\s+zu)?|tot(?:\\s+en\\s+met)?|à|au|a|do|jusqu['’]à|[-\u2010-\u2015])";
const rangeAfter = new RegExp(`^\\s*(?:\\([^)]{0,60}\\)\\s*)?${rangeWord}\\s*(?:CPV\\S*\\s*)?\\d{8}`, 'iu');
const rangeBefore = new RegExp(
  `\\d{8}(?:\\s?[-\u2010-\u2015]\\s?\\d)?\\s*(?:\\([^)]{0,60}\\)\\s*)?${rangeWord}\\s*(?:CPV\\S*\\s*)?$`,
  'iu',
);
const amongWord = '(?:mellem|mellom|mellan|between|zwischen|tussen|entre)\\s+(?:CPV\\S*\\s*)?';
const amongAfter = new RegExp(`(?<!\\p{L})${amongWord}$`, 'iu');
const amongBefore = new RegExp(
  `(?<!\\p{L})${amongWord}\\d{8}(?:\\s?[-\u2010-\u2015]\\s?\\d)?\\s+(?:og|och|and|und|en|et)\\s+(?:CPV\\S*\\s*)?$`,
  'iu',
);

/** Whether [start, end) is one end of a range of codes, as laws name them: not the codes of a purchase. */
export function isRange(text: string, start: number, end: number): boolean {
  const before = text.slice(Math.max(0, start - 110), start);
  const after = text.slice(end, end + 110);
  return rangeAfter.test(after) || rangeBefore.test(before) || amongAfter.test(before) || amongBefore.test(before);
}

function isDayOfYear(digits: string): boolean {
  const day = Number(digits.slice(0, 2));
  const month = Number(digits.slice(2, 4));
  const year = Number(digits.slice(4));
  return day >= 1 && day <= 31 && month >= 1 && month <= 12 && year >= 1900 && year <= 2100;
}

/**
 * Whether the words beside [start, end) say that it is money, a quantity, a phone or register number, a reference or a
 * date. Needed even where a code is expected: of the round amounts, one in five is a code as well.
 */
export function isOtherNumber(text: string, start: number, end: number): boolean {
  const clause = text.slice(Math.max(0, start - 60), start);
  // What stands before "CPV" speaks of something else.
  const label = /.*(?<!\p{L})[CcСс][PpРр][VvѴ](?:[-\s]?(?:nr\.?|nummer|number|no\.?)(?!\p{L}))?/su.exec(clause);
  const before = label ? clause.slice(label[0].length) : clause;
  if (unitAfter.test(text.slice(end, end + 24)) || moneyBefore.test(before) || amountBefore.test(before)) return true;
  if (kindBefore.test(before) || numberWordBefore.test(before)) return true;
  return dateBefore.test(before) && isDayOfYear(text.slice(start, start + 8));
}
