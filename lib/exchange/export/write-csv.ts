import { codeInWords } from '../../reporting/code-names.ts';
import { type CsvDialect, csvParts } from '../../reporting/csv.ts';
import type { FileParts } from './formats.ts';
import type { ExportJob } from './job.ts';

function writeCsv({ texts, data, request, meta, rows }: ExportJob, dialect: CsvDialect): FileParts {
  return csvParts(rows(), {
    dialect,
    header: (column) => texts(`csv.${column}`),
    code: (list, code) => codeInWords(texts, data, list, code),
    yes: texts('decision.yes'),
    no: texts('decision.no'),
    author: request.author,
    meta,
  });
}

/** The decision table for programs. */
export const writeMachineCsv = (job: ExportJob): FileParts => writeCsv(job, 'machine');

/** The decision table as a Danish Excel opens it with a double click. */
export const writeDanishCsv = (job: ExportJob): FileParts => writeCsv(job, 'danish');
