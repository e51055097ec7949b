import { codeInWords, codeLists } from '../../../reporting/code-names.ts';
import type { CodeList } from '../../../reporting/csv-columns.ts';
import type { Sheet } from '../../../reporting/xlsx/workbook.ts';
import type { ExportJob } from '../job.ts';

/** The heading under which each list's codes stand in the decision table. */
const columnOf: Record<CodeList, string> = {
  verdict: 'csv.status',
  kind: 'csv.kind',
  reason: 'csv.reasonCode',
  placement: 'csv.placement',
  phase: 'csv.phase',
  area: 'csv.area',
  valueLevel: 'csv.valueLevel',
  evidenceKind: 'csv.evidenceKind',
  goal: 'csv.goals',
  gpp: 'csv.gpp',
  ecolabel: 'csv.ecolabels',
  strategic: 'csv.strategic',
  contractType: 'csv.vehiclesContractType',
};

/** Which word stands for which code of eForms, OCDS or the packs: for whoever goes on working with the table. */
export function codesSheet({ texts, data }: ExportJob): Sheet {
  const rows = Object.entries(codeLists(data)).map(([list, codes]) =>
    codes.map((code) => {
      const words = [texts(columnOf[list as CodeList]), code, codeInWords(texts, data, list as CodeList, code)];
      return words.map((value) => ({ kind: 'text' as const, value }));
    }),
  );
  return {
    name: texts('sheets.codes'),
    columns: [
      { title: texts('sheets.list'), width: 28 },
      { title: texts('sheets.code'), width: 28 },
      { title: texts('sheets.word'), width: 48 },
    ],
    rows,
  };
}
