import type { Part } from '../adapter.ts';
import { leadText, squeeze } from './text.ts';

/** Where in a notice the walk stands. `lot` is the lot's id as printed, or a provisional one until it is met. */
export interface Place {
  part: Part | null;
  lot: string | null;
  /** Heading level that opened the lot; a heading of the same rank ends it. Null in numbered notices. */
  level: number | null;
  /** Title printed in the lot's own heading ("Delkontrakt 2: Kontorstole"). */
  lotTitle: string | null;
  /** Lots met so far on a form that does not number them itself. */
  count: number;
}

export const nowhere: Place = { part: null, lot: null, level: null, lotTitle: null, count: 0 };

const numbered = /^(\d{1,2})\.(?:(\d{1,2})\.?)?(?:(\d{1,2})\.?)?(?:\s|$)/u;
const roman =
  /^(?:(?:afsnit|section|avsnitt|del|abschnitt|rubrique|afdeling|kohta)\s+)?([ivx]{1,4})(?:\.(\d))?(?:\.(\d))?(?:[.):]|$)/iu;
const lotWord =
  /^(?:del(?:kontrakt|aftale|arbejde|entreprise|anbud|leveranse|kontrakten|ydelse|opgave)|lot|(?:fach|teil)?los|parti|osa(?:-alue)?|erä|perceel|anbudsdel|anbudsområde|lotto)\s*(?:nr\.?|no\.?|n°|nº|n:o|n\.|nummer|number|numero|-)?\s*:?\s*((?:(?:LOT|PAR)-)?\d{1,4}|[A-Z](?![\p{L}]))(?:\s*(?:af|av|of|von|van|sur|\/)\s*\d{1,4})?\s*(?:[:.–—-]\s*)?(.*)$/iu;
const lotId = /^(?:LOT|GLO|PAR)-\d{4}$/;
const lotLine = /^\d{1,2}\.\d{1,2}\.?\s[\p{L} ]{2,30}:?\s*((?:LOT|GLO|PAR)-\d{4})$/u;
/** Headings over an organisation that is no buyer. A section of further information is one only if it says who gives it. */
const organisations =
  /^(?:(?:øvrige |andre |other |weitere |muut |övriga )?(?:organisationer|organisasjoner|organisations|organisationen|organisaatiot|organisaties)|klageinstans\p{L}*|klageorgan\p{L}*|klagenævn\p{L}*|prøvelse(?:s?instans|sorgan)\p{L}*|överprövning\p{L}*|muutoksenhaku\p{L}*|review (?:body|organisation)|nachprüfungs\p{L}+|rechtsbehelfs\p{L}+|vergabekammer|beroepsinstantie|instance de recours|kontaktoplysninger|kontaktinformasjon|kontaktuppgifter|yhteystiedot|kontakt(?:stelle|daten)|contact|(?:ted )?e-?sender|e?afsender|avsender|avsändare|lähettäjä|udgiver|utgiver|utgivare|publisher|julkaisija|herausgeber|indkøbscentral\p{L}*|innkjøpssentral\p{L}*|inköpscentral\p{L}*|yhteishankintayksikkö|central purchasing body|zentrale beschaffungsstelle|aankoopcentrale|centrale d'achat|organisation,? der (?:leverer|giver|behandler|modtager)|organisasjon,? som (?:gir|behandler|mottar)|organisation,? (?:som|die|providing|processing|receiving)|organisaatio, joka|(?:yderligere|ytterligere|ytterligare|additional|further|weitere) (?:oplysninger|opplysninger|upplysningar|information|auskünfte) (?:kan fås|fås|gis|lämnas|provider|can be obtained|obtainable|erteilt)|informations?(?:giver|provider)|udbyder af indkøbstjenester|(?:procurement )?service provider|beschaffungsdienstleister)(?!\p{L})/iu;
/** A heading that opens a buyer's own part among the organisations. */
const buyerHeading =
  /^(?:\d{1,2}[.)]\s)?(?:køber(?:e|ne)?|ordregivere?|ordregivende myndighed(?:er)?|kjøpere?|oppdragsgivere?|innkjøpere?|köpare|upphandlande myndighet(?:er)?|ostajat?|hankintayksi(?:kkö|köt)|buyers?|contracting authorit(?:y|ies)|beschaffer|(?:öffentliche[rn]? )?auftraggeber|aanbestedende diensten?|kopers?|acheteurs?|pouvoirs? adjudicateurs?)\s?\d?:?$/iu;

/** eForms sections by their first number. */
const sections: Record<number, Part> = {
  1: 'buyer',
  2: 'procedure',
  3: 'lot',
  4: 'group',
  5: 'lot',
  6: 'result',
  7: 'result',
  8: 'organisation',
  9: 'information',
  10: 'information',
  11: 'information',
};

const romans = ['', 'I', 'II', 'III', 'IV', 'V', 'VI', 'VII'];

function legacyPart(section: number, first: string | undefined): Part {
  if (section === 1) return 'buyer';
  if (section === 2) return first === '2' ? 'lot' : 'procedure';
  if (section === 5) return 'result';
  if (section === 6 && first === '4') return 'organisation';
  return section === 4 ? 'procedure' : 'information';
}

/** What titles a part without being a heading; the last is an Angular library's folding part. */
const minorHeadings = new Set(['SUMMARY', 'LEGEND', 'CAPTION', 'MAT-PANEL-TITLE']);

