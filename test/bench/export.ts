/** What the counting place knows, in the page; `end` is nought until the file is closed. */
export interface Written {
  start: number;
  end: number;
  bytes: number;
}

/** Runs in the page: answers the dialog for saving with a place that counts bytes, forgets them and notes the time. */
export function countBytes(): void {
  const written: Written = { start: 0, end: 0, bytes: 0 };
  const handle = {
    name: 'bench',
    getFile: async () => new File([], 'bench'),
    createWritable: async () => ({
      write: async (part: Uint8Array) => {
        written.bytes += part.byteLength;
      },
      close: async () => {
        written.end = performance.now();
      },
      abort: async () => undefined,
    }),
  };
  const showSaveFilePicker = async () => {
    written.start = performance.now();
    return handle;
  };
  Object.assign(globalThis, { showSaveFilePicker, written });
}

/** Runs in the page: every row of the log as a line of JSON, in batches by primary key. Begun, not awaited. */
export function plainLines(): void {
  const { written } = globalThis as unknown as { written: Written };
  written.start = performance.now();
  const opening = indexedDB.open('groent-lys');
  opening.onsuccess = () => {
    const db = opening.result;
    const next = (above: string): void => {
      const rows = db.transaction('current').objectStore('current');
      const reading = rows.getAll(IDBKeyRange.lowerBound(above, true), 1_000);
      reading.onsuccess = () => {
        const batch = reading.result as { recordId: string }[];
        const blob = new Blob(batch.map((row) => `${JSON.stringify(row)}\n`));
        written.bytes += blob.size;
        const last = batch.at(-1);
        if (last) return next(last.recordId);
        db.close();
        written.end = performance.now();
      };
    };
    next('');
  };
}
