import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadTargets, type TargetData } from '../../../lib/targets/load.ts';
import type { AreaId, Case } from '../../../lib/targets/schema.ts';

const folder = fileURLToPath(new URL('../../../targets/', import.meta.url));
const facts = fileURLToPath(new URL('../../../../shared/facts/', import.meta.url));
const notHere = 'the collected facts are not at hand';

/** A case as it was collected from its source; only what is compared here. */
interface CaseFact {
  id: string;
  area: string;
  country: string;
  year: number;
  year_basis: 'læst' | 'ca.';
  result_kind: 'effekt' | 'omfang' | 'mål, krav eller beregning' | 'uden tal';
  numbers: { value: number; unit: string }[];
  source_url: string;
}

/** A criterion as it was collected; only what is compared here. */
interface CriterionFact {
  id: string;
  area_id: string;
  level: string;
  scope: string;
  cpv_prefixes: string[];
  source_url: string;
  verified: boolean;
}

const resultKinds: Record<CaseFact['result_kind'], Case['resultKind']> = {
  effekt: 'effect',
  omfang: 'size',
  'mål, krav eller beregning': 'goal',
  'uden tal': 'none',
};

const kinds: Record<string, string> = {
  'teknisk specifikation': 'technicalSpecifications',
  tildelingskriterium: 'awardCriteria',
  egnethedskrav: 'selectionCriteria',
  kontraktvilkår: 'contractPerformanceConditions',
};

let data: TargetData;
beforeAll(async () => {
  data = await loadTargets(folder);
});

async function read<T>(name: string): Promise<T[] | null> {
  const text = await readFile(`${facts}${name}`, 'utf8').catch(() => null);
  return text === null ? null : (JSON.parse(text) as T[]);
}

function byId<T extends { id: string }>(list: readonly T[]): T[] {
  return [...list].sort((one, other) => (one.id < other.id ? -1 : 1));
}

describe('the cases', () => {
  it('are 70, each in an area of the table', () => {
    const areas = new Set<AreaId>(data.areas.map(({ id }) => id));
    expect(data.cases).toHaveLength(70);
    expect(data.cases.filter(({ area }) => !areas.has(area)).map(({ id }) => id)).toEqual([]);
  });

  it('stand in the file of their area, sorted by id', async () => {
    for (const area of new Set(data.cases.map((example) => example.area))) {
      const { cases } = JSON.parse(await readFile(`${folder}cases/${area}.json`, 'utf8')) as { cases: Case[] };
      expect(cases.map((example) => example.area)).toEqual(cases.map(() => area));
      expect(cases.map(({ id }) => id)).toEqual(byId(cases).map(({ id }) => id));
    }
  });

  it('are told in Danish and English, with every figure named in both', () => {
    const incomplete = data.cases.filter(
      ({ title, done, result, figures }) =>
        !title.en || !done.en || !result?.en || figures.some(({ label }) => !label.en),
    );
    expect(incomplete.map(({ id }) => id)).toEqual([]);
  });

  it('spell their units in Danish, Norwegian and English, but for signs that are the same in all', () => {
    const same = new Set(['%', '% (15-20)', '% (50-60)', 't', 'kg', 'km', 'm²', 'm³', 'NOK']);
    const incomplete = data.cases.flatMap(({ id, figures }) =>
      figures.filter(({ unit }) => unit && !same.has(unit.da) && !(unit.nb && unit.en)).map(() => id),
    );
    expect(incomplete).toEqual([]);
  });

  it('tell apart the ones that went wrong', () => {
    expect(byId(data.cases.filter(({ wentWrong }) => wentWrong)).map(({ id }) => id)).toEqual([
      'case-arc-elskraldebiler',
      'case-hoersholm-robot',
      'case-kbh-led-ejendomme',
      'case-roskilde-indkoebsfond',
      'case-vd-noerager',
    ]);
  });

  it('show figures exactly where the result is more than words', () => {
    const contrary = data.cases.filter(({ resultKind, figures }) => (resultKind === 'none') !== (figures.length === 0));
    expect(contrary.map(({ id }) => id)).toEqual([]);
  });

  it('keep area, country, year, kind of result, figures and address of every collected case', async (context) => {
    const collected = await read<CaseFact>('cases.json');
    if (collected === null) return context.skip(notHere);
    const kept = byId(data.cases).map((example) => ({
      id: example.id,
      area: example.area,
      country: example.country,
      year: example.year,
      resultKind: example.resultKind,
      figures: example.figures.map(({ value }) => value),
      url: example.source.url,
    }));
    const expected = byId(collected).map((fact) => ({
      id: fact.id,
      area: fact.area,
      country: fact.country.slice(0, 2),
      year: fact.year_basis === 'læst' ? fact.year : null,
      resultKind: resultKinds[fact.result_kind],
      figures: fact.numbers.map(({ value }) => value),
      url: fact.source_url,
    }));
    expect(kept).toEqual(expected);
  });

  it('say in words which year was estimated, as the source does not give it', async (context) => {
    const collected = await read<CaseFact>('cases.json');
    if (collected === null) return context.skip(notHere);
    const estimated = collected.filter((fact) => fact.year_basis === 'ca.');
    const silent = estimated.filter(
      ({ id, year }) => !data.cases.find((example) => example.id === id)?.done.da.includes(`${year}`),
    );
    expect(estimated).toHaveLength(15);
    expect(silent.map(({ id }) => id)).toEqual([]);
  });
});

