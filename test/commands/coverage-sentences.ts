import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { coverageOf } from '../../lib/advice/coverage.ts';
import { compiledOf, matcherOf } from '../../lib/matching/compiled.ts';
import type { Coverage } from '../../lib/matching/finding.ts';
import { buildMatchIndex } from '../../lib/matching/index-targets.ts';
import { matchTender, placedHits } from '../../lib/matching/match.ts';
import type { Block } from '../../lib/portals/tender.ts';
import { loadTargets } from '../../lib/targets/load.ts';
import { textLanguages } from '../../lib/targets/schema.ts';
import { halfOf, tenderOf } from './tender-lines.ts';

/** The verdicts were given for the targets of this day. */
const judgedOn = '2026-11-22';
const columns = ['id', 'language', 'target', 'probe', 'source', 'verdict', 'sentence'] as const;
export const verdicts = ['covered', 'partly', 'missing'] as const satisfies readonly Coverage[];

type Row = Record<(typeof columns)[number], string>;

/** A sentence of the table, and what the page's own code says of it. */
export interface JudgedSentence {
  id: string;
  language: string;
  target: string;
  probe: string;
  source: string;
  half: ReturnType<typeof halfOf>;
  /** Without the marks around the place. */
  text: string;
  expected: Coverage;
  /** `unknown` where no target of that id is matched on the day. */
  given: Coverage | 'unknown';
  /** The quote's words; null without one. */
  quote: string | null;
  /** Whether the quote lies on the marked place; null where person or code sees none. */
  isPlaced: boolean | null;
}

/**
 * Every sentence of `test/fixtures/coverage`, judged by the code over all packs as if it were a tender's description,
 * with the index made ready as the page has it.
 */
export async function judgeSentences(): Promise<JudgedSentence[]> {
  const data = await loadTargets(fileURLToPath(new URL('../../targets/', import.meta.url)));
  const matcher = matcherOf(compiledOf(buildMatchIndex(data, judgedOn)));
  return textLanguages.flatMap(rowsOf).map(({ id, language, target, probe, source, verdict, sentence }) => {
    const [before = '', place = '', after = ''] = sentence.split(/[{}]/);
    const text = before + place + after;
    const { tender } = tenderOf({ id, lang: language, title: '' });
    const blocks: Block[] = [{ where: 'description', lot: null, text, source: null }];
    const owner = matcher.index.targets.findIndex((one) => one.id === target);
    const covered = coverageOf(matcher.index, placedHits(matchTender(matcher, tender, blocks).found), blocks).get(
      owner,
    );
    const quote = covered?.quote ?? null;
    const [from, to] = [before.length, before.length + place.length];
    return {
      id,
      language,
      target,
      probe,
      source,
      half: halfOf({ id }),
      text,
      expected: verdict as Coverage,
      given: owner < 0 ? 'unknown' : (covered?.coverage ?? 'missing'),
      quote: quote && text.slice(quote.start, quote.end),
      isPlaced: quote && place !== '' ? quote.start < to && quote.end > from : null,
    };
  });
}

function rowsOf(language: string): Row[] {
  const file = fileURLToPath(new URL(`../fixtures/coverage/${language}.tsv`, import.meta.url));
  const [, ...lines] = readFileSync(file, 'utf8').trimEnd().split('\n');
  return lines.map((line) => {
    const cells = line.split('\t');
    return Object.fromEntries(columns.map((column, i) => [column, cells[i] ?? ''])) as Row;
  });
}
