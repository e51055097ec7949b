import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import puppeteer, { type Browser } from 'puppeteer';
import type { MatchIndex } from '../../lib/matching/finding.ts';
import { buildMatchIndex } from '../../lib/matching/index-targets.ts';
import { loadTargets } from '../../lib/targets/load.ts';
import { dayOf } from '../../lib/targets/validity.ts';
import type { Row } from '../bench/in-page.ts';
import { journalSteps } from '../bench/journal-steps.ts';
import { createVocabulary, wordsOf } from '../bench/vocabulary.ts';
import { benchCold, printCold } from './bench-cold.ts';
import { benchDay, printDay } from './bench-day.ts';
import { benchExport, type ExportRow, printExport } from './bench-export.ts';
import { benchJournal, type JournalRow, printJournal } from './bench-journal.ts';
import { benchLoad, type PageCost, printPageCost } from './bench-load.ts';
import { benchMatching, printDensity, printMatching } from './bench-matching.ts';
import { benchTeam, printTeam, type TeamBench } from './bench-team.ts';
import { benchTyping } from './bench-typing.ts';
import { benchWriters } from './bench-writers.ts';
import { ensureChromium } from './browsers.ts';
import { ensureBuild } from './built.ts';
import { bundle } from './bundle.ts';
import { eachJournal } from './filled-journals.ts';
import { pageScripts, weightOf } from './page-scripts.ts';

/**
 * `npm run bench`: the page's own code beside its peers, as ratios of one run in Chromium. `--journal` measures the
 * journal alone, with `--million` filled with a million decisions instead of a hundred thousand, and with `--profile
 * FOLDER` in a browser that is kept there, so that a later run fills it on or finds it full; `--load` what a page costs
 * that loads; `--reading` reading, typing and all terms of the packs; `--matching` the ways to find terms; `--export`
 * every format of the export, `--writers` its writers without journal and page, `--team` a team's server beside a file
 * (`--sizes 1000`, both at the same time with `--beside`), and `--day` the memory of a buyer's day (`--steps 2000`), each
 * only when it is asked for. `--density FILE` counts how densely terms stand in real tenders, and measures nothing.
 */
const journalSizes = [10_000, process.argv.includes('--million') ? 1_000_000 : 100_000];
const teamSizes = [10_000, 100_000, ...(process.argv.includes('--million') ? [1_000_000] : [])];
const profileAt = process.argv.indexOf('--profile');
const profile = profileAt > 0 ? (process.argv[profileAt + 1] ?? null) : null;
const root = new URL('../../', import.meta.url);
const inRoot = (path: string) => fileURLToPath(new URL(path, root));

const data = await loadTargets(inRoot('targets/'));
const result: {
  version: string;
  load?: PageCost;
} & Record<string, unknown> = { version: data.version };
const densityAt = process.argv.indexOf('--density');
if (densityAt > 0) {
  await printDensity(data, buildMatchIndex(data, dayOf(new Date())), process.argv[densityAt + 1] ?? '');
  process.exit();
}
const parts = ['--day', '--export', '--journal', '--load', '--matching', '--reading', '--team', '--writers'];
const asked = parts.filter((part) => process.argv.includes(part));
const isWhole = asked.length === 0;
const isWanted = (part: string): boolean => isWhole || asked.includes(part);
if (isWanted('--reading')) Object.assign(result, await inChromium(benchReading));
if (isWanted('--matching')) result.matching = await inChromium(benchTerms);
if (isWanted('--load')) {
  const index = buildMatchIndex(data, dayOf(new Date()));
  result.load = await benchLoad(createVocabulary(data, index).text(1_048_576, wordsOf(index.targets)));
  printPageCost(result.load);
}
if (isWanted('--journal') || asked.includes('--export')) {
  const journal: JournalRow[] = [];
  const exported: ExportRow[] = [];
  // One journal of each size for both; what is imported comes into it last.
  await eachJournal(data, { sizes: journalSizes, profile }, async (filled) => {
    const inTurn = journalSteps.filter(({ asked }) => asked === undefined);
    const last = journalSteps.filter(({ asked }) => asked !== undefined && process.argv.includes(asked));
    if (isWanted('--journal')) journal.push(...(await benchJournal(filled, inTurn)));
    if (asked.includes('--export')) exported.push(...(await benchExport(filled)));
    if (isWanted('--journal')) journal.push(...(await benchJournal(filled, last)));
  });
  if (journal.length > 0) printJournal(journal);
  if (exported.length > 0) printExport(exported);
  Object.assign(result, { journal, export: exported });
}
if (asked.includes('--writers')) {
  const { rows, sheets } = await benchWriters([100_000, 1_000_000]);
  result.writers = { rows, sheets };
  printExport(rows);
  console.log(`rows of the sheets of a workbook of 1,100,000 decisions: ${sheets.join(', ')}`);
}
if (asked.includes('--team')) {
  const sizes = process.argv.indexOf('--sizes');
  const wanted = sizes > 0 ? (process.argv[sizes + 1] ?? '').split(',').map(Number) : teamSizes;
  // Kept as it comes: a large size takes long, and what was measured must not go with it.
  const team = await benchTeam(data, wanted, keep, process.argv.includes('--beside'));
  printTeam(team);
  result.team = team;
}
if (asked.includes('--day')) {
  const steps = process.argv.indexOf('--steps');
  const day = await benchDay(steps > 0 ? Number(process.argv[steps + 1]) : 2_000);
  printDay(day);
  result.day = day;
}
await write();

