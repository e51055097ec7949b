import { describe, expect, it } from 'vitest';
import { reachedAtRunTime, wrongImports } from './rooms.ts';
import { parseSource, sourceFiles } from './source-files.ts';

const files = sourceFiles('entrypoints', 'components', 'lib');
const contentScript = 'entrypoints/portal.content/index.ts';

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

describe('the content script', () => {
  it('carries neither Zod, the database nor charts', () => {
    const reached = reachedAtRunTime(files, contentScript);
    expect(reached.has('lib/portals/read.ts')).toBe(true);
    const heavy = [...reached].filter(([to]) => /^(zod|dexie|chart\.js)(\/|$)/.test(to));
    expect(heavy.map(([to, through]) => `${to} through ${through}`)).toEqual([]);
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
