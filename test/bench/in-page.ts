import type { MatchIndex } from '../../lib/matching/finding.ts';
import { compileIndex, findHits } from '../../lib/matching/matcher.ts';
import { readPage } from '../../lib/portals/read.ts';

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

/** Runs in a page of Chromium; `notice` is the HTML of a TED notice, `text` about a million characters. */
export function runBench(index: MatchIndex, text: string, notice: string): Row[] {
  const matcher = compileIndex(index);
  const words = [...new Set(index.targets.flatMap(({ terms }) => terms.flatMap(({ word, forms }) => [word, ...forms])))];
  const escaped = words.map((word) => word.toLowerCase().replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  const source = `(?<![\\p{L}\\p{N}])(?:${escaped.join('|')})(?![\\p{L}\\p{N}])`;
  const expression = new RegExp(source, 'gu');
  const document = new DOMParser().parseFromString(notice, 'text/html');
  const address = new URL('https://ted.europa.eu/da/notice/-/detail/100001-2026');
  const json = JSON.stringify(index);
  const floor = median(() => {
    let sum = 0;
    for (let i = 0; i < text.length; i++) sum += text.charCodeAt(i);
    return sum;
  });
  const tables = matcher.automaton;
  const bytes = tables.next.byteLength + tables.pattern.byteLength + tables.shorter.byteLength;
  const hits = findHits(matcher, text, 'da').length;
  const regexHits = [...text.toLowerCase().matchAll(expression)].length;
  return [
    {
      name: 'match',
      own: median(() => findHits(matcher, text, 'da')),
      peer: median(() => [...text.toLowerCase().matchAll(expression)].length),
      note: `${text.length} characters, ${matcher.patterns.length} patterns, ${hits} hits (RegExp ${regexHits}: no inflections)`,
    },
    { name: 'floor', own: floor, peer: null, note: 'reads every character once' },
    {
      name: 'compile',
      own: median(() => compileIndex(index)),
      peer: median(() => 'x'.search(new RegExp(source, 'gu'))),
      note: `${tables.pattern.length} states, ${Math.round(bytes / 1024)} kB of tables`,
    },
    {
      name: 'read',
      own: median(() => readPage(document, address)),
      peer: median(() => document.body.innerText),
      note: `${notice.length} characters of HTML`,
    },
    {
      name: 'index by message',
      own: median(() => structuredClone(index)),
      peer: median(() => JSON.parse(json)),
      note: `${Math.round(json.length / 1024)} kB as JSON`,
    },
  ];
}
