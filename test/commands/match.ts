import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { advise } from '../../lib/advice/advise.ts';
import { buildMatchIndex } from '../../lib/matching/index-targets.ts';
import { matchTender } from '../../lib/matching/match.ts';
import { compileIndex } from '../../lib/matching/matcher.ts';
import type { Block, Tender } from '../../lib/portals/tender.ts';
import { loadTargets } from '../../lib/targets/load.ts';
import { dayOf } from '../../lib/targets/validity.ts';

/**
 * `npm run --silent match -- FILE.jsonl`: what the page would show for each tender of a file, by the page's own code.
 * A line in: `{id, lang?, title, description?, cpv?}`; a line out: `{id, findings, tips}`.
 */
const file = process.argv[2];
if (!file) {
  console.error('Usage: npm run --silent match -- FILE.jsonl');
  process.exit(2);
}

interface Line {
  id: string;
  lang?: string;
  title: string;
  description?: string;
  cpv?: string[];
}

const data = await loadTargets(fileURLToPath(new URL('../../targets/', import.meta.url)));
const matcher = compileIndex(buildMatchIndex(data, dayOf(new Date())));
const profile = { buyerKind: 'pogiMember', country: 'DK' };

let number = 0;
let failed = false;
for await (const text of createInterface({ input: createReadStream(file) })) {
  number++;
  if (text.trim() === '') continue;
  const line = parse(text, number);
  if (!line) {
    failed = true;
    continue;
  }
  const { tender, blocks } = tenderOf(line);
  const advice = advise(matcher.index, matchTender(matcher, tender, blocks), tender, blocks, profile, new Set());
  const findings = advice.shown.map(({ target, area, score, reasons }) => ({
    target,
    area,
    score,
    reasons: reasons.map(({ kind, text: words, where }) => ({ kind, text: words, where })),
  }));
  process.stdout.write(`${JSON.stringify({ id: line.id, findings, tips: advice.tips })}\n`);
}
if (failed) process.exitCode = 1;

/** A bad line is named and left out; the others are matched all the same. */
function parse(text: string, lineNumber: number): Line | null {
  try {
    const line = JSON.parse(text) as Partial<Line> | null;
    if (line && typeof line.id === 'string' && typeof line.title === 'string') return line as Line;
    console.error(`${file}:${lineNumber}: a line needs an id and a title; it is left out`);
  } catch (error) {
    console.error(`${file}:${lineNumber}: not valid JSON (${(error as Error).message}); the line is left out`);
  }
  return null;
}

function tenderOf({ lang, title, description, cpv = [] }: Line): { tender: Tender; blocks: Block[] } {
  const [main = null, ...additional] = cpv;
  const tender: Tender = {
    title,
    buyer: null,
    otherBuyers: [],
    reference: null,
    procedureId: null,
    publicationNumber: null,
    cpv: { main, additional },
    value: null,
    valueNote: null,
    deadline: null,
    language: lang === 'no' ? 'nb' : (lang ?? null),
    phase: null,
    lots: [],
  };
  const blocks: Block[] = [{ where: 'title', lot: null, text: title, source: null }];
  if (description) blocks.push({ where: 'description', lot: null, text: description, source: null });
  return { tender, blocks };
}
