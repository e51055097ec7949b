import type { Outline } from '../page/outline.ts';
import { lotNumber } from '../page/place.ts';
import { leadText, type Stretch, squeeze, textOf } from '../page/text.ts';
import type { Lot } from '../tender.ts';
import { cpvInSlot } from '../values/cpv.ts';
import { readAmount } from '../values/money.ts';

/** A lot of a table, with its texts. */
export interface TabledLot {
  lot: Lot;
  title: Stretch | null;
  description: Stretch | null;
}

type Column = 'lot' | 'title' | 'description' | 'cpv' | 'value' | null;

const lotHead =
  /^(?:(?:del(?:kontrakt|aftale|arbejde|entreprise|anbud|leveranse|kontrakter|aftaler)|lot|los|fachlos|erä|osa|perceel|parti|lotto|anbudsområde)\s?(?:s|e|er|nr\.?|no\.?|n°|nummer|number|id|n:o)?)$/iu;
const nameHead =
  /^(?:navn|betegnelse|emne|ydelse|omfang|benämning|namn|nimi|nimike|name|subject|bezeichnung|gegenstand|naam|omschrijving|intitulé|objet|désignation)$/iu;
/** More rows of one table are not looked at. */
const mostRows = 500;

function columnOf(cell: Element, { fieldOf }: Outline): Column {
  const head = leadText(cell, 120).replace(/\s*:$/u, '');
  if (lotHead.test(head)) return 'lot';
  const field = fieldOf(head);
  if (field === 'title' || nameHead.test(head)) return 'title';
  if (field === 'description') return 'description';
  if (field === 'cpvMain' || field === 'cpvAdditional') return 'cpv';
  return field === 'value' ? 'value' : null;
}

/** What the columns of a table of lots hold; null for any other table. */
function columnsOf(table: Element, outline: Outline): Column[] | null {
  return outline.page.recall(table, 'lot columns', () => {
    const head = table.querySelector('tr');
    const columns = head ? [...head.children].map((cell) => columnOf(cell, outline)) : [];
    const isOfLots = columns.includes('lot') && columns.filter((column) => column !== null).length >= 2;
    return { answer: isOfLots ? columns : null, seen: [table] };
  });
}

/** The tables that list lots, one a row. The heads of their columns are no labels of the tender. */
export function lotTables(outline: Outline): ReadonlySet<Element> {
  const tables = outline.page.querySelectorAll('table');
  return new Set([...tables].filter((table) => columnsOf(table, outline) !== null));
}

/** The lots that the tables list. */
export function lotsInTables(outline: Outline, country: string | null): TabledLot[] {
  return [...lotTables(outline)].flatMap((table) =>
    outline.page.recall(table, `lots ${country}`, () => {
      const columns = columnsOf(table, outline) ?? [];
      const rows = [...table.querySelectorAll('tr')].slice(1, mostRows);
      return { answer: rows.flatMap((row) => lotOfRow(row, columns, country) ?? []), seen: [table] };
    }),
  );
}

function lotOfRow(row: Element, columns: readonly Column[], country: string | null): TabledLot | null {
  const cells = [...row.children];
  const stretchIn = (wanted: Column): Stretch | null => {
    const cell = cells[columns.indexOf(wanted)];
    const stretch = cell && columns.includes(wanted) ? textOf(cell) : null;
    return stretch && stretch.text !== '' ? stretch : null;
  };
  const printed = squeeze(stretchIn('lot')?.text ?? '');
  const [id, rest] = lotNumber(printed) ?? [/^(?:(?:LOT|PAR)-)?\d{1,4}$|^\p{L}$/u.exec(printed)?.[0] ?? null, ''];
  if (id === null) return null;
  const title = stretchIn('title');
  const cpv = cells.filter((_, index) => columns[index] === 'cpv').flatMap((cell) => cpvInSlot(textOf(cell).text));
  const description = stretchIn('description');
  const name = squeeze(title?.text ?? '') || rest || null;
  if (name === null && cpv.length === 0 && description === null) return null;
  const value = readAmount(stretchIn('value')?.text ?? '', country).value;
  return { lot: { id, title: name, cpv: [...new Set(cpv)], value }, title, description };
}
