import 'fake-indexeddb/auto';
import { existsSync, readFileSync } from 'node:fs';
import check from 'virtual:reporting/ocds-check';
import Ajv from 'ajv-draft-04';
import formats from 'ajv-formats';
import { beforeAll, describe, expect, test } from 'vitest';
import { formatNamed } from '../../../lib/exchange/export/formats.ts';
import type { ExportRequest } from '../../../lib/exchange/export/job.ts';
import { runExport } from '../../../lib/exchange/export/run.ts';
import { createTranslator } from '../../../lib/i18n.ts';
import type { JournalDatabase } from '../../../lib/log/database.ts';
import { follow, logDecision, logMismatch, unfollow } from '../../../lib/log/journal.ts';
import { compileOcdsCheck } from '../../../lib/reporting/ocds/compile-check.ts';
import { organisationName } from '../../../lib/reporting/ocds/without-persons.ts';
import type { Catalogue } from '../../../lib/targets/apply-policy.ts';
import commonTexts from '../../../locales/da/common.json' with { type: 'json' };
import csvTexts from '../../../locales/da/csv.json' with { type: 'json' };
import { contextAt, factsOf, freshJournal, inputOf, relevantOf, targetOf } from '../log/sample.ts';
import { logForty } from './forty-procedures.ts';

const target = {
  id: 'it-1',
  version: 1,
  title: { da: 'Lavt energiforbrug' },
  requirement: { da: 'Skærme er i klasse D eller bedre.' },
  verified: true,
};
const source = {
  data: { version: '2026-11', targets: [target] } as unknown as Catalogue,
  texts: createTranslator('da', { ...commonTexts, ...csvTexts }),
  today: '2026-11-22',
  now: new Date('2026-11-22T10:00:00Z'),
  timezone: 'Europe/Copenhagen',
  toolVersion: '0.1.0',
  device: '11111111-1111-4111-8111-111111111111',
  publication: { publisher: { name: 'Engdal Kommune', cvr: '12345678' }, prefix: 'ocds-a1b2c3' },
};

interface Written {
  uri: string;
  publisher: unknown;
  groentLys: unknown;
  // biome-ignore lint/suspicious/noExplicitAny: read as whoever opens the file would
  releases: any[];
}

async function write(journal: JournalDatabase, over: Partial<typeof source> = {}, request?: Partial<ExportRequest>) {
  const parts: string[] = [];
  const progress: number[] = [];
  await runExport(
    formatNamed('ocds'),
    { ...source, journal, ...over },
    { filter: null, filterText: 'Alt', author: false, ...request },
    (part) => void parts.push(String(part)),
    { signal: new AbortController().signal, onProgress: ({ done }) => void progress.push(done) },
  );
  return { text: parts.join(''), written: JSON.parse(parts.join('')) as Written, progress };
}

const lots = [
  { id: 'LOT-0001', title: 'Bærbare', cpv: ['30213100'], value: { amount: 800, currency: 'DKK' } },
  { id: 'LOT-0002', title: 'Skærme', cpv: [], value: null },
  { id: 'LOT-0003', title: null, cpv: [], value: null },
];
const divided = factsOf('divided', {
  title: 'Pc’er, spørgsmål til bo@engdal.example',
  buyer: { name: 'Engdal Kommune, att.: Bo Bang, bo@engdal.example', id: '12345678', scheme: 'DK-CVR' },
  procedureId: 'aff2863e-b4cc-4e91-baba-b3b85f709117',
  publicationNumber: '00258225-2026',
  cpv: { main: '30213000', additional: ['50312000'] },
  lots,
});

