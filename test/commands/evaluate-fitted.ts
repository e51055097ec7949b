import { createHash } from 'node:crypto';
import { isShown } from '../../lib/advice/rank.ts';
import { areaOfCode } from '../../lib/matching/cpv-match.ts';
import type { AreaFinding } from '../../lib/matching/finding.ts';
import { adviser } from './advise-line.ts';
import { verdictsByEye } from './judged.ts';
import { halfOf, languageOfLine, type TenderLine, tenderLines } from './tender-lines.ts';

/**
 * What would be gained by a bar fitted to the buyers' codes instead of the one score from which on an area is shown: a
 * small logistic model over the kinds of evidence, with shrinkage. It is fitted on the tune half alone. The figures of
 * that half come from five folds by notice, each judged by a model that never saw it; those of the other half from one
 * model of the whole tune half, at the bar that the folds gave. Nothing of it is in the product.
 */
export async function evaluateFitted(file: string, languages: readonly string[]): Promise<void> {
  const rows = await candidates(file, () => {
    process.exitCode = 1;
  });
  const tune = rows.filter(({ half }) => half === 'tune');
  const folds = tune.map((row) => ({ ...row, estimate: 0 }));
  for (let fold = 0; fold < foldCount; fold++) {
    const model = modelOf(tune.filter((row) => row.fold !== fold));
    for (const row of folds) if (row.fold === fold) row.estimate = model(row.evidence);
  }
  const whole = modelOf(tune);
  const isAsked = ({ language }: { language: string }) => languages.includes(language);
  const ours = { tune: folds.filter(isAsked), confirm: rows.filter((row) => row.half === 'confirm' && isAsked(row)) };
  const byEye = await verdictsByEye();
  const isRight = ({ id, area }: Candidate) => byEye.get(`${id} ${area}`) === 'right';
  console.log('bar               half      precision  recall   shown  judged right kept');
  const print = (
    name: string,
    half: 'tune' | 'confirm',
    isKept: (row: Candidate & { estimate?: number }) => boolean,
  ) => {
    const all = ours[half];
    const kept = all.filter(({ area }) => area !== '').filter(isKept);
    const share = (part: number, of: number) => (part / of).toFixed(3);
    const mains = new Set(all.filter(({ hasMain }) => hasMain).map(({ id, language }) => `${id} ${language}`)).size;
    const right = half === 'tune' ? `${kept.filter(isRight).length}`.padStart(10) : '';
    const precision = share(kept.filter((row) => row.isRight).length, kept.length);
    const recall = share(kept.filter((row) => row.isMain).length, mains);
    console.log(
      `${name.padEnd(18)}${half.padEnd(10)}${precision}     ${recall}${`${kept.length}`.padStart(8)}${right}`,
    );
  };
  for (const half of ['tune', 'confirm'] as const) print('in use', half, isShown);
  for (const recall of [0.76, 0.7, 0.65, 0.6]) {
    const bar = barFor(ours.tune, recall);
    print(`fitted, ${recall.toFixed(2)}`, 'tune', ({ estimate = 0 }) => estimate >= bar);
    print(`fitted, ${recall.toFixed(2)}`, 'confirm', ({ evidence }) => whole(evidence) >= bar);
  }
}

/** One area that a tender's words speak for; a tender without any has one row with no area, so that it is counted. */
interface Candidate {
  id: string;
  language: string;
  half: string;
  fold: number;
  area: string;
  score: number;
  evidence: number[];
  isRight: boolean;
  isMain: boolean;
  hasMain: boolean;
}

const foldCount = 5;
/** Below this nothing is ever shown. */
const leastScore = 0.45;
const textLanguages = new Set(['da', 'nb', 'en', 'sv', 'de']);

