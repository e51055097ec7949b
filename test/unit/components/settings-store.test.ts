import { beforeEach, describe, expect, test, vi } from 'vitest';
import { loadSettings, type SettingsArea, saveSetting } from '../../../components/ui/settings-store.ts';

let stored: unknown;
const area: SettingsArea = {
  get: async () => stored,
  set: async (settings) => {
    stored = settings;
  },
  onChanged: () => () => undefined,
};

beforeEach(() => {
  stored = undefined;
  vi.stubGlobal('navigator', { locks: { request: (_: string, work: () => Promise<unknown>) => work() } });
});

describe('saveSetting', () => {
  test('saves one setting and keeps the others, those of a newer version included', async () => {
    stored = { unit: 'Økonomi', fromTheFuture: { a: 1 } };
    expect(await saveSetting(area, 'theme', () => 'dark')).toBe(true);
    expect(stored).toEqual({ unit: 'Økonomi', fromTheFuture: { a: 1 }, theme: 'dark' });
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
    expect(stored).toEqual({ sites: { 'https://indkoeb.dk': 'full' } });
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
    expect(stored).toEqual({ sites: { ted: 'off', 'udbud-dk': 'off', 'https://indkoeb.dk:8443': 'quiet' } });
  });
});
