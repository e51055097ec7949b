import { noteBackup } from '../../../lib/exchange/backup.ts';
import type { FileRecord } from '../../../lib/exchange/format.ts';
import { journalRecords } from '../../../lib/exchange/journal-records.ts';
import { fileParts, layouts } from '../../../lib/exchange/write-file.ts';
import { underJournalLock } from '../../../lib/log/lock.ts';
import { storedPacks } from '../../../lib/organisation.ts';
import type { House } from '../house.ts';
import { fileHeader } from './file-header.ts';

/** A backup ready to be saved. */
export interface BackupFile {
  blob: Blob;
  name: string;
  /** Records of the journal in it. */
  records: number;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Writes everything into one file: the journal with deletions and signed-off figures, settings, policy and the organisation's
 * own packs.
 * @throws the signal's reason when it was cancelled
 */
export async function writeBackup(
  house: House,
  signal: AbortSignal,
  onProgress: (records: number) => void,
): Promise<BackupFile> {
  const { journal, edge } = house;
  const header = await fileHeader(house, { content: 'backup', scope: null, completeness: null, authors: true });
  let count = 0;
  async function* records(): AsyncGenerator<FileRecord[]> {
    const beside = { settings: await edge.settings.get(), policy: await edge.policy.get() };
    const packs = storedPacks(await edge.packs.get());
    if (isObject(beside.settings)) yield [{ type: 'settings', data: beside.settings }];
    if (isObject(beside.policy)) yield [{ type: 'policy', data: beside.policy }];
    yield packs.map((data) => ({ type: 'pack', data }));
    for await (const batch of journalRecords(journal, { filter: null, authors: true })) {
      signal.throwIfAborted();
      count += batch.length;
      onProgress(count);
      yield batch;
    }
  }
  const chunks: Blob[] = [];
  await underJournalLock(async () => {
    for await (const part of fileParts(header, records(), 'jsonl')) {
      signal.throwIfAborted();
      chunks.push(new Blob([part]));
    }
  }, signal);
  await noteBackup(journal, new Date(header.exportedAt));
  const { extension, type } = layouts.jsonl;
  return {
    blob: new Blob(chunks, { type }),
    name: `groent-lys-${house.translate('backup.fileTitle')}-${house.today}.${extension}`,
    records: count,
  };
}