async function candidates(file: string, onBad: () => void): Promise<Candidate[]> {
  const { areas, recognise } = await adviser();
  const rows: Candidate[] = [];
  for await (const { cpv = [], ...line } of tenderLines(file, onBad)) {
    const language = languageOfLine(line) ?? '';
    if (!textLanguages.has(language) || (line.level !== undefined && line.level !== 'procedure')) continue;
    const codes = cpv.map((code) => areaOfCode(code, areas));
    const main = codes[0] ?? null;
    const found = recognise(line);
    const own = { id: line.id, language, half: halfOf(line), fold: foldOf(line), hasMain: main !== null };
    rows.push({ ...own, area: '', score: 0, evidence: [], isRight: false, isMain: false });
    for (const one of found) {
      if (one.score < leastScore) continue;
      const evidence = evidenceOf(line, one, found);
      const { area, score } = one;
      rows.push({ ...own, area, score, evidence, isRight: codes.includes(area), isMain: area === main });
    }
  }
  return rows;
}

/** By notice, as the halves are, and independently of them. */
function foldOf({ group, id }: Pick<TenderLine, 'group' | 'id'>): number {
  const digest = createHash('sha256')
    .update(String(group ?? id))
    .digest();
  return (digest[0] ?? 0) % foldCount;
}

/** What is known of a finding: how sure, where its words stand and how many, what else was found, how long the texts. */
function evidenceOf(
  { title, description = '' }: TenderLine,
  found: AreaFinding,
  all: readonly AreaFinding[],
): number[] {
  const inTitle = found.reasons.filter(({ where }) => where === 'title');
  const below = found.reasons.filter(({ where }) => where !== 'title');
  const lead = below.filter(({ span }) => span !== null && span.start < 150);
  const carrying = (inTitle.length > 0 ? inTitle : found.reasons).slice(0, 2);
  return [
    found.score,
    inTitle.length > 0 ? 1 : 0,
    Math.min(inTitle.length, 3),
    Math.min(lead.length, 3),
    Math.min(below.length, 5),
    Math.max(0, ...all.filter(({ area }) => area !== found.area).map(({ score }) => score)),
    all.filter(isShown).length,
    Math.log(title.split(/\s+/).length),
    Math.log(description.length + 1),
    carrying.reduce((sum, { text }) => sum + text.length, 0) / Math.max(1, carrying.length),
  ];
}

/** The highest bar that leaves a recall. */
function barFor(rows: readonly (Candidate & { estimate: number })[], recall: number): number {
  const mains = rows.filter(({ area, hasMain }) => area === '' && hasMain).length;
  const found = rows
    .filter(({ isMain }) => isMain)
    .map(({ estimate }) => estimate)
    .sort((a, b) => b - a);
  return found[Math.ceil(recall * mains) - 1] ?? 0;
}

type Model = (evidence: readonly number[]) => number;

const steps = 600;
const pace = 0.5;
/** How much the weights are held back, as a share of a row's own pull. */
const shrinkage = 10;

/** A logistic model by gradient descent over standardised columns: few rows and few columns, so plain is fast enough. */
function modelOf(all: readonly Candidate[]): Model {
  const rows = all.filter(({ area }) => area !== '');
  const columns = rows[0]?.evidence.length ?? 0;
  const column = (number: number) => rows.map(({ evidence }) => evidence[number] as number);
  const means = Array.from({ length: columns }, (_, number) => mean(column(number)));
  const spreads = means.map((middle, number) => Math.sqrt(mean(column(number).map((one) => (one - middle) ** 2))) || 1);
  const standard = (evidence: readonly number[]) =>
    evidence.map((one, number) => (one - (means[number] as number)) / (spreads[number] as number));
  const inputs = rows.map(({ evidence }) => standard(evidence));
  const weights = new Array<number>(columns).fill(0);
  let base = 0;
  const estimate = (input: readonly number[]) =>
    1 / (1 + Math.exp(-input.reduce((sum, one, number) => sum + one * (weights[number] as number), base)));
  for (let step = 0; step < steps; step++) {
    const errors = rows.map(({ isRight }, row) => (isRight ? 1 : 0) - estimate(inputs[row] as number[]));
    base += pace * mean(errors);
    for (let number = 0; number < columns; number++) {
      const pull = errors.reduce((sum, error, row) => sum + error * (inputs[row]?.[number] as number), 0);
      weights[number] =
        (weights[number] as number) + (pace * (pull - shrinkage * (weights[number] as number))) / rows.length;
    }
  }
  return (evidence) => estimate(standard(evidence));
}

const mean = (values: readonly number[]): number => values.reduce((sum, one) => sum + one, 0) / values.length;
