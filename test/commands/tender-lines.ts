import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Block, Tender } from '../../lib/portals/tender.ts';

/** A line of a tender file, as `match` and `evaluate` take it. */
export interface TenderLine {
  id: string;
  lang?: string;
  title: string;
  description?: string;
  /** Main code first, eight digits. */
  cpv?: string[];
  level?: string;
  /** Lines of one notice, or of notices with the same title, share it. */
  group?: string | number;
}

/**
 * The tenders of a JSON Lines file. A bad line is named on stderr and left out; the others are read all the same.
 * @param onBad called for each line that is left out
 */
export async function* tenderLines(file: string, onBad: () => void): AsyncGenerator<TenderLine> {
  let number = 0;
  for await (const text of createInterface({ input: createReadStream(file) })) {
    number++;
    if (text.trim() === '') continue;
    const line = parse(file, text, number);
    if (line) yield line;
    else onBad();
  }
}

function parse(file: string, text: string, number: number): TenderLine | null {
  try {
    const line = JSON.parse(text) as Partial<TenderLine> | null;
    if (line && typeof line.id === 'string' && typeof line.title === 'string') return line as TenderLine;
    console.error(`${file}:${number}: a line needs an id and a title; it is left out`);
  } catch (error) {
    console.error(`${file}:${number}: not valid JSON (${(error as Error).message}); the line is left out`);
  }
  return null;
}

/** The language as the product names it: `no` is read as `nb`. */
export function languageOfLine({ lang }: Pick<TenderLine, 'lang'>): string | null {
  return lang === 'no' ? 'nb' : (lang ?? null);
}

/** The halves of a tender file: one to tune on, the other to confirm with. */
export const halves = ['tune', 'confirm'] as const;

/** Which half a line is in: by the last bit of its group's SHA-256, so that no notice is in both. */
export function halfOf({ group, id }: Pick<TenderLine, 'group' | 'id'>): (typeof halves)[number] {
  const digest = createHash('sha256')
    .update(String(group ?? id))
    .digest();
  return ((digest.at(-1) ?? 0) & 1) === 0 ? 'tune' : 'confirm';
}

/** The tender that a page would have read, and its texts. */
export function tenderOf(line: TenderLine): { tender: Tender; blocks: Block[] } {
  const [main = null, ...additional] = line.cpv ?? [];
  const tender: Tender = {
    title: line.title,
    buyer: null,
    otherBuyers: [],
    reference: null,
    procedureId: null,
    publicationNumber: null,
    cpv: { main, additional },
    value: null,
    valueNote: null,
    deadline: null,
    language: languageOfLine(line),
    phase: null,
    lots: [],
  };
  const blocks: Block[] = [{ where: 'title', lot: null, text: line.title, source: null }];
  if (line.description) blocks.push({ where: 'description', lot: null, text: line.description, source: null });
  return { tender, blocks };
}