async function write(): Promise<void> {
  await mkdir(inRoot('.results/'), { recursive: true });
  await writeFile(inRoot('.results/bench.json'), `${JSON.stringify(result, null, 2)}\n`);
}

function keep(team: TeamBench): Promise<void> {
  result.team = team;
  return write();
}

async function inChromium<T>(measure: (browser: Browser, index: MatchIndex) => Promise<T>): Promise<T> {
  const browser = await puppeteer.launch({
    // Ten million characters with twenty thousand terms take the slowest way a while.
    protocolTimeout: 900_000,
    executablePath: ensureChromium(),
    pipe: true,
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  });
  try {
    return await measure(browser, buildMatchIndex(data, dayOf(new Date())));
  } finally {
    await browser.close();
  }
}

/** The ways to find terms, beside each other. */
async function benchTerms(browser: Browser, index: MatchIndex) {
  const bare = await browser.newPage();
  const script = await bundle(inRoot('test/bench/matching.ts'), 'bench');
  await bare.addScriptTag({ content: script });
  const matching = await benchMatching(bare, data, index);
  printMatching(matching);
  await bare.close();
  const cold = await benchCold(script, index);
  printCold(cold);
  return { ...matching, cold };
}

/** Reading, and all terms of the packs on one text. */
async function benchReading(browser: Browser, index: MatchIndex) {
  const text = createVocabulary(data, index).text(1_048_576, wordsOf(index.targets));
  const notice = await readFile(inRoot('test/fixtures/pages/ted-eforms-da.html'), 'utf8');
  const script = await bundle(inRoot('test/bench/in-page.ts'), 'bench');
  const { folder } = await ensureBuild('chrome-mv3');
  const weights = await Promise.all(
    pageScripts.map(async (script) => [script, await weightOf(folder, script)] as const),
  );

  const page = await browser.newPage();
  await page.setContent(notice);
  await page.addScriptTag({ content: script });
  const rows = (await page.evaluate(
    (...input) =>
      (globalThis as unknown as { bench: { runBench: (...a: unknown[]) => Row[] } }).bench.runBench(...input),
    index,
    text,
  )) as Row[];
  const live = await browser.newPage();
  await live.setContent('<!doctype html><title>Udbud</title>');
  await live.addScriptTag({ content: script });
  rows.push(...((await live.evaluate(runLive)) as Row[]));
  rows.push(...(await benchTyping(text)));
  print(rows, weights);
  return { gzippedBytes: Object.fromEntries(weights), rows };
}

/** Runs in the page: reading of pages that change. */
async function runLive(): Promise<unknown[]> {
  const { bench } = globalThis as unknown as { bench: { benchLive: () => Promise<unknown[]> } };
  return bench.benchLive();
}

function print(rows: Row[], weights: readonly (readonly [script: string, bytes: number])[]): void {
  const number = (value: number) => value.toFixed(value < 10 ? 2 : 1);
  const lines = rows.map(({ name, own, peer, note }) => [
    name,
    `${number(own)} ms`,
    peer === null ? '' : `${number(peer)} ms`,
    peer === null || own === 0 ? '' : `${(peer / own).toFixed(2)} x`,
    note,
  ]);
  const table = [['', 'ours', 'peer', 'peer / ours', ''], ...lines];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...table.map((row) => row[column]?.length ?? 0)));
  for (const row of table) {
    console.log(
      row
        .map((cell, column) => (column < 4 ? cell.padEnd(widths[column] ?? 0) : cell))
        .join('  ')
        .trimEnd(),
    );
  }
  const told = weights.map(([script, bytes]) => `${script} ${(bytes / 1000).toFixed(1)} kB`);
  console.log(`our scripts in a page, gzipped: ${told.join(', ')}`);
}
