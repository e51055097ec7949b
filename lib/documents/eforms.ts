import { buyerId } from '../portals/notice/buyers.ts';
import { phaseByFormType } from '../portals/notice/form-types.ts';
import type { Buyer, Lot, Money, Tender } from '../portals/tender.ts';
import { cpvInSlot } from '../portals/values/cpv.ts';
import { readDeadline } from '../portals/values/dates.ts';
import { officialLanguages } from '../portals/values/official-languages.ts';
import { readPublicationNumber } from '../portals/values/references.ts';
import { cleanText } from './clean-text.ts';
import { type DocumentText, mostCharacters, type NoticeBlock } from './document.ts';
import { DocumentProblem } from './document-problem.ts';
import { fieldTexts, inLanguage } from './eforms-texts.ts';
import { inside, type XmlElement, xmlTree } from './xml.ts';

const words = (element: XmlElement | undefined): string | null => cleanText(element?.text ?? '') || null;
/** A number of somebody's; what forms are filled with where there is none is left out. */
const number = (element: XmlElement | undefined): string | null => {
  const printed = words(element);
  return printed === null || /^(?:n\.?\/?a\.?|not available|none|-+|\.+)$/i.test(printed) ? null : printed;
};

/** An eForms notice is called by its form: three of the procurement's kinds, and that of a company's registration. */
const roots: ReadonlySet<string> = new Set([
  'ContractNotice',
  'ContractAwardNotice',
  'PriorInformationNotice',
  'BusinessRegistrationInformationNotice',
]);

const eforms = ['UBLExtensions', 'UBLExtension', 'ExtensionContent', 'EformsExtension'] as const;
const countries: Readonly<Record<string, string>> = { DNK: 'DK', NOR: 'NO', SWE: 'SE' };
/** What a code stands for; a notice may hold any word, also one that every object has. */
const known = <T>(codes: Readonly<Record<string, T>>, code: string): T | null =>
  Object.hasOwn(codes, code) ? (codes[code] ?? null) : null;
const unique = (codes: readonly string[]): string[] => [...new Set(codes)];
/** More lots than this are in no notice. */
const mostLots = 2000;

function moneyOf(from: XmlElement | undefined): Money | null {
  const amount = Number(from?.text.trim() || Number.NaN);
  const currency = from?.attribute('currencyID') ?? '';
  return Number.isFinite(amount) && amount >= 0 && /^[A-Z]{3}$/.test(currency) ? { amount, currency } : null;
}

const codesAt = (project: XmlElement | undefined, list: 'Main' | 'Additional'): string[] =>
  project === undefined
    ? []
    : inside(project, `${list}CommodityClassification`, 'ItemClassificationCode').flatMap(({ text }) =>
        cpvInSlot(text.trim()),
      );

/** The buyers in the notice's order: it names them by number, and what they are called stands with the organisations. */
function buyersOf(notice: XmlElement, official: string | null, language: string | null): Buyer[] {
  const companies = new Map(
    inside(notice, ...eforms, 'Organizations', 'Organization', 'Company').map((company) => [
      inside(company, 'PartyIdentification', 'ID')[0]?.text.trim() ?? '',
      company,
    ]),
  );
  const ids = inside(notice, 'ContractingParty', 'Party', 'PartyIdentification', 'ID').map(({ text }) => text.trim());
  return [...new Set(ids)].flatMap((id) => {
    const company = companies.get(id);
    if (!company) return [];
    const name = words(inLanguage(inside(company, 'PartyName', 'Name'), official)[0]);
    if (name === null) return [];
    const printed = number(inside(company, 'PartyLegalEntity', 'CompanyID')[0]);
    const land = words(inside(company, 'PostalAddress', 'Country', 'IdentificationCode')[0]);
    const country = land === null ? null : (known(countries, land) ?? '??');
    const own = printed === null ? null : buyerId(printed, country, language);
    return [{ name, id: own?.id ?? null, scheme: own?.scheme ?? null }];
  });
}

/** The end of the period for tenders, else of that for requests to take part or for interest; the earliest of the lots. */
function deadlineOf(notice: XmlElement, lots: readonly XmlElement[]): string | null {
  const processes = [...lots, notice].flatMap((from) => inside(from, 'TenderingProcess'));
  const kinds = [
    ['TenderSubmissionDeadlinePeriod'],
    ['ParticipationRequestReceptionPeriod'],
    [...eforms, 'InterestExpressionReceptionPeriod'],
  ];
  for (const path of kinds) {
    const moments = processes
      .flatMap((process) => inside(process, ...path))
      .map((period) => readDeadline(`${words(inside(period, 'EndDate')[0])} ${words(inside(period, 'EndTime')[0])}`))
      .filter((moment) => moment !== null)
      .sort((a, b) => Date.parse(a) - Date.parse(b));
    if (moments[0] !== undefined) return moments[0];
  }
  return null;
}

