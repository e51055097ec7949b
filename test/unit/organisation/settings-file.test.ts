import { describe, expect, test } from 'vitest';
import { defaultSettings, type Settings } from '../../../lib/settings.ts';
import { readSettingsFile, settingsFile } from '../../../lib/settings-file.ts';

const now = new Date('2026-11-22T12:00:00Z');
const own: Settings = {
  ...defaultSettings,
  language: 'nb',
  organisation: { name: 'Engdal Kommune', cvr: '12345678' },
  unit: 'Teknik og Miljø',
  sites: { ted: 'off', 'https://indkoeb.engdal.example': 'quiet' },
  priorityAreas: ['food', 'it'],
};
const fileWith = (change: object, settings: object = {}) =>
  JSON.stringify({ ...JSON.parse(settingsFile(own, now)), ...change, settings: { ...own, ...settings } });

describe('settings as a file', () => {
  test('come back as they were', () => {
    expect(readSettingsFile(settingsFile(own, now))).toEqual({ settings: own });
  });

  test('come back from an editor that writes a byte order mark', () => {
    expect(readSettingsFile(`\ufeff${settingsFile(own, now)}`)).toEqual({ settings: own });
  });

  test('that do not name a setting give it its default', () => {
    const file = JSON.stringify({ ...JSON.parse(settingsFile(own, now)), settings: { theme: 'dark' } });
    expect(readSettingsFile(file)).toEqual({ settings: { ...defaultSettings, theme: 'dark' } });
  });

  test.each([
    ['{"type": "groent-lys', [{ code: 'json' }]],
    ['[]', [{ code: 'other' }]],
    ['{"schema": 1, "targets": []}', [{ code: 'other' }]],
    [fileWith({ schema: 2 }), [{ code: 'newer' }]],
    ['x'.repeat(1_000_001), [{ code: 'size' }]],
    [fileWith({}, { theme: 'lyserød' }), [{ code: 'value', name: 'theme' }]],
    [
      fileWith({}, { skrift: 'stor', organisation: { name: 'Engdal', cvr: '1' }, sites: { ted: 'højt' } }),
      [
        { code: 'value', name: 'organisation' },
        { code: 'value', name: 'sites' },
        { code: 'unknown', name: 'skrift' },
      ],
    ],
    [
      '{"type":"groent-lys-settings","schema":1,"savedAt":"x","settings":{"__proto__":{"a":1},"constructor":1}}',
      [{ code: 'unknown', name: 'constructor' }],
    ],
  ])('are refused whole with every problem named: %.60s', (text, problems) => {
    expect(readSettingsFile(text)).toEqual({ problems });
    expect(({} as Record<string, unknown>).a).toBeUndefined();
  });
});
