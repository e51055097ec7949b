import { workbookParts } from '../../reporting/xlsx/workbook.ts';
import type { FileParts } from './formats.ts';
import type { ExportJob } from './job.ts';
import { aboutSheet } from './sheets/about-sheet.ts';
import { codesSheet } from './sheets/codes-sheet.ts';
import { figuresSheet } from './sheets/figures-sheet.ts';
import { proceduresSheet } from './sheets/procedures-sheet.ts';
import { recordsSheet } from './sheets/records-sheet.ts';

/** The decisions, their procedures, the figures, the code lists and where it all comes from, as one workbook. */
export function writeXlsx(job: ExportJob): FileParts {
  const notes = { cut: 0 };
  return workbookParts([
    recordsSheet(job, notes),
    proceduresSheet(job),
    figuresSheet(job),
    codesSheet(job),
    aboutSheet(job, notes),
  ]);
}
