interface StoreDump {
  keyPath: string | string[];
  indexes: { name: string; keyPath: string | string[]; multiEntry: boolean }[];
}

/** A whole database as plain rows, as the browser holds them. */
export interface DatabaseDump {
  version: number;
  stores: Record<string, StoreDump>;
  rows: Record<string, unknown[]>;
}

/** Makes a database past the product's own code, as an earlier edition of it left one behind. */
export function fillNative(name: string, { version, stores, rows }: DatabaseDump): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name, version);
    request.onerror = () => reject(request.error);
    request.onupgradeneeded = () => {
      for (const [store, { keyPath, indexes }] of Object.entries(stores)) {
        const made = request.result.createObjectStore(store, { keyPath });
        for (const index of indexes) made.createIndex(index.name, index.keyPath, { multiEntry: index.multiEntry });
        for (const row of rows[store] ?? []) made.put(row);
      }
    };
    request.onsuccess = () => {
      request.result.close();
      resolve();
    };
  });
}
