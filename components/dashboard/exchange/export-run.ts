import { useEffect, useRef, useState } from 'preact/hooks';
import { type ExportFormat, type ExportFormatName, formatNamed } from '../../../lib/exchange/export/formats.ts';
import {
  type ExportProgress,
  type ExportRequest,
  type ExportSource,
  exportNamespaces,
} from '../../../lib/exchange/export/job.ts';
import { ExportProblem } from '../../../lib/exchange/export/problem.ts';
import { nameOfExport, runExport, type WrittenExport } from '../../../lib/exchange/export/run.ts';
import { toJournalError } from '../../../lib/log/journal-error.ts';
import { underJournalLock } from '../../../lib/log/lock.ts';
import { writeContext } from '../../../lib/log/write-context.ts';
import { daysOf } from '../../../lib/reporting/export-meta.ts';
import { loadTexts } from '../../ui/texts.ts';
import type { House } from '../house.ts';
import { openTarget } from './save-target.ts';

/** A file that was written, and what is in it. */
export interface ExportedFile extends WrittenExport {
  name: string;
  /** In bytes. */
  size: number;
}

/** Where an export stands. */
export type ExportRun =
  | { state: 'idle' | 'cancelled' }
  /** `progress` is null while another page works on the journal. */
  | { state: 'running'; progress: ExportProgress | null }
  | { state: 'done'; file: ExportedFile }
  | { state: 'failed'; text: string };

/** An export from the click to the file; leaving the page ends it. */
export function useExport(house: House) {
  const [run, setRun] = useState<ExportRun>({ state: 'idle' });
  const abort = useRef<AbortController | null>(null);
  useEffect(() => () => abort.current?.abort(), []);

  const start = async (name: ExportFormatName, request: ExportRequest) => {
    const controller = new AbortController();
    const { signal } = controller;
    abort.current = controller;
    setRun({ state: 'running', progress: null });
    try {
      const file = await exportFile(house, formatNamed(name), request, signal, (progress) => {
        if (!signal.aborted) setRun({ state: 'running', progress });
      });
      setRun(file ? { state: 'done', file } : { state: 'idle' });
    } catch (error) {
      if (signal.aborted) return setRun({ state: 'cancelled' });
      if (error instanceof ExportProblem) {
        const { code, detail } = error;
        return setRun({ state: 'failed', text: house.translate(`exchange.problem.${code}`, { detail }) });
      }
      const { code } = toJournalError(error, 'everything');
      const text = code === 'journal-newer' ? 'exchange.problem.newer' : 'exchange.problem';
      setRun({ state: 'failed', text: house.translate(text) });
    }
  };
  return { run, start, cancel: () => abort.current?.abort() };
}

async function sourceOf(house: House): Promise<ExportSource> {
  const { journal, data, settings, edge, today, translate } = house;
  const context = await writeContext(journal, data, settings, edge.toolVersion);
  const texts = await loadTexts(translate.locale, exportNamespaces);
  const { now, timezone, toolVersion, device } = context;
  const publication = { publisher: settings.organisation, prefix: settings.ocidPrefix };
  const { priorityAreas } = settings;
  return { journal, data, texts, today, now, timezone, toolVersion, device, priorityAreas, publication };
}

/** @returns null when the user chose no place for the file */
async function exportFile(
  house: House,
  format: ExportFormat,
  request: ExportRequest,
  signal: AbortSignal,
  onProgress: (progress: ExportProgress) => void,
): Promise<ExportedFile | null> {
  const { journal } = house;
  const [source, days] = await Promise.all([sourceOf(house), daysOf(journal, request.filter ?? {})]);
  const target = await openTarget(nameOfExport(format, source, days), format.type);
  if (target === null) return null;
  try {
    const written = await underJournalLock(
      () => runExport(format, source, request, target.write, { signal, onProgress }),
      signal,
    );
    const size = await target.close();
    return { ...written, name: target.name, size };
  } catch (error) {
    await target.discard();
    throw error;
  }
}
