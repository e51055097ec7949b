import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { vehicleCategories } from '../../../../components/ui/decision-input.ts';
import { vehicleCounts } from '../../../../lib/reporting/notice-codes/bought-vehicles.ts';
import {
  isAllowed,
  needsDescription,
  noticeSubtypes,
  termsOf,
  usualSubtype,
} from '../../../../lib/reporting/notice-codes/subtypes.ts';
import { type NoticeTerm, noticeTerms, officialLists } from '../../../../lib/reporting/notice-codes/terms.ts';

const numbers = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => String(from + index));

const aims: NoticeTerm[] = ['BT-06', 'BT-777', 'BT-774', 'BT-775', 'BT-776', 'BT-805'];
const vehicles: NoticeTerm[] = ['BT-717', 'BT-735'];
const counted: NoticeTerm[] = ['BT-723', 'OPT-155', 'OPT-156'];
const energy: NoticeTerm[] = ['BT-810', 'BT-811(b)', 'BT-811(a)'];

/** The 51 types of notice with the fields that each has. */
const expected: [string[], NoticeTerm[]][] = [
  [[...numbers(1, 6), 'E1', 'E2', 'X01', 'X02'], []],
  [['CEI'], energy],
  [['T01'], vehicles],
  [['T02'], [...vehicles, ...counted]],
  [[...numbers(23, 28), '36', '37'], aims],
  [
    [...numbers(7, 22), 'E3'],
    [...aims, ...vehicles, ...energy],
  ],
  [
    [...numbers(29, 35), ...numbers(38, 40), 'E4', 'E5', 'E6'],
    [...aims, ...vehicles, ...counted, ...energy, 'BT-812'],
  ],
];
const table = expected.flatMap(([subtypes, terms]) => subtypes.map((subtype) => ({ subtype, terms })));

it('knows 51 types of notice, each once', () => {
  expect(noticeSubtypes.map(({ code }) => code)).toEqual([
    ...numbers(1, 40),
    ...['CEI', 'E1', 'E2', 'E3', 'E4', 'E5', 'E6', 'T01', 'T02', 'X01', 'X02'],
  ]);
  expect(table).toHaveLength(51);
  expect(noticeSubtypes.some(({ code }) => code === usualSubtype)).toBe(true);
});

it.each(table)('type $subtype has the fields $terms', ({ subtype, terms }) => {
  expect(termsOf(subtype)).toEqual(terms);
  expect(noticeTerms.filter((term) => isAllowed(term, subtype))).toEqual(terms);
  expect(needsDescription(subtype)).toBe(terms.includes('BT-777') && subtype !== 'E6');
});

it('knows nothing of a type that is not among them', () => {
  expect(termsOf('41')).toEqual([]);
});

const fieldsFile = new URL('../../../../../shared/data/eforms-fields.json', import.meta.url);
const listsFile = new URL('../../../../../shared/data/eforms-codelists.json', import.meta.url);

interface OfficialField {
  id: string;
  allowedSubtypes: string[];
  mandatory: { noticeSubtypes: string[] }[];
}

/** Fields that stand in the result of a lot alone. */
const inResult: NoticeTerm[] = [...counted, 'BT-812'];

describe.skipIf(!existsSync(fieldsFile) || !existsSync(listsFile))('the same stands in the official files', () => {
  const official = () => (JSON.parse(readFileSync(fieldsFile, 'utf8')) as { fields: OfficialField[] }).fields;
  const fieldOf = (term: NoticeTerm) =>
    official().find(({ id }) => id === (inResult.includes(term) ? `${term}-LotResult` : `${term}-Lot`));

  it.each(noticeTerms)('%s: allowed in the same types', (term) => {
    const allowed = noticeSubtypes.map(({ code }) => code).filter((subtype) => isAllowed(term, subtype));
    expect(new Set(allowed)).toEqual(new Set(fieldOf(term)?.allowedSubtypes));
  });

  it('BT-777: called for in the same types', () => {
    const called = noticeSubtypes.map(({ code }) => code).filter(needsDescription);
    expect(new Set(called)).toEqual(new Set(fieldOf('BT-777')?.mandatory[0]?.noticeSubtypes));
  });

  it('what a result counts of vehicles is what its list names', () => {
    const { codelists } = JSON.parse(readFileSync(listsFile, 'utf8')) as {
      codelists: Record<string, { codes: { code: string }[] }>;
    };
    expect(Object.keys(vehicleCounts)).toEqual(codelists.vehicles?.codes.map(({ code }) => code));
    const categories = codelists['vehicle-category']?.codes.map(({ code }) => code);
    expect(categories).toEqual(expect.arrayContaining([...vehicleCategories]));
  });

  it('every list has the same codes, and the retired ones apart', () => {
    const read = JSON.parse(readFileSync(listsFile, 'utf8')) as {
      codelists: Record<string, { codes: { code: string }[] }>;
      retired_codes: Record<string, { codes: string[] }>;
    };
    for (const { list, codes, retired } of Object.values(officialLists)) {
      const own = read.codelists[list] ?? read.codelists[`indicator_${list}`];
      // The scope of the energy directive is a plain yes or no.
      if (list !== 'eed-scope') expect(new Set(codes), list).toEqual(new Set(own?.codes.map(({ code }) => code)));
      const gone = (read.retired_codes[list]?.codes ?? []).filter((code) => code !== 'other');
      expect(new Set(retired), list).toEqual(new Set(gone));
    }
  });
});
