import { formatNumber } from '../../../i18n.ts';
import { wallClock } from '../../../log/time.ts';
import type { Sheet, SheetCell } from '../../../reporting/xlsx/workbook.ts';
import type { ExportJob } from '../job.ts';
import type { SheetNotes } from './records-sheet.ts';

/** Where the figures come from and how to read them. It is written last, so that it can tell of the others. */
export function aboutSheet({ texts, meta, days, request }: ExportJob, notes: SheetNotes): Sheet {
  const { locale } = texts;
  const text = (value: string): SheetCell => ({ kind: 'text', value });
  function* rows(): Generator<SheetCell[][]> {
    const facts: [key: string, cell: SheetCell][] = [
      ['sheets.about.tool', text(`Grønt Lys ${meta.toolVersion}`)],
      ['sheets.about.data', text(meta.dataVersion)],
      ['sheets.about.exportedAt', { kind: 'moment', value: wallClock(meta.exportedAt, meta.timezone) }],
      ['sheets.about.timezone', text(meta.timezone)],
      ['sheets.about.from', days && { kind: 'date', value: days.from }],
      ['sheets.about.to', days && { kind: 'date', value: days.to }],
      ['sheets.about.filter', text(meta.filter)],
      ['sheets.about.records', { kind: 'number', value: meta.records }],
      ['sheets.about.completeness', meta.completeness === null ? null : { kind: 'share', value: meta.completeness }],
      ['sheets.about.authors', text(texts(request.author ? 'decision.yes' : 'decision.no'))],
      ['sheets.about.completenessRule', text(texts('indicator.I12.definition'))],
      ['sheets.about.valueRule', text(texts('figures.valueRule'))],
      ['sheets.about.figuresRule', text(texts('sheets.about.figuresText'))],
      ['sheets.about.times', text(texts('sheets.about.timesText'))],
    ];
    if (notes.cut > 0) {
      facts.push(['sheets.about.cut', text(texts('sheets.about.cutText', { cells: formatNumber(notes.cut, locale) }))]);
    }
    yield facts.map(([key, cell]) => [text(texts(key)), cell]);
  }
  return {
    name: texts('sheets.about'),
    columns: [
      { title: texts('sheets.about.fact'), width: 30 },
      { title: texts('sheets.about.content'), width: 100 },
    ],
    rows: rows(),
  };
}