let db: JournalDatabase;
let written: Written;
let text: string;
beforeAll(async () => {
  db = freshJournal();
  const goals = ['circ-econ', 'prod-innov', 'hum-right', 'water-mar', 'emas-com'];
  const context = contextAt('2026-03-01T08:00:00Z', {
    author: 'kx',
    target: (id) => targetOf(id, { goals, gpp: ['eu', 'none'] }),
  });
  await follow(db, divided, relevantOf('it-1', 'it-2', 'it-3', 'it-4', 'it-5', 'it-6'), context);
  const decide = (id: string, verdict: 'met' | 'partiallyMet' | 'notMet' | 'notApplicable', over = {}) =>
    logDecision(db, divided, [], inputOf(id, verdict, { phase: 'tender', ...over }), context);
  await decide('it-1', 'met', {
    lotId: 'LOT-0001',
    placement: ['technicalSpecifications'],
    awardWeightPct: 30,
    measured: { metric: 'kWh pr. år', value: 21.5, unit: 'kWh' },
    evidence: [
      { kind: 'contractDraft', title: 'Bilag 3', url: 'https://example.org/b3', page: '4', quote: 'hemmeligt citat' },
    ],
  });
  await decide('it-2', 'partiallyMet', {
    reason: { code: 'other', text: 'Ring til Bo, bo@engdal.example' },
    vehicles: { inScope: true, contractType: 'veh-acq', category: 'm1', total: 9, clean: 5, zero: 2 },
  });
  await decide('it-3', 'notMet', { lotId: 'LOT-0002', reason: { code: 'no-market-supply', text: null } });
  await decide('it-4', 'notApplicable');
  await logMismatch(db, divided, 'it-6', context);
  const gone = factsOf('gone');
  await follow(db, gone, relevantOf('it-1'), context);
  await unfollow(db, gone, context);
  const result = await write(db);
  ({ written, text } = result);
});

/** A package of a tender on which vehicles were logged before and after the award. */
async function awarded(): Promise<Written> {
  const bought = freshJournal();
  const vehicles = { inScope: true, contractType: 'veh-acq', category: 'm1', total: 9, clean: 5, zero: 2 } as const;
  const decide = (id: string, over: Partial<Parameters<typeof inputOf>[2]>) =>
    logDecision(bought, divided, relevantOf(id), inputOf(id, 'met', over), contextAt('2026-03-01T08:00:00Z'));
  await decide('it-1', { lotId: 'LOT-0001', phase: 'award', vehicles });
  await decide('it-2', { lotId: 'LOT-0001', phase: 'contract', vehicles });
  await decide('it-3', { phase: 'award', vehicles: { ...vehicles, category: null, total: 3, clean: 0, zero: 0 } });
  await decide('it-4', { lotId: 'LOT-0002', phase: 'tender', vehicles });
  return (await write(bought)).written;
}

