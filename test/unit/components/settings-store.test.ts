import { readFile } from 'node:fs/promises';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import {
  loadSettings,
  replaceSettings,
  type SettingsArea,
  saveSetting,
} from '../../../components/ui/settings-store.ts';

let stored: unknown;
let managed: unknown;
const area: SettingsArea = {
  get: async () => stored,
  managed: async () => managed,
  set: async (settings) => {
    stored = settings;
  },
  onChanged: () => () => undefined,
};

beforeEach(() => {
  stored = undefined;
  managed = {};
  vi.stubGlobal('navigator', { locks: { request: (_: string, work: () => Promise<unknown>) => work() } });
});

describe('saveSetting', () => {
  test('saves one setting and keeps the others, those of a newer version included', async () => {
    stored = { unit: 'Økonomi', fromTheFuture: { a: 1 } };
    expect(await saveSetting(area, 'theme', () => 'dark')).toBe(true);
    expect(stored).toEqual({ unit: 'Økonomi', fromTheFuture: { a: 1 }, schema: 1, theme: 'dark' });
  });

  test('a value that does not validate is not saved, and the answer says so', async () => {
    stored = { organisation: { name: 'Vejby Kommune', cvr: '12345678' } };
    const change = (before: { name: string; cvr: string }) => ({ ...before, cvr: '123' });
    expect(await saveSetting(area, 'organisation', change)).toBe(false);
    expect(stored).toEqual({ organisation: { name: 'Vejby Kommune', cvr: '12345678' } });
  });

  test('the change is given what is stored now, or the default where that is broken', async () => {
    stored = { sites: 'vrøvl' };
    await saveSetting(area, 'sites', (sites) => ({ ...sites, 'https://indkoeb.dk': 'full' }));
    expect(stored).toEqual({ schema: 1, sites: { 'https://indkoeb.dk': 'full' } });
  });
});

test('a broken setting is named and the others are kept', async () => {
  stored = { theme: 'blå', unit: 'Økonomi' };
  const { settings, rejected } = await loadSettings(area);
  expect(rejected).toEqual(['theme']);
  expect([settings.theme, settings.unit]).toEqual(['auto', 'Økonomi']);
});

describe('sites', () => {
  test('are read one by one, so that a broken one leaves the others off', async () => {
    stored = {
      sites: { ted: 'off', 'https://indkoeb.dk': 'højt', 'https://indkoeb.dk/a': 'full', 'Ikke et id': 'full' },
    };
    const { settings, rejected } = await loadSettings(area);
    expect(settings.sites).toEqual({ ted: 'off' });
    expect(rejected).toEqual(['sites']);
  });

  test('kept by origin before their portal was known are the portal’s now, and are saved so', async () => {
    stored = { sites: { 'https://ted.europa.eu': 'off', 'https://indkoeb.dk:8443': 'quiet' } };
    expect((await loadSettings(area)).settings.sites).toEqual({ ted: 'off', 'https://indkoeb.dk:8443': 'quiet' });
    await saveSetting(area, 'sites', (sites) => ({ ...sites, 'udbud-dk': 'off' }));
    expect(stored).toEqual({ schema: 1, sites: { ted: 'off', 'udbud-dk': 'off', 'https://indkoeb.dk:8443': 'quiet' } });
  });
});

describe('what the organisation has fixed', () => {
  test('goes before what is stored, which stays as it is for the day it is fixed no more', async () => {
    stored = { organisation: { name: 'Min egen', cvr: '' }, buyerKind: 'region' };
    managed = { organisationName: 'Engdal Kommune', buyerKind: 'municipality' };
    const { settings, locked } = await loadSettings(area);
    expect([settings.organisation.name, settings.buyerKind]).toEqual(['Engdal Kommune', 'municipality']);
    expect(locked).toEqual(['organisationName', 'buyerKind']);
    await saveSetting(area, 'organisation', (before) => ({ ...before, cvr: '12345678' }));
    expect(stored).toMatchObject({ organisation: { name: 'Min egen', cvr: '12345678' }, buyerKind: 'region' });
  });
});

describe('settings of the first published shape', () => {
  test('hold after the update, each with the meaning it had', async () => {
    const first = await readFile(new URL('../../fixtures/settings-first.json', import.meta.url), 'utf8');
    stored = JSON.parse(first);
    const { settings, rejected } = await loadSettings(area);
    expect(rejected).toEqual([]);
    expect(settings).toMatchObject({
      language: 'nb',
      buyerKind: 'region',
      country: 'NO',
      organisation: { name: 'Region Havdal', cvr: '12345678' },
      unit: 'Innkjøp',
      role: 'lead',
      author: 'ulv',
      highlight: false,
      sites: { ted: 'off', 'udbud-dk': 'quiet', 'https://marked.havdal.example': 'full' },
      priorityAreas: ['food'],
      theme: 'dark',
      // Came later.
      ocidPrefix: '',
      report: { title: '', foreword: '', logo: '' },
    });
  });
});

describe('replaceSettings', () => {
  test('puts whole settings in the place of the stored ones, keeps what a newer version wrote, and gives back what was there', async () => {
    stored = { unit: 'Økonomi', fromTheFuture: 1 };
    const { settings } = await loadSettings(area);
    const before = await replaceSettings(area, { ...settings, unit: 'Teknik' });
    expect(before).toEqual({ unit: 'Økonomi', fromTheFuture: 1 });
    expect(stored).toMatchObject({ unit: 'Teknik', fromTheFuture: 1, schema: 1, theme: 'auto' });
  });
});
