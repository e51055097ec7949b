import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { DOMParser, type Element, type Node } from '@xmldom/xmldom';
import { describe, expect, it } from 'vitest';
import type { NoticeFill } from '../../../../lib/reporting/notice-codes/fill.ts';
import {
  additionalTypeXml,
  childOrder,
  lotResultXml,
  namespaces,
  strategicProcurementXml,
} from '../../../../lib/reporting/notice-codes/xml.ts';

const hostile = 'Mærker & <krav> "eller tilsvarende" \u0000\u0007\ud83c\udf31 ]]> עברית';
const fill: NoticeFill = {
  lotId: 'LOT-0001',
  codes: {
    'BT-06': ['env-imp', 'soc-obj'],
    'BT-774': ['circ-econ', 'clim-mitig'],
    'BT-775': ['opp'],
    'BT-776': ['rd-act'],
    'BT-805': ['eu', 'national'],
    'BT-717': ['true'],
    'BT-735': ['veh-acq'],
    'BT-810': ['true'],
    'BT-811(b)': ['dishwas'],
    'BT-811(a)': ['enrg-lab'],
    'BT-812': ['ENERB'],
  },
  aims: [
    { aim: 'env-imp', description: { text: hostile, language: 'da', isMixed: false } },
    { aim: 'soc-obj', description: { text: 'Trainees.', language: 'en', isMixed: false } },
  ],
  description: null,
  vehicles: [{ contractType: 'veh-acq', category: 'm1', total: 9, clean: 5, zero: 2, isDisputed: false }],
  missing: [],
};
const empty: NoticeFill = { lotId: null, codes: {}, aims: [], description: null, vehicles: [], missing: [] };

/** Reads XML strictly: anything but well-formed is an error. */
const parse = (xml: string) =>
  new DOMParser({
    onError: (level, message) => {
      throw new Error(`${level}: ${message}`);
    },
  }).parseFromString(xml, 'application/xml');

const isElement = (node: Node): node is Element => node.nodeType === 1;
const childrenOf = (node: Node): Element[] => Array.from(node.childNodes ?? []).filter(isElement);

const prefixes = new Map<string, string>(Object.entries(namespaces).map(([prefix, uri]) => [uri, prefix]));
const nameOf = (element: Element) => `${prefixes.get(element.namespaceURI ?? '') ?? '?'}:${element.localName}`;

/** An element with its lists, codes and texts: "cac:X(cbc:Y[list]=code)". */
function spoken(element: Element): string {
  const list = element.getAttribute('listName') ?? element.getAttribute('languageID');
  const children = childrenOf(element);
  const content = children.length > 0 ? `(${children.map(spoken).join(' ')})` : `=${element.textContent}`;
  return `${nameOf(element)}${list ? `[${list}]` : ''}${content}`;
}

/** Each element that was written, read as a document of its own. */
const documents = (xml: string) =>
  xml === '' ? [] : xml.split(/\n(?=<\w)/).map((part) => parse(part).documentElement as Element);

/** Elements whose children stand in another order than the schema's, or are not in it. */
function disorder(element: Element): string[] {
  const order = childOrder[nameOf(element)];
  const places = childrenOf(element).map((child) => order?.indexOf(nameOf(child)) ?? 0);
  const wrong = places.some((place, index) => place < 0 || place < (places[index - 1] ?? 0));
  return [...(wrong ? [nameOf(element)] : []), ...childrenOf(element).flatMap(disorder)];
}

const type = (list: string, code: string) => `cac:ProcurementAdditionalType(cbc:ProcurementTypeCode[${list}]=${code})`;

