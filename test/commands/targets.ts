import { readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { lintCoverage } from '../../lib/advice/lint-coverage.ts';
import { lintExamples } from '../../lib/advice/lint-examples.ts';
import { lintTitleWords } from '../../lib/advice/lint-title-words.ts';
import { lintWording } from '../../lib/advice/lint-wording.ts';
import { canonicalPrint, lintTargets } from '../../lib/targets/lint.ts';
import { type CatalogueTarget, loadTargets, MalformedPackError, type TargetData } from '../../lib/targets/load.ts';
import { policyJsonSchema } from '../../lib/targets/policy.ts';
import { dayOf, stateOn } from '../../lib/targets/validity.ts';
import { fixtureNames, lintAllAdapters, sampledAdapters } from '../fixtures/samples.ts';
import { lintLocales } from './locales.ts';
import { lintPolicy, policySchemaFile } from './policy.ts';

/**
 * `npm run targets [-- --fix]`: validates and lints every pack, adapter and locale and prints what there is. Exits with 1
 * and one line per problem. `--fix` first prints each pack canonically, which changes no content, and writes the JSON
 * Schema of an organisation's policy.
 */
const folder = fileURLToPath(new URL('../../targets/', import.meta.url));
const localeFolder = fileURLToPath(new URL('../../locales/', import.meta.url));
const cpvFile = fileURLToPath(new URL('../../../shared/data/cpv.tsv', import.meta.url));

async function main(): Promise<number> {
  let data = await loadTargets(folder);
  if (process.argv.includes('--fix')) {
    await fix(data.files);
    await writeFile(join(folder, policySchemaFile), canonicalPrint(policyJsonSchema()));
    data = await loadTargets(folder);
  }
  const cpvCodes = await readCpvCodes();
  if (!cpvCodes) console.log('The list of CPV codes is not here: whether a prefix exists was not checked.\n');
  console.log(summary(data));
  const sampled = await sampledAdapters();
  const sampleCount = sampled.reduce((total, { samples }) => total + samples.length, 0);
  console.log(`${sampled.length} adapters, ${sampleCount} samples, ${fixtureNames().length} fixture pages`);
  const problems = [
    ...lintTargets(data, cpvCodes),
    ...lintCoverage(data, dayOf(new Date())),
    ...lintExamples(data),
    ...lintTitleWords(data),
    ...lintWording(data),
    ...(await lintPolicy(folder, data)),
    ...(await lintAllAdapters(dayOf(new Date()))),
    ...(await lintLocales(localeFolder)),
  ];
  if (problems.length === 0) {
    console.log('\nNo problems.');
    return 0;
  }
  console.error(`\n${problems.join('\n')}\n${problems.length} ${problems.length === 1 ? 'problem' : 'problems'}.`);
  return 1;
}

async function fix(files: readonly string[]): Promise<void> {
  for (const file of files) {
    if (basename(file) === 'areas.json') continue;
    const text = await readFile(file, 'utf8');
    const printed = canonicalPrint(JSON.parse(text));
    if (printed !== text) await writeFile(file, printed);
  }
}

/** First column of the list of official codes, or null where the list is not at hand. */
async function readCpvCodes(): Promise<ReadonlySet<string> | null> {
  try {
    const lines = (await readFile(cpvFile, 'utf8')).split('\n').slice(1);
    return new Set(lines.map((line) => line.slice(0, 8)).filter((code) => /^\d{8}$/.test(code)));
  } catch {
    return null;
  }
}

/** What there is: by area (targets by state today, languages, cases, entries), by scheme, and shares of the whole. */
function summary(data: TargetData): string {
  const today = dayOf(new Date());
  const share = (part: number, whole: number) => `${whole === 0 ? 0 : Math.round((100 * part) / whole)} %`;
  const counted = (list: readonly CatalogueTarget[]) => {
    const by = (fits: (target: CatalogueTarget) => boolean) => list.filter(fits).length;
    return {
      targets: list.length,
      'in force': by((target) => target.verified && stateOn(target, today) === 'inForce'),
      coming: by((target) => ['coming', 'draft'].includes(stateOn(target, today))),
      past: by((target) => ['historical', 'outdated'].includes(stateOn(target, today))),
      nb: by((target) => target.title.nb !== undefined),
      en: by((target) => target.title.en !== undefined),
      criterion: by((target) => target.criterion !== null),
      wordings: by((target) => Object.values(target.coverage).some((phrases) => phrases?.length)),
    };
  };
  const inArea = (area: string) => ({
    ...counted(data.targets.filter((target) => target.area === area)),
    entries: data.entries.filter((entry) => entry.area === area).length,
    cases: data.cases.filter((one) => one.area === area).length,
  });
  const schemes = [...new Set(data.targets.map(({ scheme }) => scheme))].sort();
  const all = counted(data.targets);
  return [
    table('area', Object.fromEntries(data.areas.map(({ id }) => [id, inArea(id)]))),
    table(
      'scheme',
      Object.fromEntries(schemes.map((name) => [name, counted(data.targets.filter(({ scheme }) => scheme === name))])),
    ),
    `${all.targets} targets (${all['in force']} in force), ${data.entries.length} entries, ${data.ecolabels.length} ecolabels, ${data.tips.length} tips, ${data.cases.length} cases, ${data.wording.rules.length} rules on wording, edition ${data.version}`,
    `with a criterion: ${share(all.criterion, all.targets)}, with coverage wordings: ${share(all.wordings, all.targets)}`,
  ].join('\n');
}

function table(title: string, rows: Record<string, Record<string, number>>): string {
  const columns = Object.keys(Object.values(rows)[0] ?? {});
  const line = (name: string, cells: readonly (string | number)[]) =>
    name.padEnd(16) + cells.map((cell, at) => String(cell).padStart((columns[at]?.length ?? 0) + 2)).join('');
  const body = Object.entries(rows).map(([name, row]) =>
    line(
      name,
      columns.map((column) => row[column] ?? 0),
    ),
  );
  return `${[line(title, columns), ...body].join('\n')}\n`;
}

try {
  process.exitCode = await main();
} catch (error) {
  if (!(error instanceof MalformedPackError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
