// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { render } from 'preact';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { TargetPage } from '../../../components/dashboard/targets/target-page.tsx';
import { TargetsPage } from '../../../components/dashboard/targets/targets-page.tsx';
import { follow, logMismatch } from '../../../lib/log/journal.ts';
import type { CatalogueEntry } from '../../../lib/targets/load.ts';
import type { PolicyNote } from '../../../lib/targets/policy.ts';
import type { Case, Tip } from '../../../lib/targets/schema.ts';
import { contextAt, factsOf, freshJournal, targetOf } from '../log/sample.ts';
import { catalogueWith, drawIn, targetWith } from './house.tsx';

const place = document.createElement('div');
afterEach(() => render(null, place));
const words = (selector: string) => place.querySelector(selector)?.textContent?.replaceAll('\u00a0', ' ') ?? '';
const source = {
  title: 'Kildens titel',
  url: 'https://kilde.example/',
  read: '2026-11-20',
  precision: 'page' as const,
};

const entry: CatalogueEntry = {
  id: 'eu-kopimaskine',
  area: 'it',
  scheme: 'EU-GPP',
  title: { da: 'Kopimaskiner med lavt forbrug' },
  tier: { level: 'core', word: 'basis', derived: false },
  kind: null,
  cpv: ['3012'],
  note: null,
  source,
};
const example: Case = {
  id: 'case-stole',
  area: 'furniture',
  organisation: 'Engdal Kommune',
  country: 'DK',
  year: 2024,
  title: { da: 'Brugte stole til rådhuset' },
  done: { da: 'Der blev købt 400 brugte stole.' },
  result: { da: 'Halvdelen kom tilbage.' },
  resultKind: 'size',
  figures: [{ label: { da: 'Stole' }, value: 1400, unit: { da: 'stk.' } }],
  wentWrong: true,
  tips: [],
  source,
};
const list = (query: Record<string, string>) => ({ page: 'targets' as const, id: null, query });
const one = (id: string, version = 1) => ({ page: 'targets' as const, id, query: { version: String(version) } });

describe('the list of targets', () => {
  const chair = targetWith({ id: 'stol', area: 'furniture', title: { da: 'Gode stole' } });

  test('keeps criteria known by title alone apart, with a link to their source', () => {
    const data = catalogueWith({ targets: [chair], entries: [entry] });
    drawIn(place, <TargetsPage route={list({})} />, { data });
    expect(words('[role="status"]')).toBe('1 indkøbsmål · 1 kriterium at slå op');
    expect(words('table.list tbody')).toContain('Gode stole');
    const group = place.querySelector('[aria-labelledby="entries"]');
    expect(group?.querySelector('h2')?.textContent).toBe('Slå kravet op i kilden');
    expect(group?.textContent).toContain('Kopimaskiner med lavt forbrug');
    expect(group?.querySelector('a')?.getAttribute('href')).toBe('https://kilde.example/');
  });

  test('says so where no target is in force, also when the only one was switched off', () => {
    const note: PolicyNote = { kind: 'switchedOff', organisation: 'E', reason: 'R', values: [], sharedWording: false };
    const data = catalogueWith({ targets: [{ ...chair, policy: note }] });
    drawIn(place, <TargetsPage route={list({ area: 'furniture' })} />, { data });
    expect(words('.empty')).toMatch(/^Grønt Lys har ingen gældende mål for Møbler/);
    drawIn(place, <TargetsPage route={list({})} />, { data: catalogueWith({ targets: [chair] }) });
    const without = words('[aria-labelledby="without"]');
    expect(without).toContain('Rengøring');
    expect(without).not.toContain('Møbler');
  });
});