describe('the criteria known by title', () => {
  it('keep area, level, kind, codes and address of every collected title', async (context) => {
    const collected = await read<CriterionFact>('targets-facts-2.json');
    if (collected === null) return context.skip(notHere);
    const titles = collected.filter(({ verified }) => !verified);
    const ids = new Set(titles.map(({ id }) => id));
    const kept = byId(data.entries.filter(({ id }) => ids.has(id))).map((entry) => ({
      id: entry.id,
      area: entry.area,
      level: entry.tier.word,
      tier: entry.tier.level,
      kind: entry.kind,
      cpv: entry.cpv.map((prefix) => prefix.padEnd(8, '0')),
      url: entry.source.url,
    }));
    const expected = byId(titles).map((fact) => ({
      id: fact.id,
      area: fact.area_id,
      level: fact.level,
      tier: fact.level.startsWith('basis') ? 'core' : 'comprehensive',
      kind: kinds[fact.scope] ?? null,
      cpv: fact.cpv_prefixes.map((code) => code.padEnd(8, '0')),
      url: fact.source_url,
    }));
    expect(kept).toHaveLength(102);
    expect(kept).toEqual(expected);
  });
});

describe('the ecolabels', () => {
  const equivalence = { da: 'tilsvarende', nb: 'tilsvarende', en: 'equivalent' } as const;

  it('say in all three languages which other proof is as good', () => {
    const silent = data.ecolabels.filter(({ equivalent }) =>
      (['da', 'nb', 'en'] as const).some((language) => !equivalent[language]?.includes(equivalence[language])),
    );
    expect(silent.map(({ id }) => id)).toEqual([]);
  });

  it('name every area whose targets they prove', () => {
    const missing = data.targets.flatMap(({ id, area, ecolabels }) =>
      data.ecolabels
        .filter((label) => ecolabels.includes(label.id) && !label.areas.includes(area))
        .map((label) => `${label.id}: ${id}`),
    );
    expect(missing).toEqual([]);
  });

  it('carry the invoice codes that were read in a code list, and a note where one is doubtful', () => {
    const codes = Object.fromEntries(
      data.ecolabels.flatMap(({ id, eInvoiceCodes }) => (eInvoiceCodes ? [[id, eInvoiceCodes]] : [])),
    );
    expect(codes).toEqual({
      epeat: ['EPEAT_GOLD'],
      'eu-blomsten': ['EU_ECO_LABEL'],
      'eu-energimaerke': ['A', 'B', 'C', 'D', 'E', 'F', 'G'].map((letter) => `ENERGY_LABEL_${letter}`),
      'eu-oekologi': ['EU_ORGANIC_FARMING'],
      fairtrade: ['FAIR_TRADE_MARK'],
      fsc: ['FOREST_STEWARDSHIP_COUNCIL_LABEL', 'FOREST_STEWARDSHIP_COUNCIL_MIX'],
      pefc: ['PEFC_CERTIFIED'],
    });
    expect(data.ecolabels.find(({ id }) => id === 'svanemaerket')?.eInvoiceNote?.da).toContain('SVANEN');
  });
});
