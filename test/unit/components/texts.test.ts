import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { csvColumns, metaColumns } from '../../../lib/reporting/csv.ts';
import common from '../../../locales/da/common.json';
import csv from '../../../locales/da/csv.json';
import dashboard from '../../../locales/da/dashboard.json';
import decision from '../../../locales/da/decision.json';
import exchange from '../../../locales/da/exchange.json';
import log from '../../../locales/da/log.json';
import overview from '../../../locales/da/overview.json';
import popup from '../../../locales/da/popup.json';
import sites from '../../../locales/da/sites.json';

const root = new URL('../../../components/', import.meta.url);

/** Every text key that the files of a folder name: whole keys, and the beginnings of those put together. */
function keysIn(folder: string): { whole: string[]; beginnings: string[] } {
  const files = readdirSync(new URL(`${folder}/`, root)).filter((name) => /\.tsx?$/.test(name));
  const source = files.map((name) => readFileSync(new URL(`${folder}/${name}`, root), 'utf8')).join('\n');
  const calls = [...source.matchAll(/translate\(\s*([^)]*)/g)].map((match) => match[1] ?? '').join('\n');
  const problems = [...source.matchAll(/'((?:decision|period)\.problem\.\w+)'/g)].map((match) => match[1] ?? '');
  const names = [...source.matchAll(/<Fact name="([\w.]+)"/g)].map((match) => match[1] ?? '');
  const whole = [...calls.matchAll(/'([a-z]\w*(?:\.[\w-]+)*)'/g)].map((match) => match[1] ?? '');
  const beginnings = [...calls.matchAll(/`([a-z]\w*\.[\w.]*)\$\{/g)].map((match) => match[1] ?? '');
  return { whole: [...new Set([...whole.filter((key) => key.includes('.')), ...problems, ...names])], beginnings };
}

describe.each([
  ['dashboard', { ...common, ...decision, ...dashboard, ...exchange, ...log, ...overview, ...sites }],
  ['popup', { ...common, ...popup, ...sites }],
  ['ui', { ...common, ...decision, ...dashboard }],
])('texts of components/%s', (folder, texts: Record<string, string>) => {
  const { whole, beginnings } = keysIn(folder);
  const missing = whole.filter((key) => !(key in texts) && !(`${key}.one` in texts && `${key}.other` in texts));

  test('each key that is named has its text', () => {
    expect(whole.length).toBeGreaterThan(5);
    expect(missing).toEqual([]);
  });

  test('each key that is put together has texts to choose from', () => {
    expect(beginnings.filter((start) => !Object.keys(texts).some((key) => key.startsWith(start)))).toEqual([]);
  });
});

test('every column of the export has a heading', () => {
  const headings: Record<string, string> = csv;
  expect([...csvColumns, ...metaColumns].filter((column) => !headings[`csv.${column}`])).toEqual([]);
});
