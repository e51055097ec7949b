import type { ExportJob } from './job.ts';

/** A file in pieces. */
export type FileParts = AsyncIterable<string | Uint8Array<ArrayBuffer>>;

/** One way to write the log; the page lists them in this order. */
export interface ExportFormat {
  /** Its words stand in the locales as `exchange.format.<name>` and `exchange.format.<name>Text`. */
  name: string;
  /** Ending of the file name, see `exportFileName`. */
  ending: string;
  /** Media type. */
  type: string;
  /** The writer and the libraries it needs; loaded when it is first used. */
  write: () => Promise<(job: ExportJob) => FileParts>;
}

/** Every format of the export, by who reads the file: a person first, then a colleague's browser, then other systems. */
export const exportFormats = [
  {
    name: 'xlsx',
    ending: 'xlsx',
    type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    write: async () => (await import('./write-xlsx.ts')).writeXlsx,
  },
  {
    name: 'danish',
    ending: 'excel.csv',
    type: 'text/csv;charset=utf-8',
    write: async () => (await import('./write-csv.ts')).writeDanishCsv,
  },
  {
    name: 'json',
    ending: 'json',
    type: 'application/json',
    write: async () => (await import('./write-journal.ts')).writeJson,
  },
  {
    name: 'jsonl',
    ending: 'jsonl',
    type: 'application/jsonl',
    write: async () => (await import('./write-journal.ts')).writeJsonLines,
  },
  {
    name: 'machine',
    ending: 'csv',
    type: 'text/csv;charset=utf-8',
    write: async () => (await import('./write-csv.ts')).writeMachineCsv,
  },
  {
    name: 'parquet',
    ending: 'parquet',
    type: 'application/vnd.apache.parquet',
    write: async () => (await import('./write-parquet.ts')).writeParquet,
  },
  {
    name: 'ocds',
    ending: 'ocds.json',
    type: 'application/json',
    write: async () => {
      const [{ ocdsWriter }, check] = await Promise.all([
        import('./write-ocds.ts'),
        import('virtual:reporting/ocds-check'),
      ]);
      return ocdsWriter(check.default);
    },
  },
] as const satisfies readonly ExportFormat[];

export type ExportFormatName = (typeof exportFormats)[number]['name'];

/** A format by its name. */
export function formatNamed(name: ExportFormatName): ExportFormat {
  return exportFormats.find((format) => format.name === name) ?? exportFormats[0];
}
