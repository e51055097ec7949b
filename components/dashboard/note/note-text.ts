import type { Translator } from '../../../lib/i18n.ts';
import { inMarkup } from '../../../lib/reporting/markup.ts';
import type { FormattedText } from '../../ui/copy-formatted.ts';
import type { Note, NoteRow } from './note-model.ts';

/** What stands beside a target, line by line. */
export function explanationOf({ reason, details, evidence }: NoteRow): string[] {
  return [...(reason ? [reason] : []), ...details, ...evidence];
}

/** What stands below a target's title. */
export function belowTarget({ version, lots }: NoteRow): string[] {
  return [version, ...(lots ? [lots] : [])];
}

/** The note for the clipboard: formatted for a case system that takes it, plain for one that does not. */
export function noteTexts(note: Note, translate: Translator): FormattedText {
  return { html: htmlOf(note, translate), plain: plainOf(note, translate) };
}

function sectionsOf(note: Note, translate: Translator): { title: string; lines: string[] }[] {
  return [
    { title: translate('note.innovation'), lines: note.steps },
    { title: translate('note.tips'), lines: note.tips },
  ].filter(({ lines }) => lines.length > 0);
}

function plainOf(note: Note, translate: Translator): string {
  const rows = note.groups.flatMap(({ area, rows: own }) => [
    area.toUpperCase(),
    ...own.flatMap((row) => [
      `- ${row.target}: ${[row.verdictWords, row.day, row.author].filter(Boolean).join(', ')}`,
      ...[...belowTarget(row), ...explanationOf(row)].map((line) => `  ${line}`),
    ]),
  ]);
  const blocks = [
    [translate('note.title'), note.title],
    note.facts.map(({ name, value }) => `${name}: ${value}`),
    [note.summary],
    rows,
    ...sectionsOf(note, translate).map(({ title, lines }) => [
      title.toUpperCase(),
      ...lines.map((line) => `- ${line}`),
    ]),
    note.method,
  ];
  return blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n');
}

/** One element with its content, which is markup already. */
const tag = (name: string, content: string, attributes = '') => `<${name}${attributes}>${content}</${name}>`;
const lined = (lines: readonly string[]) => lines.map(inMarkup).join('<br>');

/** Plain old markup without styles of its own: case systems and word processors bring theirs. */
function htmlOf(note: Note, translate: Translator): string {
  const head = ['targets.target', 'log.verdict', 'note.explanation', 'note.day'].map((name) =>
    tag('th', inMarkup(translate(name)), ' scope="col" align="left"'),
  );
  const rows = note.groups.flatMap(({ area, rows: own }) => [
    ...(note.groups.length > 1
      ? [tag('tr', tag('th', inMarkup(area), ' colspan="4" scope="rowgroup" align="left"'))]
      : []),
    ...own.map((row) =>
      tag(
        'tr',
        [
          tag('td', `${tag('b', inMarkup(row.target))}<br>${lined(belowTarget(row))}`),
          tag('td', inMarkup(row.verdictWords)),
          tag('td', lined(explanationOf(row))),
          tag('td', lined([row.day, row.author].filter(Boolean))),
        ].join(''),
        ' valign="top"',
      ),
    ),
  ]);
  const facts = note.facts.map(({ name, value }) =>
    tag('tr', tag('th', inMarkup(name), ' scope="row" align="left"') + tag('td', inMarkup(value)), ' valign="top"'),
  );
  const sections = sectionsOf(note, translate).map(
    ({ title, lines }) =>
      tag('h3', inMarkup(title)) + tag('ul', lines.map((line) => tag('li', inMarkup(line))).join('')),
  );
  return [
    tag('h1', inMarkup(translate('note.title'))),
    tag('h2', inMarkup(note.title)),
    tag('table', tag('tbody', facts.join(''))),
    tag('p', inMarkup(note.summary)),
    ...(rows.length > 0
      ? [
          tag(
            'table',
            tag('thead', tag('tr', head.join(''))) + tag('tbody', rows.join('')),
            ' border="1" cellpadding="4" cellspacing="0"',
          ),
        ]
      : []),
    ...sections,
    tag('p', lined(note.method)),
  ].join('\n');
}
