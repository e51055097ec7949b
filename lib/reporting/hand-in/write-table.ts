import { type CsvDialect, csvLine, neutralise } from '../csv.ts';
import { inMarkup } from '../markup.ts';
import type { HandInFact, HandInTable, TableCell } from './table.ts';

const byteOrderMark = '\uFEFF';

/** A number with the dialect's own decimal mark; shares as parts of one with four decimals. */
function cellText(cell: TableCell, dialect: CsvDialect): string {
  if (cell === null) return '';
  if (cell.kind === 'text') return cell.value;
  const plain = String(cell.kind === 'share' ? Math.round(cell.value * 1e4) / 1e4 : cell.value);
  return dialect === 'danish' ? plain.replace('.', ',') : plain;
}

/**
 * The table as a CSV file.
 * @param facts title and value of what the figures are of (period, unit, versions); they stand on every row, so that the
 * file stays one plain table
 */
export function tableCsv(table: HandInTable, facts: readonly HandInFact[], dialect: CsvDialect): string {
  const repeated = facts.map(([, value]) => neutralise(value));
  const cells = table.rows.map((row) => [
    ...row.map((cell) => (cell?.kind === 'text' ? neutralise(cell.value) : cellText(cell, dialect))),
    ...repeated,
  ]);
  const head = [...table.columns, ...facts.map(([title]) => title)].map(neutralise);
  const file = [head, ...cells].map((line) => csvLine(line, dialect)).join('');
  return dialect === 'danish' ? byteOrderMark + file : file;
}

/** The table for pasting into a spreadsheet: a tab between cells, so none may hold one. */
export function tableTsv({ columns, rows }: HandInTable, dialect: CsvDialect): string {
  const plain = (words: string) => neutralise(words).replace(/[\t\r\n]+/g, ' ');
  const cells = rows.map((row) =>
    row.map((cell) => (cell?.kind === 'text' ? plain(cell.value) : cellText(cell, dialect))),
  );
  return [columns.map(plain), ...cells].map((line) => line.join('\t')).join('\r\n');
}

/** The table for pasting into a letter or a case system: markup for the clipboard alone, every text escaped. */
export function tableHtml(table: HandInTable, dialect: CsvDialect): string {
  const head = table.columns.map((title) => `<th>${inMarkup(title)}</th>`).join('');
  const body = table.rows
    .map((row) => `<tr>${row.map((cell) => `<td>${inMarkup(shown(cell, dialect))}</td>`).join('')}</tr>`)
    .join('');
  return `<table><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table>`;
}

/** A share as people read it: in per cent with one decimal. */
function shown(cell: TableCell, dialect: CsvDialect): string {
  if (cell?.kind !== 'share') return cellText(cell, dialect);
  const percent = String(Math.round(cell.value * 1000) / 10);
  return `${dialect === 'danish' ? percent.replace('.', ',') : percent} %`;
}
