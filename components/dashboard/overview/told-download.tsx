import { useState } from 'preact/hooks';
import { exportFileName } from '../../../lib/reporting/file-name.ts';
import { sourcesFacts, sourcesTable } from '../../../lib/reporting/hand-in/sources-table.ts';
import { handInNamespaces } from '../../../lib/reporting/hand-in/table.ts';
import { tableCsv } from '../../../lib/reporting/hand-in/write-table.ts';
import { loadTexts } from '../../ui/texts.ts';
import { areaName, useHouse } from '../house.ts';
import { saveFile } from '../save-file.ts';
import { type Overview, readToldIndicators, type Told } from './overview-reading.ts';
import { stateOf } from './told-words.ts';

/** Every indicator of every organisation in one file, of the period and the product area that are shown. */
export function ToldDownload({ overview }: { overview: Overview & { told: Told } }) {
  const house = useHouse();
  const { translate, data, edge, today } = house;
  const [said, setSaid] = useState('');
  const [isBusy, setBusy] = useState(false);
  const { period } = overview;
  const download = async () => {
    const texts = await loadTexts(translate.locale, handInNamespaces);
    const sources = (await readToldIndicators(house, overview)).map(({ of, unit, indicators }) => {
      const { organisation, latest } = of;
      return { organisation, unit, state: stateOf(of, today, translate), told: latest && { ...latest, indicators } };
    });
    const area = period.area === undefined ? null : areaName(house, period.area);
    const facts = sourcesFacts(
      { period, area, today, toolVersion: edge.toolVersion, dataVersion: data.version },
      texts,
    );
    // A spreadsheet set to English takes a comma for the end of a cell, one set to Danish or Norwegian for a decimal mark.
    const dialect = texts.locale === 'en' ? 'machine' : 'danish';
    const csv = tableCsv(sourcesTable(sources, texts), facts, dialect);
    const name = exportFileName(texts('told.fileTitle'), period, today, 'csv');
    saveFile({ blob: new Blob([csv], { type: 'text/csv;charset=utf-8' }), name });
    return texts('handIn.saved', { name });
  };
  const start = () => {
    if (isBusy) return;
    setBusy(true);
    setSaid('');
    download()
      .catch((error: unknown) => {
        console.error(error);
        return translate('told.downloadFailed');
      })
      .then((words) => {
        setSaid(words);
        setBusy(false);
      });
  };
  return (
    <div class="form-actions">
      <button type="button" class="button" aria-disabled={isBusy} onClick={start}>
        {translate('told.download')}
      </button>
      <span role="status">{said}</span>
    </div>
  );
}