describe('the elements of a lot', () => {
  it('name each aim with its description, and each green, social and new code', () => {
    const [first, ...others] = documents(additionalTypeXml(fill));
    expect(first && spoken(first)).toBe(
      'cac:ProcurementAdditionalType(cbc:ProcurementTypeCode[strategic-procurement]=env-imp ' +
        'cbc:ProcurementType[DAN]=Mærker & <krav> "eller tilsvarende" \ud83c\udf31 ]]> עברית)',
    );
    expect(others.map(spoken)).toEqual([
      'cac:ProcurementAdditionalType(cbc:ProcurementTypeCode[strategic-procurement]=soc-obj cbc:ProcurementType[ENG]=Trainees.)',
      type('environmental-impact', 'circ-econ'),
      type('environmental-impact', 'clim-mitig'),
      type('social-objective', 'opp'),
      type('innovative-acquisition', 'rd-act'),
      type('gpp-criteria', 'eu'),
      type('gpp-criteria', 'national'),
    ]);
  });

  it('say for each directive whether it applies and to what; vehicles and the label class only in the result', () => {
    expect(documents(strategicProcurementXml(fill)).map(spoken)).toEqual([
      'efac:StrategicProcurement(efbc:ApplicableLegalBasis[cvd-scope]=true ' +
        'efac:StrategicProcurementInformation(efbc:ProcurementCategoryCode[cvd-contract-type]=veh-acq))',
      'efac:StrategicProcurement(efbc:ApplicableLegalBasis[eed-scope]=true ' +
        'efac:StrategicProcurementInformation(efac:ProcurementDetails(' +
        'efbc:AssetCategoryCode[energy-efficiency-item]=dishwas efbc:LegalFrameworkCode[energy-efficiency-basis]=enrg-lab)))',
    ]);
    const statistics = (code: string, count: number) =>
      `efac:StrategicProcurementStatistics(efbc:StatisticsCode[vehicles]=${code} efbc:StatisticsNumeric=${count})`;
    expect(documents(lotResultXml(fill)).map(spoken)).toEqual([
      'efac:StrategicProcurement(efac:StrategicProcurementInformation(' +
        'efbc:ProcurementCategoryCode[cvd-contract-type]=veh-acq efac:ProcurementDetails(' +
        'efbc:AssetCategoryCode[vehicle-category]=m1 ' +
        `${statistics('vehicles', 9)} ${statistics('vehicles-clean', 5)} ${statistics('vehicles-zero-emission', 2)})))`,
      'efac:StrategicProcurement(efac:StrategicProcurementInformation(efac:ProcurementDetails(' +
        'efbc:AssetCategoryCode[energy-efficiency-item]=dishwas efbc:LegalFrameworkCode[energy-efficiency-basis]=enrg-lab ' +
        'efac:AssetLabel(efbc:LabelCode[energy-efficiency-label]=ENERB))))',
    ]);
  });

  it('name the kind of contract in the result also where no vehicle was counted', () => {
    const uncounted = { ...empty, codes: { 'BT-717': ['true'], 'BT-735': ['pass-tran-serv'] } };
    expect(documents(lotResultXml(uncounted)).map(spoken)).toEqual([
      'efac:StrategicProcurement(efac:StrategicProcurementInformation(' +
        'efbc:ProcurementCategoryCode[cvd-contract-type]=pass-tran-serv))',
    ]);
  });

  it('are none where nothing follows', () => {
    expect([additionalTypeXml(empty), strategicProcurementXml(empty), lotResultXml(empty)]).toEqual(['', '', '']);
  });

  it('declare the namespaces they use, and no others', () => {
    const declared = (xml: string) => documents(xml).map((root) => Array.from(root.attributes).map(({ name }) => name));
    for (const names of declared(additionalTypeXml(fill))) expect(names).toEqual(['xmlns:cac', 'xmlns:cbc']);
    for (const names of declared(strategicProcurementXml(fill))) expect(names).toEqual(['xmlns:efac', 'xmlns:efbc']);
  });

  it('stand in the order of the schema', () => {
    const all = [additionalTypeXml(fill), strategicProcurementXml(fill), lotResultXml(fill)].flatMap(documents);
    expect(all.flatMap(disorder)).toEqual([]);
    const turned = additionalTypeXml(fill).replace(
      /(<cbc:ProcurementTypeCode.*?<\/cbc:ProcurementTypeCode>)(\s*)(<cbc:ProcurementType .*?<\/cbc:ProcurementType>)/,
      '$3$2$1',
    );
    expect(documents(turned).flatMap(disorder)).toEqual(['cac:ProcurementAdditionalType']);
  });
});

const folder = new URL('../../../../../shared/data/eforms-dev/', import.meta.url);
const samples = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.xml')) : [];

/** Puts elements where the order of the schema has them: before the first child that comes later. */
function place(parent: Element, xml: string): void {
  const order = childOrder[nameOf(parent)] ?? [];
  for (const root of documents(xml)) {
    const own = order.indexOf(nameOf(root));
    const next = childrenOf(parent).find((child) => order.indexOf(nameOf(child)) > own) ?? null;
    parent.insertBefore(parent.ownerDocument?.importNode(root, true) as Element, next);
  }
}

describe.skipIf(samples.length === 0)('in real notices', () => {
  const lots = samples.flatMap((name) => {
    const root = parse(readFileSync(new URL(name, folder), 'utf8')).documentElement as Element;
    return Array.from(root.getElementsByTagNameNS(namespaces.cac, 'ProcurementProjectLot')).map((lot) => ({
      name,
      lot,
    }));
  });

  it('the order that we know is that of every lot', () => {
    expect(lots.length).toBeGreaterThan(30);
    const known = (element: Element): string[] =>
      nameOf(element) === 'cac:ProcurementProject' || nameOf(element) === 'efext:EformsExtension'
        ? disorder(element).filter((name) => name === nameOf(element))
        : [];
    for (const { name, lot } of lots)
      expect(Array.from(lot.getElementsByTagName('*')).flatMap(known), name).toEqual([]);
  });

  it('the elements find their place in every lot, and the notice stays in order', () => {
    for (const { name, lot } of lots) {
      const project = childrenOf(lot).find((child) => child.localName === 'ProcurementProject');
      const extension = childrenOf(lot)
        .filter((child) => child.localName === 'TenderingTerms')
        .flatMap((terms) => childrenOf(terms).filter((child) => child.localName === 'UBLExtensions'))
        .flatMap((extensions) => Array.from(extensions.getElementsByTagNameNS(namespaces.efext, 'EformsExtension')))[0];
      if (project) {
        place(project, additionalTypeXml(fill));
        expect(
          disorder(project).filter((wrong) => wrong === 'cac:ProcurementProject'),
          name,
        ).toEqual([]);
        const types = childrenOf(project).filter((child) => child.localName === 'ProcurementAdditionalType');
        expect(types.length, name).toBeGreaterThanOrEqual(8);
      }
      if (extension) {
        place(extension, strategicProcurementXml(fill));
        expect(
          disorder(extension).filter((wrong) => wrong === 'efext:EformsExtension'),
          name,
        ).toEqual([]);
      }
    }
  });
});
