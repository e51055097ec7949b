import type { Block, Tender } from '../portals/tender.ts';
import { isTitle } from './evidence.ts';
import { isFrame } from './heads.ts';

/** Words at [start, end) of a text; behind `until` stands an ending or another part of a compound. */
interface Words {
  start: number;
  end: number;
  until?: number;
}

/** Whether words of a block are part of a name: of a firm, a street, a place, a person. */
export type IsNamed = (block: number, words: Words) => boolean;

/** How far is looked to either side, in characters. */
const reach = 70;
/** The forms of companies. Capitals alone tell "AS" from "as"; in a heading of capitals, what follows does. */
const privateForms =
  'A\\/S|a\\/s|A\\.S\\.|ASA|Ap[Ss]|APS|I\\/S|i\\/s|K\\/S|P\\/S|A\\.?m\\.?b\\.?[aA]\\.?|a\\.m\\.b\\.a\\.?|AMBA|F\\.?m\\.?b\\.?a\\.?|(?:AS|AB|HB|DA|SA)(?! (?:A |\\p{Lu}{2}))|ANS|Oyj?|' +
  'Ltd\\.?|LTD|Limited(?! (?:to|by|\\p{Lu}))|LLP|LLC|[Pp][Ll][Cc]|Inc\\.?|GmbH|mbH|KGaA|KG(?! \\d)|AG|OHG|e\\.V\\.|BV|B\\.V\\.|NV|SpA|Srl|Sàrl';
/** The forms in which municipalities and the state run things; a buyer's name often stands right behind the goods. */
const publicForms = 'IKS|HF|RHF|KF|FKF|SF|S\\/I';
/** Words of a name go on with capitals; a preposition ends them, in capitals too. */
const prepositions =
  'til|for|av|af|i|på|ved|hos|fra|to|of|from|at|in|on|by|with|från|vid|åt|für|von|vom|bei|in|im|am|med|mit|inom';
const capitalPreposition = new RegExp(`^(?:${prepositions})$`, 'i');
const nameWord = `(?!(?:${prepositions}) )\\p{Lu}[\\p{L}\\p{N}’'-]*`;
const joined = `(?: (?:og|&|and|und|och) ${nameWord})`;
const more = (most: number): string => `(?:${joined}|(?: ${nameWord})){0,${most}}`;
const behindForm = '(?![\\p{L}\\p{N}])';
const privateRun = [0, 1, 2, 3].map(
  (most) => new RegExp(`^(?:${joined}){0,2}${more(most)},? (?:${privateForms})${behindForm}`, 'u'),
);
const publicRun = new RegExp(`^(?:${joined}){0,2} (?:${publicForms})${behindForm}`, 'u');

/**
 * Directly before a name; English headings and German nouns have capitals too ("Hotel Furniture"), so there only what
 * says so.
 */
const naming = new Set(
  (
    'firma firmaet virksomheden selskabet foreningen restaurant hotel hotell café cafe kafé kro børnehaven vuggestuen ' +
    'daginstitutionen institutionen børnehuset kulturhuset plejehjemmet plejecentret plejecenteret bofællesskabet ' +
    'ejendommen selskapet bedriften virksomheten barnehagen sykehjemmet bofellesskapet eiendommen bolaget företaget ' +
    'förskolan föreningen kaldet kalt kallad'
  ).split(' '),
);
const englishNaming = new Set(['company', 'firm', 'supplier', 'named', 'called']);
const theOne = /(?<!\p{L})(?:the \p{Ll}+|named|called) $/iu;
const person =
  /(?<!\p{L})(?:(?:[Kk]ontaktperson|[Kk]ontakt|[Cc]ontact|[Ss]aksbehandler|[Ss]agsbehandler|[Ii]ndkøber|[Ii]nnkjøper|Ansprechpartner):|[Aa]tt(?:\.:?|:)|c\/o|v\/) ?(?:\p{Lu}[\p{L}.-]* ){1,3}$/u;
/** Most texts hold none of these: looked for first, since it costs little. */
const mayIntroduce = /onta[ck]t|andler:|øber:|jøper:|artner:|tt[.:]|c\/o|v\//;
const isLowerOnly = /^\p{Ll}/u;

/** Of a whole word: a house that goes by what was once made or kept there. */
const premises =
  /(?:(?<!bygg)eri(?:et)?|lasten|lageret|magasinet|fabrikk?en|fabrikk?|mølla|møllen|saga|savværket)s?$/iu;
