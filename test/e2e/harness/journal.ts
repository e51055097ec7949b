import type { Page } from 'puppeteer';

/** Rows by store name; a store that stands in several databases has the rows of all. */
export type StoredRows = Record<string, unknown[]>;

/**
 * Reads every store of every database of the page's origin, past the product's own code, so that a test sees what
 * was really written.
 */
export async function readDatabases(page: Page): Promise<StoredRows> {
  // Run as a command, our functions call a helper of the compiler that a page does not have.
  await page.evaluate('globalThis.__name ??= (named) => named');
  // As one text: Firefox takes its time over every value that it hands out by itself.
  const text = await page.evaluate(async () => {
    const settled = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const rows: Record<string, unknown[]> = {};
    for (const { name } of await indexedDB.databases()) {
      if (!name) continue;
      const database = await settled(indexedDB.open(name));
      for (const store of database.objectStoreNames) {
        const all = await settled(database.transaction(store).objectStore(store).getAll());
        rows[store] = [...(rows[store] ?? []), ...all];
      }
      database.close();
    }
    return JSON.stringify(rows);
  });
  return JSON.parse(text) as StoredRows;
}
