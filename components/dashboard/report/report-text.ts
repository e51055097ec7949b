import type { Translator } from '../../../lib/i18n.ts';
import type { Front } from './report-front.ts';

/** What heads the report. */
export interface ReportHead {
  title: string;
  /** The organisation, the period and its filter. */
  lines: string[];
  /** The user's own words, paragraph by paragraph. */
  foreword: string[];
}

/** The first page for the clipboard: formatted, and plain for what takes no format. */
export function frontTexts(head: ReportHead, front: Front, translate: Translator): { html: string; plain: string } {
  const lists = [
    { title: translate('report.good'), items: front.good },
    { title: translate('report.missing'), items: front.missing },
    { title: translate('report.next'), items: front.next },
  ].filter(({ items }) => items.length > 0);
  const paragraphs = [
    ...head.foreword,
    ...front.figures.map(({ sentence }) => sentence),
    ...(front.warning ? [front.warning] : []),
  ];
  const plain = [
    [head.title, ...head.lines].join('\n'),
    paragraphs.join('\n'),
    ...lists.map(({ title, items }) => [title, ...items.map((item) => `- ${item}`)].join('\n')),
  ].join('\n\n');
  const html = [
    `<h1>${safe(head.title)}</h1>`,
    `<p>${head.lines.map(safe).join('<br>')}</p>`,
    ...paragraphs.map((text) => `<p>${safe(text)}</p>`),
    ...lists.map(
      ({ title, items }) => `<h2>${safe(title)}</h2><ul>${items.map((item) => `<li>${safe(item)}</li>`).join('')}</ul>`,
    ),
  ].join('\n');
  return { html, plain };
}

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const safe = (text: string) => text.replace(/[&<>"]/g, (character) => escapes[character] ?? '');
