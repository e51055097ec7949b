import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { csvColumns, metaColumns } from '../../../lib/reporting/csv.ts';
import csv from '../../../locales/da/csv.json';

const root = new URL('../../../components/', import.meta.url);

const namespaces = readdirSync(new URL('../locales/da/', root)).map((name) => name.replace('.json', ''));
const textsOf = (...names: string[]): Record<string, string> =>
  Object.assign(
    {},
    ...names.map((name) => JSON.parse(readFileSync(new URL(`../locales/da/${name}.json`, root), 'utf8')) as object),
  );
/** What only the page, the popup or the toolbar speaks with. */
const elsewhere = ['panel', 'shop', 'popup', 'toolbar'];

/** Every text key that the files of a folder name: whole keys, and the beginnings of those put together. */
function keysIn(folder: string, apart: string | null): { whole: string[]; beginnings: string[] } {
  const files = readdirSync(new URL(`${folder}/`, root), { recursive: true, encoding: 'utf8' }).filter(
    (name) => /\.tsx?$/.test(name) && (apart === null || !name.startsWith(apart)),
  );
  const source = files.map((name) => readFileSync(new URL(`${folder}/${name}`, root), 'utf8')).join('\n');
  const calls = [...source.matchAll(/translate\(\s*([^)]*)/g)].map((match) => match[1] ?? '').join('\n');
  const problems = [...source.matchAll(/'((?:decision|period)\.problem\.\w+)'/g)].map((match) => match[1] ?? '');
  const names = [...source.matchAll(/<Fact name="([\w.]+)"/g)].map((match) => match[1] ?? '');
  const whole = [...calls.matchAll(/'([a-z]\w*(?:\.[\w-]+)*)'/g)].map((match) => match[1] ?? '');
  const beginnings = [...calls.matchAll(/`([a-z]\w*\.[\w.]*)\$\{/g)].map((match) => match[1] ?? '');
  return { whole: [...new Set([...whole.filter((key) => key.includes('.')), ...problems, ...names])], beginnings };
}

describe.each([
  ['dashboard', namespaces.filter((name) => ![...elsewhere, 'documents'].includes(name)), 'documents/'],
  // The panel's words, for the same is said of a file as of a page.
  ['dashboard/documents', ['common', 'dashboard', 'decision', 'log', 'panel', 'documents'], null],
  ['panel', ['common', 'decision', 'panel', 'shop'], null],
  ['popup', ['common', 'popup', 'shortcuts', 'sites'], null],
  ['ui', ['common', 'dashboard', 'decision', 'shortcuts', 'sites'], null],
] as const)('texts of components/%s', (folder, names, apart) => {
  const texts = textsOf(...names);
  const { whole, beginnings } = keysIn(folder, apart);
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
