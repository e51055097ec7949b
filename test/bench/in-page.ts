import { adviseInSteps } from '../../lib/advice/advise.ts';
import { createReadings } from '../../lib/advice/coverage-readings.ts';
import { finished } from '../../lib/advice/steps.ts';
import { compiledOf, matcherOf } from '../../lib/matching/compiled.ts';
import type { MatchIndex } from '../../lib/matching/finding.ts';
import { rememberHits } from '../../lib/matching/known-hits.ts';
import { matchTender } from '../../lib/matching/match.ts';
import { compileIndex, hitsIn, type Matcher } from '../../lib/matching/matcher.ts';
import { readPage } from '../../lib/portals/read.ts';
import type { Block, Tender } from '../../lib/portals/tender.ts';
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
  const bytes = Object.values(tables).reduce(
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
    ...adviceRows(matcher, text),
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

const fields = 250;
const wordsOfLine = 14;

/** A form of so many fields with a text of lines in each, one of which was just changed. */
function formOf(text: string, edit: number): Block[] {
  const size = Math.floor(text.length / fields);
  const lines = (field: number): string =>
    text
      .slice(field * size, (field + 1) * size)
      .split(' ')
      .map((word, place) => (place % wordsOfLine === wordsOfLine - 1 ? `${word}.\n` : word))
      .join(' ');
  return Array.from({ length: fields }, (_, field): Block => {
    const changed = field === fields >> 1 ? `Rettelse ${edit}: alle kontorstole er svanemærket.\n` : '';
    return { where: `field${field}`, lot: null, text: changed + lines(field), source: null };
  });
}

/** Findings and advice after one of a form's fields has changed, beside the same for a form that is new. */
function adviceRows(matcher: Matcher, text: string): Row[] {
  const tender: Tender = {
    title: 'Kontorstole til rådhuset',
    buyer: null,
    otherBuyers: [],
    reference: null,
    procedureId: null,
    publicationNumber: null,
    cpv: { main: '39112000', additional: [] },
    value: null,
    valueNote: null,
    deadline: null,
    language: 'da',
    phase: null,
    lots: [],
  };
  let read = { matched: 0, advised: 0 };
  const remember = () => ({
    find: rememberHits((characters) => {
      read.matched += characters;
    }),
    readings: createReadings((characters) => {
      read.advised += characters;
    }),
  });
  const adviseOn = (blocks: readonly Block[], { find, readings }: ReturnType<typeof remember>): void => {
    read = { matched: 0, advised: 0 };
    const matched = matchTender(matcher, tender, blocks, find);
    finished(
      adviseInSteps(
        matcher.index,
        matched,
        tender,
        blocks,
        { buyerKind: 'pogiMember', country: 'DK' },
        undefined,
        readings,
      ),
    );
  };
  const anew = median(() => adviseOn(formOf(text, 0), remember()));
  const all = read;
  const known = remember();
  adviseOn(formOf(text, 0), known);
  let edit = 0;
  const again = median(() => adviseOn(formOf(text, ++edit), known));
  const told = ({ matched, advised }: typeof read) => `${matched} characters for findings, ${advised} for coverage`;
  return [
    {
      name: 'advise again',
      own: again,
      peer: anew,
      note: `one of ${fields} fields changed: reads ${told(read)}; anew ${told(all)}`,
    },
  ];
}