/** Of what stands behind a term in one word: a house or a place that is named after it. */
const places =
  /(?:fabrikk?|museum|muse|skole|hus|huse|værk|verk|mølle|møll|hal|hall|gård|lager|magasin|graven|grav|kvarter|park|torv|torg|havn|kro|kirke|stuen|stua|byen|loftet|kollegi|center|centr|senter|sentr)(?:n|en|et|t|a|um|iet)?s?$/iu;
const isDefinite = /(?:en|et|a|t)s?$/u;

const streets =
  /(?:vej|vei|veg|gade|gate|allé|alle|stræde|gränd|väg|straße|strasse)(?:en|n|t)?s?$|(?:gata|gatan|gaten)s?$/iu;
const houseNumber =
  /^\s{1,2}\d{1,3}(?:\s?\p{L})?(?![\p{L}\p{N}]|\s?(?:km|m|meter|stk|pct|etape|år|uger|uker)(?!\p{L})|\s?%)/u;
const englishStreet =
  /^ (?:Street|Lane|Road|Avenue|Close|Drive|Crescent|Terrace|Row|Court|Square|Quay)(?= ?(?:[.,;:)\n]|\p{Ll}|$))/u;
const beforeEnglishStreet = /(?:\d{1,4}[A-Za-z]?|(?<!\p{L})(?:at|on|near|off|along)) $/u;
const englishPlace =
  /^(?: \p{Lu}[\p{L}’']*)? (?:Mills?|Factory|Museum|Inn|Hotel|Wharf|Academy|Theatre|Cathedral|Gallery|Arts Centre)(?= ?(?:[.,;:)\n]|\p{Ll}|$))/u;
const beforeEnglishPlace = /(?<!\p{L})(?:[Tt]he|at|in|near)(?: \p{Lu}[\p{L}’']*){0,2} $/u;

const municipality =
  /^ (?:kommunes?|fylkeskommunes?|kommuns?|sogns?|herreds?|menighetsråd|fellesråd|menighedsråd)(?!\p{L})/iu;
const house =
  /^ (?:skoles?|kirkes?|barnehages?|stasjon|station|gymnasium|museum|kirkegård|sykehjem|plejehjem)(?!\p{L})/iu;
const beforeHouse = /(?<!\p{L})(?:ved|i|til|fra|hos|for|på|vid|från)\s$/u;

/** Towns whose names are, or end in, a thing: always so, and where what stands before them tells. */
const towns = /^(?:saarbrücken|zweibrücken|osnabrück|delbrück|\p{L}+bruck|sandnes)s?$/iu;
const alsoTowns = /^(?:essen|sandwich|stone|bro|bru)$/i;
const beforeTown = /(?<!\p{L})(?:in|at|near|i|på|från|Stadt|Universitätsklinikum|Messe|Raum|[Tt]own of|[Cc]ity of) $/u;

/** Languages in which a noun inside a sentence takes no capital. */
const smallNouns = new Set(['da', 'nb', 'nn', 'no', 'sv']);

/**
 * Tells names from things: "Tapperiet A/S", "Asfaltvej 3" and "Papirfabrikken" sell no asphalt and no paper. Whatever
 * begins with a small letter is a thing; so is, in a heading with capitals throughout, what no other sign names.
 */
export function namesIn(
  blocks: readonly Pick<Block, 'where' | 'text'>[],
  { language, buyer, otherBuyers = [] }: Pick<Tender, 'language'> & Partial<Pick<Tender, 'buyer' | 'otherBuyers'>>,
): IsNamed {
  const buyers = [buyer, ...otherBuyers].flatMap((one) => {
    const name = one?.name?.trim() ?? '';
    return name.length < shortestBuyer ? [] : [name];
  });
  // A word speaks for many targets; what stands around it is read once.
  const known = blocks.map(() => new Map<number, boolean>());
  return (block, words) => {
    const { text, where } = blocks[block] as Block;
    if (!isCapital(text, words.start)) return false;
    const { start, end, until = end } = words;
    const place = (start * longestWords + lengthOf(start, end)) * longestWords + lengthOf(start, until);
    const before = known[block]?.get(place);
    if (before !== undefined) return before;
    const named =
      buyers.some((name) => isWithin(text, words, name)) ||
      isName(text, words, { language, inTitle: isTitle({ where }) });
    known[block]?.set(place, named);
    return named;
  };
}
/** More than words that are looked for are long, in characters. */
const longestWords = 1024;
const lengthOf = (start: number, end: number): number => Math.min(end - start, longestWords - 1);
const shortestBuyer = 4;

/** Whether words with a capital are a name by what stands around them. */
export function isName(
  text: string,
  { start, end, until = end }: Words,
  { language, inTitle }: { language: string | null; inTitle: boolean },
): boolean {
  if (!isCapital(text, start)) return false;
  const behind = text.slice(end, end + reach);
  const ahead = text.slice(Math.max(0, start - reach), start);
  const previous = wordBefore(ahead);
  const before = standingBefore(ahead, previous);
  const hasSmallNouns = language !== null && smallNouns.has(language);
  if (isCompany(behind, before, inTitle, hasSmallNouns)) return true;
  if (municipality.test(behind) || (mayIntroduce.test(ahead) && person.test(ahead))) return true;
  if (isNaming(previous, ahead, hasSmallNouns)) return true;
  if (englishStreet.test(behind) && beforeEnglishStreet.test(ahead)) return true;
  const word = text.slice(start, end);
  if (towns.test(word) || (alsoTowns.test(word) && beforeTown.test(ahead))) return true;
  const tail = text.slice(until, end);
  if (streets.test(tail) && ((hasSmallNouns && before === 'small') || houseNumber.test(behind))) return true;
  if (language === 'en') return englishPlace.test(behind) && beforeEnglishPlace.test(ahead);
  if (!hasSmallNouns) return false;
  if (house.test(behind) && beforeHouse.test(ahead)) return true;
  if (!isLowerOnly.test(word.slice(1))) return false;
  if (places.test(tail) && (before === 'small' || isDefinite.test(tail))) return true;
  return before === 'small' && premises.test(word);
}

type Before = 'nothing' | 'small' | 'comma' | 'capital';

/** The word directly before, an "&" left out; empty for none. */
function wordBefore(ahead: string): string {
  const joint = ahead.endsWith('& ') ? ahead.slice(0, -2).trimEnd() : ahead.slice(0, -1);
  if (!ahead.endsWith(' ')) return '';
  return /[\p{L}\p{N}’'-]+$/u.exec(joint.slice(joint.lastIndexOf(' ') + 1))?.[0] ?? '';
}

/** What stands before the words in their clause; a word that says how something is bought begins it anew. */
function standingBefore(ahead: string, word: string): Before {
  if (ahead.endsWith(', ')) return 'comma';
  if (word === '' || /^\d+$/.test(word) || isFrame(word)) return 'nothing';
  if (!isCapital(word, 0)) return 'small';
  return capitalPreposition.test(word) ? 'nothing' : 'capital';
}

/** Whether the word before says that a name follows. */
function isNaming(word: string, ahead: string, hasSmallNouns: boolean): boolean {
  if (hasSmallNouns) return naming.has(word.toLowerCase());
  return englishNaming.has(word) && theOne.test(ahead);
}

/**
 * A company's form stands at the end of its name. The more is known to belong to the name, the longer it may be:
 * "Kontormøbler Nordlys AS" may be furniture for a firm. Capitals say little in an English or a German heading.
 */
function isCompany(behind: string, before: Before, inTitle: boolean, hasSmallNouns: boolean): boolean {
  const known = { nothing: 0, small: 1, comma: 1, capital: 2 }[before];
  const most = inTitle ? Math.max(0, known - (hasSmallNouns ? 0 : 1)) : known + 1;
  return publicRun.test(behind) || (privateRun[most] as RegExp).test(behind);
}

/** Whether words lie in a longer name that stands there. */
function isWithin(text: string, { start, end }: Words, name: string): boolean {
  const from = Math.max(0, start - name.length);
  const at = text.slice(from, end + name.length).indexOf(name);
  if (at < 0) return false;
  return from + at <= start && end <= from + at + name.length && end - start < name.length;
}

/** Whether the text has a capital letter there. */
export function isCapital(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  if (code < firstForeign) return code >= firstCapital && code <= lastCapital;
  const letter = text.charAt(at);
  return letter !== letter.toLowerCase();
}
const firstCapital = 65;
const lastCapital = 90;
const firstForeign = 128;
