/** A lot of the made-up notice. */
interface LotParts {
  id: string;
  scheme?: 'Lot' | 'Part' | 'LotsGroup';
  name?: string;
  more?: string;
}

const lotXml = ({ id, scheme = 'Lot', name = `Del ${id}`, more = '' }: LotParts): string => `
  <cac:ProcurementProjectLot><cbc:ID schemeName="${scheme}">${id}</cbc:ID>
    <cac:TenderingTerms><cac:AwardingTerms><cac:AwardingCriterion><cac:SubordinateAwardingCriterion>
      <cbc:Name languageID="DAN">Klimaaftryk</cbc:Name>
      <cbc:Description languageID="DAN">Tilbud med lavere aftryk får flere point.</cbc:Description>
    </cac:SubordinateAwardingCriterion></cac:AwardingCriterion></cac:AwardingTerms></cac:TenderingTerms>
    ${more}
    <cac:ProcurementProject>
      <cbc:Name languageID="DAN">${name}</cbc:Name>
      <cbc:Description languageID="DAN">Kontorstole med stofbetræk.</cbc:Description>
      <cac:RequestedTenderTotal><cbc:EstimatedOverallContractAmount currencyID="DKK">400000</cbc:EstimatedOverallContractAmount></cac:RequestedTenderTotal>
      <cac:MainCommodityClassification><cbc:ItemClassificationCode listName="cpv">39112000</cbc:ItemClassificationCode></cac:MainCommodityClassification>
    </cac:ProcurementProject>
  </cac:ProcurementProjectLot>`;

export const deadline = (date: string, time: string): string =>
  `<cac:TenderingProcess><cac:TenderSubmissionDeadlinePeriod><cbc:EndDate>${date}</cbc:EndDate><cbc:EndTime>${time}</cbc:EndTime></cac:TenderSubmissionDeadlinePeriod></cac:TenderingProcess>`;

/** A notice of our own making, in Danish and English, of two buyers and as many lots as wanted. */
export function noticeXml(lots: readonly LotParts[] = [{ id: 'LOT-0001' }]): string {
  const company = (id: string, name: string, number: string) => `
    <efac:Organization><efac:Company>
      <cac:PartyIdentification><cbc:ID schemeName="organization">${id}</cbc:ID></cac:PartyIdentification>
      <cac:PartyName><cbc:Name languageID="DAN">${name}</cbc:Name></cac:PartyName>
      <cac:PostalAddress><cac:Country><cbc:IdentificationCode>DNK</cbc:IdentificationCode></cac:Country></cac:PostalAddress>
      <cac:PartyLegalEntity><cbc:CompanyID>${number}</cbc:CompanyID></cac:PartyLegalEntity>
    </efac:Company></efac:Organization>`;
  const buyer = (id: string) =>
    `<cac:ContractingParty><cac:Party><cac:PartyIdentification><cbc:ID>${id}</cbc:ID></cac:PartyIdentification></cac:Party></cac:ContractingParty>`;
  return `<?xml version="1.0" encoding="UTF-8"?>
<ContractNotice xmlns="urn:oasis:names:specification:ubl:schema:xsd:ContractNotice-2"
  xmlns:cac="urn:cac" xmlns:cbc="urn:cbc" xmlns:ext="urn:ext" xmlns:efext="urn:efext" xmlns:efac="urn:efac" xmlns:efbc="urn:efbc">
  <ext:UBLExtensions><ext:UBLExtension><ext:ExtensionContent><efext:EformsExtension>
    <efac:Organizations>
      ${company('ORG-0001', 'Klagenævnet', '11 11 11 11')}
      ${company('ORG-0002', 'Engdal Kommune', 'DK 99 99 99 99')}
      ${company('ORG-0003', 'Fjordby Kommune', 'n/a')}
    </efac:Organizations>
    <efac:Publication><efbc:NoticePublicationID schemeName="ojs-notice-id">123456-2026</efbc:NoticePublicationID></efac:Publication>
  </efext:EformsExtension></ext:ExtensionContent></ext:UBLExtension></ext:UBLExtensions>
  <cbc:ContractFolderID>0f5c1b2e-6a0b-4a53-9a4e-0123456789ab</cbc:ContractFolderID>
  <cbc:NoticeTypeCode listName="competition">cn-standard</cbc:NoticeTypeCode>
  <cbc:NoticeLanguageCode>DAN</cbc:NoticeLanguageCode>
  ${buyer('ORG-0002')}${buyer('ORG-0003')}
  <cac:ProcurementProject>
    <cbc:ID schemeName="InternalID">26-1042</cbc:ID>
    <cbc:Name languageID="ENG">Office chairs</cbc:Name>
    <cbc:Name languageID="DAN">Kontorstole til administrationen</cbc:Name>
    <cbc:Description languageID="DAN">Udbuddet omfatter kontorstole.</cbc:Description>
    <cbc:Note languageID="DAN">Mærker godtages med tilsvarende dokumentation.</cbc:Note>
    <cac:RequestedTenderTotal><cbc:EstimatedOverallContractAmount currencyID="DKK">1250000.50</cbc:EstimatedOverallContractAmount></cac:RequestedTenderTotal>
    <cac:MainCommodityClassification><cbc:ItemClassificationCode listName="cpv">39112000</cbc:ItemClassificationCode></cac:MainCommodityClassification>
    <cac:AdditionalCommodityClassification><cbc:ItemClassificationCode listName="cpv">39130000</cbc:ItemClassificationCode></cac:AdditionalCommodityClassification>
    <cac:AdditionalCommodityClassification><cbc:ItemClassificationCode listName="cpv">39112000</cbc:ItemClassificationCode></cac:AdditionalCommodityClassification>
  </cac:ProcurementProject>
  ${lots.map(lotXml).join('')}
</ContractNotice>`;
}
