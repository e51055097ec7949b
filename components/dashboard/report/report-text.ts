import type { Translator } from '../../../lib/i18n.ts';
import { inMarkup } from '../../../lib/reporting/markup.ts';
import type { FormattedText } from '../../ui/copy-formatted.ts';
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
export function frontTexts(head: ReportHead, front: Front, translate: Translator): FormattedText {
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
    `<h1>${inMarkup(head.title)}</h1>`,
    `<p>${head.lines.map(inMarkup).join('<br>')}</p>`,
    ...paragraphs.map((text) => `<p>${inMarkup(text)}</p>`),
    ...lists.map(
      ({ title, items }) =>
        `<h2>${inMarkup(title)}</h2><ul>${items.map((item) => `<li>${inMarkup(item)}</li>`).join('')}</ul>`,
    ),
  ].join('\n');
  return { html, plain };
}
