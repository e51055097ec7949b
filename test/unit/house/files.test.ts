import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { filesIn, lineAt, parseSource, root, type SourceFile, sourceFiles, visit } from './source-files.ts';

const read = (path: string) => readFileSync(join(root, path), 'utf8');

/** Markup written from a string: the one way a page's text could become our code. */
const markup: ReadonlySet<string> = new Set([
  'innerHTML',
  'outerHTML',
  'insertAdjacentHTML',
  'dangerouslySetInnerHTML',
]);

function markupFromText({ path, text, tree }: SourceFile): string[] {
  const found: string[] = [];
  visit(tree, (node) => {
    const name = node.type === 'MemberExpression' ? node.property : node.type === 'JSXAttribute' ? node.name : null;
    const word = (name as { name?: unknown } | null)?.name;
    if (typeof word === 'string' && markup.has(word)) found.push(`${path}:${lineAt(text, node.start)}: ${word}`);
  });
  return found;
}

describe('files', () => {
  it('are short enough to be about one thing', () => {
    const code = filesIn('entrypoints', 'components', 'lib', 'test').filter((path) => /\.(tsx?|mjs|css)$/.test(path));
    const long = code.map((path) => ({ path, lines: read(path).trimEnd().split('\n').length }));
    expect(long.filter(({ lines }) => lines > 400)).toEqual([]);
  });

  it('write no markup from text', () => {
    expect(sourceFiles('entrypoints', 'components', 'lib').flatMap(markupFromText)).toEqual([]);
    expect(markupFromText(parseSource('a.ts', 'const a = (b: Element) => { b.innerHTML = "c"; };'))).toHaveLength(1);
  });

  it('record no address that a package was fetched from', () => {
    expect(read('package-lock.json')).not.toContain('"resolved"');
    expect(read('package-lock.json')).toContain('"integrity"');
  });

  it('have a command behind every script that runs one', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    const commands = Object.values(scripts).flatMap((script) => /run\.mjs (\w+)/.exec(script)?.[1] ?? []);
    expect(commands.filter((command) => !existsSync(join(root, 'test', 'commands', `${command}.ts`)))).toEqual([]);
    expect(commands).toContain('start');
  });
});
