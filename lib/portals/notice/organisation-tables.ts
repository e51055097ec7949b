import type { Outline } from '../page/outline.ts';
import { leadText, squeeze, textOf } from '../page/text.ts';
import { isBuyerRole } from './buyer-role.ts';

/**
 * An organisation of a notice: buyers, review bodies, service providers and senders stand there side by side under the
 * same labels.
 */
export interface Organisation {
  name: string;
  id: string | null;
  country: string | null;
  /** Whether its roles name it as a buyer; null where the notice gives it no role. */
  isBuyer: boolean | null;
}

type Column = 'name' | 'id' | 'country' | 'role' | null;

const nameHead =
  /^(?:navn|organisation(?:er|s)?|organisasjon(?:er)?|organisationens navn|virksomhed|myndighed|enhed|part|namn|nimi|organisaatio|name|organi[sz]ation name|organisationen|naam|organisatie|nom|organisme)$/iu;
const numberHead = /^(?:cvr(?:[- ]?(?:nr\.?|nummer))?|org\.?\s?(?:nr\.?|nummer))$/iu;
const roleHead = /^(?:rolle|roller|role|roles|roll|rooli|roolit|rollen|rol|rôle|rôles|funktion|funksjon)$/iu;
/** More rows of one table are not looked at. */
const mostRows = 200;

function columnOf(cell: Element, { fieldOf }: Outline): Column {
  const head = leadText(cell, 120).replace(/\s*:$/u, '');
  const field = fieldOf(head);
  if (field === 'role' || roleHead.test(head)) return 'role';
  if (field === 'buyerId' || numberHead.test(head)) return 'id';
  if (field === 'country') return 'country';
  return field === 'buyer' || nameHead.test(head) ? 'name' : null;
}

/** What the columns of a table of organisations hold; null for any other table. */
function columnsOf(table: Element, outline: Outline): Column[] | null {
  return outline.page.recall(table, 'organisation columns', () => {
    const head = table.querySelector('tr');
    const columns = head ? [...head.children].map((cell) => columnOf(cell, outline)) : [];
    return { answer: columns.includes('name') && columns.includes('role') ? columns : null, seen: [table] };
  });
}

/** The tables that list organisations with what each of them is. The heads of their columns are no labels. */
export function organisationTables(outline: Outline): ReadonlySet<Element> {
  const tables = outline.page.querySelectorAll('table');
  return new Set([...tables].filter((table) => columnsOf(table, outline) !== null));
}

/** The organisations that the tables list, one a row. */
export function organisationsInTables(outline: Outline): Organisation[] {
  return [...organisationTables(outline)].flatMap((table) =>
    outline.page.recall(table, 'organisations', () => {
      const columns = columnsOf(table, outline) ?? [];
      const rows = [...table.querySelectorAll('tr')].slice(1, mostRows);
      return { answer: rows.flatMap((row) => organisationOfRow(row, columns) ?? []), seen: [table] };
    }),
  );
}

function organisationOfRow(row: Element, columns: readonly Column[]): Organisation | null {
  const cells = [...row.children];
  const wordsIn = (wanted: Column): string => {
    const cell = columns.includes(wanted) ? cells[columns.indexOf(wanted)] : undefined;
    return cell ? squeeze(textOf(cell).text) : '';
  };
  const name = wordsIn('name').slice(0, 300);
  if (name === '') return null;
  return {
    name,
    id: wordsIn('id') || null,
    country: wordsIn('country') || null,
    isBuyer: isBuyerRole(wordsIn('role')),
  };
}
