import type { JournalDatabase } from '../../../lib/log/database.ts';
import { writtenBy } from '../../../lib/log/retention.ts';
import type { House } from '../house.ts';

/** How many rows of the journal carry a person's pseudonym. @throws {JournalError} */
export async function rowsOf(journal: JournalDatabase, person: string): Promise<number> {
  let rows = 0;
  for await (const batch of writtenBy(journal, person)) rows += batch.length;
  return rows;
}

/** Everything that a person wrote, one JSON object a line, for whoever asks what is stored about them. */
export async function personFile(
  { journal, today, translate }: House,
  person: string,
): Promise<{ blob: Blob; name: string; rows: number }> {
  const chunks: Blob[] = [];
  let rows = 0;
  for await (const batch of writtenBy(journal, person)) {
    rows += batch.length;
    chunks.push(new Blob([batch.map((row) => `${JSON.stringify(row)}\n`).join('')]));
  }
  const name = `groent-lys-${translate('privacy.fileTitle')}-${today}.jsonl`;
  return { blob: new Blob(chunks, { type: 'application/jsonl' }), name, rows };
}
