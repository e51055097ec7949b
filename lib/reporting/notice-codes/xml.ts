import type { Language } from '../../targets/schema.ts';
import { inMarkup } from '../markup.ts';
import { type BoughtVehicles, vehicleCounts } from './bought-vehicles.ts';
import type { NoticeFill } from './fill.ts';
import { type CodeTerm, officialLists } from './terms.ts';

/** Namespaces of an eForms notice, by the prefixes that everybody uses. */
export const namespaces = {
  cac: 'urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2',
  cbc: 'urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2',
  ext: 'urn:oasis:names:specification:ubl:schema:xsd:CommonExtensionComponents-2',
  efext: 'http://data.europa.eu/p27/eforms-ubl-extensions/1',
  efac: 'http://data.europa.eu/p27/eforms-ubl-extension-aggregate-components/1',
  efbc: 'http://data.europa.eu/p27/eforms-ubl-extension-basic-components/1',
} as const;

/**
 * Children of an element in the order in which a notice must have them; the first two are the places where our
 * elements go. From the sequences of UBL-CommonAggregateComponents-2.3 and of the SDK's EFORMS-Extension schemas.
 */
export const childOrder: Readonly<Record<string, readonly string[]>> = {
  'cac:ProcurementProject': [
    'ext:UBLExtensions',
    'cbc:ID',
    'cbc:Name',
    'cbc:Description',
    'cbc:ProcurementTypeCode',
    'cbc:ProcurementSubTypeCode',
    'cbc:QualityControlCode',
    'cbc:RequiredFeeAmount',
    'cbc:FeeDescription',
    'cbc:RequestedDeliveryDate',
    'cbc:EstimatedOverallContractQuantity',
    'cbc:Note',
    'cbc:SMESuitableIndicator',
    'cac:ProcurementAdditionalType',
    'cac:RequestedTenderTotal',
    'cac:MainCommodityClassification',
    'cac:AdditionalCommodityClassification',
    'cac:RealizedLocation',
    'cac:PlannedPeriod',
    'cac:ContractExtension',
    'cac:RequestForTenderLine',
  ],
  'efext:EformsExtension': [
    'efbc:AccessToolName',
    'efbc:FrameworkMaximumAmount',
    'efbc:ProcedureRelaunchIndicator',
    'efbc:TransmissionDate',
    'efbc:TransmissionTime',
    'efac:AnswerReceptionPeriod',
    'efac:AppealRequestsStatistics',
    'efac:Appeals',
    'efac:AwardCriterionParameter',
    'efac:BuyingPartyReference',
    'efac:Changes',
    'efac:ContractModification',
    'efac:FieldsPrivacy',
    'efac:Funding',
    'efac:InterestExpressionReceptionPeriod',
    'efac:NonOfficialLanguages',
    'efac:NoticeInformationNondisclosure',
    'efac:NoticeResult',
    'efac:NoticeSubType',
    'efac:OfficialLanguages',
    'efac:Organizations',
    'efac:Publication',
    'efac:SelectionCriteria',
    'efac:StrategicProcurement',
    'efac:SubsidiaryClassification',
    'efac:ReferencedDocumentPart',
    'efac:TenderSubcontractingRequirements',
  ],
  'cac:ProcurementAdditionalType': ['cbc:ProcurementTypeCode', 'cbc:ProcurementType'],
  'efac:StrategicProcurement': ['efbc:ApplicableLegalBasis', 'efac:StrategicProcurementInformation'],
  'efac:StrategicProcurementInformation': ['efbc:ProcurementCategoryCode', 'efac:ProcurementDetails'],
  'efac:ProcurementDetails': [
    'efbc:AssetCategoryCode',
    'efbc:LegalFrameworkCode',
    'efac:AssetLabel',
    'efac:StrategicProcurementStatistics',
  ],
  'efac:StrategicProcurementStatistics': ['efbc:StatisticsCode', 'efbc:StatisticsNumeric'],
};

/** An element to be written: with a text or with children, which are put in order. */
interface XmlElement {
  name: string;
  attributes?: Readonly<Record<string, string>>;
  content: string | readonly XmlElement[];
}

const languageIds: Record<Language, string> = { da: 'DAN', nb: 'NOR', en: 'ENG' };

/** The fields in `cac:ProcurementProject` of the lot: aims with their descriptions, and what is green, social and new. */
const additionalTerms = ['BT-774', 'BT-775', 'BT-776', 'BT-805'] as const;

/**
 * BT-06, 777, 774, 775, 776 and 805 of a lot as elements of its `cac:ProcurementProject`, one for each code. Each is a
 * whole of its own with its namespaces, so that it can be pasted where a notice has them. Empty without any code.
 */
export function additionalTypeXml({ aims, codes }: NoticeFill): string {
  const ofAims = aims.map(({ aim, description }): XmlElement => {
    const text = description && {
      name: 'cbc:ProcurementType',
      attributes: { languageID: languageIds[description.language] },
      content: description.text,
    };
    const code = codeElement('cbc:ProcurementTypeCode', 'BT-06', aim);
    return { name: 'cac:ProcurementAdditionalType', content: text ? [code, text] : [code] };
  });
  const others = additionalTerms.flatMap((term) =>
    (codes[term] ?? []).map(
      (code): XmlElement => ({
        name: 'cac:ProcurementAdditionalType',
        content: [codeElement('cbc:ProcurementTypeCode', term, code)],
      }),
    ),
  );
  return [...ofAims, ...others].map(documentOf).join('\n');
}

