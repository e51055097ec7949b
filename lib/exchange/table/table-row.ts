import { identityKeys, linksOf } from '../../log/merge/identity.ts';
import { tableDevice } from '../../log/merge/table-device.ts';
import { type OpenSighting, openSightingSchema } from '../../log/record-schema.ts';
import { type ProcedureFacts, type Revision, revisionSchema } from '../../log/schema.ts';
import { dayIn, momentOf } from '../../log/time.ts';
import { readId, restore, splitList } from '../../reporting/csv.ts';
import type { CodeList, CsvColumn } from '../../reporting/csv-columns.ts';
import type { TableColumn, TableLanguage } from './language.ts';

/** What a row of the decision table says: a decision's last word, and as much of its procedure as a table has. */
export interface TableRow {
  revision: Revision;
  sighting: OpenSighting;
}

/** A row that breaks a rule of the journal, with the column to blame; empty where it is the row as a whole. */
export interface BadRow {
  column: CsvColumn | '';
}

/** Cells by column; columns that the file does not have are empty. */
export type Cells = (column: TableColumn) => string;

/** Cells read in the words and numbers of a language. */
export function readerOf(cells: Cells, { dialect, codeOf, flagOf }: TableLanguage) {
  const text = (column: TableColumn): string | null => restore(cells(column)) || null;
  const id = (column: TableColumn): string | null => readId(cells(column)) || null;
  const number = (column: TableColumn): number | null => {
    const cell = cells(column);
    return cell === '' ? null : Number(dialect === 'danish' ? cell.replace(',', '.') : cell);
  };
  const code = (list: CodeList, column: CsvColumn): string | null => {
    const word = text(column);
    return word === null ? null : codeOf(list, word);
  };
  const list = (column: CsvColumn): string[] => splitList(restore(cells(column)));
  const codes = (name: CodeList, column: CsvColumn): string[] => list(column).map((word) => codeOf(name, word));
  const flag = (column: CsvColumn): boolean | null => flagOf(restore(cells(column)));
  const day = (column: TableColumn): string | null => {
    const cell = cells(column);
    if (dialect === 'machine') return cell || null;
    const [, date, month, year] = /^(\d{2})-(\d{2})-(\d{4})$/.exec(cell) ?? [];
    return year === undefined ? null : `${year}-${month}-${date}`;
  };
  /** In UTC with milliseconds; null for what is no time. */
  const moment = (column: TableColumn, timezone: string): string | null => {
    const cell = cells(column);
    if (dialect === 'machine') return cell || null;
    const [, date, month, year, clock, seconds] = /^(\d{2})-(\d{2})-(\d{4}) (\d{2}:\d{2})(:\d{2})?$/.exec(cell) ?? [];
    if (year === undefined) return null;
    try {
      return momentOf(`${year}-${month}-${date}T${clock}${seconds ?? ':00'}`, timezone)?.toISOString() ?? null;
    } catch {
      return null;
    }
  };
  return { text, id, number, code, list, codes, flag, day, moment };
}

type Reader = ReturnType<typeof readerOf>;

function factsOf({ text, id, number, code }: Reader): ProcedureFacts {
  const name = text('buyerName');
  const amount = number('valueAmount');
  const value =
    amount !== null && code('valueLevel', 'valueLevel') === 'procedure'
      ? { amount, currency: text('valueCurrency') ?? '' }
      : null;
  return {
    title: text('title') ?? '',
    buyer: name === null ? null : { name, id: id('buyerId'), scheme: text('buyerScheme') },
    reference: id('reference'),
    procedureId: text('noticeProcedureId'),
    publicationNumber: id('publicationNumber'),
    cpv: { main: id('cpvMain'), additional: (id('cpvAdditional') ?? '').split('|').filter(Boolean) },
    value,
    deadline: null,
    language: text('language'),
    lots: [],
    portal: text('portal') ?? '',
    url: text('url') ?? '',
  };
}

function evidenceOf({ codes, list }: Reader) {
  const [titles, urls, pages, quotes] = (
    ['evidenceTitle', 'evidenceUrl', 'evidencePage', 'evidenceQuote'] as const
  ).map(list);
  return codes('evidenceKind', 'evidenceKind').map((kind, place) => ({
    kind,
    title: titles?.[place] || null,
    url: urls?.[place] || null,
    page: pages?.[place] || null,
    quote: quotes?.[place] || null,
  }));
}

