import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { Readable } from 'node:stream';
import { arrayBuffer } from 'node:stream/consumers';
import { FileProblem } from '../../lib/exchange/file-problem.ts';
import type { ReadableFile } from '../../lib/exchange/open-file.ts';
import { dropStaged, stageFile } from '../../lib/exchange/stage.ts';
import type { TableLanguages } from '../../lib/exchange/table/read-table.ts';
import { commitImports, takeIn } from '../../lib/exchange/take-in.ts';
import type { JournalDatabase } from '../../lib/log/database.ts';
import texts from '../../locales/en/exchange.json' with { type: 'json' };

/**
 * Merges files into a journal by the code of the browser's import.
 * @param partial without it nothing goes in when any file, or any record of one, is refused
 * @returns what was refused, one line each, and how many files went in
 */
export async function mergeFiles(
  journal: JournalDatabase,
  files: readonly string[],
  { partial, signal, languages }: { partial: boolean; signal: AbortSignal; languages: TableLanguages },
): Promise<{ refused: string[]; merged: number }> {
  const refused: string[] = [];
  const staged: string[] = [];
  for (const path of files) {
    try {
      const file = Object.assign(fileAt(path, 0, (await stat(path)).size), { name: basename(path) });
      const { importId, preview, release } = await stageFile(journal, file, { signal, languages });
      release();
      for (const { line, why, path: field } of preview.refusals)
        refused.push(`${path}: line ${line}: ${reason(why, field)}`);
      const unnamed = preview.refused - preview.refusals.length;
      if (unnamed > 0) refused.push(`${path}: and ${unnamed} records more`);
      staged.push(importId);
    } catch (error) {
      signal.throwIfAborted();
      refused.push(`${path}: ${whyRefused(error)}`);
    }
  }
  if (refused.length > 0 && !partial) {
    for (const id of staged) await dropStaged(journal, id);
    return { refused, merged: 0 };
  }
  await commitImports(journal, staged);
  await takeIn(journal);
  return { refused, merged: staged.length };
}

/** A stretch of a file as the import reads it, never whole in memory; Node 20 gives no such thing without a warning. */
function fileAt(path: string, start: number, end: number): ReadableFile {
  const stream = () => (end > start ? createReadStream(path, { start, end: end - 1 }) : Readable.from([]));
  const part = {
    size: end - start,
    slice: (from = 0, to = end - start) => fileAt(path, start + from, Math.min(end, start + to)),
    stream: () => Readable.toWeb(stream()),
    arrayBuffer: () => arrayBuffer(stream()),
  };
  return part as unknown as ReadableFile;
}

const reasons = {
  unknownKind: (path: string) => `a record of an unknown kind "${path}"; a newer edition may know it`,
  invalid: (path: string) => `${path || 'the record'} breaks a rule of the journal`,
  orphan: () => 'it belongs to a procedure that is in none of the files',
  altered: () => 'it says something else than the decision of the same id in another file',
};

function reason(why: keyof typeof reasons, path: string): string {
  return `${reasons[why](path)}; left out`;
}

/** Why a file could not be read, in the words of the import page. */
function whyRefused(error: unknown): string {
  if (error instanceof FileProblem) {
    const words = (texts as Record<string, string>)[`file.${error.code}`] ?? error.code;
    return words.replace('{line}', String(error.line ?? 1));
  }
  const { code } = error as { code?: string };
  if (code === 'ENOENT') return 'There is no such file.';
  if (code === 'EISDIR') return 'It is a folder.';
  return (error as Error).message;
}
