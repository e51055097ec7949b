/**
 * Words of a title that say how something is bought, not what: what follows them is still the head. Danish, Norwegian
 * and English; a word that ends in one of `frameEndings` counts too.
 */
const frames = new Set(
  (
    'rammeavtale rammeavtaler rammekontrakt avtale avtaler kontrakt kontrakter kjøp innkjøp anskaffelse anskaffelser ' +
    'levering leveranse leveranser leverance leie leasing utleie drift vedlikehold service tjeneste tjenester ' +
    'prekvalifisering dynamisk innkjøpsordning parallelle ny nye nytt diverse ulike konkurranse forespørsel anbud ' +
    'utlysning kunngjøring gangs gang totalentreprise entreprise inngåelse produkter artikler utstyr materiell ' +
    'rekvisita deler innleie samkjøp enkeltanskaffelse utskifting utskiftning oppgradering etablering installasjon ' +
    'montering transport behandling håndtering innsamling mottak rehabilitering vask henting avhending mottakssted ' +
    'aftale rammeaftale rammeaftaler udbud indkøb køb leje aftaler ydelser tjenesteydelser genudbud vedligehold ' +
    'vedligeholdelse offentligt eu nyt vedrørende annoncering indsamling afhentning tømning opsætning udskiftning ' +
    'prækvalifikation konkurrence koncession koncessionskontrakt koncessionsaftale forpagtning udstyr materialer ' +
    'indgåelse supply provision purchase procurement framework agreement agreements contract contracts delivery ' +
    'services supplies tender tenders invitation notice the of and a an new multi supplier party single lot lots ' +
    'dynamic purchasing system dps establishment running operation maintenance concession award qualification panel design ' +
    'construct build lease hire rental management disposal collection treatment public various related associated ' +
    'products equipment works renovering opførelse produktion produksjon erstatning replacement bortskaffelse ombygging ' +
    'ombygning bygging prosjektering projektering indretning installering installation hovedprojekt delprojekt projekt prosjekt ordning bevillingsordning råvarer kommunens kommune ' +
    'kommunal kommunale kommuner region regionens fylkeskommune fælles felles samlet ekstern økologisk økologiske og eller samt or with med'
  ).split(' '),
);
const frameEndings =
  /(?:avtale|avtaler|avtalen|aftale|aftaler|aftalen|kontrakt|kontrakten|udbud|konkurranse|anskaffelse)$/;
/** Short words in capitals are abbreviations and numbers of lots, such as "VOIS" or "EPC". */
const abbreviation = /^\p{Lu}{1,5}$/u;

const prepositions = new Set(
  'for til av om på ved i hos innen fra of in at on from af inden over by within'.split(' '),
);
/** What follows these says where, and a place is no subject: "til Akershus universitetssykehus". */
const placePrepositions = new Set('ved i hos at in på on'.split(' '));

const modifierShare = 0.55;
const placeShare = 0.45;

/** A stretch of a title and how much of a word's weight counts there. */
export interface TitlePart {
  start: number;
  end: number;
  share: number;
}

const pieces = /[\p{L}\p{N}]+(?:[-.][\p{L}\p{N}]+)*|[:–—|]| - /gu;

/**
 * The words of a title with how much each counts. In "Skadeforsikring for kjøretøy" the head is the insurance, and
 * the vehicles say what it is for; in "Rammeaftale om køretøjer" the frame holds no content and the vehicles are
 * the head. A dash or a colon begins anew.
 */
export function titleParts(title: string): TitlePart[] {
  const parts: TitlePart[] = [];
  let hasContent = false;
  let share = 1;
  for (const { 0: piece, index } of title.matchAll(pieces)) {
    if (!/[\p{L}\p{N}]/u.test(piece)) {
      hasContent = false;
      share = 1;
      continue;
    }
    if (prepositions.has(piece)) {
      if (hasContent) share = placePrepositions.has(piece) || share === placeShare ? placeShare : modifierShare;
      continue;
    }
    hasContent ||= isContent(piece);
    parts.push({ start: index, end: index + piece.length, share });
  }
  return parts;
}

/** Whether a word says how something is bought, not what. */
export const isFrame = (word: string): boolean => frames.has(word.toLowerCase());

function isContent(piece: string): boolean {
  if (piece.length < 3 || /\d/.test(piece) || abbreviation.test(piece)) return false;
  return !isFrame(piece) && !frameEndings.test(piece.toLowerCase());
}

/** How much a word at [start, end) of the title counts: as its best part does. */
export function shareAt(parts: readonly TitlePart[], start: number, end: number): number {
  let best = 0;
  for (const part of parts) if (part.start < end && part.end > start && part.share > best) best = part.share;
  return best || 1;
}
