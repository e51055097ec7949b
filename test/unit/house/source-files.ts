import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseAst } from 'vite';

export const root = fileURLToPath(new URL('../../..', import.meta.url));

/** Any node of the syntax tree; only what a check asks about is read. */
export interface SyntaxNode {
  type: string;
  start: number;
  [key: string]: unknown;
}

interface Import {
  /** Path from the root for a file of ours, the name as written for a package. */
  to: string;
  isOwn: boolean;
  /** Only types: gone when the program runs. */
  typeOnly: boolean;
}

export interface SourceFile {
  /** Path from the root, with slashes. */
  path: string;
  text: string;
  tree: SyntaxNode;
  imports: Import[];
}

/** Every TypeScript file of the given folders, parsed. */
export function sourceFiles(...folders: string[]): SourceFile[] {
  return filesIn(...folders)
    .filter((path) => /\.tsx?$/.test(path))
    .map((path) => parseSource(path, readFileSync(join(root, path), 'utf8')));
}

/** Paths of all files in the given folders, from the root, sorted. */
export function filesIn(...folders: string[]): string[] {
  return folders
    .flatMap((folder) => readdirSync(join(root, folder), { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => posix.join(entry.parentPath.slice(root.length).replaceAll('\\', '/'), entry.name))
    .sort();
}

/** A source text with its imports; split off so that a check can be tried on a made-up file. */
export function parseSource(path: string, text: string): SourceFile {
  const tree = parseAst(text, { lang: path.endsWith('x') ? 'tsx' : 'ts' }) as unknown as SyntaxNode;
  const imports: Import[] = [];
  visit(tree, (node) => {
    const source = node.source as { value?: unknown } | null | undefined;
    if (!importing.has(node.type) || typeof source?.value !== 'string') return;
    const isOwn = source.value.startsWith('.');
    const to = isOwn ? posix.join(posix.dirname(path), source.value) : source.value;
    imports.push({ to, isOwn, typeOnly: isTypeOnly(node) });
  });
  return { path, text, tree, imports };
}

const importing: ReadonlySet<string> = new Set([
  'ImportDeclaration',
  'ExportNamedDeclaration',
  'ExportAllDeclaration',
  'ImportExpression',
]);

function isTypeOnly(node: SyntaxNode): boolean {
  if (node.importKind === 'type' || node.exportKind === 'type') return true;
  const specifiers = (node.specifiers ?? []) as SyntaxNode[];
  return specifiers.length > 0 && specifiers.every((one) => one.importKind === 'type' || one.exportKind === 'type');
}

/** Calls back for each node of a tree, parents first. */
export function visit(node: SyntaxNode, use: (node: SyntaxNode) => void): void {
  use(node);
  for (const value of Object.values(node)) {
    for (const child of Array.isArray(value) ? value : [value]) {
      if (typeof (child as SyntaxNode | null)?.type === 'string') visit(child as SyntaxNode, use);
    }
  }
}

/** Line of an offset, counted from 1. */
export function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}