describe('the page of a target', () => {
  const first = targetWith({
    id: 'stol',
    area: 'furniture',
    title: { da: 'Gode stole' },
    thresholds: [{ metric: { da: 'andel brugte' }, op: '>=', value: 10, unit: { da: '%' } }],
  });
  const second = {
    ...first,
    version: 2,
    title: { da: 'Gode brugte stole' },
    thresholds: first.thresholds.map((limit) => ({ ...limit, value: 25 })),
  };

  test('shows versions side by side and says in words what changed', () => {
    const data = catalogueWith({ targets: [first, second] });
    drawIn(place, <TargetPage route={one('stol', 2)} />, { data });
    const versions = place.querySelector('[aria-labelledby="versions"]');
    expect(versions?.querySelector('p')?.textContent).toBe('Ændret: titel og grænseværdier.');
    const rows = [...(versions?.querySelectorAll('tbody tr') ?? [])];
    expect(rows.map((row) => [...row.children].map((cell) => cell.textContent))).toEqual([
      ['Titel', 'Gode stole', 'Gode brugte stole'],
      ['Grænseværdier', 'andel brugte: ≥ 10 %', 'andel brugte: ≥ 25 %'],
    ]);
  });

  test('compares with the target that it replaced', () => {
    const old = targetWith({ id: 'stol-2019', title: { da: 'Stole 2019' }, sourceState: 'historical' });
    const data = catalogueWith({ targets: [old, { ...first, supersedes: ['stol-2019'] }] });
    drawIn(place, <TargetPage route={one('stol')} />, { data });
    expect(words('[aria-labelledby="versions"] thead')).toBe('ÆndretStole 2019Gode stole');
  });

  test('has no versions where there is but one', () => {
    drawIn(place, <TargetPage route={one('stol')} />, { data: catalogueWith({ targets: [first] }) });
    expect(place.querySelector('[aria-labelledby="versions"]')).toBeNull();
  });

  test('tells the cases of its own area, and which went wrong', () => {
    const elsewhere = { ...example, id: 'case-is', area: 'it' as const, title: { da: 'Brugte skærme' } };
    const data = catalogueWith({ targets: [first], cases: [example, elsewhere] });
    drawIn(place, <TargetPage route={one('stol')} />, { data });
    const practice = words('.practice');
    for (const part of [
      'Brugte stole til rådhuset',
      'Engdal Kommune · Danmark · 2024',
      'Det gik ikke som håbet.',
      'Resultat: Halvdelen kom tilbage.',
      '1.400 stk.',
      'Tallene viser omfanget, ikke effekten.',
      'Kildens titel',
    ])
      expect(practice).toContain(part);
    expect(practice).not.toContain('Brugte skærme');
  });

  test('gives the advice that was written for its area', () => {
    const tip = (id: string, areas: Tip['trigger']['areas']): Tip => ({
      id,
      version: 1,
      title: { da: `Råd ${id}` },
      advice: { da: 'Tal med markedet.' },
      action: { da: 'Ring til tre leverandører.' },
      phases: ['planning'],
      trigger: { areas, cpv: [], terms: {} },
      participants: [],
      figures: [],
      eforms: { bt776: [] },
      source,
    });
    const data = catalogueWith({ targets: [first], tips: [tip('her', ['furniture']), tip('der', ['it'])] });
    drawIn(place, <TargetPage route={one('stol')} />, { data });
    expect(words('[aria-labelledby="tips"]')).toContain('Råd her');
    expect(words('[aria-labelledby="tips"]')).not.toContain('Råd der');
  });

  test('says how often it was reported as not fitting, and nothing while nobody has', async () => {
    const data = catalogueWith({ targets: [first] });
    const journal = freshJournal();
    drawIn(place, <TargetPage route={one('stol')} />, { data, journal });
    const context = contextAt('2026-03-01T08:00:00Z', {
      target: (id) => ({ ...targetOf('furniture-1'), id }) as never,
    });
    for (const name of ['stole', 'borde', 'skabe']) {
      expect(words('.notice')).toBe('');
      await follow(journal, factsOf(name), [], context);
    }
    for (const name of ['stole', 'borde', 'skabe']) await logMismatch(journal, factsOf(name), 'stol', context);
    await vi.waitFor(() => expect(words('.notice')).toBe('Meldt som ikke passende: 3 gange. Se hvor'));
    expect(place.querySelector('.notice a')?.getAttribute('href')).toBe(
      '#/log?from=2020-01-01&kind=mismatch&period=own&target=stol&to=2026-11-22',
    );
  });

  test('puts the own value beside the shared one and warns of a text that has the shared one', () => {
    const policy: PolicyNote = {
      kind: 'stricter',
      organisation: 'Engdal Kommune',
      reason: 'Vedtaget i byrådet.',
      values: [{ metric: { da: 'andel brugte' }, unit: { da: '%' }, own: 75, shared: 60 }],
      sharedWording: true,
    };
    const criterion = { kind: 'awardCriteria' as const, text: { da: 'Mindst 60 %.' } };
    const data = catalogueWith({ targets: [{ ...first, criterion, policy }] });
    drawIn(place, <TargetPage route={one('stol')} />, { data });
    expect(words('.policy-note')).toContain('Jeres politik: 75 % (fælles mål: 60 %): andel brugte.');
    expect(words('.policy-note')).toContain('Vedtaget i byrådet.');
    expect(words('.notice')).toContain('Ret tallet til jeres politik');
  });
});
