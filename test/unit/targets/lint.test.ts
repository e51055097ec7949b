import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { canonicalPrint, lintTargets } from '../../../lib/targets/lint.ts';
import { type CatalogueTarget, loadTargets, type TargetData } from '../../../lib/targets/load.ts';
import type { Ecolabel, Tip } from '../../../lib/targets/schema.ts';
import { lintLocales } from '../../commands/locales.ts';

const wording = { ...(await loadTargets('targets')).wording, rules: [] };
const source = { title: 'Kilde', url: 'https://example.org/', read: '2026-11-21', precision: 'page' as const };

function target(change: Partial<CatalogueTarget> = {}): CatalogueTarget {
  return {
    id: 'paper',
    version: 1,
    scheme: 'POGI',
    area: 'paper-print',
    binding: 'memberMandatory',
    jurisdiction: 'DK',
    tier: { level: 'core', word: 'obligatorisk', derived: true },
    title: { da: 'Papir' },
    requirement: { da: 'Papiret er godt.' },
    plain: { da: 'Kig efter mærket.' },
    criterion: { kind: 'technicalSpecifications', text: { da: 'Papiret skal være mærket eller tilsvarende.' } },
    thresholds: [],
    proofs: [],
    ecolabels: [],
    cpv: { prefixes: ['3019'], except: [] },
    terms: { da: [{ word: 'kopipapir' }] },
    coverage: {},
    eforms: { bt774: [], bt775: [], bt776: [], bt805: ['national'] },
    ask: [],
    figure: null,
    valid: { from: null, to: null },
    sourceState: 'inForce',
    verified: true,
    supersedes: [],
    erratum: null,
    note: null,
    source,
    examples: { match: [], noMatch: [] },
    ...change,
  };
}

const fsc: Ecolabel = {
  id: 'fsc',
  name: { da: 'FSC', en: 'FSC' },
  type: 'other',
  proves: { da: 'Træets oprindelse.' },
  equivalent: { da: 'FSC eller tilsvarende.' },
  areas: ['timber'],
  spellings: [{ word: 'FSC', inflect: 'none' }],
  eInvoiceCodes: null,
  eInvoiceNote: null,
  source,
};

const tip: Tip = {
  id: 'reuse',
  version: 1,
  title: { da: 'Genbrug' },
  advice: { da: 'Brug det igen.' },
  action: { da: 'Spørg.' },
  phases: ['planning'],
  trigger: { areas: [], cpv: ['391'], terms: {} },
  participants: [],
  figures: [],
  eforms: { bt776: [] },
  source,
};

function data(change: Partial<TargetData> = {}): TargetData {
  return {
    version: '1',
    areas: [],
    areaTerms: [],
    cpvWords: {},
    titleWords: {},
    wording,
    targets: [target()],
    ecolabels: [fsc],
    tips: [tip],
    entries: [],
    cases: [],
    pointers: {},
    files: [],
    ...change,
  };
}

const withTargets = (...targets: CatalogueTarget[]) => lintTargets(data({ targets }), null);

async function write(files: Record<string, string>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'lint-'));
  for (const [name, text] of Object.entries(files)) {
    await mkdir(join(folder, name, '..'), { recursive: true });
    await writeFile(join(folder, name), text);
  }
  return folder;
}

