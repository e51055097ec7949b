import { describe, expect, it } from 'vitest';
import { reachedAtRunTime, wrongImports } from './rooms.ts';
import { parseSource, sourceFiles } from './source-files.ts';

const files = sourceFiles('entrypoints', 'components', 'lib');
const contentScript = 'entrypoints/portal.content/index.ts';
const reader = 'entrypoints/reader.ts';
const adviser = 'entrypoints/adviser.ts';

describe('imports', () => {
  it('run downward only', () => {
    expect(wrongImports(files)).toEqual([]);
  });

  it.each([
    ['lib/targets/schema.ts', '../log/schema.ts'],
    ['lib/portals/read.ts', '../matching/match.ts'],
    ['lib/log/database.ts', '../reporting/indicators.ts'],
    ['lib/matching/match.ts', '../settings.ts'],
    ['lib/portals/adapters/ted.ts', '../../../components/ui/dialog.tsx'],
    ['lib/log/journal.ts', 'wxt/browser'],
    ['components/ui/dialog.tsx', '../panel/panel.tsx'],
    ['components/panel/panel.tsx', '../../entrypoints/popup/main.tsx'],
  ])('would be seen going wrong in %s from %s', (path, from) => {
    expect(wrongImports([parseSource(path, `import { a } from '${from}';`)])).toHaveLength(1);
    expect(wrongImports([parseSource(path, `export * from '${from}';`)])).toHaveLength(1);
    expect(wrongImports([parseSource(path, `const a = () => import('${from}');`)])).toHaveLength(1);
  });
});

describe('the scripts in a page', () => {
  /** What a script runs of what a page must not pay for, and through which file. */
  const carries = (script: string, unwanted: RegExp) =>
    [...reachedAtRunTime(files, script)]
      .filter(([to]) => unwanted.test(to))
      .map(([to, through]) => `${to} through ${through}`);

  it.each([
    [contentScript, 'lib/messages.ts'],
    [reader, 'lib/portals/read.ts'],
    [adviser, 'lib/matching/match.ts'],
  ])('carry neither Zod, the database nor charts: %s', (script, own) => {
    expect(reachedAtRunTime(files, script).has(own)).toBe(true);
    expect(carries(script, /^(zod|dexie|chart\.js)(\/|$)/)).toEqual([]);
  });

  it('wait for the page with a few helpers, and leave reading to the second and all that is seen to the third', () => {
    expect(carries(contentScript, /^(preact|@preact|components\/|lib\/\w+\/)/)).toEqual([]);
    expect(carries(reader, /^(preact|@preact|components\/|lib\/(matching|advice)\/)/)).toEqual([]);
    expect(carries(adviser, /^lib\/portals\/(read|page|watch|labels|adapters\/.*)\.ts$/)).toEqual([]);
  });

  it('would be seen carrying Zod through a file between, but not for its types', () => {
    const between = (statement: string) => [
      parseSource('a.ts', "import { b } from './b.ts';"),
      parseSource('b.ts', statement),
    ];
    expect(reachedAtRunTime(between("import { z } from 'zod';"), 'a.ts').get('zod')).toBe('b.ts');
    expect(reachedAtRunTime(between("import type { z } from 'zod';"), 'a.ts').has('zod')).toBe(false);
    expect(reachedAtRunTime(between("import { type z } from 'zod';"), 'a.ts').has('zod')).toBe(false);
  });
});