function vehiclesOf({ flag, code, text, number }: Reader) {
  const inScope = flag('vehiclesInScope');
  if (inScope === null) return null;
  return {
    inScope,
    contractType: code('contractType', 'vehiclesContractType'),
    category: text('vehiclesCategory'),
    total: number('vehiclesTotal'),
    clean: number('vehiclesClean'),
    zero: number('vehiclesZero'),
  };
}

/** The columns that make up a part of a record, for the name of what is wrong. */
const columnOfPart: Record<string, CsvColumn> = {
  id: 'revisionId',
  decidedAt: 'decidedAt',
  day: 'firstDay',
  target: 'targetId',
  verdict: 'status',
  reason: 'reasonCode',
  measured: 'measuredValue',
  evidence: 'evidenceKind',
  vehicles: 'vehiclesTotal',
  value: 'valueAmount',
  tool: 'toolVersion',
  buyer: 'buyerName',
  cpv: 'cpvMain',
};

/** What a row says, checked against the journal's own rules. */
export function readRow(cells: Cells, language: TableLanguage): TableRow | BadRow {
  const reader = readerOf(cells, language);
  const { text, id, number, code, codes, day, moment } = reader;
  const timezone = text('timezone') ?? '';
  const decidedAt = moment('decidedAt', timezone);
  const reason = code('reason', 'reasonCode');
  const measured = number('measuredValue');
  const amount = number('valueAmount');
  const revision = revisionSchema.safeParse({
    id: text('revisionId'),
    recordId: text('recordId'),
    rev: number('rev'),
    supersedes: text('supersedes'),
    kind: code('kind', 'kind'),
    decidedAt,
    timezone,
    // A table has no history: its day is that of the first decision, under which the figures count it.
    day: day('firstDay') ?? decidedDay(decidedAt, timezone),
    procedureId: text('procedureId'),
    lotId: id('lotId'),
    target: { id: text('targetId'), version: number('targetVersion'), scheme: text('targetScheme') },
    area: code('area', 'area'),
    verdict: code('verdict', 'status'),
    reason: reason && { code: reason, text: text('reasonText') },
    placement: codes('placement', 'placement'),
    awardWeightPct: number('awardWeightPct'),
    measured:
      measured === null
        ? null
        : { metric: text('measuredMetric') ?? '', value: measured, unit: text('measuredUnit') ?? '' },
    ecolabels: codes('ecolabel', 'ecolabels'),
    evidence: evidenceOf(reader),
    vehicles: vehiclesOf(reader),
    phase: code('phase', 'phase'),
    goals: codes('goal', 'goals'),
    gpp: codes('gpp', 'gpp'),
    value: amount === null ? null : { amount, currency: text('valueCurrency') },
    valueLevel: code('valueLevel', 'valueLevel'),
    unit: text('unit') ?? '',
    portal: text('portal'),
    author: text('author'),
    device: tableDevice,
    tool: { version: text('toolVersion'), data: text('dataVersion') },
  });
  if (!revision.success) return badColumn(revision.error.issues[0]?.path[0]);
  const facts = factsOf(reader);
  const keys = identityKeys(facts);
  const { procedureId, unit, day: firstDay, decidedAt: at } = revision.data;
  const noon = `${firstDay}T12:00:00.000Z`;
  const sighting = openSightingSchema.safeParse({
    ...facts,
    closed: false,
    id: procedureId,
    device: tableDevice,
    changedAt: at,
    activeAt: at,
    keys,
    links: linksOf(keys),
    joins: [],
    following: [{ at: noon < at ? noon : at, on: true }],
    unit,
    readings: [],
    tips: { shown: false, used: false },
  });
  if (!sighting.success) return badColumn(sighting.error.issues[0]?.path[0]);
  return { revision: revision.data, sighting: sighting.data };
}

function decidedDay(decidedAt: string | null, timezone: string): string | null {
  if (decidedAt === null) return null;
  try {
    return dayIn(new Date(decidedAt), timezone);
  } catch {
    return null;
  }
}

function badColumn(part: PropertyKey | undefined): BadRow {
  const name = String(part ?? '');
  return { column: columnOfPart[name] ?? (name as CsvColumn) };
}