describe('a package', () => {
  test('says who publishes it, of what, and how whole the log is', () => {
    expect(written.publisher).toEqual({ name: 'Engdal Kommune', scheme: 'DK-CVR', uid: '12345678' });
    expect(written.uri).toMatch(/^urn:uuid:[\da-f-]{36}$/);
    expect(written.groentLys).toEqual({
      about: expect.stringContaining('BT-810 til BT-812'),
      from: null,
      to: null,
      filter: 'Alt',
      decisions: 4,
      completeness: 1,
      toolVersion: '0.1.0',
      dataVersion: '2026-11',
    });
  });

  test('has one release per procedure, known by the notice and by how much was said of it', () => {
    expect(written.releases).toHaveLength(1);
    expect(written.releases[0]).toMatchObject({
      ocid: 'ocds-a1b2c3-aff2863e-b4cc-4e91-baba-b3b85f709117',
      id: '00258225-2026-r4',
      date: '2026-03-01T08:00:00.000Z',
      tag: ['tender'],
      tender: { status: 'active', mainProcurementCategory: 'goods' },
    });
  });

  test('names no person: no address, no contact, no quotation, no pseudonym, no device', () => {
    for (const secret of ['bo@', 'Bo Bang', 'hemmeligt', 'kx', '11111111-1111']) expect(text).not.toContain(secret);
    expect(written.releases[0].parties).toEqual([
      {
        id: 'DK-CVR-12345678',
        name: 'Engdal Kommune',
        identifier: { scheme: 'DK-CVR', id: '12345678' },
        roles: ['buyer'],
      },
    ]);
  });

  test('puts the decision on a lot there, with aims, ways, weight and evidence', () => {
    const [first, second, third] = written.releases[0].tender.lots;
    const description = 'Skærme er i klasse D eller bedre.';
    const goal = (name: string, ...strategies: string[]) => ({ goal: name, description, strategies });
    expect(first.hasSustainability).toBe(true);
    expect(first.sustainability).toEqual(
      [
        'environmental.circularEconomy',
        'environmental.waterResourcesProtection',
        'social.humanRightsInSupplyChains',
        'economic.productInnovationPromotion',
      ].map((name) => goal(name, 'euGPPCriteria', 'technicalSpecifications')),
    );
    expect(first.awardCriteria.criteria).toEqual([
      { type: 'quality', name: 'Lavt energiforbrug', numbers: [{ number: 30, weight: 'percentageExact' }] },
    ]);
    expect(first.coveredBy).toEqual(['EU-CVD']);
    expect(first.additionalClassifications).toEqual([{ scheme: 'eu-cvd-contract-type', id: 'veh-acq' }]);
    const [milestone] = first.milestones;
    expect(milestone).toEqual({
      id: milestone.id,
      type: 'assessment',
      code: 'it-1',
      title: 'Lavt energiforbrug',
      status: 'met',
      dateMet: '2026-03-01T08:00:00.000Z',
      dateModified: '2026-03-01T08:00:00.000Z',
      documents: [
        {
          id: `${milestone.id}-1`,
          documentType: 'contractDraft',
          title: 'Bilag 3',
          url: 'https://example.org/b3',
          pageStart: '4',
        },
      ],
    });
    expect(second.milestones).toMatchObject([
      { code: 'it-3', status: 'notMet', description: 'Markedet kan ikke levere (no-market-supply)' },
    ]);
    expect(third.milestones).toBeUndefined();
  });

  test('says of the whole tender what was decided on it, and what waits; what does not apply is no milestone', () => {
    const { milestones, targets } = written.releases[0].tender;
    expect(milestones.map(({ code, status }: Record<string, string>) => [code, status])).toEqual([
      ['it-2', 'partiallyMet'],
      ['it-5', 'scheduled'],
    ]);
    expect(milestones[0].description).toMatch(/\(other\): Ring til Bo, …$/);
    expect(text).not.toContain('notApplicable');
    expect(targets.flatMap(({ observations }: { observations: { measure: number }[] }) => observations)).toMatchObject([
      { measure: 21.5, unit: { name: 'kWh' }, notes: 'kWh pr. år', dimensions: { relatedLot: 'LOT-0001' } },
      { measure: 9, notes: 'total, m1' },
      { measure: 5, notes: 'clean, m1' },
      { measure: 2, notes: 'zero, m1' },
    ]);
  });

  test('describes no aim by a target that the packs do not have, or only know by its title', async () => {
    const data = { ...source.data, targets: [{ ...target, verified: false }] } as unknown as Catalogue;
    const { written: bare } = await write(db, { data });
    const [first, second] = bare.releases[0].tender.lots;
    expect(first.sustainability[0]).not.toHaveProperty('description');
    expect(second.sustainability[0]).not.toHaveProperty('description');
  });

  test('has an award with the vehicles once they are bought, and who won it nowhere', async () => {
    expect(written.releases[0].awards).toBeUndefined();
    const { releases } = await awarded();
    const item = (place: number, code: string, description: string, quantity: number, category?: string) => ({
      id: String(place),
      description,
      quantity,
      additionalClassifications: [
        { scheme: 'vehicles', id: code },
        ...(category ? [{ scheme: 'eu-vehicle-category', id: category }] : []),
      ],
    });
    const [release] = releases;
    expect(release.tag).toEqual(['tenderUpdate', 'award']);
    expect(release.awards).toEqual([
      {
        id: 'aff2863e-b4cc-4e91-baba-b3b85f709117-LOT-0001',
        relatedLots: ['LOT-0001'],
        items: [
          item(1, 'vehicles', 'Køretøjer i alt', 9, 'm1'),
          item(2, 'vehicles-clean', 'Køretøjer, rene', 5, 'm1'),
          item(3, 'vehicles-zero-emission', 'Køretøjer, nulemission', 2, 'm1'),
        ],
      },
      {
        id: 'aff2863e-b4cc-4e91-baba-b3b85f709117-LOT-0000',
        items: [
          item(1, 'vehicles', 'Køretøjer i alt', 3),
          item(2, 'vehicles-clean', 'Køretøjer, rene', 0),
          item(3, 'vehicles-zero-emission', 'Køretøjer, nulemission', 0),
        ],
      },
    ]);
  });

  test('of a part of the log holds that part, and nothing of what waits', async () => {
    const part = await write(db, {}, { filter: { target: 'it-3' } });
    const { lots: ownLots, milestones } = part.written.releases[0].tender;
    expect(milestones).toBeUndefined();
    expect(ownLots.flatMap(({ milestones: own = [] }) => own).map(({ code }: { code: string }) => code)).toEqual([
      'it-3',
    ]);
    expect(ownLots[1].hasSustainability).toBe(false);
  });

  test('without a prefix says so in every ocid; without a publisher that none is named', async () => {
    const bare = { publisher: { name: '', cvr: '' }, prefix: '' };
    const { written: unnamed } = await write(db, { publication: bare });
    expect(unnamed.releases[0].ocid).toMatch(/^ocds-xxxxxx-/);
    expect(unnamed.publisher).toEqual({ name: 'Ikke oplyst' });
  });

  test('is not offered when it would be empty or against the schema', async () => {
    await expect(write(freshJournal())).rejects.toMatchObject({ code: 'ocdsEmpty' });
    const publication = { publisher: { name: 'bo@engdal.example', cvr: '' }, prefix: '' };
    await expect(write(db, { publication })).rejects.toMatchObject({ code: 'ocdsInvalid', detail: /publisher\/name/ });
  });
});