describe('lintTargets', () => {
  it('wants a superseded target to be historical, and to exist', () => {
    const better = target({ id: 'better', supersedes: ['a', 'gone'] });
    expect(withTargets(target({ id: 'a' }), better)).toEqual([
      'targets/a: is superseded by better and must be historical',
      'targets/better: supersedes gone, which does not exist',
    ]);
  });

  it('has nothing to say about packs that fit together', () => {
    expect(lintTargets(data(), new Set(['30197600', '39100000']))).toEqual([]);
  });

  it('names an id that stands twice in one version, for targets, tips and ecolabels', () => {
    expect(lintTargets(data({ targets: [target(), target()], tips: [tip, tip], ecolabels: [fsc, fsc] }), null)).toEqual(
      [
        'targets/paper: target stands twice in version 1',
        'targets/reuse: tip stands twice in version 1',
        'targets/fsc: ecolabel stands twice',
      ],
    );
  });

  it('accepts two versions of one id that follow each other, to the day', () => {
    const first = target({ valid: { from: '2020', to: '2022-02' } });
    expect(withTargets(first, target({ version: 2, valid: { from: '2022-03-01', to: null } }))).toEqual([]);
    expect(withTargets(first, target({ version: 2, valid: { from: '2022-02-28', to: null } }))).toEqual([
      'targets/paper: versions 1 and 2 are valid at the same time',
    ]);
  });

  it('counts a year without day as the whole year and an open end as for ever', () => {
    const overlap = 'targets/paper: versions 1 and 2 are valid at the same time';
    const next = (from: string) => target({ version: 2, valid: { from, to: null } });
    expect(withTargets(target({ valid: { from: null, to: '2020' } }), next('2020-12-31'))).toEqual([overlap]);
    expect(withTargets(target({ valid: { from: null, to: '2020' } }), next('2021-01-01'))).toEqual([]);
    expect(withTargets(target(), next('2090'))).toEqual([overlap]);
  });

  it('asks for the dates that a state needs', () => {
    expect(withTargets(target({ sourceState: 'historical' }))).toEqual([
      'targets/paper: a historical target needs valid.to',
    ]);
    expect(withTargets(target({ sourceState: 'coming' }))).toEqual(['targets/paper: a coming target needs valid.from']);
    expect(withTargets(target({ sourceState: 'draft', valid: { from: null, to: '2030' } }))).toEqual([
      'targets/paper: a draft with valid.to needs valid.from',
    ]);
    expect(withTargets(target({ valid: { from: '2024-05', to: '2024-04' } }))).toEqual([
      'targets/paper: valid.from lies after valid.to',
    ]);
    expect(withTargets(target({ valid: { from: '2024-05-31', to: '2024-05' } }))).toEqual([]);
    expect(withTargets(target({ valid: { from: '2024', to: '2024-01-01' } }))).toEqual([]);
  });

  it('wants an equivalent beside each ecolabel, in every language of the criterion', () => {
    const criterion = (da: string, en: string) =>
      ({ kind: 'technicalSpecifications', text: { da, en } }) as CatalogueTarget['criterion'];
    const labelled = (da: string, en: string) =>
      withTargets(target({ ecolabels: ['fsc'], criterion: criterion(da, en) }));
    expect(labelled('FSC eller tilsvarende.', 'FSC or equivalent.')).toEqual([]);
    expect(labelled('FSC eller lignende.', 'FSC or an equivalent label.')).toEqual([]);
    expect(labelled('FSC.', 'FSC.')).toEqual([
      'targets/paper: the criterion (da) asks for an ecolabel without "eller tilsvarende"',
      'targets/paper: the criterion (en) asks for an ecolabel without "or equivalent"',
    ]);
  });

  it('sees a label that the criterion names but the target does not list', () => {
    const criterion = { kind: 'technicalSpecifications' as const, text: { da: 'Papiret har FSC.' } };
    expect(withTargets(target({ criterion }))).toEqual([
      'targets/paper: the criterion (da) asks for an ecolabel without "eller tilsvarende"',
    ]);
    expect(withTargets(target({ criterion: { ...criterion, text: { da: 'Papiret er hvidt.' } } }))).toEqual([]);
  });

  it('names an ecolabel that does not exist', () => {
    expect(withTargets(target({ ecolabels: ['fsc', 'swan'] }))).toEqual([
      'targets/paper: ecolabel swan does not stand in ecolabels.json',
    ]);
  });

  it('names prefixes that no official code starts with, in targets, tips and areas', () => {
    const broken = data({
      targets: [target({ cpv: { prefixes: ['3019', '77'], except: ['301978'] } })],
      areas: [{ id: 'paper-print', da: 'Papir', nb: 'Papir', en: 'Paper', cpv: ['22'] }],
    });
    expect(lintTargets(broken, new Set(['30197600']))).toEqual([
      'targets/areas.json (paper-print): no official CPV code starts with 22',
      'targets/paper: no official CPV code starts with 77',
      'targets/paper: no official CPV code starts with 301978',
      'targets/reuse: no official CPV code starts with 391',
    ]);
    expect(lintTargets(broken, null)).toEqual([]);
  });

  it('finds a word that speaks strongly for two areas, whatever its case', () => {
    const other = (change: Partial<CatalogueTarget>) =>
      target({ id: 'timber', area: 'timber', terms: { da: [{ word: 'Kopipapir' }] }, ...change });
    const collision = 'targets/paper (paper-print): the term da "kopipapir" also speaks strongly for timber (timber)';
    expect(withTargets(target(), other({}))).toEqual([collision]);
    expect(withTargets(target(), other({ area: 'paper-print' }))).toEqual([]);
    expect(withTargets(target(), other({ area: 'all' }))).toEqual([]);
    expect(withTargets(target(), other({ terms: { da: [{ word: 'kopipapir', strength: 'weak' }] } }))).toEqual([]);
    expect(withTargets(target(), other({ terms: { en: [{ word: 'kopipapir' }] } }))).toEqual([]);
    expect(withTargets(target(), other({ sourceState: 'historical', valid: { from: null, to: '2020' } }))).toEqual([]);
  });

  it('does not let a word of three letters stand inside compounds', () => {
    const terms = (change: object) => target({ terms: { da: [{ word: 'bil', ...change }] } });
    expect(withTargets(terms({ compound: 'tail' }))).toEqual([
      'targets/paper: the term "bil" is too short for compounds',
    ]);
    expect(withTargets(terms({}))).toEqual([]);
    expect(withTargets(terms({ compound: 'tail', inflect: 'none' }))).toEqual([]);
  });

  it('wants entries sorted by id and the file in canonical print, but leaves the table of areas alone', async () => {
    const folder = await write({
      'targets/pogi/good.json': canonicalPrint({
        targets: [{ id: 'a' }, { id: 'b', version: 1 }, { id: 'b', version: 2 }],
      }),
      'targets/pogi/order.json': canonicalPrint({
        targets: [
          { id: 'b', version: 2 },
          { id: 'b', version: 1 },
        ],
      }),
      'targets/tips.json': '{"tips": [{"id": "b"}, {"id": "a"}]}',
      'targets/areas.json': '[ ]',
    });
    const files = ['pogi/good.json', 'pogi/order.json', 'tips.json', 'areas.json'].map((name) =>
      join(folder, 'targets', name),
    );
    expect(lintTargets(data({ files }), null)).toEqual([
      'targets/pogi/order.json: b does not stand in its place, entries are sorted by id',
      'targets/tips.json: not in canonical print, run with --fix',
      'targets/tips.json: a does not stand in its place, entries are sorted by id',
    ]);
  });
});

describe('lintLocales', () => {
  it('has nothing to say about complete, sorted texts', async () => {
    const text = canonicalPrint({ 'a.one': '{count} mål', b: 'To' });
    expect(await lintLocales(await write({ 'da/x.json': text, 'en/x.json': text, 'nb/x.json': text }))).toEqual([]);
  });

  it('names what is missing, unsorted, empty or filled in differently', async () => {
    const folder = await write({
      'da/x.json': canonicalPrint({ a: '{count} mål', b: 'To' }),
      'en/x.json': canonicalPrint({ b: 'Two', a: '{number} targets' }),
      'nb/x.json': canonicalPrint({ a: '{count} mål', c: ' ' }),
      'nb/y.json': canonicalPrint({ a: 'En' }),
    });
    expect(await lintLocales(folder)).toEqual([
      'locales/da/x.json: c is missing',
      'locales/nb/x.json: b is missing',
      'locales/nb/x.json: c has no text',
      'locales/en/x.json: a does not stand in its place, keys are sorted',
      'locales/en/x.json: a has other placeholders than the Danish text',
      'locales/en/x.json: c is missing',
      'locales/da/y.json: is missing or not valid JSON',
      'locales/en/y.json: is missing or not valid JSON',
    ]);
  });
});
