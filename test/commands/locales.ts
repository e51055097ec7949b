import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { languages } from '../../lib/targets/schema.ts';

/**
 * Checks the texts of the interface: every namespace exists in every language with the same keys, sorted, no text
 * empty, the same placeholders. One line per problem: `locales/<language>/<namespace>.json: what is wrong`.
 * @param folder the folder with one folder per language
 */
export async function lintLocales(folder: string): Promise<string[]> {
  const names = new Set<string>();
  for (const language of languages) {
    for (const name of await readdir(join(folder, language))) if (name.endsWith('.json')) names.add(name);
  }
  const problems: string[] = [];
  for (const name of [...names].sort()) {
    const texts = await Promise.all(languages.map((language) => readTexts(join(folder, language, name))));
    const keys = [...new Set(texts.flatMap((text) => Object.keys(text ?? {})))].sort();
    languages.forEach((language, place) => {
      const text = texts[place];
      const say = (what: string) => problems.push(`locales/${language}/${name}: ${what}`);
      if (!text) {
        say('is missing or not valid JSON');
        return;
      }
      const own = Object.keys(text);
      const misplaced = own.find((key, index) => index > 0 && key < (own[index - 1] ?? ''));
      if (misplaced) say(`${misplaced} does not stand in its place, keys are sorted`);
      for (const key of keys) {
        if (!(key in text)) say(`${key} is missing`);
        else if (typeof text[key] !== 'string' || !text[key].trim()) say(`${key} has no text`);
        else if (placeholders(text[key]) !== placeholders(texts[0]?.[key])) {
          say(`${key} has other placeholders than the Danish text`);
        }
      }
    });
  }
  return problems;
}

async function readTexts(file: string): Promise<Record<string, unknown> | null> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as Record<string, unknown>;
  } catch {
    return null;
  }
}

function placeholders(text: unknown): string {
  if (typeof text !== 'string') return '';
  return [...new Set(text.match(/\{\w+\}/g) ?? [])].sort().join();
}
