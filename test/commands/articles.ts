import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { adviseItem } from '../../lib/advice/items.ts';
import { adviser, memberProfile } from './advise-line.ts';
import { halves } from './tender-lines.ts';

/** An article as a shop titles it, with what a buyer should be told. */
export interface Article {
  language: string;
  title: string;
  half: (typeof halves)[number];
  /** Targets of which one is to be shown first; none for an article that the packs say nothing about. */
  wanted: string[];
}

/** An article with the target that is shown first for it, null for none. */
export interface JudgedArticle extends Article {
  shown: string | null;
  agrees: boolean;
}

const table = new URL('../fixtures/articles.tsv', import.meta.url);

/** The everyday articles of the table; lines that begin with `#` are its headings. */
export async function readArticles(): Promise<Article[]> {
  const [, ...lines] = (await readFile(table, 'utf8')).trim().split('\n');
  return lines
    .filter((line) => !line.startsWith('#'))
    .map((line) => {
      const [language = '', title = '', targets = ''] = line.split('\t');
      return { language, title, half: halfOf(title), wanted: targets === 'none' ? [] : targets.split(' ') };
    });
}

/** Words are tuned on one half of the table and confirmed with the other. */
function halfOf(title: string): (typeof halves)[number] {
  const last = createHash('sha256').update(title).digest().at(-1) ?? 0;
  return (last & 1) === 0 ? 'tune' : 'confirm';
}

/** What the page would say first for each article of the table, by its title alone. */
export async function judgeArticles(): Promise<JudgedArticle[]> {
  const { matcher } = await adviser();
  return (await readArticles()).map((article) => {
    const { language, title, wanted } = article;
    const blocks = [{ where: 'title', lot: null, text: title, source: null }];
    const { shown } = adviseItem(matcher, { blocks, labels: '' }, { buyer: null, language }, memberProfile);
    const first = shown[0]?.target ?? null;
    return { ...article, shown: first, agrees: first === null ? wanted.length === 0 : wanted.includes(first) };
  });
}

/** The share of articles for which the right thing is shown first, or rightly nothing. */
export function agreementOf(articles: readonly JudgedArticle[]): number {
  return articles.filter(({ agrees }) => agrees).length / articles.length;
}

/** One line for a disagreement: its half, the article, what is shown and what should be. */
export function disagreementLine({ half, language, title, shown, wanted }: JudgedArticle): string {
  return [half, language, title, shown ?? 'none', `instead of ${wanted.join(' or ') || 'none'}`].join('\t');
}

/** Prints the agreement of both halves by language, and every disagreement. */
export async function evaluateArticles(only: string | undefined): Promise<void> {
  const judged = (await judgeArticles()).filter(({ half }) => only === undefined || half === only);
  console.log(`${'half'.padEnd(10)}${'language'.padEnd(10)}${'articles'.padStart(9)}${'agree'.padStart(8)}`);
  const row = (half: string, language: string, articles: readonly JudgedArticle[]): void => {
    if (articles.length === 0) return;
    const cells = [half.padEnd(10), language.padEnd(10), String(articles.length).padStart(9)];
    console.log(`${cells.join('')}${agreementOf(articles).toFixed(3).padStart(8)}`);
  };
  for (const half of halves) {
    const own = judged.filter((article) => article.half === half);
    for (const language of ['da', 'nb', 'en'])
      row(
        half,
        language,
        own.filter((article) => article.language === language),
      );
    row(half, 'all', own);
  }
  console.log('');
  for (const article of judged) if (!article.agrees) console.log(disagreementLine(article));
}
