/**
 * Words of a title that say how something is bought, not what: what follows them is still the head. Danish, Norwegian,
 * English, Swedish and German; a word that ends in one of `frameEndings` counts too.
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
    'kommunal kommunale kommuner region regionens fylkeskommune fælles felles samlet ekstern økologisk økologiske og eller samt or with med ' +
    'upphandling upphandlingen ramavtal ramavtalsupphandling avtal inköp leverans leveranser hyra underhåll tjänst tjänster ' +
    'insamling hämtning behandling mottagning förnyad avseende gällande nya utrustning artiklar anskaffning utbyte ' +
    'kommuns stad stads tillhandahållande totalentreprenad utförandeentreprenad entreprenad och ' +
    'lieferung lieferungen lieferleistung beschaffung rahmenvertrag rahmenvereinbarung rahmenvereinbarungen vergabe ausschreibung ' +
    'vertrag verträge kauf miete anmietung erbringung ausführung durchführung leistung leistungen dienstleistung ' +
    'dienstleistungen bereitstellung herstellung errichtung montage einbau inbetriebnahme ersatzbeschaffung abholung ' +
    'sammlung los lose gewerk bauvorhaben projekt maßnahme maßnahmen vergabeeinheit neue neuer neues und oder sowie die das ' +
    'dem den eines einer einem eine ein mit inkl stadt landkreis gemeinde kreis arbeiten erneuerung neubeschaffung wartung'
  ).split(' '),
);
const frameEndings =
  /(?:avtale|avtaler|avtalen|aftale|aftaler|aftalen|kontrakt|kontrakten|udbud|konkurranse|anskaffelse|avtal|upphandling|vertrag|vereinbarung|lieferung|beschaffung)$/;
/** Short words in capitals are abbreviations and numbers of lots, such as "VOIS" or "EPC". */
const abbreviation = /^\p{Lu}{1,5}$/u;

const prepositions = new Set(
  (
    'for til av om på ved i hos innen fra of in at on from af inden over by within för till inom från vid åt ' +
    'für von vom bei beim im am an auf aus durch zur zum der des'
  ).split(' '),
);
/** What follows these says where, and a place is no subject: "til Akershus universitetssykehus". */
const placePrepositions = new Set('ved i hos at in på on vid bei beim im am auf'.split(' '));

const modifierShare = 0.55;
const placeShare = 0.45;

/** A stretch of a title and how much of a word's weight counts there. */
export interface TitlePart {
  start: number;
  end: number;
  share: number;
}

const pieces = /[\p{L}\p{N}]+(?:[-.][\p{L}\p{N}]+)*|[:–—,;/&|]| - /gu;
/** Works on something: what follows is as much the head, as in "Neubau der Brücke". */
const works = new Set(
  (
    'neubau ausbau umbau anbau sanierung erneuerung instandsetzung modernisierung renovierung erweiterung ersatzneubau ' +
    'nybyggnad ombyggnad tillbyggnad renovering nybygg nybygging oppgradering rehabilitering utbedring nybygning tilbygning ' +
    'ombygning modernisering udvidelse utvidelse construction refurbishment renovation reconstruction upgrade upgrading ' +
    'rehabilitation improvement extension replacement modernisation'
  ).split(' '),
);
/** Words that stand between two things of a list. */
const joining = new Set(
  'og eller samt and or och und oder sowie med with mit inkl including incl herunder herav'.split(' '),
);

/** What is known of the words of a title, where they stand. */
export interface KnownWords {
  start: number;
  end: number;
  /** They lie in no area. */
  isRival: boolean;
}

/**
 * The words of a title with how much each counts. In "Skadeforsikring for kjøretøy" the head is the insurance, and
 * the vehicles say what it is for; in "Rammeaftale om køretøjer" the frame holds no content and the vehicles are
 * the head. A dash or a colon begins anew. In "waste management software" the last word says what it is: the others say
 * what for, up to a comma or an "and".
 * @param known what is known of the words, in order
 */
export function titleParts(title: string, known: readonly KnownWords[] = []): TitlePart[] {
  const parts: TitlePart[] = [];
  let hasContent = false;
  let share = 1;
  let firstOfGroup = 0;
  const within = (part: TitlePart) => known.filter(({ start, end }) => start < part.end && part.start < end);
  const endGroup = (): void => {
    yieldToRival(parts.slice(firstOfGroup), within);
    firstOfGroup = parts.length;
  };
  for (const { 0: piece, index } of title.matchAll(pieces)) {
    if (!/[\p{L}\p{N}]/u.test(piece)) {
      endGroup();
      if (/[/&]/.test(piece)) continue;
      hasContent = false;
      share = 1;
      continue;
    }
    const word = piece.toLowerCase();
    if (prepositions.has(piece)) {
      endGroup();
      if (hasContent) {
        share = placePrepositions.has(piece) || share === placeShare ? placeShare : modifierShare;
      }
      continue;
    }
    if (joining.has(word)) endGroup();
    const part = { start: index, end: index + piece.length, share };
    hasContent ||= !works.has(word) && (isContent(piece) || (!isFrame(piece) && within(part).length > 0));
    parts.push(part);
  }
  endGroup();
  return parts;
}

/** The words before something that lies in no area say what it is for. */
function yieldToRival(group: readonly TitlePart[], within: (part: TitlePart) => KnownWords[]): void {
  const last = group.findLast((part) => within(part).length > 0);
  if (!last) return;
  const rivals = within(last);
  if (!rivals.every(({ isRival }) => isRival)) return;
  for (const part of group) {
    if (part.end <= last.start && !within(part).some((one) => rivals.includes(one))) part.share *= rivalShare;
  }
}
const rivalShare = 0.55;

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
