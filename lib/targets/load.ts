import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { z } from 'zod';
import { type AreaPointer, areaPointers } from './area-pointers.ts';
import { checksum } from './checksum.ts';
import type { PolicyNote } from './policy.ts';
import {
  type Area,
  type AreaId,
  type AreaTerms,
  areaFileSchema,
  areaTermsFileSchema,
  type Case,
  type CpvWords,
  type CriterionEntry,
  caseFileSchema,
  cpvWordsFileSchema,
  criterionIndexSchema,
  type Ecolabel,
  ecolabelFileSchema,
  packSchema,
  type Target,
  type Tip,
  type TitleWords,
  tipPackSchema,
  titleWordsFileSchema,
  type Wording,
  wordingFileSchema,
} from './schema.ts';

/** A target with the scheme of its pack and, where the organisation's policy speaks of it, what it says. */
export type CatalogueTarget = Target & { scheme: string; policy?: PolicyNote };

/** An entry with the scheme of its index. */
export type CatalogueEntry = CriterionEntry & { scheme: string };

/** The content of `targets/`, validated; `files` are the absolute paths it was read from. */
export interface TargetData {
  /** Changes whenever any pack does; part of every logged decision. */
  version: string;
  areas: Area[];
  /** Words that show a text's area, as they stand in `area-terms.json`. */
  areaTerms: AreaTerms[];
  /** What the CPV labels teach (`cpv-words.json`). */
  cpvWords: CpvWords;
  titleWords: TitleWords;
  targets: CatalogueTarget[];
  ecolabels: Ecolabel[];
  tips: Tip[];
  /** Criteria known by title alone. */
  entries: CatalogueEntry[];
  cases: Case[];
  /** Advice on how a text is worded. */
  wording: Wording;
  /** What can be shown of each area where none of its targets fits. */
  pointers: Partial<Record<AreaId, AreaPointer>>;
  files: string[];
}

/** A pack that does not follow the schema: the message names file, path inside it and reason, one a line. */
export class MalformedPackError extends Error {
  override name = 'MalformedPackError';
}

/**
 * Reads and validates all of `targets/` from disk. Runs at build time and in the commands, never in the browser.
 * @throws MalformedPackError for broken JSON or a file that does not follow its schema
 */
export async function loadTargets(folder: string): Promise<TargetData> {
  const names = (await readdir(folder, { recursive: true }))
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => name.endsWith('.json') && !/^policy\.(example|schema)\.json$/.test(name))
    .sort();
  const data: TargetData = {
    version: '',
    areas: [],
    areaTerms: [],
    cpvWords: {},
    titleWords: {},
    targets: [],
    ecolabels: [],
    tips: [],
    entries: [],
    cases: [],
    wording: { words: noWords, rules: [] },
    pointers: {},
    files: [],
  };
  const texts: string[] = [];
  for (const name of names) {
    const file = join(folder, name);
    const text = await readFile(file, 'utf8');
    texts.push(name, text);
    data.files.push(file);
    const content = parseJson(name, text);
    if (name === 'areas.json') data.areas = validate(name, areaFileSchema, content);
    else if (name === 'area-terms.json') data.areaTerms = validate(name, areaTermsFileSchema, content).areas;
    else if (name === 'cpv-words.json') data.cpvWords = validate(name, cpvWordsFileSchema, content).words;
    else if (name === 'title-words.json') data.titleWords = validate(name, titleWordsFileSchema, content).words;
    else if (name === 'wording.json') data.wording = wordingOf(validate(name, wordingFileSchema, content));
    else if (name === 'ecolabels.json') data.ecolabels = validate(name, ecolabelFileSchema, content).ecolabels;
    else if (name.startsWith('innovation/')) data.tips.push(...validate(name, tipPackSchema, content).tips);
    else if (name.startsWith('cases/')) data.cases.push(...validate(name, caseFileSchema, content).cases);
    else if (/(?:^|\/)index-[^/]*$/.test(name)) {
      const { scheme, entries } = validate(name, criterionIndexSchema, content);
      data.entries.push(...entries.map((entry) => ({ ...entry, scheme })));
    } else {
      const pack = validate(name, packSchema, content);
      data.targets.push(...pack.targets.map((target) => ({ ...target, scheme: pack.scheme })));
    }
  }
  data.pointers = areaPointers(data);
  data.version = checksum(texts.join('\0'));
  return data;
}

const none = { equivalent: [], clause: [], demand: [], present: [] };
const noWords: Wording['words'] = { da: none, nb: none, en: none, sv: none, de: none };

const wordingOf = ({ words, rules }: Wording): Wording => ({ words, rules });

function parseJson(name: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new MalformedPackError(oneLine(`targets/${name}: not valid JSON: ${(error as Error).message}`));
  }
}

function validate<T extends z.ZodType>(name: string, schema: T, content: unknown): z.infer<T> {
  const parsed = schema.safeParse(content);
  if (parsed.success) return parsed.data;
  const lines = parsed.error.issues.map((issue) => {
    const id = idAt(content, issue.path);
    return oneLine(`targets/${name}: ${issue.path.join('.') || 'file'}${id ? ` (${id})` : ''}: ${issue.message}`);
  });
  throw new MalformedPackError(lines.join('\n'));
}

/** A problem is one line, although the engine and the schema quote the file with its line breaks. */
const oneLine = (text: string): string => text.replace(/\s+/g, ' ');

/** The id of the entry that a path runs through, so that the message names it and not its number alone. */
function idAt(content: unknown, path: readonly PropertyKey[]): string | null {
  let place: unknown = content;
  for (const step of path.slice(0, 2)) {
    if (typeof place !== 'object' || place === null) return null;
    place = (place as Record<PropertyKey, unknown>)[step];
  }
  const id = typeof place === 'object' && place !== null ? (place as { id?: unknown }).id : null;
  return typeof id === 'string' ? id : null;
}
