import { type JournalDatabase, openJournal } from '../../lib/log/database.ts';

let opened: JournalDatabase | null = null;

/** The background's one connection; after another page upgraded the database the next use opens it anew. */
export function journal(): JournalDatabase {
  opened ??= openJournal({
    onVersionChange: () => {
      opened = null;
    },
  });
  return opened;
}