/** Text blocks of the notice, each with its field, as the readers of rendered notices cut them. */
function blocksOf(
  notice: XmlElement,
  lots: readonly { id: string; element: XmlElement }[],
  official: string | null,
): { blocks: NoticeBlock[]; isCut: boolean } {
  const blocks: NoticeBlock[] = [];
  let left = mostCharacters;
  let isCut = false;
  const add = (where: string, lot: string | null, field: string, elements: readonly Pick<XmlElement, 'text'>[]) => {
    const text = cleanText(elements.map((element) => element.text).join('\n'));
    if (text === '') return;
    if (text.length > left) {
      isCut = true;
      return;
    }
    left -= text.length;
    blocks.push({ where, lot, text, place: { kind: 'field', field, lot } });
  };
  const named = (from: XmlElement, part: string) => inLanguage(inside(from, 'ProcurementProject', part), official);
  add('title', null, 'BT-21', named(notice, 'Name'));
  add('description', null, 'BT-24', named(notice, 'Description'));
  for (const { id, element } of lots) {
    add(`lots/${id}/title`, id, 'BT-21', named(element, 'Name'));
    add(`lots/${id}/description`, id, 'BT-24', named(element, 'Description'));
  }
  for (const { field, text } of fieldTexts(notice, official)) add('text', null, field, [{ text }]);
  for (const { id, element } of lots) {
    for (const { field, text } of fieldTexts(element, official)) add(`lots/${id}/text`, id, field, [{ text }]);
  }
  return { blocks, isCut };
}

/**
 * Reads the tender and its texts from an eForms notice in XML. Groups of lots are no lots; the parts of a prior
 * information notice are.
 * @throws {DocumentProblem} notNotice for any other XML
 */
export function readEforms(bytes: Uint8Array): DocumentText {
  const notice = xmlTree(bytes);
  if (!roots.has(notice.name)) throw new DocumentProblem('notNotice', notice.name);
  const official = words(inside(notice, 'NoticeLanguageCode')[0]);
  const language = known(officialLanguages, official ?? '');
  const project = inside(notice, 'ProcurementProject')[0];
  const lots = inside(notice, 'ProcurementProjectLot')
    .map((element) => ({ element, name: inside(element, 'ID')[0] }))
    .filter(({ name }) => name !== undefined && name.attribute('schemeName') !== 'LotsGroup')
    .slice(0, mostLots)
    .map(({ element, name }) => ({ element, id: words(name) ?? '' }))
    .filter(({ id }) => id !== '');
  const { blocks, isCut } = blocksOf(notice, lots, official);
  const [buyer = null, ...otherBuyers] = buyersOf(notice, official, language);
  const printed = words(inside(notice, ...eforms, 'Publication', 'NoticePublicationID')[0]);
  const [main = null, ...further] = codesAt(project, 'Main');
  const formType = inside(notice, 'NoticeTypeCode')[0]?.attribute('listName') ?? '';
  const title = blocks.find(({ where }) => where === 'title')?.text.replaceAll('\n', ' ') ?? null;
  const tender: Tender = {
    title,
    buyer,
    otherBuyers,
    reference: number(project && inside(project, 'ID')[0]),
    procedureId: words(inside(notice, 'ContractFolderID')[0]),
    publicationNumber: printed === null ? null : readPublicationNumber(printed),
    cpv: { main, additional: unique([...further, ...codesAt(project, 'Additional')]).filter((code) => code !== main) },
    value: moneyOf(project && inside(project, 'RequestedTenderTotal', 'EstimatedOverallContractAmount')[0]),
    valueNote: null,
    deadline: deadlineOf(
      notice,
      lots.map(({ element }) => element),
    ),
    language,
    phase: known(phaseByFormType, formType),
    lots: lots.map(({ id, element }) => lotOf(id, inside(element, 'ProcurementProject')[0], official)),
  };
  return {
    kind: 'notice',
    title,
    passages: [],
    characters: blocks.reduce((sum, { text }) => sum + text.length, 0),
    isCut,
    pages: null,
    notice: { tender, blocks },
  };
}

function lotOf(id: string, project: XmlElement | undefined, official: string | null): Lot {
  return {
    id,
    title: words(project && inLanguage(inside(project, 'Name'), official)[0]),
    cpv: unique([...codesAt(project, 'Main'), ...codesAt(project, 'Additional')]),
    value: moneyOf(project && inside(project, 'RequestedTenderTotal', 'EstimatedOverallContractAmount')[0]),
  };
}
