import type { MatchIndex } from './finding.ts';
import { compileLexicon } from './lexicon.ts';
import type { Matcher } from './matcher.ts';
import { type PackedTables, packTables, unpackTables } from './packed.ts';
import { buildTables } from './tables.ts';

/** Changes with the layout of the tables, so that what an older version kept is compiled anew. */
const layout = 7;

/** An index made ready: the words are in the tables, the rest as it was. Plain data that lies in the build or travels. */
export interface CompiledIndex {
  layout: number;
  index: MatchIndex;
  tables: PackedTables;
}

/** Compiles an index. Takes a page's patience, so it is done at build time, or once in the background for a policy. */
export function compiledOf(index: MatchIndex): CompiledIndex {
  const wordless: MatchIndex = {
    ...index,
    areas: index.areas.map((area) => ({ ...area, terms: [], against: '' })),
    targets: index.targets.map((target) => ({ ...target, terms: [], coverage: [] })),
    tips: index.tips.map((tip) => ({ ...tip, terms: [] })),
    ecolabels: index.ecolabels.map((label) => ({ ...label, spellings: [] })),
  };
  return { layout, index: wordless, tables: packTables(buildTables(index)) };
}

/** Whether a compiled index is one of this layout and of that version. */
export function isCompiled(compiled: CompiledIndex | undefined, version: string): compiled is CompiledIndex {
  return compiled?.layout === layout && compiled.index.version === version;
}

/** The matcher of a compiled index. */
export function matcherOf({ index, tables }: CompiledIndex): Matcher {
  return { index, tables: unpackTables(tables), lexicon: compileLexicon(index.cpvWords, index.titleWords) };
}
