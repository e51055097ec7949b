import type { CurrentRow } from '../log/rows.ts';
import type { Evidence } from '../log/schema.ts';
import { aimsOf, goalLists } from '../targets/goals.ts';

/** How a column's values are written: codes have words in the locales; ids must stay text in a spreadsheet. */
export type CsvValue =
  | { kind: 'text'; value: string | null }
  | { kind: 'id'; value: string | null }
  | { kind: 'number'; value: number | null }
  | { kind: 'boolean'; value: boolean | null }
  | { kind: 'date'; value: string | null }
  | { kind: 'time'; value: string | null; timezone: string }
  | { kind: 'code'; list: CodeList; value: string | null }
  | { kind: 'texts'; value: (string | null)[] }
  | { kind: 'codes'; list: CodeList; value: (string | null)[] };

/** Lists whose codes the caller puts into words. */
export type CodeList =
  | 'verdict'
  | 'kind'
  | 'reason'
  | 'placement'
  | 'phase'
  | 'area'
  | 'valueLevel'
  | 'evidenceKind'
  | 'goal'
  | 'gpp'
  | 'ecolabel'
  | 'strategic'
  | 'contractType';

const text = (value: string | null): CsvValue => ({ kind: 'text', value });
const id = (value: string | null): CsvValue => ({ kind: 'id', value });
const number = (value: number | null): CsvValue => ({ kind: 'number', value });
const flag = (value: boolean | null): CsvValue => ({ kind: 'boolean', value });
const code = (list: CodeList, value: string | null): CsvValue => ({ kind: 'code', list, value });
const codes = (list: CodeList, value: (string | null)[]): CsvValue => ({ kind: 'codes', list, value });
const ofEvidence = (row: CurrentRow, part: (item: Evidence) => string | null): CsvValue => ({
  kind: 'texts',
  value: row.evidence.map(part),
});

/** BT-06 as it follows from the goals (BT-774, 776, 775) of a target that is met or partly met. */
export function strategicCodes({ verdict, goals }: Pick<CurrentRow, 'verdict' | 'goals'>): string[] {
  if (verdict !== 'met' && verdict !== 'partiallyMet') return [];
  return aimsOf(goalLists(goals));
}

/**
 * The columns of the decision table, in order; one row is one record. The names stand in the machine dialect's header
 * and are part of the format: add at the end of their group, never rename.
 */
const columns = {
  recordId: (row) => text(row.recordId),
  rev: (row) => number(row.rev),
  kind: (row) => code('kind', row.kind),
  decidedAt: (row) => ({ kind: 'time', value: row.decidedAt, timezone: row.timezone }),
  timezone: (row) => text(row.timezone),
  firstDay: (row) => ({ kind: 'date', value: row.firstDay }),
  status: (row) => code('verdict', row.verdict),
  title: (row) => text(row.procedure.title),
  buyerName: (row) => text(row.procedure.buyer?.name ?? null),
  buyerId: (row) => id(row.procedure.buyer?.id ?? null),
  buyerScheme: (row) => text(row.procedure.buyer?.scheme ?? null),
  unit: (row) => text(row.unit),
  reference: (row) => id(row.procedure.reference),
  procedureId: (row) => text(row.procedureId),
  noticeProcedureId: (row) => text(row.procedure.noticeProcedureId),
  publicationNumber: (row) => id(row.procedure.publicationNumber),
  portal: (row) => text(row.portal),
  url: (row) => text(row.procedure.url),
  language: (row) => text(row.procedure.language),
  lotId: (row) => id(row.lotId),
  cpvMain: (row) => id(row.procedure.cpv.main),
  cpvAdditional: (row) => id(row.procedure.cpv.additional.join('|') || null),
  valueAmount: (row) => number(row.value?.amount ?? null),
  valueCurrency: (row) => text(row.value?.currency ?? null),
  valueLevel: (row) => code('valueLevel', row.valueLevel),
  phase: (row) => code('phase', row.phase),
  area: (row) => code('area', row.area),
  targetId: (row) => text(row.target.id),
  targetVersion: (row) => number(row.target.version),
  targetScheme: (row) => text(row.target.scheme),
  placement: (row) => codes('placement', row.placement),
  goals: (row) => codes('goal', row.goals),
  strategic: (row) => codes('strategic', strategicCodes(row)),
  gpp: (row) => codes('gpp', row.gpp),
  awardWeightPct: (row) => number(row.awardWeightPct),
  measuredMetric: (row) => text(row.measured?.metric ?? null),
  measuredValue: (row) => number(row.measured?.value ?? null),
  measuredUnit: (row) => text(row.measured?.unit ?? null),
  ecolabels: (row) => codes('ecolabel', row.ecolabels),
  reasonCode: (row) => code('reason', row.reason?.code ?? null),
  reasonText: (row) => text(row.reason?.text ?? null),
  evidenceKind: (row) =>
    codes(
      'evidenceKind',
      row.evidence.map((item) => item.kind),
    ),
  evidenceTitle: (row) => ofEvidence(row, (item) => item.title),
  evidenceUrl: (row) => ofEvidence(row, (item) => item.url),
  evidencePage: (row) => ofEvidence(row, (item) => item.page),
  evidenceQuote: (row) => ofEvidence(row, (item) => item.quote),
  vehiclesInScope: (row) => flag(row.vehicles?.inScope ?? null),
  vehiclesContractType: (row) => code('contractType', row.vehicles?.contractType ?? null),
  vehiclesCategory: (row) => text(row.vehicles?.category ?? null),
  vehiclesTotal: (row) => number(row.vehicles?.total ?? null),
  vehiclesClean: (row) => number(row.vehicles?.clean ?? null),
  vehiclesZero: (row) => number(row.vehicles?.zero ?? null),
  conflict: (row) => flag(row.conflict),
  toolVersion: (row) => text(row.tool.version),
  dataVersion: (row) => text(row.tool.data),
  /** By these a row is known again when the table is taken in. */
  revisionId: (row) => text(row.id),
  supersedes: (row) => text(row.supersedes),
  /** Only where the user switched it on. */
  author: (row) => text(row.author),
} satisfies Record<string, (row: CurrentRow) => CsvValue>;

export type CsvColumn = keyof typeof columns;

/** All columns in order, `author` last. */
export const csvColumns = Object.keys(columns) as CsvColumn[];

/** The value of one column for a row. */
export function csvValue(row: CurrentRow, column: CsvColumn): CsvValue {
  const read: (row: CurrentRow) => CsvValue = columns[column];
  return read(row);
}
