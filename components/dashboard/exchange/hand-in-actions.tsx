import { useState } from 'preact/hooks';
import type { Translator } from '../../../lib/i18n.ts';
import { exportFileName } from '../../../lib/reporting/file-name.ts';
import type { HandIn } from '../../../lib/reporting/hand-in/hand-in.ts';
import type { HandInPeriod } from '../../../lib/reporting/hand-in/procedure-groups.ts';
import { handInFacts, handInTable } from '../../../lib/reporting/hand-in/table.ts';
import { tableCsv, tableHtml, tableTsv } from '../../../lib/reporting/hand-in/write-table.ts';
import { copyFormatted } from '../../ui/copy-formatted.ts';
import { useHouse } from '../house.ts';
import { saveFile } from '../save-file.ts';

interface HandInActionsProps {
  figures: HandIn;
  period: HandInPeriod;
  texts: Translator;
}

/** Takes the table along: by the clipboard into a letter or a spreadsheet, or as a file. */
export function HandInActions({ figures, period, texts }: HandInActionsProps) {
  const { data, edge, today } = useHouse();
  const [said, setSaid] = useState('');
  // A spreadsheet set to English takes a comma for the end of a cell, one set to Danish or Norwegian for a decimal mark.
  const dialect = texts.locale === 'en' ? 'machine' : 'danish';
  const copy = () => {
    const table = handInTable(figures, texts);
    void copyFormatted({ html: tableHtml(table, dialect), plain: tableTsv(table, dialect) }).then((isDone) =>
      setSaid(texts(isDone ? 'copy.copied' : 'copy.failed')),
    );
  };
  const download = () => {
    const origin = { period, toolVersion: edge.toolVersion, dataVersion: data.version, today };
    const csv = tableCsv(handInTable(figures, texts), handInFacts(figures, origin, texts), dialect);
    const name = exportFileName(texts('handIn.fileTitle'), period, today, 'csv');
    saveFile({ blob: new Blob([csv], { type: 'text/csv;charset=utf-8' }), name });
    setSaid(texts('handIn.saved', { name }));
  };
  return (
    <div class="form-actions">
      <button type="button" class="button primary" onClick={copy}>
        {texts('handIn.copy')}
      </button>
      <button type="button" class="button" onClick={download}>
        {texts('handIn.download')}
      </button>
      <span role="status">{said}</span>
    </div>
  );
}