/**
 * BT-717 and 735, BT-810 and 811 of a lot as `efac:StrategicProcurement`, one for each directive; they go into the
 * extension of the lot's `cac:TenderingTerms`. Empty without any code.
 */
export function strategicProcurementXml({ codes }: NoticeFill): string {
  const contracts = (codes['BT-735'] ?? []).map((code) =>
    information([codeElement('efbc:ProcurementCategoryCode', 'BT-735', code)]),
  );
  const scopes = [
    ...(codes['BT-717'] ?? []).map((code) => scope('BT-717', code, contracts)),
    ...(codes['BT-810'] ?? []).map((code) => scope('BT-810', code, detailsOf(codes, false))),
  ];
  return scopes.map(documentOf).join('\n');
}

/**
 * What a lot's result tells, as `efac:StrategicProcurement` elements of its `efac:LotResult`: BT-735, 723, OPT-155 and 156
 * for the vehicles that were bought, BT-811 and 812 for energy. Empty without either.
 */
export function lotResultXml({ codes, vehicles }: NoticeFill): string {
  const parts = [vehiclesOf(codes, vehicles), detailsOf(codes, true)].filter((content) => content.length > 0);
  return parts.map((content) => documentOf({ name: 'efac:StrategicProcurement', content })).join('\n');
}

/** Kind of contract by kind of contract, with the categories under it; one without a category stands by itself. */
function vehiclesOf(codes: NoticeFill['codes'], vehicles: NoticeFill['vehicles']): XmlElement[] {
  return (codes['BT-735'] ?? []).map((contractType) =>
    information([
      codeElement('efbc:ProcurementCategoryCode', 'BT-735', contractType),
      ...vehicles.filter((one) => one.contractType === contractType).map(countedElement),
    ]),
  );
}

function countedElement({ category, ...counts }: BoughtVehicles): XmlElement {
  const code = (name: string, list: string, content: string) => ({ name, attributes: { listName: list }, content });
  const statistics = Object.entries(vehicleCounts).map(
    ([type, count]): XmlElement => ({
      name: 'efac:StrategicProcurementStatistics',
      content: [
        code('efbc:StatisticsCode', 'vehicles', type),
        { name: 'efbc:StatisticsNumeric', content: String(counts[count]) },
      ],
    }),
  );
  return {
    name: 'efac:ProcurementDetails',
    content: [code('efbc:AssetCategoryCode', 'vehicle-category', category ?? ''), ...statistics],
  };
}

function scope(term: CodeTerm, code: string, content: readonly XmlElement[]): XmlElement {
  return {
    name: 'efac:StrategicProcurement',
    content: [codeElement('efbc:ApplicableLegalBasis', term, code), ...content],
  };
}

function detailsOf(codes: NoticeFill['codes'], withLabel: boolean): XmlElement[] {
  const [item] = codes['BT-811(b)'] ?? [];
  const [basis] = codes['BT-811(a)'] ?? [];
  const [label] = withLabel ? (codes['BT-812'] ?? []) : [];
  if (item === undefined) return [];
  const content = [
    codeElement('efbc:AssetCategoryCode', 'BT-811(b)', item),
    ...(basis ? [codeElement('efbc:LegalFrameworkCode', 'BT-811(a)', basis)] : []),
    ...(label ? [{ name: 'efac:AssetLabel', content: [codeElement('efbc:LabelCode', 'BT-812', label)] }] : []),
  ];
  return [information([{ name: 'efac:ProcurementDetails', content }])];
}

const information = (content: readonly XmlElement[]): XmlElement => ({
  name: 'efac:StrategicProcurementInformation',
  content,
});

const codeElement = (name: string, term: CodeTerm, code: string): XmlElement => ({
  name,
  attributes: { listName: officialLists[term].list },
  content: code,
});

/** An element as a whole document, with the namespaces that it uses. */
function documentOf(element: XmlElement): string {
  const prefixes = (Object.keys(namespaces) as (keyof typeof namespaces)[]).filter((prefix) => uses(element, prefix));
  const declared = Object.fromEntries(prefixes.map((prefix) => [`xmlns:${prefix}`, namespaces[prefix]]));
  return written({ ...element, attributes: { ...declared, ...element.attributes } }, '');
}

function uses({ name, content }: XmlElement, prefix: string): boolean {
  if (name.startsWith(`${prefix}:`)) return true;
  return typeof content !== 'string' && content.some((child) => uses(child, prefix));
}

function written({ name, attributes = {}, content }: XmlElement, indent: string): string {
  const opening = Object.entries(attributes)
    .map(([key, value]) => ` ${key}="${escaped(value)}"`)
    .join('');
  const start = `${indent}<${name}${opening}>`;
  if (typeof content === 'string') return `${start}${escaped(content)}</${name}>`;
  const order = childOrder[name] ?? [];
  const children = [...content].sort((a, b) => order.indexOf(a.name) - order.indexOf(b.name));
  return [start, ...children.map((child) => written(child, `${indent}  `)), `${indent}</${name}>`].join('\n');
}

/** Text for XML; characters that XML 1.0 has no room for are left out. */
function escaped(text: string): string {
  // Lone halves of a pair and control characters.
  const allowed = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;
  return inMarkup(text.replace(allowed, ''));
}
