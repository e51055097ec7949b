import { compiledOf, matcherOf } from '../../lib/matching/compiled.ts';
import type { MatchIndex } from '../../lib/matching/finding.ts';
import { compileIndex, hitsIn } from '../../lib/matching/matcher.ts';
import { readPage } from '../../lib/portals/read.ts';
import { wordsOf } from './vocabulary.ts';

export { benchLive } from './live.ts';

/** One row of the table: median milliseconds of our way and of the peer's. */
export interface Row {
  name: string;
  own: number;
  peer: number | null;
  note: string;
}

const rounds = 15;

function median(task: () => unknown): number {
  const times = Array.from({ length: rounds }, () => {
    const start = performance.now();
    task();
    return performance.now() - start;
  });
  return times.sort((a, b) => a - b)[rounds >> 1] ?? 0;
}

/** Runs in Chromium on a page that shows a TED notice; `text` has about a million characters. */
export function runBench(index: MatchIndex, text: string): Row[] {
  const matcher = compileIndex(index);
  const words = wordsOf(index.targets);
  const escaped = words.map((word) => word.toLowerCase().replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  const source = `(?<![\\p{L}\\p{N}])(?:${escaped.join('|')})(?![\\p{L}\\p{N}])`;
  const expression = new RegExp(source, 'gu');
  const address = new URL('https://ted.europa.eu/da/notice/-/detail/100001-2026');
  const compiled = compiledOf(index);
  const json = JSON.stringify(compiled);
  let built = 0;
  // A RegExp is compiled at its first use.
  const firstWords = text.slice(0, 1000);
  const floor = median(() => {
    let sum = 0;
    for (let i = 0; i < text.length; i++) sum += text.charCodeAt(i);
    return sum;
  });
  const { tables } = matcher;
  const bytes = [...Object.values(tables), ...Object.values(tables.filter)].reduce(
    (sum, table) => sum + (ArrayBuffer.isView(table) ? table.byteLength : 0),
    0,
  );
  const hits = hitsIn(matcher, text, 'da').count;
  const regexHits = [...text.toLowerCase().matchAll(expression)].length;
  return [
    {
      name: 'match',
      own: median(() => hitsIn(matcher, text, 'da')),
      peer: median(() => [...text.toLowerCase().matchAll(expression)].length),
      note: `${text.length} characters, ${tables.firstRule.length - 1} patterns, ${hits} hits (RegExp ${regexHits}: no inflections)`,
    },
    { name: 'floor', own: floor, peer: null, note: 'reads every character once' },
    {
      name: 'compile',
      own: median(() => compileIndex(index)),
      // Each time another one, since the browser keeps what it has compiled.
      peer: median(() => firstWords.search(new RegExp(`${source}|x${built++}`, 'gu'))),
      note: `${tables.base.length} slots, ${Math.round(bytes / 1024)} kB of tables`,
    },
    {
      name: 'read',
      own: median(() => readPage(document, address)),
      peer: median(() => document.body.innerText),
      note: `${document.querySelectorAll('*').length} elements`,
    },
    {
      name: 'load',
      own: median(() => matcherOf(compiled)),
      peer: median(() => compileIndex(index)),
      note: 'the compiled index, as a page gets it',
    },
    {
      name: 'transfer',
      own: median(() => structuredClone(compiled)),
      peer: median(() => JSON.parse(json)),
      note: `${Math.round(json.length / 1024)} kB as JSON`,
    },
  ];
}
