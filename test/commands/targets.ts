import { readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { canonicalPrint, lintTargets } from '../../lib/targets/lint.ts';
import { type CatalogueTarget, loadTargets, MalformedPackError, type TargetData } from '../../lib/targets/load.ts';
import { policyJsonSchema } from '../../lib/targets/policy.ts';
import { lintLocales } from './locales.ts';
import { lintPolicy, policySchemaFile } from './policy.ts';

/**
 * `npm run targets [-- --fix]`: validates and lints every pack and locale and prints what there is. Exits with 1
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
  const problems = [
    ...lintTargets(data, cpvCodes),
    ...(await lintPolicy(folder, data)),
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

function summary(data: TargetData): string {
  const share = (part: number, whole: number) => `${whole === 0 ? 0 : Math.round((100 * part) / whole)} %`;
  const withCriterion = data.targets.filter((target) => target.criterion !== null).length;
  const withCoverage = data.targets.filter((target) =>
    Object.values(target.coverage).some((list) => list?.length),
  ).length;
  return [
    table('area', data.targets, (target) => target.area),
    table('scheme', data.targets, (target) => target.scheme),
    table('state', data.targets, (target) => target.sourceState),
    `${data.targets.length} targets, ${data.ecolabels.length} ecolabels, ${data.tips.length} tips, edition ${data.version}`,
    `with a criterion: ${share(withCriterion, data.targets.length)}, with coverage phrases: ${share(withCoverage, data.targets.length)}`,
  ].join('\n');
}

function table(title: string, targets: readonly CatalogueTarget[], key: (target: CatalogueTarget) => string): string {
  const counts = new Map<string, number>();
  for (const target of targets) counts.set(key(target), (counts.get(key(target)) ?? 0) + 1);
  const rows = [...counts].sort(([one], [other]) => (one < other ? -1 : 1));
  return [
    title.padEnd(20) + 'targets'.padStart(8),
    ...rows.map(([name, count]) => name.padEnd(20) + `${count}`.padStart(8)),
    '',
  ].join('\n');
}

try {
  process.exitCode = await main();
} catch (error) {
  if (!(error instanceof MalformedPackError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
