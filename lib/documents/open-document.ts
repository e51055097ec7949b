import { cleanText } from './clean-text.ts';
import { type Collector, createCollector } from './collect.ts';
import type { DocumentText, Place } from './document.ts';
import { DocumentProblem } from './document-problem.ts';
import { headingPlaces } from './heading-places.ts';
import { type OutlineNumbers, outlineNumbers } from './outline-numbers.ts';
import type { PackageFile } from './package-file.ts';
import { cellName } from './sheet-cells.ts';
import { readXml, xmlTree } from './xml.ts';

/** What is no part of the document as it stands: deleted text, remarks, hidden text, and what repeats its headings. */
const skipped: ReadonlySet<string> = new Set([
  'tracked-changes',
  'annotation',
  'table-of-content',
  'alphabetical-index',
  'hidden-text',
  'hidden-paragraph',
  'note-citation',
  'ruby-text',
  'forms',
  'scripts',
  'desc',
]);

interface Paragraph {
  text: string;
  /** Level of a heading; null for text. */
  level: number | null;
  style: string;
  isNote: boolean;
}

/** What is heard of the content of an OpenDocument file beside its paragraphs. */
interface Listener {
  paragraph: (paragraph: Paragraph) => void;
  open?: (name: string, attribute: (name: string) => string | null) => void;
  close?: (name: string) => void;
  isDone: () => boolean;
}

function readContent(pieces: Iterable<Uint8Array>, listener: Listener): void {
  const open: Paragraph[] = [];
  let skipping = 0;
  let notes = 0;
  const add = (text: string): void => {
    const paragraph = open.at(-1);
    if (paragraph && skipping === 0) paragraph.text += text;
  };
  readXml(pieces, {
    isDone: listener.isDone,
    open: (name, attribute) => {
      if (skipped.has(name)) skipping++;
      if (skipping > 0) return;
      if (name === 'note') notes++;
      if (name === 'p' || name === 'h') {
        const level = name === 'h' ? Number(attribute('outline-level') ?? 1) : null;
        open.push({ text: '', level, style: attribute('style-name') ?? '', isNote: notes > 0 });
      } else if (name === 's') add(' ');
      else if (name === 'tab') add(' ');
      else if (name === 'line-break') add('\n');
      listener.open?.(name, attribute);
    },
    close: (name) => {
      if (skipped.has(name)) {
        skipping--;
        return;
      }
      if (skipping > 0) return;
      if (name === 'note') notes--;
      if (name === 'p' || name === 'h') {
        const paragraph = open.pop();
        if (paragraph) listener.paragraph(paragraph);
      }
      listener.close?.(name);
    },
    text: add,
  });
}

function checkOpen(file: PackageFile): void {
  const manifest = file.whole('META-INF/manifest.xml');
  if (manifest && new TextDecoder().decode(manifest).includes('encryption-data')) throw new DocumentProblem('password');
}

function contentOf(file: PackageFile): Iterable<Uint8Array> {
  const pieces = file.read('content.xml');
  if (!pieces) throw new DocumentProblem('broken', 'content.xml');
  return pieces;
}

/** Headers and footers of all page styles, each once. */
function readMargins(file: PackageFile, collector: Collector): void {
  let part: Extract<Place, { kind: 'apart' }>['part'] | null = null;
  const said = new Set<string>();
  readContent(file.read('styles.xml') ?? [], {
    isDone: collector.isFull,
    open: (name) => {
      if (/^header(?:-left|-first)?$/.test(name)) part = 'header';
      if (/^footer(?:-left|-first)?$/.test(name)) part = 'footer';
    },
    close: (name) => {
      if (/^(?:header|footer)(?:-left|-first)?$/.test(name)) part = null;
    },
    paragraph: ({ text }) => {
      if (part === null || said.has(text)) return;
      said.add(text);
      collector.add(text, { kind: 'apart', part });
    },
  });
}

/**
 * Reads an OpenDocument text: as a Word document, with the notes where they are anchored.
 * @throws {DocumentProblem}
 */
export function readOpenText(file: PackageFile): DocumentText {
  checkOpen(file);
  const collector = createCollector();
  const places = headingPlaces();
  const styles = file.whole('styles.xml');
  const numbers: OutlineNumbers = outlineNumbers(styles && xmlTree(styles));
  let title: string | null = null;
  let heading: string | null = null;
  readContent(contentOf(file), {
    isDone: collector.isFull,
    paragraph: ({ text, level, style, isNote }) => {
      const words = cleanText(text).replaceAll('\n', ' ');
      if (words === '') return;
      if (isNote) {
        collector.add(text, { kind: 'apart', part: 'footnote' });
      } else if (numbers.isTitle(style)) {
        title ??= words;
        collector.add(text, places.heading(words, ''));
      } else if (level !== null) {
        heading ??= words;
        collector.add(text, places.heading(words, numbers.next(level)));
      } else collector.add(text, places.paragraph());
    },
  });
  readMargins(file, collector);
  return collector.document('openText', title ?? heading);
}

/** Rows and cells that repeat more often are the emptiness behind a table. */
const mostRepeats = 1000;

/** Reads an OpenDocument spreadsheet, cell by cell as its reader sees them. @throws {DocumentProblem} */
export function readOpenSheet(file: PackageFile): DocumentText {
  checkOpen(file);
  const collector = createCollector();
  let sheet = '';
  let row = 0;
  let column = 0;
  let rowRepeats = 1;
  let cellRepeats = 1;
  let cell: string[] = [];
  let isFirst = true;
  readContent(contentOf(file), {
    isDone: collector.isFull,
    open: (name, attribute) => {
      const repeats = (of: string) => Math.max(1, Number(attribute(`number-${of}-repeated`) ?? 1) || 1);
      if (name === 'table') {
        sheet = attribute('name') ?? '';
        row = 0;
      } else if (name === 'table-row') {
        rowRepeats = repeats('rows');
        column = 0;
        isFirst = true;
      } else if (name === 'table-cell' || name === 'covered-table-cell') {
        cellRepeats = repeats('columns');
        cell = [];
      }
    },
    close: (name) => {
      if (name === 'table-row') row += rowRepeats;
      if (name !== 'table-cell' && name !== 'covered-table-cell') return;
      const text = cell.join('\n');
      if (cleanText(text) !== '' && cellRepeats <= mostRepeats) {
        collector.add(text, { kind: 'cell', sheet, cell: cellName(column, row) }, !isFirst);
        isFirst = false;
      }
      column += cellRepeats;
    },
    paragraph: ({ text }) => cell.push(text),
  });
  return collector.document('openSheet', null);
}
