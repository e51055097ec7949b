import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { lineAt, parseSource, root, type SourceFile, type SyntaxNode, sourceFiles, visit } from './source-files.ts';

const languages = ['da', 'nb', 'en'] as const;
const namespaces = readdirSync(join(root, 'locales', 'da')).sort();

const texts = (language: string, namespace: string) =>
  JSON.parse(readFileSync(join(root, 'locales', language, namespace), 'utf8')) as Record<string, string>;

const placeholders = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();

/** Attributes whose value a user sees or hears. */
const spoken: ReadonlySet<string> = new Set(['aria-label', 'aria-description', 'title', 'alt', 'placeholder', 'label']);

/** Words that stand in the code and not in the locales: what JSX would show, as "file:line: words". */
function wordsInCode({ path, text, tree }: SourceFile): string[] {
  const found: string[] = [];
  const check = (node: SyntaxNode | null | undefined, words: unknown) => {
    if (typeof words !== 'string' || !/\p{L}{2}/u.test(words) || words.trim() === 'Grønt Lys') return;
    found.push(`${path}:${lineAt(text, node?.start ?? 0)}: ${words.trim()}`);
  };
  visit(tree, (node) => {
    if (node.type === 'JSXText') check(node, node.value);
    if (node.type === 'JSXElement' || node.type === 'JSXFragment') {
      for (const child of node.children as SyntaxNode[]) {
        const expression = child.expression as SyntaxNode | undefined;
        if (expression?.type === 'Literal') check(expression, expression.value);
      }
    }
    if (node.type === 'JSXAttribute' && spoken.has(String((node.name as SyntaxNode).name))) {
      const value = node.value as SyntaxNode | null;
      const literal = value?.type === 'JSXExpressionContainer' ? (value.expression as SyntaxNode) : value;
      if (literal?.type === 'Literal') check(literal, literal.value);
    }
  });
  return found;
}

describe('locales', () => {
  it('have the same files in every language', () => {
    for (const language of languages) {
      expect(readdirSync(join(root, 'locales', language)).sort(), language).toEqual(namespaces);
    }
  });

  it.each(namespaces)('%s: keys sorted, the same in every language, no empty text', (namespace) => {
    const keys = Object.keys(texts('da', namespace));
    expect(keys).toEqual([...keys].sort());
    for (const language of languages) {
      const entries = Object.entries(texts(language, namespace));
      expect(entries.map(([key]) => key)).toEqual(keys);
      expect(entries.filter(([, text]) => text.trim() === '')).toEqual([]);
    }
  });

  it.each(namespaces)('%s: every language fills in the same places', (namespace) => {
    const danish = texts('da', namespace);
    for (const language of languages) {
      for (const [key, text] of Object.entries(texts(language, namespace))) {
        expect(placeholders(text), `${language} ${key}`).toEqual(placeholders(danish[key] ?? ''));
      }
    }
  });

  it.each(namespaces)('%s: a text that counts has both plural forms', (namespace) => {
    const danish = texts('da', namespace);
    const stems = Object.keys(danish)
      .filter(
        (key) => key.endsWith('.one') || (key.endsWith('.other') && placeholders(danish[key] ?? '').includes('count')),
      )
      .map((key) => key.replace(/\.(one|other)$/, ''));
    expect(stems.filter((stem) => !(`${stem}.one` in danish && `${stem}.other` in danish))).toEqual([]);
  });
});

describe('words', () => {
  it('stand in the locales, not in the code', () => {
    expect(sourceFiles('entrypoints', 'components').flatMap(wordsInCode)).toEqual([]);
  });

  it.each([
    '<p>Følg udbud</p>',
    '<p>{"Følg udbud"}</p>',
    '<button aria-label="Luk" />',
    '<input placeholder={"Søg"} />',
  ])('would be seen in %s', (code) => {
    expect(wordsInCode(parseSource('a.tsx', `const a = ${code};`))).toHaveLength(1);
  });
});
