import { parquetParts } from '../../reporting/parquet.ts';
import type { FileParts } from './formats.ts';
import type { ExportJob } from './job.ts';

/** The decision table for tools that analyse large tables. */
export function writeParquet({ rows, request, meta }: ExportJob): FileParts {
  return parquetParts(rows(), { author: request.author, meta });
}