/** Rank of a heading: 1 to 6, null for what only looks like one. */
export function headingLevel(element: Element): number | null {
  const level = /^H([1-6])$/.exec(element.tagName)?.[1] ?? element.getAttribute('aria-level');
  if (level) return Number(level);
  if (minorHeadings.has(element.tagName)) return 6;
  return element.getAttribute('role') === 'heading' ? 2 : null;
}

/** Whether an element is set as a heading by its tag, its role or the class names that eForms renderings share. */
export function isHeading(element: Element): boolean {
  if (headingLevel(element) !== null) return true;
  const names = element.classList;
  return (
    names.contains('nomark') ||
    names.contains('sublevel__number') ||
    names.contains('sublevel__content') ||
    names.contains('h2') ||
    names.contains('level')
  );
}

/** The place after a section element (`id="section5_9"`) was entered; the same place for any other id. */
export function placeOfSection(id: string, place: Place): Place {
  const section = /^section(\d{1,2})_\d+$/.exec(id)?.[1];
  const part = section === undefined ? undefined : sections[Number(section)];
  return part === undefined ? place : { ...nowhere, part };
}

/**
 * The place after a heading.
 * @param numberedNotice whether the page is an official rendering, where the numbers mean the official sections
 */
export function placeOfHeading(element: Element, place: Place, numberedNotice: boolean): Place {
  const text = leadText(element, 300);
  const level = headingLevel(element);
  const inNumbers = numbered.exec(text);
  if (inNumbers && numberedNotice) return placeOfNumber(inNumbers, text, place);
  const inRomans = numberedNotice ? roman.exec(text) : null;
  if (inRomans) return placeOfRoman(inRomans, place);
  const lot = lotWord.exec(text);
  if (lot && (level !== null || place.part === 'lot') && text.length <= 200) {
    if (place.part === 'lot' && place.lot !== null && level === null) return renamed(place, lot[1] ?? '');
    return { ...nowhere, part: 'lot', lot: lot[1] ?? null, level, lotTitle: lot[2] ? squeeze(lot[2]) : null };
  }
  const id = /\b(?:LOT|GLO|PAR)-\d{4}\b/.exec(text)?.[0];
  if (id && place.part === 'lot')
    return isGroup(id) && isProvisional(place) ? { ...nowhere, part: 'group' } : renamed(place, id);
  if (organisations.test(text)) return { ...nowhere, part: 'organisation', level };
  if (level !== null && buyerHeading.test(text)) return { ...nowhere, part: 'buyer', level };
  if (place.level !== null && level !== null && level <= place.level) return nowhere;
  return place;
}

/** The place after a line that begins with an official number ("5.1. Lot: LOT-0001"). */
export function placeOfNumberedLine(text: string, place: Place): Place {
  const match = numbered.exec(text);
  return match ? placeOfNumber(match, text, place) : place;
}

function placeOfNumber(match: RegExpExecArray, text: string, place: Place): Place {
  const part = sections[Number(match[1])];
  if (part === undefined) return place;
  const second = match[2];
  if (part !== 'lot') return { ...nowhere, part };
  if (second === undefined) return { ...nowhere, part };
  const provisional = `${match[1]}.${second}`;
  const id = /\b(?:LOT|GLO|PAR)-\d{4}\b/.exec(text)?.[0];
  if (isGroup(id)) return { ...nowhere, part: 'group' };
  if (match[3] !== undefined && (place.part === 'group' || (place.part === 'lot' && place.lot !== null))) return place;
  return { ...nowhere, part, lot: id ?? provisional };
}

function placeOfRoman(match: RegExpExecArray, place: Place): Place {
  const section = romans.indexOf((match[1] ?? '').toUpperCase());
  if (section <= 0) return place;
  const part = legacyPart(section, match[2]);
  if (part !== 'lot') return { ...nowhere, part };
  if (match[3] === '1') return { ...nowhere, part, lot: `II.2/${place.count + 1}`, count: place.count + 1 };
  if (place.part === 'lot' && place.lot !== null && match[3] !== undefined) return place;
  if (match[3] === undefined) return { ...nowhere, part, count: place.count };
  return { ...nowhere, part, lot: `II.2/${place.count + 1}`, count: place.count + 1 };
}

/** Number and title of a lot as a heading or a cell prints them: "Delkontrakt 2: Kontorstole". */
export function lotNumber(text: string): [id: string, title: string] | null {
  const match = lotWord.exec(text);
  return match ? [match[1] ?? '', squeeze(match[2] ?? '')] : null;
}

/** A group of lots has an id like a lot, and is none. */
function isGroup(id: string | undefined): boolean {
  return id?.startsWith('GLO-') === true;
}

/** A lot that was met, though its own id has not been. */
function isProvisional({ lot }: Place): boolean {
  return lot !== null && /^\d+\.\d+$/.test(lot);
}

function renamed(place: Place, id: string): Place {
  return isProvisional(place) ? { ...place, lot: id } : place;
}

/** The place after a bare lot id ("LOT-0002") was met in the lot's first line, or a whole line that opens the lot. */
export function placeOfLotId(text: string, place: Place): Place {
  if (place.part !== 'lot') return place;
  const line = text.trim();
  if (lotId.test(line))
    return isGroup(line) && isProvisional(place) ? { ...nowhere, part: 'group' } : renamed(place, line);
  const opened = lotLine.exec(line)?.[1];
  if (opened === undefined) return place;
  return isGroup(opened) ? { ...nowhere, part: 'group' } : { ...nowhere, part: 'lot', lot: opened };
}