test.each([
  ['Engdal Kommune', 'Engdal Kommune'],
  ['Engdal Kommune, Att.: Bo Bang', 'Engdal Kommune'],
  ['Engdal Kommune c/o Indkøb', 'Engdal Kommune'],
  ['Engdal Kommune (kontaktperson: Bo Bang)', 'Engdal Kommune'],
  ['Matt & Søn Regionshospital', 'Matt & Søn Regionshospital'],
  ['Att. Indkøb', 'Att. Indkøb'],
])('the organisation in "%s" is %s', (text, name) => {
  expect(organisationName(text)).toBe(name);
});

describe('the check', () => {
  const sample = () => JSON.parse(JSON.stringify(written)) as Written;

  test('compiled at build time says what the one compiled here says', () => {
    const here = compileOcdsCheck();
    const changes: ((value: Written) => void)[] = [
      () => undefined,
      ({ releases }) => {
        releases[0].tender.milestones[0].status = 'notApplicable';
      },
      ({ releases }) => {
        releases[0].ocid = 'aff2863e';
      },
      ({ releases }) => {
        releases[0].parties[0].contactPoint = { name: 'Bo Bang' };
      },
      ({ releases }) => {
        releases[0].buyer.name = 'bo@engdal.example';
      },
      ({ releases }) => {
        releases[0].date = '1. marts';
      },
      ({ releases }) => {
        releases[0].tender.lots = [];
      },
      ({ releases }) => {
        releases[0].tender.lots[0].sustainability[0].goal = 'green';
      },
      (value) => {
        value.releases = [];
      },
      (value) => {
        value.uri = 'here';
      },
    ];
    const verdicts = changes.map((change) => {
      const value = sample();
      change(value);
      return [check(value), here(value)];
    });
    expect(verdicts).toEqual(changes.map((_, place) => (place === 0 ? [true, true] : [false, false])));
  });
});

const full = new URL('../../../../shared/data/ocds-eforms/', import.meta.url);

describe.skipIf(!existsSync(full))(
  'against the whole schema of "OCDS for eForms", which is not ours to keep here',
  () => {
    let accepts: ReturnType<Ajv['compile']>;
    beforeAll(() => {
      const ajv = new Ajv({ strict: false, logger: false });
      formats.default(ajv);
      const read = (name: string) => JSON.parse(readFileSync(new URL(name, full), 'utf8'));
      ajv.addSchema(read('release-schema.json'));
      accepts = ajv.compile(read('release-package-schema.json'));
    });

    test('the packages are valid, also one with an award', async () => {
      for (const value of [written, await awarded()]) {
        accepts(value);
        expect(accepts.errors).toBeNull();
      }
    });

    test('the packages of forty procedures and of one undivided tender are valid', async () => {
      const forty = freshJournal();
      await logForty(forty);
      const { written: all, progress } = await write(forty);
      accepts(all);
      expect(accepts.errors).toBeNull();
      // P5 and P31 have nothing but targets that do not apply, which leaves a release without a milestone.
      expect(all.releases).toHaveLength(40);
      expect(progress.at(-1)).toBe(49);
      expect(all.releases.every(({ tender }) => tender.lots[0].id === 'LOT-0000')).toBe(true);
    });

    test('the check of the whole schema is one: it refuses a verdict that OCDS does not know', () => {
      const value = JSON.parse(JSON.stringify(written)) as Written;
      value.releases[0].tender.milestones[0].status = 'notApplicable';
      expect(accepts(value)).toBe(false);
    });
  },
);
